"""Points between members, in their words: sent, taken back, declined, arrived."""

from datetime import date

from tests.flow.shop import Shop, code, said
from tests.transfer.people import act, lots, member, send, settled, story, total

from shuke.engine import tick_due

LAST = date(2026, 2, 5).toordinal()
"""The last day of what was given on the first."""


async def test_points_become_the_others_when_the_cooling_off_is_over(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob")
    sent = await send(shop, ann, bob, 100)
    [effect] = said(sent.effects, "transfer.sent")
    # 2 points and 1 % of 100.
    assert (effect["amount"], effect["fee"]) == (100, 3)
    assert effect["until"] == "2026-01-06T04:00:00+00:00"
    await settled(shop)
    own = (await shop.state(ann)).ledger
    assert (own.usable("points"), own.held) == (197, {"points": 103})
    assert await shop.held(bob) == (0, 0)
    assert [one.amount for one in (await shop.state(bob)).transfer.coming] == [100]

    await shop.to("2026-01-06 11:59:59")
    await settled(shop)
    assert await shop.held(bob) == (0, 0)
    await shop.to("2026-01-06 12:00")
    await settled(shop)
    assert await shop.held(bob) == (100, 0)
    # The last day is the one that they had, not one by the day of arrival.
    assert await lots(shop, bob) == [(LAST, 100)]
    own = (await shop.state(ann)).ledger
    assert (own.usable("points"), own.held) == (197, {})
    assert await story(shop, ann) == [("out", "sent"), ("out", "closed")]
    assert await story(shop, bob) == [("in", "coming"), ("in", "received")]
    assert await total(shop) == 297
    assert await shop.flaws() == []


async def test_until_then_the_sender_takes_it_back_once(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob")
    await send(shop, ann, bob, 100)
    await settled(shop)
    await shop.to("2026-01-06 11:59:59")
    back = await act(shop, ann, "points.take_back", transfer_id="T1", reason="mistake")
    assert said(back.effects, "transfer.taken_back")[0]["amount"] == 100
    again = await act(shop, ann, "points.take_back", transfer_id="T1")
    assert said(again.effects, "transfer.taken_back")[0]["again"] is True
    assert await lots(shop, ann) == [(LAST, 300)]
    assert await story(shop, bob) == [("in", "coming"), ("in", "withdrawn")]
    await shop.to("2026-01-06 12:00")
    await settled(shop)
    assert await shop.held(bob) == (0, 0)
    # It counts for nothing: the whole limit of the day is there again, on both sides.
    assert (await send(shop, ann, bob, 250, "T2")).status == "accepted"
    await settled(shop)
    assert code(await act(shop, ann, "points.take_back", transfer_id="T9")) == "transfer_unknown"
    await shop.to("2026-01-07 12:00")
    await settled(shop)
    before = await shop.everything()
    assert code(await act(shop, ann, "points.take_back", transfer_id="T2")) == "transfer_over"
    assert await shop.everything() == before
    assert await shop.flaws() == []


async def test_what_is_refused_changes_nothing(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 1200), await member(shop, "bob")
    poor = await member(shop, "poor", 19)
    stranger = await shop.subject("card:stranger")
    data = {"currency": "points", "amount": 500, "reason": "test"}
    await shop.send("points.adjust", data, "card:stranger")
    await send(shop, ann, bob, 400)
    await settled(shop)
    before = await shop.everything()
    assert code(await send(shop, ann, ann, 50, "T2")) == "transfer_to_self"
    assert code(await send(shop, ann, bob, 9, "T2")) == "transfer_amount_outside"
    assert code(await send(shop, ann, bob, 501, "T2")) == "transfer_amount_outside"
    assert code(await send(shop, ann, bob, 201, "T2")) == "transfer_limit_reached"
    assert code(await send(shop, ann, bob, 50, "T1")) == "transfer_repeated"
    assert code(await send(shop, ann, bob, 50, "T2", "growth")) == "transfer_not_offered"
    assert code(await send(shop, poor, bob, 10, "T2")) == "transfer_condition_unmet"
    assert code(await send(shop, stranger, bob, 50, "T2")) == "member_not_registered"
    forged = {"number": "x:1", "giver": ann, "currency": "points", "lots": [[LAST, 0, "brand", 5]]}
    assert code(await shop.send("transfer.arrive", forged, f"member:{bob}")) == "event_invalid"
    assert await shop.everything() == before


async def test_the_fee_must_be_there_too(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 102), await member(shop, "bob")
    before = await shop.everything()
    assert code(await send(shop, ann, bob, 100)) == "points_insufficient"
    assert await shop.everything() == before
    assert (await send(shop, ann, bob, 99)).status == "accepted"
    assert await shop.held(ann) == (0, 0)


async def test_a_receiver_who_may_not_declines_and_nothing_is_lost(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 1200), await member(shop, "bob")
    cat = await member(shop, "cat", 600)
    stranger = await shop.subject("card:stranger")
    await send(shop, ann, stranger, 100)
    await settled(shop)
    assert await story(shop, ann) == [("out", "sent"), ("out", "declined")]
    assert await shop.held(ann) == (1200, 0)
    # 500 of the 550 that may be received in a day.
    await send(shop, ann, bob, 500, "T2")
    await send(shop, cat, bob, 51, "T1")
    await settled(shop)
    assert await story(shop, cat) == [("out", "sent"), ("out", "declined")]
    reason = await shop.pool.fetchval(
        "select reason from transfer_move where subject = $1 and change = 'declined'", cat
    )
    assert reason == "limit"
    assert (await send(shop, cat, bob, 50, "T2")).status == "accepted"
    await settled(shop)
    assert await story(shop, cat) == [("out", "sent"), ("out", "declined"), ("out", "sent")]
    assert await total(shop) == 1800
    assert await shop.flaws() == []


async def test_what_ends_on_its_way_expires_and_nobody_lives_longer(shop: Shop) -> None:
    """Neither sending nor taking back gives a point a day more."""
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob")
    await shop.to("2026-02-05 12:00")
    await send(shop, ann, bob, 100, "T1")
    await send(shop, ann, bob, 50, "T2")
    await settled(shop)
    await shop.to("2026-02-06 00:00")
    back = await act(shop, ann, "points.take_back", transfer_id="T2")
    assert said(back.effects, "points.expired")[0]["amount"] == 52 + 1
    assert await shop.held(ann) == (0, 0)
    await shop.to("2026-02-06 12:00")
    await settled(shop)
    assert await shop.held(bob) == (0, 0)
    gone = await shop.pool.fetchval(
        "select sum(amount) from ledger_entry where subject = $1 and kind = 'expire'", bob
    )
    assert gone == 100
    assert await shop.flaws() == []


async def test_points_that_live_by_activity_take_their_last_day_along(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 80, "idle"), await member(shop, "bob")
    await shop.to("2026-01-20 12:00")
    await send(shop, ann, bob, 30, currency="idle")
    await settled(shop)
    # Without a cooling-off it is there at once.
    assert await lots(shop, bob, "idle") == [(LAST, 30)]
    await shop.send("points.adjust", {"currency": "idle", "amount": 1, "reason": "x"}, "card:bob")
    await shop.to("2026-02-06 00:00")
    assert (await shop.state(bob)).ledger.usable("idle") == 1
    assert await shop.flaws() == []


async def test_a_debt_is_settled_by_what_arrives(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob")
    await shop.buy("O1", 8_000, card="card:bob")
    await shop.spend("S1", 80, "card:bob")
    await shop.refund("O1", "R1", 8_000, card="card:bob")
    assert await shop.held(bob) == (-80, 0)
    await send(shop, ann, bob, 100)
    await settled(shop)
    await shop.to("2026-01-06 12:00")
    await settled(shop)
    assert await shop.held(bob) == (20, 0)
    assert await shop.flaws() == []


async def test_an_erased_sender_or_receiver_leaves_nothing_on_its_way(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob")
    cat = await member(shop, "cat", 300)
    await send(shop, ann, bob, 100)
    await send(shop, cat, ann, 50)
    await settled(shop)
    await shop.send("member.erased", {}, f"member:{ann}")
    await settled(shop)
    assert await story(shop, bob) == [("in", "coming"), ("in", "withdrawn")]
    assert await story(shop, cat) == [("out", "sent"), ("out", "declined")]
    assert await shop.held(cat) == (300, 0)
    assert await total(shop) == 300
    # Nobody is there to be offered anything.
    await send(shop, cat, ann, 50, "T2")
    await settled(shop)
    assert await story(shop, cat) == [("out", "sent"), ("out", "declined")] * 2
    assert await shop.flaws() == []


async def test_what_reaches_somebody_erased_meanwhile_expires_there(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob")
    await send(shop, ann, bob, 100)
    await settled(shop)
    await shop.to("2026-01-06 11:59")
    # The transfer closes, and before it arrives its receiver is erased.
    shop.clock.set(shop.clock.now().replace(hour=4, minute=0))
    await tick_due(shop.shuke.intake, shop.clock.now())
    assert await shop.pool.fetchval("select type from engine_queue") == "transfer.arrive"
    await shop.send("member.erased", {}, f"member:{bob}")
    await settled(shop)
    gone = await shop.pool.fetchval(
        "select sum(amount) from ledger_entry where subject = $1 and kind = 'expire'", bob
    )
    assert gone == 100
    assert await total(shop) == 197
    assert await shop.flaws() == []


async def test_an_offer_that_nobody_answers_comes_back(shop: Shop) -> None:
    ann = await member(shop, "ann", 300)
    await send(shop, ann, "01NOBODY", 100)
    await shop.to("2026-01-13 11:59")
    assert (await shop.state(ann)).ledger.held == {"points": 103}
    await shop.to("2026-01-13 12:00")
    assert await story(shop, ann) == [("out", "sent"), ("out", "declined")]
    assert await shop.held(ann) == (300, 0)
