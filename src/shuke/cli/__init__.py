"""The command line: `shuke`. Assembly only.

One file per command; every command takes `--json`; heavy libraries are imported where they are
used, so `shuke --help` answers at once. Errors are sentences with a code; exit status 1 is a
refusal or a finding, 2 a wrong call (a problem too, with `--json`).
"""


def main() -> None:
    """Run the command line."""
    from shuke.cli.root import run

    run()


__all__ = ["main"]
