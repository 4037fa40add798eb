"""Every failure leaves as an RFC 9457 problem: worded, coded, traceable, telling nothing inside."""

from collections.abc import Mapping
from typing import Any, Final

import asyncpg
import structlog
from litestar.exceptions import (
    ClientException,
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
)
from msgspec import json

from shuke.api.language import TAGS, Language
from shuke.kernel import ShukeError, Text, new_id, problem
from shuke.rule import Problem

log = structlog.get_logger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
_TOO_LARGE: Final = 413


class NotFound(ShukeError):
    """Nothing is at this address."""

    code = "not_found"
    status = 404
    title = Text(en="Not found", zh="没有找到")


class MethodNotAllowed(ShukeError):
    """The address exists, the method does not."""

    code = "method_not_allowed"
    status = 405
    title = Text(en="This method is not allowed here", zh="这里不支持这种方法")


class BodyTooLarge(ShukeError):
    """The body has more bytes than the route takes."""

    code = "body_too_large"
    status = 413
    title = Text(en="The request is too large", zh="请求过大")


class MediaTypeUnsupported(ShukeError):
    """The body is of a type that the route does not read."""

    code = "media_type_unsupported"
    status = 415
    title = Text(en="This media type is not supported", zh="不支持这种媒体类型")


class RequestInvalid(ShukeError):
    """The query, a header or the body is not what the route asks for."""

    code = "request_invalid"
    status = 400
    title = Text(en="The request is not valid", zh="请求不合格式")


class JsonMalformed(RequestInvalid):
    """The body is not JSON."""

    code = "json_malformed"
    title = Text(en="The JSON is malformed", zh="JSON 格式不对")


def flawed(flaw: Problem, hint: Text | None = None) -> RequestInvalid:
    """What msgspec found, as the error of a request."""
    error = RequestInvalid(flaw.message, hint=hint, place=flaw.place, flaw=flaw.code)
    if flaw.suggestion:
        error.extra["suggestion"] = flaw.suggestion
    return error


class DatabaseSilent(ShukeError):
    """PostgreSQL is away or overloaded; nothing is known about the act."""

    code = "database_away"
    status = 503
    title = Text(en="The database is not reachable", zh="数据库暂时无法连接")


class Internal(ShukeError):
    """A fault of ours; the log has it under the trace id."""

    code = "internal"
    status = 500
    title = Text(en="Something went wrong on our side", zh="我们这边出了问题")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="The request failed for a reason of ours; it is in the log.",
                zh="请求因我们的原因失败，日志里有记录。",
            ),
            hint=Text(
                en="Try again; if it stays, report the trace id.",
                zh="请重试；若仍失败，请报告追踪号。",
            ),
        )


_AWAY: Final = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    ConnectionError,
    TimeoutError,
)


def known(error: Exception, path: str, trace: str) -> ShukeError:
    """The error to show for whatever was raised; what is not ours is logged, not shown."""
    if isinstance(error, ShukeError):
        return error
    if isinstance(error, NotFoundException):
        return NotFound(
            Text(en=f"There is nothing at {path}.", zh=f"{path} 下没有内容。"),
            hint=Text(en="/docs lists the routes.", zh="/docs 列出了所有路由。"),
        )
    if isinstance(error, MethodNotAllowedException):
        return MethodNotAllowed()
    if isinstance(error, HTTPException) and error.status_code == _TOO_LARGE:
        return BodyTooLarge()
    if isinstance(error, ClientException):
        return RequestInvalid()
    if isinstance(error, _AWAY):
        log.warning("database_away", trace=trace, path=path, error=repr(error))
        return DatabaseSilent(
            hint=Text(
                en="Try again with the same Idempotency-Key: an act counts once.",
                zh="请用同一个 Idempotency-Key 重试：同一操作只算一次。",
            )
        )
    log.error("request_failed", trace=trace, path=path, exc_info=error)
    return Internal()


def body_of(
    error: ShukeError, language: Language, *, instance: str | None = None, trace: str | None = None
) -> dict[str, Any]:
    """The problem body. Faults of ours keep their own members to themselves."""
    body = problem(error, instance, language)
    if error.status >= Internal.status:
        for name in error.extra:
            body.pop(name, None)
    if trace is not None:
        body["trace"] = trace
    return body


def answer(
    error: ShukeError, language: Language, *, instance: str, trace: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and bytes of a problem answer."""
    headers = {
        "content-type": MEDIA_TYPE,
        "content-language": TAGS[language],
        "cache-control": "no-store",
        "x-trace-id": trace,
    }
    wait = error.extra.get("retry_after_seconds", 1 if error.status == DatabaseSilent.status else 0)
    if wait:
        headers["retry-after"] = str(wait)
    if error.status == 401:
        headers["www-authenticate"] = 'Bearer realm="shuke"'
    return (
        error.status,
        headers,
        json.encode(body_of(error, language, instance=instance, trace=trace)),
    )


def trace_of(headers: Mapping[str, str]) -> str:
    """The caller's W3C trace id when it sent one, else a new id."""
    parts = headers.get("traceparent", "").split("-")
    if len(parts) >= 4 and len(parts[1]) == 32 and parts[1].isalnum():
        return parts[1]
    return new_id()
