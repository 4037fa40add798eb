"""The whole application as a state machine: two processes, two releases, retries, lost answers.

Hypothesis decides what happens next and to whom. After every step the books are closed and nothing
is exceeded; in the end replay agrees, and with every order given back nothing is left of any.
"""

import asyncio
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.law.history import LINE, PROGRAMME, History, open_door

from shuke.app import application
from shuke.engine import (
    Incoming,
    Intake,
    Outcome,
    ReleaseBook,
    apply_documents,
    publish,
    read_yaml,
    tick_due,
    verify_buckets,
    verify_whole,
)
from shuke.kernel import MovableClock, open_pool

pytestmark = pytest.mark.slow
MACHINE = settings(
    max_examples=8,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Every step is a transaction: shrinking takes minutes and the steps are readable as they are.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
START = datetime(2026, 3, 10, 4, tzinfo=UTC)
WIPED = (
    "engine_state, engine_log, engine_key, engine_record, engine_stock, engine_identity,"
    " engine_seal_key, engine_inbox, engine_queue, engine_batch, ledger_entry, member_sealed,"
    " engine_release, engine_definition, engine_draft, kernel_job"
)

# Law 5 for the budget, and law 2: what should be empty after every step.
NEVER = """
select 'stock', id from engine_stock where "left" < 0 or "left" > size
union all
select 'twice', id from engine_log where source not like 'shuke:%'
group by source, id having count(*) > 1
"""
# Law 1: what the entries make of each member's own accounts.
BY_ENTRIES = """
select subject, currency,
       sum(case when credit = 'pending' then amount else 0 end)
       - sum(case when debit = 'pending' then amount else 0 end) as pending,
       sum(case when credit in ('usable', 'debt') then amount else 0 end)
       - sum(case when debit in ('usable', 'debt') then amount else 0 end) as usable
from ledger_entry group by subject, currency
"""
# Law 4: what was not taken back of orders given back whole. What had expired is not charged twice,
# so it may be that much, and it is never less than nothing.
NOT_TAKEN_BACK = """
with left_over as (
    select subject, currency, key,
           sum(case kind when 'issue' then amount else -amount end) as points
    from ledger_entry
    where key = any($1) and kind in ('issue', 'reverse') and currency in ('points', 'growth')
    group by subject, currency, key
), expired as (
    select subject, currency, sum(amount) as points
    from ledger_entry where kind = 'expire' group by subject, currency
)
select subject, currency, key, points from left_over where points < 0
union all
select subject, currency, 'in all', sum(left_over.points)
from left_over left join expired using (subject, currency)
group by subject, currency, expired.points
having sum(left_over.points) > coalesce(expired.points, 0)
"""


RATE = "currency: points, points: 1, per_cents: 100"


class Shop(RuleBasedStateMachine):
    """What cashiers, members and operators do, at two doors of one database."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = MovableClock(START)
        self.history = History(START)
        self.sent: list[tuple[Incoming, Outcome]] = []
        self.refunded: dict[str, int] = {}
        self.points = 0
        self.doors: list[Intake] = self.runner.run(self._open())

    async def _open(self) -> list[Intake]:
        self.pool = await open_pool(self.url, min_size=1, max_size=12)
        await self.pool.execute(f"truncate {WIPED} cascade")
        return [await open_door(self.pool, self.clock, lanes=lanes) for lanes in (1, 3)]

    def _send(self, door: int, events: list[Incoming]) -> list[Outcome]:
        self.clock.set(max(self.history.now, self.clock.now()))
        outcomes = self.runner.run(self.doors[door].submit(events, imported=True))
        for event, outcome in zip(events, outcomes, strict=True):
            assert outcome.status in ("accepted", "refused"), outcome
            if outcome.status == "accepted":
                self.sent.append((event, outcome))
                self._remember(event)
        return outcomes

    def _remember(self, event: Incoming) -> None:
        if event.type == "order.refunded":
            data = msgspec.json.decode(event.data)
            order = data["order_id"]
            self.refunded[order] = self.refunded.get(order, 0) + data["amount_cents"]

    def _step(self, door: int, *steps: tuple[Any, ...]) -> None:
        made = [self.history.step(step) for step in steps]
        self._send(door, [one for one in made if isinstance(one, Incoming)])

    # -- what happens

    @rule(
        door=st.integers(0, 1),
        card=st.integers(0, 3),
        baskets=st.lists(st.lists(LINE, min_size=1, max_size=3), min_size=1, max_size=4),
        late=st.integers(0, 4),
    )
    def orders(self, door: int, card: int, baskets: list[Any], late: int) -> None:
        """Several in one request, of neighbouring members."""
        self._step(
            door, *[("order", (card + n) % 4, lines, late) for n, lines in enumerate(baskets)]
        )

    @rule(
        door=st.integers(0, 1),
        which=st.integers(0, 9),
        line=st.integers(0, 3),
        how=st.sampled_from(["part", "line", "all"]),
    )
    def refund(self, door: int, which: int, line: int, how: str) -> None:
        self._step(door, ("refund", which, line, how))

    @rule(door=st.integers(0, 1), which=st.integers(0, 9))
    def complete(self, door: int, which: int) -> None:
        self._step(door, ("complete", which))

    @rule(door=st.integers(0, 1), card=st.integers(0, 3), amount=st.integers(1, 60))
    def spend(self, door: int, card: int, amount: int) -> None:
        self._step(door, ("spend", card, amount))

    @rule(door=st.integers(0, 1), which=st.integers(0, 9), amount=st.integers(0, 30))
    def give_back(self, door: int, which: int, amount: int) -> None:
        self._step(door, ("return", which, amount))

    @rule(door=st.integers(0, 1), card=st.integers(0, 3), amount=st.integers(-20, 20))
    def adjust_and_review(self, door: int, card: int, amount: int) -> None:
        self._step(door, ("adjust", card, amount), ("review", card), ("register", card))

    @rule(days=st.integers(1, 40), ticking=st.booleans())
    def wait(self, days: int, ticking: bool) -> None:
        """Time passes; the worker may sleep through it."""
        self.history.step(("wait", days))
        self.clock.set(self.history.now)
        if ticking:
            self.runner.run(tick_due(self.doors[0], self.clock.now()))

    @precondition(lambda self: self.sent)
    @rule(door=st.integers(0, 1), which=st.integers(0, 99))
    def retry(self, door: int, which: int) -> None:
        """Law 2: an answer was lost; the same event at either door is answered as it was."""
        event, outcome = self.sent[which % len(self.sent)]
        before = self._rows()
        both = [self.doors[door].submit([event], imported=True) for _ in range(2)]
        for [again] in self.runner.run(_gathered(both)):
            assert (again.status, again.subject, again.seq, again.effects) == (
                "duplicate",
                outcome.subject,
                outcome.seq,
                outcome.effects,
            )
        assert self._rows() == before

    @precondition(lambda self: self.sent)
    @rule(door=st.integers(0, 1), which=st.integers(0, 99))
    def reuse(self, door: int, which: int) -> None:
        """Law 2: the same key with another content is refused and changes nothing."""
        event, _outcome = self.sent[which % len(self.sent)]
        other = Incoming(
            event.source, event.id, "review.posted", event.subject, b'{"rating":1}', event.time
        )
        if event.type == "review.posted":
            return
        before = self._rows()
        [refused] = self.runner.run(self.doors[door].submit([other], imported=True))
        assert refused.problem is not None
        assert refused.problem.code == "event_key_reused"
        assert self._rows() == before

    @rule()
    def publish(self) -> None:
        """Another rate from now on: what was bought before is taken back by the old one."""
        self.points += 1
        text = PROGRAMME.replace(RATE, RATE.replace("points: 1", f"points: {1 + self.points % 3}"))

        async def go() -> None:
            app = application()
            book = ReleaseBook(app)
            async with self.pool.acquire() as connection:
                await book.refresh(connection)
                documents = read_yaml(app, text)
                await apply_documents(connection, book, documents, by="law", now=self.clock.now())
                await publish(connection, book, by="law", now=self.clock.now())

        self.clock.set(self.history.now)
        self.runner.run(go())

    # -- what holds

    def _rows(self) -> tuple[int, int]:
        return self.runner.run(self._counted())

    async def _counted(self) -> tuple[int, int]:
        row = await self.pool.fetchrow(
            "select (select count(*) from engine_log), (select count(*) from ledger_entry)"
        )
        assert row is not None
        return row[0], row[1]

    @invariant()
    def nothing_is_exceeded_and_the_books_are_closed(self) -> None:
        assert self.runner.run(self.pool.fetch(NEVER)) == []
        self.runner.run(self._balanced())

    async def _balanced(self) -> None:
        """Law 1: a balance is the sum of its lots is the sum of its entries."""
        app = self.doors[0].batcher.app
        by_entries = {
            (row["subject"], row["currency"]): (row["usable"], row["pending"])
            for row in await self.pool.fetch(BY_ENTRIES)
        }
        for row in await self.pool.fetch("select subject, state from engine_state"):
            for currency, pot in app.decode_state(row["state"]).ledger.pots.items():
                held = by_entries.pop((row["subject"], currency), (0, 0))
                assert (pot.usable, pot.pending) == held
                assert sum(lot[3] for lot in pot.lots) == max(pot.usable, 0)
                assert sum(wait[4] for wait in pot.waits) == pot.pending
        assert by_entries == {}

    def teardown(self) -> None:
        try:
            self._give_everything_back()
            self.runner.run(self._agree())
        finally:
            self.runner.run(self._close())
            self.runner.close()

    def _give_everything_back(self) -> None:
        paid = {order: (subject, sum(cents)) for order, subject, cents in self.history.orders}
        accepted = {
            msgspec.json.decode(event.data)["order_id"]
            for event, _outcome in self.sent
            if event.type == "order.paid"
        }
        for number, order in enumerate(sorted(accepted)):
            subject, cents = paid[order]
            left = cents - self.refunded.get(order, 0)
            if left > 0:
                data = {"order_id": order, "refund_id": f"last-{number}", "amount_cents": left}
                event = Incoming(
                    "pos",
                    f"last-{number}",
                    "order.refunded",
                    subject,
                    msgspec.json.encode(data),
                    self.history.now,
                )
                [outcome] = self._send(number % 2, [event])
                assert outcome.status == "accepted", outcome
        taken_wrongly = self.runner.run(self.pool.fetch(NOT_TAKEN_BACK, sorted(accepted)))
        assert [tuple(row) for row in taken_wrongly] == []
        self.runner.run(self._nothing_left(sorted(accepted)))
        stock = self.runner.run(self.pool.fetch('select size, "left" from engine_stock'))
        assert all(row["left"] == row["size"] for row in stock)

    async def _nothing_left(self, orders: list[str]) -> None:
        """Whatever rules gave for them is off, and they count in no tier any more."""
        app = self.doors[0].batcher.app
        rows = await self.pool.fetch("select key, data from engine_record where kind = 'order'")
        records = {row["key"]: app.decode_record("order", row["data"]) for row in rows}
        for order in orders:
            assert [one for one in records[order].credits if one.points] == []
            assert records[order].counted == {}

    async def _agree(self) -> None:
        """Law 3: folding the log again gives the same states, and the laws hold over them."""
        app = application()
        async with self.pool.acquire() as connection:
            report = await verify_buckets(connection, app, ReleaseBook(app), 0, 1024)
            assert report.flaws + await verify_whole(connection) == []

    async def _close(self) -> None:
        await asyncio.gather(*(door.stop() for door in self.doors))
        self.pool.terminate()


async def _gathered(both: list[Any]) -> list[list[Outcome]]:
    return list(await asyncio.gather(*both))


def test_whatever_happens_in_the_shop_the_laws_hold(database_url: str) -> None:
    """Laws 1 to 5 and 10."""
    machine = type("TheShop", (Shop,), {"url": database_url})
    run_state_machine_as_test(machine, settings=MACHINE)
