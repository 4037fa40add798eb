"""Build hook: the console becomes static files inside the package."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ConsoleHook(BuildHookInterface):
    PLUGIN_NAME = "custom"
