"""Back-tests: a draft folded over the past by a job that is watched and may be stopped."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.exports import TITLES, JobShown, own_job, shown_job
from shuke.api.operation import route
from shuke.api.problem import NotFound
from shuke.backtest import BacktestResult, Wanted, backtested, range_of
from shuke.engine.backtest import of_drafts, of_release
from shuke.kernel import Text, jobs

if TYPE_CHECKING:
    from shuke.runtime import Shuke

NAME: Final = "backtest"
TITLE: Final = Text(en="Back-test", zh="回测")
TITLES[NAME] = TITLE
_LOOK_SECONDS: Final = 0.3


class Backtesting(
    msgspec.Struct, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    """What to back-test: all drafts, or a release by its number; business days, both inclusive
    (default: all there are), and how many members to list at either end."""

    release: Literal["drafts"] | Annotated[int, Meta(ge=1, le=2**31 - 1)] = "drafts"
    first: date | None = None
    last: date | None = None
    top: Annotated[int, Meta(ge=0, le=100)] = 20


class Backtest(msgspec.Struct):
    """A back-test: its job, and the answer once that is done."""

    job: JobShown
    result: BacktestResult | None


def kind(shuke: Shuke) -> jobs.JobKind[Wanted]:
    """The kind of job, for whoever runs jobs."""
    return jobs.JobKind(NAME, TITLE, Wanted, partial(_run, shuke))


async def _run(shuke: Shuke, running: jobs.Running, wanted: Wanted) -> BacktestResult:
    """Back-test in processes of their own, looking up now and then whether to go on."""
    at = [0, 0]

    def moved(done: int, total: int) -> None:
        at[:] = done, total

    work = asyncio.ensure_future(backtested(shuke, wanted, moved))
    try:
        while not (await asyncio.wait({work}, timeout=_LOOK_SECONDS))[0]:
            await running.progress(at[0], at[1] or None)
        result = work.result()
        await running.progress(*at)
        await running.beat()
        return result
    finally:
        if not work.done():
            work.cancel()
            await asyncio.wait({work})


@route(
    "POST",
    "/v1/backtests",
    needs="exports:write",
    status=202,
    once=True,
    example={"release": "drafts", "from": "2026-01-01", "to": "2026-03-31"},
)
async def start_backtest(ask: Ask[None, Backtesting]) -> Backtest:
    """Fold the recorded past under a draft, beside what was; nothing is changed.

    What stands against publishing the drafts stands against this too. Needs `definitions:read`
    and `members:read` as well. The answer is `GET /v1/backtests/{job}` when the job is done.
    """
    ask.actor.need("definitions:read")
    ask.actor.need("members:read")
    body, book = ask.body, ask.shuke.book
    async with ask.connection() as connection:
        if isinstance(body.release, int):
            candidate = await of_release(connection, book, body.release, ask.now)
        else:
            candidate = await of_drafts(connection, book, ask.now)
        wanted = Wanted(candidate, body.first, body.last, body.top)
        await range_of(ask.shuke, wanted)
        job_id = await jobs.enqueue(
            connection, kind(ask.shuke), wanted, now=ask.now, asked_by=ask.actor.id
        )
        found = await jobs.job(connection, job_id)
    await note(ask, "backtest.asked", ("job", job_id), after={"release": str(body.release)})
    assert found is not None
    return Backtest(shown_job(ask, found), None)


@route("GET", "/v1/backtests/{job}", needs="jobs:read")
async def get_backtest(ask: Ask[None, None]) -> Backtest:
    """One back-test: how far it is, and its answer. Needs `members:read` as well."""
    ask.actor.need("members:read")
    found = await own_job(ask)
    if found.name != NAME:
        raise NotFound(Text(en="There is no such back-test.", zh="没有这个回测。"))
    result: Any = found.result
    if result is not None:
        result = msgspec.convert(result, BacktestResult)
    return Backtest(shown_job(ask, found), result)
