"""The year as one stream of events in order of arrival, made in chunks as it is asked for.

Each member registers five minutes before the first purchase, with what is known of the household.
An event's id depends on the data alone, so the same year sent twice is the same events.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
import numpy as np

from shuke.cli.demo.dataset import Flags, Ints, Year
from shuke.cli.demo.draw import Draws, refund_lines
from shuke.cli.demo.mailing import NO_MAILINGS, Mail, Mailings
from shuke.cli.demo.moment import DAY_SECONDS, local_seconds, shifted
from shuke.cli.demo.wallet import NO_WALLETS, WALLET, Wallets
from shuke.engine import Incoming
from shuke.rule import COUPON_MARK

SOURCE: Final = "demo"
CURRENCY: Final = "points"
CHANNEL: Final = "store"
REGISTERED_BEFORE_SECONDS: Final = 300

MAILED_AFTER_SECONDS: Final = 60
"""A mailing reaches who has just registered a minute later."""

DONATION: Final = "lunch"
"""The gift to which some members give what they would spend, a piece for each 100 points."""
PIECE: Final = 100
DONATES_EVERY: Final = 12

_REGISTER, _MAIL, _TOP_UP, _SPEND, _ORDER, _REFUND = range(6)
TYPES: Final = (
    "member.registered",
    "coupon.issue",
    "value.top_up",
    "points.spend",
    "order.paid",
    "order.refunded",
)


@dataclass(frozen=True, slots=True)
class Arriving:
    """One event and the moment it comes in; later than its own time only for a late ticket."""

    at: datetime
    event: Incoming


class Stream:
    """Events by position, `0 <= position < len(stream)`, ordered by arrival."""

    def __init__(
        self,
        year: Year,
        draws: Draws,
        demographics: dict[int, dict[str, str]],
        weeks: int,
        mailings: Mailings = NO_MAILINGS,
        wallets: Wallets = NO_WALLETS,
    ) -> None:
        self.year = year
        self.draws = draws
        self.mailings = mailings
        self.wallets = wallets
        self.demographics = demographics
        self._paid_at = shifted(year.paid_at, weeks)
        self._refunded_at = shifted(draws.refunded_at, weeks)
        self._spent_at = shifted(draws.spent_at, weeks)
        self._household, first = np.unique(year.household, return_index=True)
        self._first = first.astype(np.int64)
        self._registered_at = self._paid_at[first] - REGISTERED_BEFORE_SECONDS
        self._spend_number = _counted(draws.spent_by)
        self._refunder = year.household[draws.refunded]
        self._mailed = np.array([mail.household for mail in mailings.mails], np.int64)
        self._mailed_at = self._mails_arrive(weeks)
        self._payer = np.array([one.household for one in wallets.top_ups], np.int64)
        topped_up = np.array([one.at for one in wallets.top_ups], np.int64)
        self._topped_up_at = shifted(topped_up, weeks) if len(topped_up) else topped_up
        self._used: dict[int, list[Mail]] = {}
        for mail in mailings.mails:
            if mail.used_on >= 0:
                self._used.setdefault(mail.used_on, []).append(mail)
        arrives = self._arrive(weeks)
        self._late = int((arrives != self._paid_at).sum())
        kinds = (
            self._registered_at,
            self._mailed_at,
            self._topped_up_at,
            self._spent_at,
            arrives,
            self._refunded_at,
        )
        at = np.concatenate(kinds)
        kind = np.repeat(np.arange(len(kinds)), [len(moments) for moments in kinds])
        row = np.concatenate([np.arange(len(moments)) for moments in kinds])
        order = np.lexsort((row, kind, at))
        self.at: Ints = at[order]
        self.kind: Ints = kind[order]
        self.row: Ints = row[order]

    def _arrive(self, weeks: int) -> Ints:
        """When each order arrives. A late ticket whose coupon would have ended comes in time."""
        late_at = shifted(self.draws.late_at, weeks)
        arrives = self._paid_at.copy()
        days = local_seconds(late_at) // DAY_SECONDS
        for row, at, day in zip(
            self.draws.late.tolist(), late_at.tolist(), days.tolist(), strict=True
        ):
            ends = [
                self.mailings.templates[mail.template].last_day(weeks)
                for mail in self._used.get(row, ())
            ]
            if day <= min(ends, default=day):
                arrives[row] = at
        return arrives

    def _mails_arrive(self, weeks: int) -> Ints:
        """When each mail arrives: on its day, or when its household has registered."""
        sent = np.array([mail.mailed_at for mail in self.mailings.mails], np.int64)
        if not len(sent):
            return sent
        place = np.searchsorted(self._household, self._mailed)
        registered: Ints = self._registered_at[place] + MAILED_AFTER_SECONDS
        return np.maximum(shifted(sent, weeks), registered)

    def __len__(self) -> int:
        return len(self.at)

    @property
    def members(self) -> int:
        """How many members register."""
        return len(self._household)

    @property
    def starts_at(self) -> datetime:
        """The first event's moment."""
        return _moment(int(self.at[0]))

    @property
    def ends_at(self) -> datetime:
        """The last event's moment."""
        return _moment(int(self.at[-1]))

    def split(self, parts: int) -> list[Stream]:
        """The same events in as many streams, by household, each in the same order."""
        of_kind = (
            self._household,
            self._mailed,
            self._payer,
            self.draws.spent_by,
            self.year.household,
            self._refunder,
        )
        household = np.empty(len(self), np.int64)
        for kind, owners in enumerate(of_kind):
            mine = self.kind == kind
            household[mine] = owners[self.row[mine]]
        return [self._only(household % parts == part) for part in range(parts)]

    def _only(self, which: Flags) -> Stream:
        part = copy(self)
        part.at, part.kind, part.row = self.at[which], self.kind[which], self.row[which]
        return part

    def chunk(self, start: int, stop: int) -> list[Arriving]:
        """The events at positions `start` up to (not including) `stop`."""
        kind, row = self.kind[start:stop], self.row[start:stop]
        orders = row[kind == _ORDER]
        order_json = iter(self.year.order_json(orders))
        chunk: list[Arriving] = []
        for at, what, which in zip(
            self.at[start:stop].tolist(), kind.tolist(), row.tolist(), strict=True
        ):
            if what == _ORDER:
                time, household, key, data = self._order(which, next(order_json))
            elif what == _REFUND:
                time, household, key, data = self._refund(which)
            elif what == _SPEND:
                time, household, key, data = self._spend(which)
            elif what == _TOP_UP:
                time, household, key, data = self._top_up(which)
            elif what == _MAIL:
                time, household, key, data = self._mail(which)
            else:
                time, household, key, data = self._register(which)
            came_at = _moment(at)
            type_ = "gift.redeem" if what == _SPEND and _donates(which) else TYPES[what]
            event = Incoming(
                SOURCE, key, type_, f"card:{household}", data, _moment(time), at=came_at
            )
            chunk.append(Arriving(came_at, event))
        return chunk

    def position_of(self, moment: datetime) -> int:
        """How many events arrive before a moment."""
        return int(np.searchsorted(self.at, int(moment.timestamp()), side="left"))

    def counts(self) -> dict[str, int]:
        """How many events of each kind there are, and what is in them."""
        late_before = np.isin(self.draws.refunded, self.draws.late)
        return {
            "members": self.members,
            "orders": len(self.year.basket),
            "lines": self.year.lines,
            "paid_cents": int(self.year.total_cents.sum()),
            "refunds": len(self.draws.refunded),
            "partial_refunds": self.draws.partial_refunds,
            "refunds_of_late_tickets": int(late_before.sum()),
            "late_tickets": self._late,
            "spends": len(self.draws.spent_at),
            "coupon_templates": len(self.mailings.templates),
            "coupons_issued": len(self.mailings.mails),
            "coupons_redeemed": sum(len(mails) for mails in self._used.values()),
            "top_ups": len(self.wallets.top_ups),
            "topped_up_cents": sum(one.cents for one in self.wallets.top_ups),
            "orders_with_stored_value": len(self.wallets.paid),
            "stored_value_cents": sum(self.wallets.paid.values()),
        }

    def _order(self, row: int, data: bytes) -> tuple[int, int, str, bytes]:
        year = self.year
        key = f"order-{year.basket[row]}"
        if row in self._used:
            ids = [f"{COUPON_MARK}{_number(mail)}" for mail in self._used[row]]
            data = data[:-1] + b',"coupons":' + _json(ids) + b"}"
        if row in self.wallets.paid:
            its = {"value": WALLET, "amount_cents": self.wallets.paid[row]}
            data = data[:-1] + b',"stored_value":' + _json(its) + b"}"
        return int(self._paid_at[row]), int(year.household[row]), key, data

    def _refund(self, row: int) -> tuple[int, int, str, bytes]:
        order = int(self.draws.refunded[row])
        basket = int(self.year.basket[order])
        data: dict[str, Any] = {"order_id": str(basket), "refund_id": f"R{basket}"}
        if self.draws.partial[row]:
            lines = refund_lines(self.year, order)
            data["amount_cents"] = sum(cents for _, cents in lines)
            data["lines"] = [{"line": line, "amount_cents": cents} for line, cents in lines]
        else:
            data["amount_cents"] = int(self.year.total_cents[order])
        household = int(self.year.household[order])
        return int(self._refunded_at[row]), household, f"refund-{basket}", _json(data)

    def _mail(self, row: int) -> tuple[int, int, str, bytes]:
        mail = self.mailings.mails[row]
        template = self.mailings.templates[mail.template]
        data = {
            "coupon": template.key,
            "number": _number(mail),
            "reason": f"Campaign {template.campaign}",
        }
        key = f"mail-{_number(mail)}"
        return int(self._mailed_at[row]), mail.household, key, _json(data)

    def _top_up(self, row: int) -> tuple[int, int, str, bytes]:
        its = self.wallets.top_ups[row]
        number = f"T{its.household}-{its.number}"
        data = {
            "value": WALLET,
            "top_up_id": number,
            "amount_cents": its.cents,
            "tender": its.tender,
            "store": str(self.year.store[its.row]),
            "channel": CHANNEL,
        }
        return int(self._topped_up_at[row]), its.household, f"top-up-{number}", _json(data)

    def _spend(self, row: int) -> tuple[int, int, str, bytes]:
        household = int(self.draws.spent_by[row])
        spend = f"S{household}-{self._spend_number[row]}"
        amount = int(self.draws.spent_points[row])
        data: dict[str, Any] = {"currency": CURRENCY, "amount": amount, "spend_id": spend}
        if _donates(row):
            data = {"gift": DONATION, "redemption_id": spend, "count": amount // PIECE}
        return int(self._spent_at[row]), household, f"spend-{spend}", _json(data)

    def _register(self, row: int) -> tuple[int, int, str, bytes]:
        household = int(self._household[row])
        store = int(self.year.store[self._first[row]])
        data: dict[str, Any] = {"channel": CHANNEL, "code": f"store-{store}"}
        profile = self.demographics.get(household)
        if profile:
            data["profile"] = profile
        return int(self._registered_at[row]), household, f"register-{household}", _json(data)


_json = msgspec.json.Encoder().encode


def _donates(row: int) -> bool:
    """Whether a spend is a donation."""
    return row % DONATES_EVERY == 0


def _number(mail: Mail) -> str:
    """What is printed on a coupon."""
    return f"{mail.household}-{mail.number}"


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _counted(households: Ints) -> list[int]:
    """The running number of each household's spends, from 1."""
    seen: dict[int, int] = {}
    numbers = []
    for household in households.tolist():
        seen[household] = seen.get(household, 0) + 1
        numbers.append(seen[household])
    return numbers
