"""No list scans the log: seen in plans over a log of 100,000 rows, not in the time they take."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import msgspec
import pytest

from shuke.api import event_list, events, inbox
from shuke.api.event_list import FEW, WALK, Wanted, by_keys, edge, keys_of, walk
from shuke.engine import bucket_of
from shuke.org.audit import statement_of

ROWS = 100_000
PAGE = 51
MEMBER = "m7"
START = datetime(2026, 1, 1, tzinfo=UTC)
# Batches of 50 rows, three months, mostly ticks; one source and one type far back in the log.
FILL = """
insert into engine_log (bucket, subject, seq, at, time, type, source, id, release, engine, batch,
                        given, data, effects)
select $2, 'm' || n % 1000, n / 1000 + 1, $1::timestamptz + n * interval '1 minute',
       $1::timestamptz + n * interval '1 minute',
       case when n = 5 then 'points.adjust' when n % 10 < 8 then 'tick' else 'order.paid' end,
       case when n % 10 < 8 then 'shuke:timer' when n between 5 and 18 then 'api:rare'
            when n % 1000 = 9 then 'till-' || n % 7 else 'till' end,
       'e' || n, 1, 1, n / 50 + 1, null, '{}', '[]'
from generate_series(0, $3 - 1) as n
"""
KEYS = """
insert into engine_key (source, id, hash, bucket, subject, seq, at)
select source, id, '', bucket, subject, seq, at from engine_log where type <> 'tick'
"""
MIDDLE = (1000, MEMBER, 50)
SINCE, UNTIL = START + timedelta(days=30), START + timedelta(days=33)


@pytest.fixture
async def log(pool, clock):
    """The log, filled by SQL and analysed, as autovacuum would."""
    for month in (1, 2, 3):
        await pool.execute("select engine_log_partition($1)", date(2026, month, 1))
    await pool.execute(FILL, START, bucket_of(MEMBER), ROWS)
    await pool.execute(KEYS)
    await pool.execute("analyze engine_log")
    await pool.execute("analyze engine_key")
    return pool


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan's nodes, from the top."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


async def cost(pool, statement: str, *values: Any, of: str = "engine_log") -> int:
    """How many rows of a table a statement really looked at; it must not scan the table."""
    async with pool.acquire() as connection:
        # What a prepared statement may come to after five calls, and what it is at first.
        looked = []
        for mode in ("force_custom_plan", "force_generic_plan"):
            async with connection.transaction():
                await connection.execute(f"set local plan_cache_mode = {mode}")
                told = await connection.fetchval(
                    f"explain (analyze, timing off, format json) {statement}", *values
                )
            [whole] = msgspec.json.decode(told)
            rows = 0
            for node in nodes(whole["Plan"]):
                relation = node.get("Relation Name", "")
                if not relation.startswith(of):
                    continue
                assert node["Node Type"] != "Seq Scan", (mode, statement, told)
                seen = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
                rows += round(seen * node["Actual Loops"])
            looked.append(rows)
    return max(looked)


ASKED: list[dict[str, Any]] = [
    {},
    {"type": "order.paid"},
    {"type": "points.adjust"},
    {"type": "nothing.such"},
    {"source": "till"},
    {"source": "shuke:timer", "type": "tick"},
    {"since": SINCE},
    {"until": UNTIL},
    {"since": SINCE, "until": UNTIL, "type": "order.paid", "source": "till"},
]


async def test_a_page_looks_at_a_bounded_number_of_rows_whatever_is_asked(log):
    for member, back, place, asked in product([None, MEMBER], [0, 1], [None, MIDDLE], ASKED):
        wanted = Wanted(member=member, back=bool(back), place=place, **asked)
        # A batch more than the walk is read, where the rows of one are put in order.
        assert await cost(log, *walk(wanted, PAGE)) <= WALK + 100, wanted
        assert await cost(log, *edge(wanted)) <= WALK + 100, wanted


async def test_a_walk_ends_with_its_page_or_says_where_it_stopped(log):
    assert await cost(log, *walk(Wanted(), PAGE)) <= 10 * PAGE
    seen, wanted, pages = [], Wanted(type="points.adjust"), 0
    while True:
        found = await event_list.find(log, wanted, PAGE)
        seen += [row["id"] for row in found.rows]
        pages += 1
        if found.stopped is None:
            break
        wanted.place, moment = found.stopped
        assert moment == START + timedelta(minutes=ROWS - pages * WALK)
    assert (seen, pages) == (["e5"], ROWS // WALK + 1)


async def test_a_source_that_sent_little_is_found_whole_by_its_keys(log):
    threes = [n for n in range(1009, ROWS, 1000) if n % 7 == 3]
    for source, count in (("api:rare", 3), ("till-3", len(threes)), ("nobody", 0)):
        keys = await log.fetch(*keys_of(source))
        assert len(keys) == count
        wanted = Wanted(source=source)
        assert await cost(log, *by_keys(wanted, keys, PAGE)) <= FEW
        found = await event_list.find(log, wanted, PAGE)
        assert (len(found.rows), found.stopped) == (count, None)
        batches = [row["batch"] for row in found.rows]
        assert batches == sorted(batches, reverse=True)


async def test_an_event_is_found_by_its_id_without_a_scan(log):
    for key, count in (("e8", 1), ("e50009", 1), ("nobody", 0)):
        assert await cost(log, events.BY_ID, key) <= 1
        assert len(await log.fetch(events.BY_ID, key)) == count


@pytest.fixture
async def acts(pool):
    """An audit of 100,000 rows: one actor and one target that are far back and rare."""
    await pool.execute(
        """
        insert into org_audit (n, at, actor_kind, actor, actor_name, act, target_kind, target,
                               previous, hash)
        select n, $1::timestamptz + n * interval '1 minute', 'person',
               case when n between 5 and 8 then 'rare' else 'p' || n % 5 end, 'Li', 'draft.dropped',
               case when n between 5 and 8 then 'key' else 'member' end, 't' || n % 1000, '', ''
        from generate_series(1, $2) as n
        """,
        START,
        ROWS,
    )
    await pool.execute("analyze org_audit")
    return pool


async def test_a_page_of_the_audit_is_found_by_an_index(acts):
    for before, kind, target, actor, count in (
        (None, None, None, None, PAGE),
        (50_000, None, None, None, PAGE),
        (None, None, None, "rare", 4),
        (50_000, None, None, "p3", PAGE),
        (None, "key", None, None, 4),
        (None, None, "t7", None, PAGE),
        (50_000, "member", "t7", None, 49),
        (None, "key", "t7", "rare", 1),
        (None, "key", "t9", "rare", 0),
    ):
        asked = statement_of(before=before, target=(kind, target), actor=actor, limit=PAGE)
        assert await cost(acts, *asked, of="org_audit") <= 2 * PAGE
        assert len(await acts.fetch(*asked)) == count


async def test_a_page_of_the_inbox_is_found_by_an_index(pool):
    await pool.execute(
        """
        insert into engine_inbox (id, source, event_id, subject, type, time, data, code, error,
                                  status, failed_at)
        select 'i' || n, 'till', 'e' || n, 'm', 'order.paid', $1, '', 'fold_failed', '',
               case when n % 1000 = 0 then 'dismissed' when n % 10 = 0 then 'open'
                    else 'folded' end,
               $1::timestamptz + n * interval '1 minute'
        from generate_series(1, $2) as n
        """,
        START,
        ROWS,
    )
    await pool.execute("analyze engine_inbox")
    middle = (START + timedelta(minutes=ROWS // 2), "i5")
    for status, place, back in product(("open", "folded", "dismissed"), (None, middle), (0, 1)):
        asked = inbox.page_of(status, place, back=bool(back), limit=PAGE)
        assert await cost(pool, *asked, of="engine_inbox") <= PAGE + 1
