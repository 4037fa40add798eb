"""What a publication changes by itself: lists show it, and `shuke verify` looks at them."""

from typing import Any

from tests.flow.shop import Shop

COLUMNS = "select tier, balance from engine_state order by registered_at, subject"


async def shown(corner: Shop) -> list[Any]:
    return [tuple(row) for row in await corner.pool.fetch(COLUMNS)]


def tiers(*names: str, at: int = 500) -> list[dict[str, Any]]:
    name = {"en": "Tier", "zh": "等级"}
    return [{"key": key, "name": name, "at": at * n} for n, key in enumerate(names)]


async def test_a_tier_that_is_gone_is_not_shown_any_more(corner: Shop) -> None:
    await corner.remove("earning_rule", "silver-half")
    subject = (await corner.buy("o-1", 60_000)).subject or ""
    assert await shown(corner) == [("silver", 0)]
    await corner.change("tier_set", "main", tiers=tiers("basic", "bronze", "black"))
    assert await shown(corner) == [("silver", 0)]
    done = {"members": 1, "replayed": 0, "moved": 1, "refreshed": 0, "failed": 0}
    assert await corner.work() == [done]
    assert await shown(corner) == [("bronze", 0)]
    assert await corner.tier(subject) == "bronze"
    assert await corner.flaws() == []
    assert await corner.work() == []


async def test_a_lowered_threshold_is_met_at_once(corner: Shop) -> None:
    await corner.buy("o-1", 30_000)
    await corner.buy("o-2", 10_000, card="card:2")
    await corner.change("tier_set", "main", tiers=tiers("basic", "silver", at=300))
    assert [(done["moved"], done["members"]) for done in await corner.work()] == [(1, 2)]
    assert sorted(await shown(corner)) == [("basic", 0), ("silver", 0)]
    assert await corner.flaws() == []


async def test_another_main_currency_and_set_are_shown(corner: Shop) -> None:
    """The first spendable currency and the first tier set are what lists show."""
    await corner.buy("o-1", 60_000)
    await corner.to("2026-02-01")
    assert await shown(corner) == [("silver", 600)]
    name = {"en": "New", "zh": "新"}
    for document in (
        {"kind": "currency", "key": "a-coins", "name": name, "unit": name},
        {"kind": "tier_set", "key": "a-set", "name": name, "tiers": tiers("first"),
         "measure": {"how": "orders"}, "window": {"how": "ever"}},
    ):  # fmt: skip
        await corner.change_to(document)
    assert await shown(corner) == [("silver", 600)]
    assert [done["refreshed"] for done in await corner.work()] == [1, 0]
    assert await shown(corner) == [("first", 0)]
    assert await corner.flaws() == []


async def test_verify_sees_a_column_that_lies(corner: Shop) -> None:
    subject = (await corner.buy("o-1", 60_000)).subject or ""
    await corner.pool.execute("update engine_state set tier = 'gold', orders = 7")
    assert await corner.flaws() == [
        (subject, "lists show tier gold, the state says silver"),
        (subject, "lists show orders 7, the state says 1"),
    ]
    # While a publication is to be settled lists may be behind, and that is no flaw.
    await corner.change("tier_set", "main", announce_days=3)
    assert await corner.flaws() == []
    assert [done["refreshed"] for done in await corner.work()] == [1]
    assert await shown(corner) == [("silver", 0)]
    assert await corner.flaws() == []


async def test_rules_alone_leave_nothing_to_settle(corner: Shop) -> None:
    await corner.buy("o-1", 60_000)
    await corner.remove("earning_rule", "silver-half")
    assert await corner.work() == []
    assert await corner.flaws() == []


async def test_what_is_published_before_a_scheduled_release_stays_with_it(corner: Shop) -> None:
    """One release is to come; another one comes before it, with other tiers, which it keeps."""
    await corner.buy("o-1", 60_000)
    await corner.to("2026-01-20")
    await corner.publish(
        "kind: new_member_gift\nkey: welcome\nname: {en: W, zh: 礼}\ncurrency: points\namount: 5",
        since="2026-02-01 00:00",
    )
    assert await corner.work() == []
    await corner.remove("earning_rule", "silver-half")
    await corner.change("tier_set", "main", tiers=tiers("basic", "bronze"))
    assert [done["moved"] for done in await corner.work()] == [1]
    assert await shown(corner) == [("bronze", 600)]
    await corner.to("2026-02-01 00:01")
    assert {done["moved"] for done in await corner.work()} == {0}
    assert await shown(corner) == [("bronze", 600)]
    assert await corner.flaws() == []
