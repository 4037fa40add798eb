"""Rewrite the golden files.

    python -m tests.golden.make          fold the log again and write folded.json
    python -m tests.golden.make log      draw the log anew as well
    python -m tests.golden.make show     only say how it folds

The first is what a raised ENGINE asks for; the second only when events gain or lose a field.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import msgspec
from tests.golden.branded import script as branded_script
from tests.golden.donation import script as donation_script
from tests.golden.fold import EFFECTIVE, FOLDED, LOG, Book, folded, replay_of, row_of
from tests.golden.gift import script as gift_script
from tests.golden.given import script as given_script
from tests.golden.pack import script as pack_script
from tests.golden.paid import script as paid_script
from tests.golden.partner import script as partner_script
from tests.golden.pay import script as pay_script
from tests.golden.reward import script as reward_script
from tests.golden.transfer import family_script
from tests.golden.transfer import script as transfer_script
from tests.golden.value import script as value_script

from shuke.app import application
from shuke.engine import PastMissing, ReleaseBook, Replay
from shuke.engine.history import Beside
from shuke.kernel import ShukeError
from shuke.program import ROOM

SEED = 20250101
MEMBERS = 12
START = datetime(2025, 1, 1, 1, tzinfo=UTC)
DAYS = 380
EVENTS = 480
GOODS = ("dairy", "bread", "fruit", "tobacco")


Script = Callable[[Replay], Iterable[tuple[float, str, dict[str, Any], dict[str, Any]]]]
"""What happens to a member: (days after the one before, type, data, given facts)."""


class Drawn:
    """One member whose events are drawn one after the other, and folded to see what holds."""

    def __init__(self, number: int, chance: random.Random, book: Book, stock: dict[str, int]):
        self.subject = f"01GOLDEN{number:02}"
        self.chance = chance
        self.book = book
        self.stock = stock
        self.replay = replay_of(book.app, book)
        self.lines: list[dict[str, Any]] = []
        self.orders: list[tuple[str, list[int], int]] = []
        self.spends: list[str] = []
        self.number = 0

    def name(self, prefix: str) -> str:
        self.number += 1
        return f"{prefix}{self.number}"

    def draw(self) -> tuple[str, dict[str, Any], dict[str, Any]]:
        """(type, data, given facts) of what happens next."""
        kinds = {
            "order.paid": 40, "order.refunded": 14, "order.completed": 6, "points.spend": 12,
            "points.return": 6, "points.adjust": 3, "points.open": 2, "member.registered": 3,
            "member.updated": 3, "identity.linked": 2, "identity.unlinked": 1,
            "member.checked_in": 5, "review.posted": 5, "content.shared": 3, "event.attended": 2,
            "tasting.joined": 3, "tick": 9,
        }  # fmt: skip
        [kind] = self.chance.choices(list(kinds), list(kinds.values()))
        facts = {
            "identity.linked": {"linked": ["card"]},
            "identity.unlinked": {"held": True},
            "member.registered": {"linked": ["phone"]},
        }.get(kind, {})
        make = getattr(self, "_" + kind.replace(".", "_"), dict)
        return kind, make(), facts

    def _order_paid(self) -> dict[str, Any]:
        chance = self.chance
        lines = [
            {
                "sku": f"s{chance.randint(1, 40)}",
                "category": chance.choice(GOODS),
                "quantity": chance.randint(1, 4),
                "paid_cents": chance.choice([0, 99, 450, 1999, 3333, 7800, 12001]),
            }
            for _ in range(chance.randint(1, 4))
        ]
        shipping = chance.choice([0, 0, 0, 600])
        order = self.name("O")
        self.orders.append((order, [line["paid_cents"] for line in lines], shipping))
        return {
            "order_id": order,
            "total_cents": sum(line["paid_cents"] for line in lines) + shipping,
            "shipping_cents": shipping,
            "store": chance.choice(["north", "south"]),
            "lines": lines,
        }

    def _order_refunded(self) -> dict[str, Any]:
        chance = self.chance
        if not self.orders or chance.random() < 0.1:
            # The order comes later, or never.
            order = self.name("O") if chance.random() < 0.5 else f"O{self.number + 3}"
            return {"order_id": order, "refund_id": self.name("R"), "amount_cents": 99}
        order, cents, shipping = chance.choice(self.orders)
        data: dict[str, Any] = {"order_id": order, "refund_id": self.name("R")}
        how = chance.choice(["all", "some", "line"])
        if how == "line":
            line = chance.randrange(len(cents))
            data["amount_cents"] = cents[line]
            data["lines"] = [{"line": line + 1, "amount_cents": cents[line]}]
        else:
            total = sum(cents) + shipping
            data["amount_cents"] = total if how == "all" else total // 3
        return data

    def _order_completed(self) -> dict[str, Any]:
        return {"order_id": self.orders[-1][0] if self.orders else self.name("O")}

    def _points_spend(self) -> dict[str, Any]:
        spend = self.name("S")
        currency = self.chance.choice(["points", "points", "points", "stars"])
        held = max(self.replay.state.ledger.usable(currency), 1)
        self.spends.append(spend)
        amount = self.chance.randint(1, held + held // 10)
        return {"currency": currency, "amount": amount, "spend_id": spend}

    def _points_return(self) -> dict[str, Any]:
        data: dict[str, Any] = {"spend_id": self.chance.choice(self.spends or ["S0"])}
        if self.chance.random() < 0.5:
            data["amount"] = self.chance.randint(1, 20)
        return data

    def _points_adjust(self) -> dict[str, Any]:
        return {"currency": "points", "amount": self.chance.choice([-5, 7, 40]), "reason": "golden"}

    def _points_open(self) -> dict[str, Any]:
        return {"currency": "points", "lots": [{"amount": 25}, {"amount": 5}]}

    def _member_registered(self) -> dict[str, Any]:
        channel = self.chance.choice(["store", "app", "web"])
        identity = {"kind": "phone", "value": "s1:golden"}
        profile = {"name": "s1:golden", "city": "上海"}
        return {"channel": channel, "identities": [identity], "profile": profile}

    def _member_updated(self) -> dict[str, Any]:
        return {"profile": {"city": self.chance.choice(["上海", "苏州", None])}}

    def _identity_linked(self) -> dict[str, Any]:
        return {"kind": "card", "value": "s1:golden"}

    _identity_unlinked = _identity_linked

    def _review_posted(self) -> dict[str, Any]:
        return {"rating": 5, "photos": self.chance.randint(0, 2)}

    def _event_attended(self) -> dict[str, Any]:
        return {"code": "gala"}

    def _tasting_joined(self) -> dict[str, Any]:
        return {"cups": 2}

    def happen(self, at: datetime) -> None:
        """Fold the next event; what is refused leaves nothing, here as in the engine."""
        kind, data, facts = self.draw()
        time = at
        if kind == "order.paid" and self.chance.random() < 0.15:
            time = at - timedelta(days=self.chance.randint(1, 25))
        self._happen(at, time, kind, data, facts)

    def script(self, at: datetime, kind: str, data: Any, facts: dict[str, Any]) -> None:
        """Fold an event that was written down: none of them is refused."""
        before = len(self.lines)
        self._happen(at, at, kind, data, facts)
        assert len(self.lines) == before + 1, f"{kind} was refused"

    def _happen(
        self, at: datetime, time: datetime, kind: str, data: Any, facts: dict[str, Any]
    ) -> None:
        line: dict[str, Any] = {
            "subject": self.subject,
            "seq": self.replay.seq + 1,
            "at": at.isoformat(),
            "type": kind,
            "id": f"{self.subject}-{len(self.lines)}",
            "release": 1 if at < EFFECTIVE[1] - timedelta(days=2) else 2,
            "data": data,
        }
        if time != at:
            line["time"] = time.isoformat()
        given: dict[str, Any] = {}
        if not self.replay.seq:
            given["created"] = True
        if facts:
            given["facts"] = facts
        self._step(line, given)

    def bring_in(self, at: datetime) -> None:
        """Count what was there before the second release for the set that begins with history."""
        memory = ROOM.memory
        assert memory is not None
        names = memory.lacking(self.replay.state, self.book.releases[1])
        if not names or not self.replay.seq:
            return
        beside = Beside(cast("ReleaseBook", self.book), self.book.releases[1], names)
        replay = Replay(self.book.app, beside)
        for line in self.lines:
            replay.step(row_of(line))
        replay.advance(at, 2)
        brought = memory.brought(replay.state, replay.records.loaded, names)
        self._step(
            {
                "subject": self.subject,
                "seq": self.replay.seq + 1,
                "at": at.isoformat(),
                "type": "history.replayed",
                "id": f"{self.subject}-{len(self.lines)}",
                "release": 2,
                "data": {"release": 2, "definitions": names, "orders": brought.orders},
            },
            {"facts": brought.facts},
        )

    def _step(self, line: dict[str, Any], given: dict[str, Any]) -> None:
        if given:
            line["given"] = given
        before = copy(self.book, self.replay, self.lines)
        try:
            turn = self.replay.step(row_of(line))
        except (ShukeError, PastMissing):
            self.replay = before
            return
        refused = [
            stock
            for stock, (amount, size) in turn.takes.items()
            if amount > self.stock.get(stock, size)
        ]
        if refused:
            self.replay = before
            self._step(line, {**given, "refused": [*given.get("refused", []), *refused]})
            return
        for stock, (amount, size) in turn.takes.items():
            self.stock[stock] = self.stock.get(stock, size) - amount
        self.lines.append(line)


def copy(book: Book, replay: Replay, lines: list[dict[str, Any]]) -> Replay:
    """A replay that stands where another one stands and shares nothing with it."""
    app = book.app
    other = replay_of(app, book)
    other.state = app.decode_state(app.encode_state(replay.state))
    other.due, other.seq = replay.due, replay.seq
    for (kind, key), record in replay.records.loaded.items():
        if record is not None:
            data = app.encode_record(record)
            other.records.loaded[kind, key] = app.decode_record(kind, data)
    other.past.update({line["seq"]: other.event(row_of(line)) for line in lines})
    return other


def scripted(number: int, script: Script, book: Book, stock: dict[str, int]) -> Drawn:
    """One more member, whose events are written down and not drawn."""
    member = Drawn(number, random.Random(SEED), book, stock)
    at = EFFECTIVE[1] + timedelta(days=20)
    for days, kind, data, facts in script(member.replay):
        at += timedelta(days=days, seconds=1)
        member.script(at, kind, data, facts)
    return member


def draw_log() -> None:
    """Draw the log anew, from the seed."""
    chance = random.Random(SEED)
    book = Book(application())
    stock: dict[str, int] = {}
    members = [Drawn(number, chance, book, stock) for number in range(1, MEMBERS + 1)]
    moments = sorted(
        START + timedelta(seconds=chance.randrange(DAYS * 86400)) for _ in range(EVENTS)
    )
    for at in moments:
        # Some come often, some hardly ever.
        [member] = chance.choices(members, [n + 1 for n in range(MEMBERS)])
        if at > EFFECTIVE[1] + timedelta(days=9):
            member.bring_in(at)
        member.happen(at)
    # Half of them rest until everything has run out; the others stay as they are.
    for member in members[::2]:
        line = {"type": "tick", "at": (moments[-1] + timedelta(days=200)).isoformat(), "data": {}}
        line |= {"subject": member.subject, "seq": member.replay.seq + 1, "id": "end", "release": 2}
        member.lines.append(line)
    # Two are erased while they hold something.
    for member in members[5::6]:
        line = {"type": "member.erased", "at": (moments[-1] + timedelta(days=1)).isoformat()}
        line |= {"subject": member.subject, "seq": member.replay.seq + 1, "id": "erased"}
        member.lines.append(line | {"release": 2, "data": {}})
    scripts = (
        reward_script,
        paid_script,
        value_script,
        transfer_script,
        family_script,
        pay_script,
        partner_script,
        pack_script,
        gift_script,
        donation_script,
        given_script,
        branded_script,
    )
    for number, script in enumerate(scripts, MEMBERS + 1):
        members.append(scripted(number, script, book, stock))
    LOG.write_text(
        "".join(
            msgspec.json.encode(line).decode() + "\n" for member in members for line in member.lines
        ),
        "utf-8",
    )


def main(what: str = "fold") -> None:
    """What is asked for on the command line."""
    if what == "log":
        draw_log()
    text = msgspec.json.format(msgspec.json.encode(folded()), indent=1).decode() + "\n"
    if what == "show":
        sys.stdout.write(text)
    else:
        FOLDED.write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
