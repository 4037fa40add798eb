"""Points between members: sent, taken back, and what became of them."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from shuke import member, transfer
from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.person import Held, held, unknown
from shuke.engine import zone_of
from shuke.kernel import Text
from shuke.member import region_of

Key = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Number = Annotated[str, Meta(min_length=1, max_length=64)]
Reference = Annotated[str, Meta(min_length=1, max_length=256)]
Amount = Annotated[int, Meta(ge=1, le=10**15)]
Reason = Annotated[str, Meta(min_length=2, max_length=512)]
Side = Literal["out", "in"]


class Offered(msgspec.Struct):
    """What a member may send of a currency now; `left` is null without a limit.

    `least` and `most` are of one transfer; the fee comes on top of the amount.
    """

    currency: str
    title: str
    least: int
    most: int | None
    left: int | None
    receive_left: int | None
    fee_points: int
    fee_bp: int
    cooling_hours: int
    usable: int


class TransferShown(msgspec.Struct):
    """A transfer as one side sees it. `until` is when it becomes the other's, while that is open;
    `can_take_back` until then, on the sender's side."""

    number: str
    transfer_id: str
    side: Side
    member: str
    name: str | None
    currency: str
    amount: int
    fee: int
    change: str
    reason: str | None
    at: datetime
    begun: datetime
    until: datetime | None
    can_take_back: bool


class TransfersShown(msgspec.Struct):
    """What may be sent, and what was sent and received, the latest first."""

    offered: list[Offered]
    transfers: list[TransferShown]


class Sending(msgspec.Struct, forbid_unknown_fields=True):
    """Points for another member: an id, or a reference as `phone:+86138…`."""

    to: Reference
    currency: Key
    amount: Amount
    transfer_id: Number | None = None


class SentPoints(Done):
    """Points were sent, under this number."""

    transfer_id: str


class TakingBack(msgspec.Struct, forbid_unknown_fields=True):
    """Why, if anybody asks."""

    reason: Reason | None = None


@route("GET", "/v1/members/{member}/transfers", needs="members:read")
async def member_transfers(ask: Ask[None, None]) -> TransfersShown:
    """What the member may send, and the last fifty transfers on either side."""
    return await shown(ask, await held(ask, ask.path["member"]))


@route(
    "POST",
    "/v1/members/{member}/transfers",
    needs="transfers:write",
    status=201,
    act=True,
    example={"to": "phone:+8613800000000", "currency": "points", "amount": 100},
)
async def send_points(ask: Ask[None, Sending]) -> SentPoints:
    """Send points. They are the other's when the cooling-off is over, and can be taken back before.

    The receiver may decline, by limits of their own: then the points are back a moment later.
    """
    found = await held(ask, ask.path["member"])
    return await send(ask, found, await resolved(ask, ask.body.to))


@route(
    "POST",
    "/v1/members/{member}/transfers/{transfer}/take-back",
    needs="transfers:write",
    act=True,
    example={"reason": "Sent to the wrong member"},
)
async def take_back_points(ask: Ask[None, TakingBack]) -> Done:
    """Take back what was sent, until the cooling-off is over. Asked again, nothing happens."""
    found = await held(ask, ask.path["member"])
    data = {"transfer_id": ask.path["transfer"]}
    if ask.body.reason is not None:
        data["reason"] = ask.body.reason
    return await act(ask, "points.take_back", f"member:{found.subject}", data, audited=data)


async def resolved(ask: Ask[Any, Any], to: str) -> Held:
    """The member who is meant. Errors: `not_found`, `identity_invalid`."""
    if ":" not in to:
        return await held(ask, to)
    region = region_of(ask.release.programme)
    subject = await member.find(ask.shuke.pool, ask.shuke.keyring, to, region)
    if subject is None:
        raise unknown()
    return await held(ask, subject)


async def send(ask: Ask[Any, Sending], found: Held, other: Held) -> SentPoints:
    """Send points of one member to another. What is known of the receiver is asked at once."""
    if other.row.provisional:
        raise transfer.NotRegistered(
            Text(en="The receiver has not registered.", zh="对方尚未注册。"), place="/to"
        )
    body = ask.body
    number = ask.number(body.transfer_id)
    data = {
        "transfer_id": number,
        "to": other.subject,
        "currency": body.currency,
        "amount": body.amount,
    }
    done = await act(ask, "points.send", f"member:{found.subject}", data, audited=data)
    return SentPoints(**msgspec.structs.asdict(done), transfer_id=number)


async def shown(ask: Ask[Any, Any], found: Held) -> TransfersShown:
    """The transfers of a member."""
    lines = await transfer.transfers(ask.shuke.pool, found.subject)
    names = await names_of(ask, [line.other for line in lines])
    return TransfersShown(offered(ask, found), [_shown(found, line, names) for line in lines])


async def names_of(ask: Ask[Any, Any], subjects: list[str]) -> dict[str, str | None]:
    """What members are called, masked: the name, or else the first identity; erased ones have none,
    nor has a family."""
    if not subjects:
        return {}
    cards = await member.cards(ask.shuke.pool, ask.shuke.keyring, sorted({*subjects}))
    return {
        subject: card.name or next((one.masked for one in card.identities), None)
        for subject, card in cards.items()
    }


def offered(ask: Ask[Any, Any], found: Held) -> list[Offered]:
    """What the member may send now. Whom the terms are for is judged when it is sent."""
    own: transfer.TransferSlice = found.state.transfer
    plan: transfer.TransferPlan = found.release.plans["transfer"]
    return [
        Offered(
            currency,
            ask.say(terms.name),
            terms.least,
            terms.most,
            transfer.left(own.sent.get(currency, []), terms.sends, found.today),
            transfer.left(own.got.get(currency, []), terms.receives, found.today),
            terms.fee_points,
            terms.fee_bp,
            terms.cooling_hours,
            max(found.state.ledger.usable(currency), 0),
        )
        for currency, terms in sorted(plan.terms.items())
    ]


def _shown(found: Held, line: transfer.TransferLine, names: dict[str, str | None]) -> TransferShown:
    own: transfer.TransferSlice = found.state.transfer
    _giver, _, transfer_id = line.number.partition(":")
    until, back = None, False
    if line.side == "out" and line.change == "sent":
        for one in own.out:
            if one.id == transfer_id:
                until, back = moment(found, one.until_seconds), True
    elif line.change == "coming":
        for one_in in own.coming:
            if one_in.number == line.number:
                until = moment(found, one_in.until_seconds)
    side: Side = "out" if line.side == "out" else "in"
    return TransferShown(
        line.number,
        transfer_id,
        side,
        line.other,
        names.get(line.other),
        line.currency,
        line.amount,
        line.fee,
        line.change,
        line.reason,
        line.at,
        line.begun,
        until,
        back,
    )


def moment(found: Held, seconds: int) -> datetime:
    """Seconds since 1970 as a moment in the programme's zone."""
    return datetime.fromtimestamp(seconds, zone_of(found.release.documents))
