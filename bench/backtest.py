"""`backtest`: the whole demo year folded under a draft, beside what was."""

from __future__ import annotations

import time

from bench.ground import Ground
from bench.result import Result, within
from shuke.backtest import BacktestResult as Answer
from shuke.backtest import Wanted, backtested
from shuke.cli.place import waited
from shuke.engine.backtest import of_documents, of_release
from shuke.kernel import Settings
from shuke.runtime import running

LIMIT_SECONDS = 10.0


def run(ground: Ground, _seconds: int) -> list[Result]:
    """Once the live release, which must give the past again, and once a draft: half the points."""
    with ground.clone("backtest") as settings:
        live = waited(_tried(settings, halved=False))
        started = time.perf_counter()
        draft = waited(_tried(settings, halved=True))
        seconds = time.perf_counter() - started
    [points] = [its for its in draft.currencies if its.spendable][:1]
    return [
        within(
            "backtest",
            "s for the demo's year under a draft",
            seconds,
            LIMIT_SECONDS,
            "limit",
            members=draft.members,
            events=draft.events,
            events_per_second=round(draft.events / seconds),
            processes=draft.processes,
            live_seconds=live.seconds,
            issued_was=points.flows.issued.was,
            issued_draft=points.flows.issued.draft,
            also={
                "the live release gives the past": live.same,
                "the draft differs": not draft.same,
            },
        )
    ]


async def _tried(settings: Settings, *, halved: bool) -> Answer:
    async with running(settings, lanes=1, readers=2) as shuke:
        now = shuke.clock.now()
        async with shuke.pool.acquire() as connection:
            await shuke.book.refresh(connection)
            candidate = await of_release(connection, shuke.book, shuke.book.base(now), now)
            if halved:
                rule = candidate.documents["earning_rule"]["base-points"]
                half = {**rule, "give": {**rule["give"], "per_cents": 200}}
                documents = [shuke.app.decode_document("earning_rule", half)]
                candidate = await of_documents(connection, shuke.book, documents, now)
        return await backtested(shuke, Wanted(candidate))
