"""Members of the shop, by name, and what they do with points."""

from __future__ import annotations

from typing import Any

from tests.flow.shop import Shop

from shuke.engine import Outcome, deliver


async def member(shop: Shop, name: str, points: int = 0, currency: str = "points") -> str:
    """A registered member with points; answer the id."""
    card = f"card:{name}"
    registered = {"channel": "store", "identities": [{"kind": "card", "value": name}]}
    outcome = await shop.send("member.registered", registered, card)
    assert outcome.status == "accepted", outcome
    if points:
        data = {"currency": currency, "amount": points, "reason": "test"}
        assert (await shop.send("points.adjust", data, card)).status == "accepted"
    return outcome.subject or ""


async def settled(shop: Shop) -> None:
    """Let everything that members sent each other arrive."""
    for _round in range(12):
        await deliver(shop.pool, shop.shuke.intake, shop.clock.now())
        if not await shop.pool.fetchval("select count(*) from engine_queue"):
            return
    raise AssertionError(await shop.pool.fetch("select * from engine_queue"))


async def send(
    shop: Shop, giver: str, to: str, amount: int, number: str = "T1", currency: str = "points"
) -> Outcome:
    """Send points; the other side is not told yet."""
    data = {"transfer_id": number, "to": to, "currency": currency, "amount": amount}
    return await shop.send("points.send", data, f"member:{giver}")


async def act(shop: Shop, who: str, kind: str, **data: Any) -> Outcome:
    """An act of a member, or of a family, and everything that it brings about."""
    outcome = await shop.send(kind, data, f"member:{who}")
    await settled(shop)
    return outcome


async def total(shop: Shop, currency: str = "points") -> int:
    """What all members and families have, held or not, less what is owed."""
    rows = await shop.pool.fetch("select state from engine_state where seq > 0")
    states = [shop.shuke.app.decode_state(row["state"]) for row in rows]
    return sum(
        its.ledger.usable(currency)
        + its.ledger.pending(currency)
        + its.ledger.held.get(currency, 0)
        for its in states
    )


async def lots(shop: Shop, subject: str, currency: str = "points") -> list[tuple[int, int]]:
    """(last day as an ordinal, points) of what is usable."""
    pot = (await shop.state(subject)).ledger.pots.get(currency)
    return [] if pot is None else [(until, amount) for until, _month, _funder, amount in pot.lots]


async def story(shop: Shop, subject: str) -> list[tuple[str, str]]:
    """(side, change) of a member's transfers, in order."""
    rows = await shop.pool.fetch(
        "select side, change from transfer_move where subject = $1 order by seq, n", subject
    )
    return [(row["side"], row["change"]) for row in rows]


async def family(shop: Shop, head: str, *members: str) -> str:
    """A family of a head and members who have joined; answer its id."""
    await act(shop, head, "family.found", terms="family")
    its = (await shop.state(head)).transfer.mine.family
    for one in members:
        invited = await act(shop, its, "family.invite", by=head, member=one)
        assert invited.status == "accepted", invited
        accepted = await act(shop, one, "family.accept", family=its)
        assert accepted.status == "accepted", accepted
    return str(its)
