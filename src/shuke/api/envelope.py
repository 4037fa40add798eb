"""Reading what is sent to the events' door: JSON or CloudEvents, one or many, `data` left raw."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import Raw

from shuke.api.problem import (
    BodyTooLarge,
    JsonMalformed,
    MediaTypeUnsupported,
    RequestInvalid,
    flawed,
)
from shuke.kernel import Text
from shuke.org import Actor
from shuke.rule import Problem, translate

EVENTS_PER_REQUEST: Final = 1_000
JSON: Final = "application/json"
ONE: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
GUARDED: Final = {
    "points.adjust": "points:adjust",
    "points.open": "events:import",
    "member.erased": "members:erase",
    "coupon.issue": "coupons:issue",
    "coupon.void": "coupons:issue",
    "gift.grant": "coupons:issue",
    "gift.fulfil": "gifts:fulfil",
    "donation.report": "coupons:issue",
    "gift.reverse": "gifts:fulfil",
}
"""Event types that need more than `events:write`."""
_RESERVED: Final = ("api:", "shuke:")
_NO_DATA: Final = Raw(b"{}")
_SPACES: Final = b" \t\r\n"


class Envelope(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """An event as it is sent: CloudEvents names; `data` is read by the event's type."""

    source: str
    id: str
    type: str
    subject: str
    time: datetime | None = None
    data: Raw = _NO_DATA
    specversion: str | None = None
    datacontenttype: str | None = None
    dataschema: str | None = None


class CloudEvent(msgspec.Struct, gc=False):
    """The same in the CloudEvents media types, where extension attributes may stand beside."""

    source: str
    id: str
    type: str
    subject: str
    specversion: str
    time: datetime | None = None
    data: Raw = _NO_DATA
    datacontenttype: str | None = None
    data_base64: str | None = None


class SourceReserved(RequestInvalid):
    """The source is one that only Shuke itself writes."""

    code = "source_reserved"
    status = 403
    title = Text(en="The source is reserved", zh="来源被保留")


class BatchTooLarge(BodyTooLarge):
    """More events than one request may hold; said before any of them is looked at."""

    code = "batch_too_large"
    title = Text(en="Too many events in one request", zh="一次请求的事件过多")


Sent = Envelope | CloudEvent

_one = msgspec.json.Decoder(Envelope)
_many = msgspec.json.Decoder(list[Envelope])
_raws = msgspec.json.Decoder(list[Raw])
_cloud_one = msgspec.json.Decoder(CloudEvent)
_cloud_many = msgspec.json.Decoder(list[CloudEvent])


def read_events(body: bytes, kind: str) -> tuple[bool, Sequence[Sent | Problem]]:
    """Whether one event was sent (not a list), and what was sent."""
    cloud = kind != JSON
    if kind == JSON:
        single = body[:1] == b"{" or not body.lstrip(_SPACES).startswith(b"[")
    elif kind in (ONE, BATCH):
        single = kind == ONE
    else:
        raise MediaTypeUnsupported(
            Text(
                en=f"Events come as {JSON}, {ONE} or {BATCH}.",
                zh=f"事件的媒体类型是 {JSON}、{ONE} 或 {BATCH}。",
            )
        )
    try:
        if single:
            events: Sequence[Sent] = [(_cloud_one if cloud else _one).decode(body)]
        else:
            events = (_cloud_many if cloud else _many).decode(body)
    except (msgspec.ValidationError, RecursionError) as error:
        if single:
            raise flawed(translate(error, CloudEvent if cloud else Envelope)) from error
        return False, _one_by_one(body, cloud)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JsonMalformed(
            Text(en=f"The body is not JSON: {error}.", zh=f"请求体不是 JSON：{error}。")
        ) from error
    _check_count(len(events))
    if cloud:
        for event in events:
            _check_cloud(event)
    return single, events


def _one_by_one(body: bytes, cloud: bool) -> Sequence[Sent | Problem]:
    """A batch in which some envelope is wrong: only that event is refused."""
    try:
        raws = _raws.decode(body)
    except (msgspec.ValidationError, RecursionError) as error:
        raise flawed(translate(error)) from error
    _check_count(len(raws))
    decoder: Any = _cloud_one if cloud else _one
    events: list[Sent | Problem] = []
    for raw in raws:
        try:
            events.append(decoder.decode(raw))
        except (msgspec.ValidationError, RecursionError) as error:
            events.append(translate(error, CloudEvent if cloud else Envelope))
    return events


def check_rights(events: Sequence[Sent | Problem], actor: Actor) -> None:
    """Events that make points out of nothing need their own permission, and nobody sends in the
    name of another actor or of Shuke. One such event refuses the whole request."""
    for place, event in enumerate(events):
        if isinstance(event, Problem):
            continue
        needed = GUARDED.get(event.type)
        if needed is not None:
            actor.need(needed)
        if event.source.startswith(_RESERVED) and event.source != actor.source:
            raise SourceReserved(
                Text(
                    en=f"Sources beginning with {' or '.join(_RESERVED)} are Shuke's own.",
                    zh=f"以 {' 或 '.join(_RESERVED)} 开头的来源由系统自己使用。",
                ),
                place="/source" if len(events) == 1 else f"/{place}/source",
            )


def _check_count(count: int) -> None:
    if count > EVENTS_PER_REQUEST:
        raise BatchTooLarge(
            Text(
                en=f"{count} events were sent, {EVENTS_PER_REQUEST} are allowed.",
                zh=f"送来 {count} 条事件，一次最多 {EVENTS_PER_REQUEST} 条。",
            ),
            hint=Text(en="Send them in several requests.", zh="请分几次送。"),
        )


def _check_cloud(event: Sent) -> None:
    wrong = None
    if event.specversion != "1.0":
        wrong = "specversion"
    elif isinstance(event, CloudEvent) and event.data_base64 is not None:
        wrong = "data_base64"
    elif event.datacontenttype not in (None, JSON):
        wrong = "datacontenttype"
    if wrong:
        raise RequestInvalid(
            Text(
                en="CloudEvents 1.0 with JSON data are read, nothing else.",
                zh="只读 CloudEvents 1.0，且 data 须为 JSON。",
            ),
            place=f"/{wrong}",
        )
