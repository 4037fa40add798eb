"""A limit on everything: each number here stops one way of growing without end."""

from __future__ import annotations

from shuke.kernel import ShukeError, Text

STATE_LIMIT_BYTES = 8192
"""A state above this is refused: size is speed, and something grows with history."""

EVENTS_PER_REQUEST = 1000
DATA_LIMIT_BYTES = 256 * 1024
"""The JSON of one event's data."""

TIMERS_PER_FOLD = 20_000
"""Timer steps in one fold; a member asleep for decades needs far fewer."""

SENT_DEPTH = 8
"""How deep a chain of events sent by events may be."""

REFOLDS_PER_BATCH = 64
"""How often a batch may fold again because stock was refused or the past was missing."""


class StateTooLarge(Exception):
    """A state grew above its limit; `sizes` says which room's slice did."""

    def __init__(self, size: int, sizes: dict[str, int]) -> None:
        super().__init__(f"the state has {size} bytes, the limit is {STATE_LIMIT_BYTES}: {sizes}")
        self.sizes = sizes


class TimersStuck(Exception):
    """A timer's tick does not move its due moment on."""

    def __init__(self, subject: str) -> None:
        super().__init__(f"timers of {subject} do not come to an end")


class BatchTooLarge(ShukeError):
    """More events than one request may hold."""

    code = "batch_too_large"
    status = 413
    title = Text(en="Too many events in one request", zh="一次请求的事件过多")


class TimeInFuture(ShukeError):
    """The event claims a time further ahead than a source's clock may be."""

    code = "time_in_future"
    status = 422
    title = Text(en="The event's time is in the future", zh="事件时间在未来")


class TimeTooOld(ShukeError):
    """The event is older than the programme's lateness window."""

    code = "time_too_old"
    status = 422
    title = Text(en="The event is too old", zh="事件过旧")


class KeyReused(ShukeError):
    """The same (source, id) came before with another content or subject."""

    code = "event_key_reused"
    status = 409
    title = Text(en="This event id was used for another event", zh="此事件编号已用于别的事件")


class SubjectUnknown(ShukeError):
    """The subject is not a reference Shuke understands, or names no member."""

    code = "subject_unknown"
    status = 404
    title = Text(en="No such member", zh="没有这位会员")


class SubjectInvalid(ShukeError):
    """The subject reference is malformed."""

    code = "subject_invalid"
    status = 422
    title = Text(en="The subject is not valid", zh="事件主体不合格式")


class CharacterInvalid(ShukeError):
    """NUL characters cannot be stored."""

    code = "character_invalid"
    status = 422
    title = Text(en="The event holds a NUL character", zh="事件含有 NUL 字符")


class FoldFailed(ShukeError):
    """The fold of the event failed; it waits in the inbox, nothing else was changed."""

    code = "fold_failed"
    status = 500
    title = Text(en="The event could not be folded", zh="事件未能入账")


class EngineOutdated(ShukeError):
    """Another process runs a newer engine on this database; this one must not write."""

    code = "engine_outdated"
    status = 503
    title = Text(en="This process is older than the database", zh="本进程版本旧于数据库")


class DatabaseAway(ShukeError):
    """The database did not answer in time; the event may or may not be kept: send it again."""

    code = "database_away"
    status = 503
    title = Text(en="The database is not reachable", zh="数据库暂时无法连接")
