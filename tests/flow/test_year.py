"""A year of one member at the corner shop, day by day."""

from datetime import date
from typing import Any

from tests.flow.shop import CARD, SHANGHAI, Shop, at, code, said

from shuke.ledger import (
    balance_as_of,
    expiry_schedule,
    open_differences,
    roll_forward,
    statement,
    summed,
)


async def test_a_year_of_one_member(corner: Shop) -> None:
    subject = await winter(corner)
    await spring(corner, subject)
    await summer(corner, subject)
    await closes(corner, subject)


async def winter(corner: Shop) -> str:
    """Earning, waiting, spending, a late ticket."""
    # 5 January: the first order, by a card nobody knows: Silver at once, points pending a week.
    first = await corner.buy("A1", 40_000, 20_000)
    subject = first.subject or ""
    assert [(e["currency"], e["amount"], e["usable_on"], e["expires_on"])
            for e in said(first.effects, "points.credited")] == [
        ("points", 600, "2026-01-12", "2026-07-31"),
        ("growth", 600, "2026-01-05", None),
    ]  # fmt: skip
    assert said(first.effects, "tier.upgraded") == [
        {"set": "main", "from": "basic", "to": "silver", "type": "tier.upgraded"}
    ]
    assert await corner.held(subject) == (0, 600)

    # Usable on the 12th at midnight, not a minute earlier.
    assert await corner.to("2026-01-11 23:59") == []
    assert await corner.to("2026-01-12 00:00") == [
        {"currency": "points", "amount": 600, "type": "points.usable"}
    ]
    assert await corner.held(subject) == (600, 0)

    # 20 January: as Silver, half more on the points, not on growth.
    await corner.to("2026-01-20")
    second = await corner.buy("A2", 10_000)
    assert [(e["rule"], e["amount"]) for e in said(second.effects, "points.credited")] == [
        ("base", 100),
        ("growth", 100),
        ("silver-half", 50),
    ]

    # 1 February: 300 spent; more than is there is refused.
    await corner.to("2026-02-01")
    assert (await corner.spend("S1", 300)).status == "accepted"
    assert code(await corner.spend("S2", 10_000)) == "points_insufficient"
    assert await corner.held(subject) == (450, 0)

    # 10 February: a ticket of 15 January comes 26 days late; its points wait no more.
    await corner.to("2026-02-10")
    late = await corner.buy("A3", 5_000, on="2026-01-15 20:00")
    assert {e["usable_on"] for e in said(late.effects, "points.credited")} == {
        "2026-01-22", "2026-01-15",
    }  # fmt: skip
    assert await corner.held(subject) == (525, 0)
    older = await corner.buy("A4", 5_000, on="2026-01-10 20:00")
    assert code(older) == "time_too_old"
    return subject


async def spring(corner: Shop, subject: str) -> None:
    """A refund after spending, and the tier that was announced to end."""
    # 20 March: 200.00 of the first order go back: judged as on 5 January, when he was Basic.
    announced = await corner.to("2026-03-20")
    back = await corner.refund("A1", "R1", 20_000, (2, 20_000))
    assert [(e["rule"], e["amount"]) for e in said(back.effects, "points.reversed")] == [
        ("base", 200),
        ("growth", 200),
    ]
    assert await corner.held(subject) == (325, 0)
    # A1 leaves the window of 90 days on 5 April, ten days of grace: Basic from 15 April.
    assert [(e["to"], e["on"]) for e in said(announced, "tier.announced")] == [
        ("basic", "2026-04-15")
    ]

    assert said(await corner.to("2026-04-14 23:59"), "tier.downgraded") == []
    assert await corner.tier(subject) == "silver"
    assert said(await corner.to("2026-04-15 00:00"), "tier.downgraded") == [
        {
            "set": "main",
            "from": "silver",
            "to": "basic",
            "reason": "period",
            "type": "tier.downgraded",
        }
    ]


async def summer(corner: Shop, subject: str) -> None:
    """What is not spent expires; what comes back lives a little longer."""
    # Everything of January expires with 31 July, which is still a day to spend on.
    ledger = (await corner.state(subject)).ledger
    today = date(2026, 4, 15).toordinal()
    assert [(e.on, e.amount, e.pending) for e in expiry_schedule(ledger, "points", today)] == [
        (date(2026, 7, 31), 325, 0)
    ]
    await corner.to("2026-07-31 23:59")
    assert (await corner.spend("S3", 25)).status == "accepted"
    assert said(await corner.to("2026-08-01 00:00"), "points.expired") == [
        {"currency": "points", "amount": 300, "type": "points.expired"}
    ]
    # 5 August: what was spent on the last day comes back, for ten more days.
    await corner.to("2026-08-05")
    await corner.send("points.return", {"spend_id": "S3"})
    assert await corner.held(subject) == (25, 0)
    assert said(await corner.to("2026-12-31"), "points.expired") == [
        {"currency": "points", "amount": 25, "type": "points.expired"}
    ]


async def closes(corner: Shop, subject: str) -> None:
    """The statement, the balances in the past and the roll-forward all say the same."""
    lines = await statement(corner.pool, subject, "points")
    assert [(line.kind, line.amount, line.balance_after, line.key) for line in reversed(lines)] == [
        ("issue", 600, 0, "A1"),
        ("usable", 600, 600, None),
        ("issue", 100, 600, "A2"),
        ("issue", 50, 600, "A2"),
        ("usable", 150, 750, None),
        ("spend", -300, 450, "S1"),
        ("issue", 50, 500, "A3"),
        ("issue", 25, 525, "A3"),
        ("reverse", -200, 325, "A1"),
        ("spend", -25, 300, "S3"),
        ("expire", -300, 0, None),
        ("return", 25, 25, "S3"),
        ("expire", -25, 0, None),
    ]
    for line in {line.at: line for line in reversed(lines)}.values():
        assert await balance_as_of(corner.pool, subject, "points", line.at) == (
            line.balance_after,
            line.pending_after,
        )
    days = await roll_forward(corner.pool, "points", date(2026, 1, 1), date(2026, 12, 31))
    year = summed(days)
    figures = (year.opening, year.issued, year.reversed, year.spent, year.returned, year.expired)
    assert figures == (0, 825, 200, 325, 25, 325)
    assert year.closing == 0
    decode = corner.shuke.app.decode_state
    assert await open_differences(corner.pool, decode) == []
    assert await corner.flaws() == []


async def test_a_refund_is_judged_by_the_purchases_release(corner: Shop) -> None:
    """The rule was doubled since, then deleted: 100 were given, 100 are taken back."""
    await corner.buy("A1", 10_000)
    await corner.buy("A2", 10_000)
    before = await corner.buy("A3", 10_000)
    give = {"how": "per_amount", "currency": "points", "per_cents": 100, "points": 2}
    doubled = await corner.change("earning_rule", "base", give=give)
    after = await corner.buy("A4", 10_000)
    points = [
        [e["amount"] for e in said(o.effects, "points.credited") if e["rule"] == "base"]
        for o in (before, after)
    ]
    assert points == [[100], [200]]

    def of_base(effects: Any) -> list[tuple[int, int]]:
        return [
            (e["amount"], e["version"])
            for e in said(effects, "points.reversed")
            if e["rule"] == "base"
        ]

    assert of_base((await corner.refund("A1", "R1", 10_000)).effects) == [(100, 1)]
    assert await corner.remove("earning_rule", "silver-half") == doubled + 1
    await corner.remove("earning_rule", "base")
    assert of_base((await corner.refund("A2", "R2", 4_000)).effects) == [(40, 1)]
    assert of_base((await corner.refund("A2", "R3", 6_000)).effects) == [(60, 1)]
    assert of_base((await corner.refund("A4", "R4", 10_000)).effects) == [(200, 2)]
    nothing = await corner.buy("A5", 10_000)
    assert {e["rule"] for e in said(nothing.effects, "points.credited")} == {"growth"}
    subject = nothing.subject or ""
    assert await corner.held(subject) == (0, 100)
    assert await corner.flaws() == []


async def test_a_release_takes_effect_at_its_moment_and_late_tickets_keep_theirs(
    corner: Shop,
) -> None:
    book, now = corner.shuke.book, corner.clock.now()
    give = {"how": "fixed", "currency": "points", "points": 7}
    document = f"""
kind: earning_rule
key: base
name: {{en: Seven, zh: 七分}}
when: order.paid
give: {give}
"""
    assert await corner.publish(document, since="2026-01-06 00:00") == 2
    assert book.current(now).id == 1
    today = await corner.buy("A1", 10_000)
    await corner.to("2026-01-06 00:00")
    tomorrow = await corner.buy("A2", 10_000)
    late = await corner.buy("A3", 10_000, on="2026-01-05 23:59:59")
    given = [
        [e["amount"] for e in said(o.effects, "points.credited") if e["rule"] == "base"]
        for o in (today, tomorrow, late)
    ]
    assert given == [[100], [7], [100]]
    assert await corner.flaws() == []


async def test_points_of_the_former_system_come_in_with_their_dates(corner: Shop) -> None:
    lots = [
        {"amount": 120, "expires_on": "2026-02-28"},
        {"amount": 80, "usable_on": "2026-01-20", "expires_on": "2026-03-31"},
    ]
    opening = {"currency": "points", "lots": lots}
    before = await corner.everything()
    assert code(await corner.send("points.open", opening, "card:unheard")) == "subject_unknown"
    assert await corner.everything() == before
    await corner.send("member.registered", {}, "card:unheard", on="2020-05-01", imported=True)
    opened = await corner.send("points.open", opening, "card:unheard", imported=True)
    assert opened.status == "accepted", opened.problem
    subject = opened.subject or ""
    assert await corner.held(subject) == (120, 80)
    again = await corner.send("points.open", opening, "card:unheard", id=opened.id, imported=True)
    assert again.status == "duplicate"
    await corner.to("2026-01-20 00:00")
    assert await corner.held(subject) == (200, 0)
    await corner.spend("S1", 150, "card:unheard")
    assert await corner.held(subject) == (50, 0)
    assert said(await corner.to("2026-03-01"), "points.expired") == []
    expired = said(await corner.to("2026-04-01"), "points.expired")
    assert [e["amount"] for e in expired] == [50]
    before = await corner.everything()
    gone = {"currency": "points", "lots": [{"amount": 5, "expires_on": "2026-03-31"}]}
    assert code(await corner.send("points.open", gone, "card:unheard")) == "lot_expired"
    assert await corner.everything() == before
    assert await corner.flaws() == []


async def test_provisional_then_registered_with_one_gift(corner: Shop) -> None:
    bought = await corner.buy("A1", 10_000)
    subject = bought.subject or ""
    provisional = "select provisional from engine_state where subject = $1"
    assert await corner.pool.fetchval(provisional, subject) is True
    person = {
        "channel": "store",
        "identities": [{"kind": "phone", "value": "138 1234 5678"}],
    }
    registered = await corner.send("member.registered", person)
    assert registered.subject == subject
    assert [e["amount"] for e in said(registered.effects, "points.credited")] == [100]
    assert await corner.pool.fetchval(provisional, subject) is False
    assert await corner.held(subject) == (0, 200)

    # By the phone, by the card again, by the retry of a till: never a second gift.
    by_phone = await corner.send("member.registered", {"channel": "app"}, "phone:+8613812345678")
    again = await corner.send("member.registered", {"channel": "web"}, CARD)
    retry = await corner.send("member.registered", person, id=registered.id)
    assert (by_phone.subject, again.subject, retry.subject) == (subject,) * 3
    assert retry.status == "duplicate"
    assert said(by_phone.effects, "points.credited", "gift.given") == []
    assert said(again.effects, "points.credited", "gift.given") == []
    assert await corner.held(subject) == (0, 200)
    assert await corner.pool.fetchval("select count(*) from engine_state") == 1
    assert at("2026-01-05").astimezone(SHANGHAI).date() == date(2026, 1, 5)
    assert await corner.flaws() == []
