"""A dump and a restore in between: what was in it counts once, what was not is sent again."""

import subprocess
from pathlib import Path

import asyncpg
import pytest
from tests.flow.shop import PROGRAMME, Shop, at, opened

from shuke.engine import Incoming, move_reader, position_of, read_feed
from shuke.kernel import MovableClock
from shuke.kernel.embedded.binaries import binaries


def ran(program: str, *arguments: str) -> None:
    subprocess.run(
        [str(binaries() / program), *arguments], check=True, capture_output=True, timeout=120
    )


async def sent_again(shop: Shop, events: list[Incoming]) -> list[str]:
    return [outcome.status for outcome in await shop.shuke.intake.submit(events)]


def orders(first: int, last: int) -> list[Incoming]:
    """Orders of seven cards and a refund of each fifth."""
    events = []
    for number in range(first, last):
        card = f"card:{number % 7}"
        lines = f'[{{"sku":"s","paid_cents":{1000 + number}}}]'
        data = f'{{"order_id":"O{number}","total_cents":{1000 + number},"lines":{lines}}}'
        events.append(Incoming("till", f"O{number}", "order.paid", card, data.encode()))
        if number % 5 == 0:
            data = f'{{"order_id":"O{number}","refund_id":"R","amount_cents":500}}'
            events.append(Incoming("till", f"R{number}", "order.refunded", card, data.encode()))
    return events


async def read_all(shop: Shop, reader: str) -> list[tuple[str, int]]:
    """Everything a reader has not read yet, and move it to the end."""
    async with shop.pool.acquire() as connection:
        position = await position_of(connection, reader)
        rows = []
        while (page := await read_feed(connection, position, 3)).rows:
            rows += [(row["subject"], row["seq"]) for row in page.rows]
            position = page.position
        await move_reader(connection, reader, position)
    return rows


@pytest.mark.slow
async def test_a_dump_is_restored(
    cluster_url: str, database_url: str, clock: MovableClock, tmp_path: Path
) -> None:
    dump = tmp_path / "shuke.dump"
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(PROGRAMME, since="2026-01-01 00:00")
        before = orders(0, 40)
        assert set(await sent_again(shop, before)) == {"accepted"}
        await shop.to("2026-01-06")
        heard = await read_all(shop, "lake")
        unplaced = orders(40, 45)
        await sent_again(shop, unplaced)
        ran("pg_dump", "-Fc", "-f", str(dump), database_url)
        # Acknowledged after the dump, and so not in it; the old database goes on for a while.
        after = orders(45, 60)
        assert set(await sent_again(shop, after)) == {"accepted"}
        await shop.to("2026-01-07")

    name = "restored_" + database_url.rsplit("/", 1)[-1].split("?", 1)[0]
    admin = await asyncpg.connect(cluster_url.format(database="postgres"))
    try:
        await admin.execute(f'create database "{name}"')
        restored = cluster_url.format(database=name)
        ran("pg_restore", "-j", "2", "-d", restored, "--exit-on-error", str(dump))
        async with opened(restored, clock, tmp_path) as shop:
            clock.set(at("2026-01-06"))
            await goes_on(shop, heard, before, unplaced, after)
    finally:
        await admin.execute(f'drop database if exists "{name}" with (force)')
        await admin.close()


async def goes_on(
    shop: Shop,
    heard: list[tuple[str, int]],
    before: list[Incoming],
    unplaced: list[Incoming],
    after: list[Incoming],
) -> None:
    """The restored shop knows what it knew, and goes on as if nothing had been."""
    assert await shop.flaws() == []
    assert len(heard) == len(before)
    assert set(await sent_again(shop, before + unplaced)) == {"duplicate"}
    assert set(await sent_again(shop, after)) == {"accepted"}
    assert set(await sent_again(shop, after)) == {"duplicate"}

    # The reader goes on where it stood: nothing twice, nothing left out.
    await shop.to("2026-01-13 00:00")
    more = await read_all(shop, "lake")
    logged = await shop.pool.fetch("select subject, seq from engine_log")
    assert sorted(heard + more) == sorted((row["subject"], row["seq"]) for row in logged)
    positions = [
        row["position"]
        for row in await shop.pool.fetch("select position from engine_batch order by position")
    ]
    assert positions == list(range(1, len(positions) + 1))
    for subject in {row["subject"] for row in logged}:
        assert (await shop.held(subject))[1] == 0, "everything has become usable"
    assert await shop.flaws() == []
