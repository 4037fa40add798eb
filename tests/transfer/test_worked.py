"""The tables of docs/algorithms/transfer.md are the cases here."""

from datetime import date
from pathlib import Path

import pytest
from tests.flow.shop import Shop
from tests.transfer.people import act, family, member, send, settled

from shuke.kernel import Text
from shuke.transfer import TransferTerms
from shuke.transfer.state import count, left
from shuke.transfer.terms import Within

PAGE = (Path(__file__).parents[2] / "docs/algorithms/transfer.md").read_text("utf-8")


def table(head: str) -> list[list[str]]:
    """The rows of the table with this first heading."""
    lines = PAGE[PAGE.index(f"| {head} |") :].splitlines()[2:]
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


@pytest.mark.parametrize("row", table("fee_points"), ids="-".join)
def test_the_fee(row: list[str]) -> None:
    points, bp, amount, fee = map(int, row)
    terms = TransferTerms(
        key="t", name=Text(en="t", zh="t"), currency="points", fee_points=points, fee_bp=bp
    )
    assert terms.fee(amount) == fee


async def test_which_lots_go(shop: Shop) -> None:
    held, amount, fee, rest = ([int(cell) for cell in row[1:]] for row in table("out of"))
    ann, bob = await member(shop, "ann"), await member(shop, "bob")
    days = ["2026-02-05", "2026-02-20"]
    lots = [{"amount": its, "expires_on": day} for its, day in zip(held, days, strict=True)]
    await shop.send("points.open", {"currency": "points", "lots": lots}, "card:ann")
    await send(shop, ann, bob, sum(amount))
    [one] = (await shop.state(ann)).transfer.out
    ordinals = [date.fromisoformat(day).toordinal() for day in days]
    assert [(lot[0], lot[3]) for lot in one.draws] == list(zip(ordinals, amount, strict=True))
    assert [(lot[0], lot[3]) for lot in one.fee] == [(ordinals[1], fee[1])]
    left_over = (await shop.state(ann)).ledger.pots["points"].lots
    assert [(lot[0], lot[3]) for lot in left_over] == [(ordinals[1], rest[1])]


async def test_the_share_of_earnings(shop: Shop) -> None:
    first, small, most = ([int(cell) for cell in row] for row in table("earned"))
    ann = await member(shop, "ann")
    its = await family(shop, ann)
    pool = 0
    for number, (earned, percent, limit, into) in enumerate((first, small, most)):
        await act(shop, ann, "family.share", percent=percent)
        own = (await shop.state(ann)).transfer
        assert (left(own.put, Within(day=400), own.put[0]) if own.put else 400) in (limit, 375)
        await shop.buy(f"O{number}", earned * 100, card="card:ann")
        await settled(shop)
        pool += into
        assert (await shop.state(its)).ledger.usable("points") == pool


@pytest.mark.parametrize("row", table("put in"), ids="-".join)
async def test_what_who_leaves_gets(shop: Shop, row: list[str]) -> None:
    put, spent, pool, back = map(int, row)
    ann, bob = await member(shop, "ann", 400), await member(shop, "bob", 400)
    its = await family(shop, ann, bob)
    await act(shop, bob, "family.contribute", amount=put)
    others = pool - put + spent
    if others > 0:
        await act(shop, ann, "family.contribute", amount=others)
    if spent:
        await act(shop, its, "family.spend", by=bob, amount=spent, spend_id="S1")
    if others < 0:
        await act(shop, its, "family.spend", by=ann, amount=-others, spend_id="S2")
    assert (await shop.state(its)).ledger.usable("points") == pool
    await act(shop, bob, "family.leave")
    assert await shop.held(bob) == (400 - put + back, 0)


def test_a_day_and_a_year_are_counted_apart_and_come_back_where_they_were_counted() -> None:
    day = date(2026, 12, 31).toordinal()
    counted = count([], day, 100)
    assert left(counted, Within(day=300, year=250), day) == 150
    counted = count(counted, day, 50)
    assert left(counted, Within(day=300, year=250), day) == 100
    # The year begins anew; what was sent in the old one and comes back changes nothing in the new.
    counted = count(counted, day + 1, 30)
    assert counted == [day + 1, 30, 2027, 30]
    assert count(counted, day, -50) == counted
    assert count(counted, day + 1, -10) == [day + 1, 20, 2027, 20]
    assert left(counted, Within(), day) is None
