"""Exports: what a list shows, as a file, made by a job that is watched and may be stopped."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import msgspec
import structlog
from litestar.response import Stream
from msgspec import Meta

from shuke import member
from shuke.api import adjusting, issuing, reporting
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.csv_file import lines, safe
from shuke.api.members import MemberQuery, filter_of
from shuke.api.operation import route, takes_gzip
from shuke.api.page import Cursor, Limit, Page, read_cursor, write_cursor
from shuke.api.problem import NotFound
from shuke.engine import settling_job
from shuke.kernel import Text, jobs
from shuke.member import MemberFilter
from shuke.org import Actor

if TYPE_CHECKING:
    from shuke.runtime import Shuke

log = structlog.get_logger(__name__)
_IDLE_SECONDS: Final = 1.0
_PAGE: Final = 200
_TITLE: Final = Text(en="Export of members", zh="导出会员")
NAME: Final = "export.members"
TITLES: Final = {
    adjusting.NAME: adjusting.TITLE,
    adjusting.ISSUE: adjusting.ISSUE_TITLE,
    issuing.NAME: issuing.TITLE,
    reporting.NAME: reporting.TITLE,
}
"""Of jobs without a file; other modules add their own."""
_HEADINGS: Final = (
    Text(en="Member", zh="会员编号"),
    Text(en="Name", zh="姓名"),
    Text(en="Identities", zh="身份"),
    Text(en="Tier", zh="等级"),
    Text(en="Points", zh="积分"),
    Text(en="Orders", zh="订单数"),
    Text(en="Last order", zh="最近下单"),
    Text(en="Registered", zh="注册时间"),
    Text(en="Channel", zh="招募渠道"),
)


MemberId = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{26}$")]


class Exporting(msgspec.Struct, forbid_unknown_fields=True):
    """What to export, by the same filter that the list has."""

    what: Literal["members"]
    filter: MemberQuery = msgspec.field(default_factory=MemberQuery)
    members: Annotated[list[MemberId], Meta(min_length=1, max_length=1000)] | None = None
    """Only these, chosen by hand; the filter is left aside."""


class MemberExport(msgspec.Struct):
    """The input of the job."""

    where: MemberFilter
    sort: str
    language: str


class Refused(msgspec.Struct):
    """A member that a job could not serve, and why."""

    member: str
    code: str
    why: str


class JobResult(msgspec.Struct, omit_defaults=True):
    """What a job left: how many rows, where the file is while it is kept, and whom it could not
    serve; or how many members it looked at, whose history it brought in, whom it moved to another
    tier, for whom it mended the lists, and who could not be folded again."""

    rows: int | None = None
    rejected: int | None = None
    file: str | None = None
    refused: list[Refused] = []
    """The first of them."""
    reasons: dict[str, int] = {}
    """How many were refused for which reason, of a job over many members."""
    members: int | None = None
    replayed: int | None = None
    moved: int | None = None
    refreshed: int | None = None
    failed: int | None = None


class JobProblem(msgspec.Struct):
    """Why a job failed."""

    code: str
    title: str
    status: int
    detail: str


class JobShown(msgspec.Struct):
    """A job: what it is, how far, and what came of it."""

    id: str
    kind: str
    title: str
    status: str
    done: int
    total: int | None
    rate: float | None
    left_seconds: int | None
    created_at: datetime
    finished_at: datetime | None
    result: JobResult | None
    problem: JobProblem | None
    cancelling: bool
    """It was asked to stop and has not stopped yet."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What the file of a kind of job is called, and how one that lies sealed is opened.

    `unseal(ask, job)` also refuses whoever may not see what is in it.
    """

    title: Text
    name: str
    media_type: str
    unseal: Callable[[Ask[Any, Any], str], Awaitable[jobs.Sealing]] | None = None


FILES: Final[dict[str, FileKind]] = {NAME: FileKind(_TITLE, "members.csv", "text/csv")}
"""By the name of the job; other modules add their own."""


class JobQuery(msgspec.Struct, kw_only=True):
    """Which part of the list."""

    limit: Limit = 50
    cursor: Cursor | None = None


@route(
    "POST",
    "/v1/exports",
    needs="exports:write",
    status=202,
    once=True,
    example={"what": "members", "filter": {"tier": "gold"}},
)
async def start_export(ask: Ask[None, Exporting]) -> JobShown:
    """Export what the list shows, masked as the list is; the file is a UTF-8 CSV.

    Needs `members:read` as well.
    """
    ask.actor.need("members:read")
    query = ask.body.filter
    given = MemberExport(filter_of(query), query.sort, ask.language)
    async with ask.connection() as connection:
        if ask.body.members is not None:
            given.where = MemberFilter(subjects=ask.body.members)
        elif query.q and query.q.strip():
            # What was typed may be a phone number: the job keeps whom it found, not what it was.
            region = member.region_of(ask.release.programme)
            given.where.subjects = await member.search(
                connection, ask.shuke.keyring, query.q, region
            )
        job_id = await jobs.enqueue(
            connection, kind_of(ask.shuke), given, now=ask.now, asked_by=ask.actor.id
        )
        found = await jobs.job(connection, job_id)
    await note(ask, "export.asked", ("job", job_id), after={"what": ask.body.what})
    assert found is not None
    return shown_job(ask, found)


@route("GET", "/v1/jobs", needs="jobs:read")
async def list_jobs(ask: Ask[JobQuery, None]) -> Page[JobShown]:
    """Jobs, newest first: one's own, and everybody's for who manages people."""
    place = read_cursor(ask.query.cursor, "jobs", str)
    rows = await jobs.jobs(
        ask.shuke.pool,
        asked_by=_whose(ask.actor),
        before=None if place is None else place.at.replace("\0", ""),
        limit=ask.query.limit + 1,
    )
    more = len(rows) > ask.query.limit
    rows = rows[: ask.query.limit]
    return Page(
        [shown_job(ask, row) for row in rows],
        next=write_cursor("jobs", rows[-1].id) if more else None,
    )


@route("GET", "/v1/jobs/{job}", needs="jobs:read")
async def get_job(ask: Ask[None, None]) -> JobShown:
    """One job."""
    return shown_job(ask, await own_job(ask))


@route("DELETE", "/v1/jobs/{job}", needs="exports:write", once=True)
async def cancel_job(ask: Ask[None, None]) -> JobShown:
    """Ask a job to stop; one that has ended stays as it is."""
    found = await own_job(ask)
    async with ask.connection() as connection:
        await jobs.cancel(connection, found.id, now=ask.now)
    return shown_job(ask, await own_job(ask))


@route("GET", "/v1/jobs/{job}/file", needs="exports:write", media_type="text/csv", answers=str)
async def job_file(ask: Ask[None, None]) -> Stream:
    """The file that a job left, from whichever process; 410 `file_gone` after seven days.

    A list is CSV; the copy of a member's data is JSON, for whoever may see it in clear.
    """
    found = await own_job(ask)
    kind = FILES.get(found.name)
    if found.status != "done" or kind is None:
        raise NotFound(Text(en="The job has left no file.", zh="这个作业没有留下文件。"))
    return await file_of(ask, found, kind)


async def file_of(ask: Ask[Any, Any], job: jobs.JobRow, kind: FileKind) -> Stream:
    """The file of a job that is done, packed for whoever takes it so."""
    unseal = None if kind.unseal is None else await kind.unseal(ask, job.id)
    stream = await jobs.read_file(ask.shuke.pool, job.id, job.attempt, ask.now, unseal)
    headers = {
        "content-disposition": f'attachment; filename="{kind.name}"',
        "cache-control": "no-store",
        "vary": "Accept-Encoding",
    }
    if takes_gzip(ask.request.headers.get("accept-encoding")):
        headers["content-encoding"] = "gzip"
    else:
        stream = jobs.unpacked(stream)
    return Stream(stream, headers=headers, media_type=kind.media_type)


@contextlib.asynccontextmanager
async def running_jobs(shuke: "Shuke", kinds: Sequence[jobs.JobKind[Any]]) -> AsyncIterator[None]:
    """Do jobs of these kinds while the application lives, whoever asked for them."""
    runner = jobs.JobRunner(shuke.pool, kinds, clock=shuke.clock)
    task = asyncio.create_task(_work(runner))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _work(runner: jobs.JobRunner) -> None:
    while True:
        try:
            done = await runner.run_next()
        except Exception:
            log.exception("export_runner_failed")
            done = 0
        if not done:
            await asyncio.sleep(_IDLE_SECONDS)


def kind_of(shuke: "Shuke") -> jobs.JobKind[MemberExport]:
    """The job that exports members."""
    return jobs.JobKind(NAME, _TITLE, MemberExport, partial(_export, shuke))


async def _export(shuke: "Shuke", running: jobs.Running, given: MemberExport) -> dict[str, Any]:
    """Write every member of the filter, page by page."""
    rows = 0
    file = jobs.JobFile(running)
    await file.write(lines([[heading.of(given.language) for heading in _HEADINGS]], "utf-8-sig"))
    cursor: str | None = None
    while True:
        page = await member.list_members(
            shuke.pool,
            given.where,
            sort=given.sort.removeprefix("-"),  # type: ignore[arg-type]
            descending=given.sort.startswith("-"),
            limit=_PAGE,
            cursor=cursor,
        )
        await file.write(lines(await _cells(shuke, page.items)))
        rows += len(page.items)
        await running.progress(rows, page.total)
        cursor = page.next
        if cursor is None:
            break
    await file.close()
    return {"rows": rows, "rejected": 0, "file": f"/v1/jobs/{running.id}/file"}


async def _cells(shuke: "Shuke", rows: list[member.MemberRow]) -> list[list[Any]]:
    cards = await member.cards(shuke.pool, shuke.keyring, [row.id for row in rows])
    return [
        [
            row.id,
            safe(cards[row.id].name or ""),
            safe(" ".join(f"{one.kind}:{one.masked}" for one in cards[row.id].identities)),
            row.tier or "",
            row.balance,
            row.orders,
            row.last_order_at.isoformat() if row.last_order_at else "",
            row.registered_at.isoformat() if row.registered_at else "",
            safe(row.channel or ""),
        ]
        for row in rows
    ]


def _whose(actor: Actor) -> str | None:
    return None if actor.may("people:manage") else actor.id


async def own_job(ask: Ask[Any, Any]) -> jobs.JobRow:
    """The job of the path, when it is one's own or one may see all."""
    async with ask.connection() as connection:
        found = await jobs.job(connection, ask.path["job"])
    whose = _whose(ask.actor)
    if found is None or (whose is not None and found.asked_by != whose):
        raise NotFound(Text(en="There is no such job.", zh="没有这个作业。"))
    return found


def shown_job(ask: Ask[Any, Any], row: jobs.JobRow) -> JobShown:
    """A job in the caller's language."""
    left = None
    if row.status == "running" and row.rate and row.total is not None:
        left = round(max(row.total - row.progress, 0) / row.rate)
    problem = None
    if row.error is not None:
        problem = JobProblem(
            row.error["code"],
            row.error["title"][ask.language],
            500,
            row.error["detail"][ask.language],
        )
    result = _result(ask, row)
    if result is not None and row.ended_at is not None and row.ended_at + jobs.KEPT_FOR <= ask.now:
        result.file = None
    return JobShown(
        row.id,
        row.name,
        _title(ask, row.name),
        row.status,
        row.progress,
        row.total,
        row.rate,
        left,
        row.asked_at,
        row.ended_at,
        result,
        problem,
        row.cancel and row.status == "running",
    )


def _title(ask: Ask[Any, Any], name: str) -> str:
    title = FILES[name].title if name in FILES else TITLES.get(name)
    settling = settling_job(ask.shuke.intake.batcher)
    if name == settling.name:
        title = settling.title
    return name if title is None else ask.say(title)


def _result(ask: Ask[Any, Any], row: jobs.JobRow) -> JobResult | None:
    if row.result is None:
        return None
    told = dict(row.result)
    told["refused"] = [{**one, "why": one["why"][ask.language]} for one in told.get("refused", [])]
    return msgspec.convert(told, JobResult)
