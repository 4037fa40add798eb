"""Structured logs: one event per line, to standard error, with nothing in them that names a person.

Code logs with ``structlog.get_logger(__name__)``: an event name and fields. What libraries log
through the standard library comes out in the same form.
"""

import logging
import sys
from typing import Any, Final

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from shuke.kernel.settings import Settings

HIDDEN: Final = "[hidden]"
# Fields that are never written, whoever puts them there (compared in lower case).
_SECRET_FIELDS: Final = frozenset(
    {
        "authorization", "body", "card", "cookie", "csrf", "data", "database_url", "email",
        "identities", "identity", "key", "mobile", "name", "openid", "password", "phone",
        "profile", "secret", "session", "state", "token", "unionid", "url",
    }
)  # fmt: skip
# Libraries whose everyday remarks are noise at our level.
_QUIET: Final = ("alembic", "asyncio", "httpx2", "sqlalchemy", "uvicorn")


class StandardError(logging.Handler):
    """Writes to whatever standard error is at the moment, which outlives none that was replaced."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:  # noqa: BLE001 - a log that cannot be written must not fail its caller
            self.handleError(record)


def configure_logs(settings: Settings) -> None:
    """Set up logging for this process; may be called again.

    ``log_format`` ``auto`` means readable text on a terminal and JSON everywhere else.
    """
    as_json = settings.log_format == "json" or (
        settings.log_format == "auto" and not sys.stderr.isatty()
    )
    level = getattr(logging, settings.log_level.upper())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        hide_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    last: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        # Never the local variables: a phone number may be among them.
        frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        last += [
            structlog.processors.ExceptionRenderer(frames),
            structlog.processors.JSONRenderer(),
        ]
    else:
        plain = structlog.dev.plain_traceback
        last += [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
        ]
    handler = StandardError()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last)
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def hide_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Put ``[hidden]`` where a field's name says that it may hold a secret or name a person."""
    return {name: _shown(name, value) for name, value in event.items()}


def _shown(name: str, value: Any) -> Any:
    if name.lower() in _SECRET_FIELDS and value not in (None, "", 0):
        return HIDDEN
    if isinstance(value, dict):
        return {inner: _shown(str(inner), part) for inner, part in value.items()}
    return value
