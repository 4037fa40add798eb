"""A family and its pool, in the members' words."""

from datetime import date

from tests.flow.shop import Shop, code, said
from tests.transfer.people import act, family, lots, member, send, settled, total

LAST = date(2026, 2, 5).toordinal()


async def pool(shop: Shop, its: str) -> int:
    """What the family has."""
    usable: int = (await shop.state(its)).ledger.usable("points")
    return usable


async def test_a_head_invites_and_members_fill_and_spend_the_pool(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob", 200)
    its = await family(shop, ann, bob)
    assert list((await shop.state(its)).transfer.pool.members) == [ann, bob]
    assert (await act(shop, ann, "family.contribute", amount=120)).status == "accepted"
    assert (await act(shop, bob, "family.contribute", amount=50)).status == "accepted"
    assert await lots(shop, its) == [(LAST, 170)]
    spent = await act(shop, its, "family.spend", by=bob, amount=90, spend_id="S1")
    assert said(spent.effects, "family.spent")[0]["member"] == bob
    before = await shop.everything()
    over = await act(shop, its, "family.spend", by=bob, amount=11, spend_id="S2")
    assert code(over) == "family_limit_reached"
    again = await act(shop, its, "family.spend", by=ann, amount=90, spend_id="S1")
    assert code(again) == "spend_repeated"
    assert code(await act(shop, its, "family.spend", by="x", amount=1, spend_id="S3")) == (
        "family_not_in"
    )
    assert await shop.everything() == before
    await act(shop, its, "family.return", spend_id="S1", amount=40)
    part = (await shop.state(its)).transfer.pool.members[bob]
    assert (part.put, part.took, part.counted[1]) == (50, 50, 50)
    assert await pool(shop, its) == 120
    assert await total(shop) == 450
    assert await shop.flaws() == []


async def test_who_may_and_who_may_not(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 500), await member(shop, "bob")
    cat, dan = await member(shop, "cat"), await member(shop, "dan")
    its = await family(shop, ann, bob)
    before = await shop.everything()
    assert code(await act(shop, ann, "family.found", terms="family")) == "family_already"
    assert code(await act(shop, cat, "family.found", terms="none")) == "family_terms_unknown"
    assert code(await act(shop, its, "family.invite", by=bob, member=cat)) == "family_not_head"
    assert code(await act(shop, its, "family.invite", by=ann, member=bob)) == "family_full"
    assert code(await act(shop, cat, "family.accept", family=its)) == "family_invite_unknown"
    assert code(await act(shop, cat, "family.contribute", amount=5)) == "family_not_in"
    assert code(await act(shop, ann, "family.contribute", amount=401)) == "family_limit_reached"
    # A family is no member, and a member is no family.
    assert code(await shop.buy("O1", 100, card=f"member:{its}")) == "family_no_member"
    assert code(await shop.spend("S1", 1, f"member:{its}")) == "family_no_member"
    assert code(await act(shop, ann, "family.spend", by=ann, amount=1, spend_id="S1")) == (
        "family_unknown"
    )
    assert await shop.everything() == before
    await act(shop, its, "family.invite", by=ann, member=cat)
    # The open invitation takes the third place.
    assert code(await act(shop, its, "family.invite", by=ann, member=dan)) == "family_full"
    await shop.to("2026-01-12 12:00")
    assert code(await act(shop, cat, "family.accept", family=its)) == "family_invite_unknown"
    assert (await act(shop, its, "family.invite", by=ann, member=dan)).status == "accepted"
    assert await shop.flaws() == []


async def test_leaving_gives_back_what_was_put_in_less_what_was_spent(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob", 200)
    its = await family(shop, ann, bob)
    await act(shop, ann, "family.contribute", amount=100)
    await act(shop, bob, "family.contribute", amount=80)
    await act(shop, its, "family.spend", by=bob, amount=30, spend_id="S1")
    left = await act(shop, bob, "family.leave")
    assert said(left.effects, "family.left")[0]["reason"] == "left"
    assert await shop.held(bob) == (120 + 50, 0)
    assert await lots(shop, bob) == [(LAST, 170)]
    assert await pool(shop, its) == 100
    assert code(await act(shop, bob, "family.leave")) == "family_not_in"
    await act(shop, its, "family.invite", by=ann, member=bob)
    assert code(await act(shop, bob, "family.accept", family=its)) == "family_too_soon"
    assert code(await act(shop, bob, "family.found", terms="family")) == "family_too_soon"
    await shop.to("2026-02-04 12:00")
    await act(shop, its, "family.invite", by=ann, member=bob)
    assert (await act(shop, bob, "family.accept", family=its)).status == "accepted"
    assert await shop.flaws() == []


async def test_a_head_removes_a_member_and_dissolves_by_leaving(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob", 200)
    cat = await member(shop, "cat")
    its = await family(shop, ann, bob, cat)
    await act(shop, ann, "family.contribute", amount=100)
    await act(shop, bob, "family.contribute", amount=80)
    await act(shop, its, "family.spend", by=cat, amount=60, spend_id="S1")
    assert code(await act(shop, its, "family.remove", by=ann, member=ann)) == "family_not_in"
    await act(shop, its, "family.remove", by=ann, member=cat)
    assert (await shop.state(cat)).transfer.mine is None
    await act(shop, ann, "family.leave")
    # Bob has his 80 back, the head what is left of her own after what Cat spent.
    assert (await shop.held(bob), await shop.held(ann)) == ((200, 0), (240, 0))
    assert [(await shop.state(one)).transfer.mine for one in (ann, bob)] == [None, None]
    assert code(await act(shop, its, "family.invite", by=ann, member=bob)) == "family_unknown"
    assert await total(shop) == 440
    assert await shop.flaws() == []


async def test_a_share_of_what_is_earned_goes_in_and_a_refund_is_the_members_own(
    shop: Shop,
) -> None:
    ann, bob = await member(shop, "ann"), await member(shop, "bob")
    its = await family(shop, ann, bob)
    await act(shop, bob, "family.share", percent=25)
    earned = await shop.buy("O1", 10_199, card="card:bob")
    assert said(earned.effects, "family.put")[0]["amount"] == 25
    again = await shop.send("order.paid", {"order_id": "O1", "total_cents": 1}, "card:bob", id="E9")
    assert again.status in ("accepted", "refused")
    await settled(shop)
    assert (await shop.held(bob), await pool(shop, its)) == ((76, 0), 25)
    # No more than the limit of a day.
    await shop.buy("O2", 200_000, card="card:bob")
    await settled(shop)
    assert await pool(shop, its) == 400
    await shop.refund("O1", "R1", 10_199, card="card:bob")
    assert await pool(shop, its) == 400
    assert await shop.held(bob) == (76 + 1625 - 101, 0)
    await act(shop, bob, "family.share", percent=0)
    await shop.to("2026-01-06 12:00")
    await shop.buy("O3", 10_000, card="card:bob")
    await settled(shop)
    assert await pool(shop, its) == 400
    assert await shop.flaws() == []


async def test_the_pools_points_expire_on_their_days(shop: Shop) -> None:
    ann = await member(shop, "ann", 300)
    its = await family(shop, ann)
    await act(shop, ann, "family.contribute", amount=100)
    await shop.to("2026-02-05 23:59")
    assert await pool(shop, its) == 100
    await shop.to("2026-02-06 00:00")
    assert await pool(shop, its) == 0
    assert await shop.flaws() == []


async def test_what_comes_of_somebody_who_has_left_goes_back(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob", 200)
    its = await family(shop, ann, bob)
    put = await shop.send("family.contribute", {"amount": 50}, f"member:{bob}")
    assert put.status == "accepted"
    # The head removes him before it arrives.
    await shop.send("family.remove", {"by": ann, "member": bob}, f"member:{its}")
    await settled(shop)
    assert (await shop.held(bob), await pool(shop, its)) == ((200, 0), 0)
    assert await shop.flaws() == []


async def test_an_erased_member_leaves_and_an_erased_head_dissolves(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob", 200)
    cat = await member(shop, "cat", 100)
    its = await family(shop, ann, bob, cat)
    for who, amount in ((ann, 100), (bob, 80), (cat, 70)):
        await act(shop, who, "family.contribute", amount=amount)
    await shop.send("member.erased", {}, f"member:{cat}")
    await settled(shop)
    # What she had put in stays in the pool.
    assert await pool(shop, its) == 250
    await shop.send("member.erased", {}, f"member:{ann}")
    await settled(shop)
    assert (await shop.held(bob), await pool(shop, its)) == ((200, 0), 0)
    assert (await shop.state(bob)).transfer.mine is None
    assert await total(shop) == 200
    assert await shop.flaws() == []


async def test_nobody_sends_points_to_a_family(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob", 300)
    its = await family(shop, ann)
    await send(shop, bob, its, 50)
    await settled(shop)
    assert await shop.held(bob) == (300, 0)
    assert await shop.flaws() == []


async def test_lists_and_counts_know_members_only(shop: Shop) -> None:
    await family(shop, await member(shop, "ann", 300))
    kinds = await shop.pool.fetch("select kind, provisional from engine_state order by kind")
    assert [(row["kind"], row["provisional"]) for row in kinds] == [
        ("family", False),
        ("member", False),
    ]


async def test_a_tier_set_that_begins_with_history_is_settled_with_families_there(
    shop: Shop,
) -> None:
    """A family has a log like anybody: what is brought in of it must not be refused."""
    ann = await member(shop, "ann", 300)
    its = await family(shop, ann)
    await act(shop, ann, "family.contribute", amount=100)
    tiers = {
        "kind": "tier_set", "key": "main", "name": {"en": "Tiers", "zh": "等级"},
        "start": "history", "measure": {"how": "earned", "currency": "points"},
        "window": {"how": "ever"},
        "tiers": [
            {"key": "basic", "name": {"en": "Basic", "zh": "普通"}, "at": 0},
            {"key": "silver", "name": {"en": "Silver", "zh": "银卡"}, "at": 50},
        ],
    }  # fmt: skip
    await shop.change_to(tiers)
    done = await shop.work()
    assert done, "the publication is settled by a job"
    assert (await shop.state(its)).ledger.usable("points") == 100
    assert await shop.flaws() == []
