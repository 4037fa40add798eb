"""A till whose clock runs ahead, over midnight: the day it claims has not begun at the door."""

from tests.flow.shop import Shop, code, said


async def test_a_ticket_of_tomorrow(corner: Shop) -> None:
    await corner.to("2026-01-31 23:57")
    bought = await corner.buy("A1", 60_000, on="2026-02-01 00:01")
    assert bought.status == "accepted", bought.problem
    subject = bought.subject or ""
    [points, _growth] = said(bought.effects, "points.credited")
    assert (points["usable_on"], points["expires_on"]) == ("2026-02-08", "2026-08-31")
    assert code(await corner.buy("A2", 100, on="2026-02-01 00:02:01")) == "time_in_future"
    back = await corner.refund("A1", "R1", 1_000)
    assert back.status == "accepted", back.problem
    assert await corner.flaws() == []
    # What it counts for belongs to its day: Silver by then at the latest, without another event.
    await corner.to("2026-02-01 00:01")
    assert await corner.tier(subject) == "silver"
    assert await corner.held(subject) == (0, 590)
    # 90 days from its day: the last one is 1 May, then ten days of grace.
    assert said(await corner.to("2026-05-11 23:59"), "tier.downgraded") == []
    assert len(said(await corner.to("2026-05-12 00:00"), "tier.downgraded")) == 1
    assert await corner.flaws() == []


async def test_a_ticket_of_next_year(corner: Shop) -> None:
    tiers = [
        {"key": "basic", "name": {"en": "Basic", "zh": "普通"}, "at": 0},
        {"key": "silver", "name": {"en": "Silver", "zh": "银卡"}, "at": 500},
    ]
    await corner.change("tier_set", "main", window={"how": "calendar_year"}, tiers=tiers)
    await corner.to("2026-12-31 23:58")
    bought = await corner.buy("A1", 60_000, on="2027-01-01 00:01")
    subject = bought.subject or ""
    assert await corner.tier(subject) == "basic", "the year that it counts for has not begun"
    upgraded = said(await corner.to("2027-01-01 00:01"), "tier.upgraded")
    assert [effect["to"] for effect in upgraded] == ["silver"]
    assert await corner.flaws() == []
