"""The wallet over HTTP: coupons, codes, holds and gifts, with the permissions they need."""

import asyncio
from pathlib import Path

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_bulk import ended

from shuke.engine import ReleaseBook, apply_documents, deliver, publish, read_yaml, verify_buckets

PROGRAMME = (Path(__file__).parents[1] / "reward" / "programme.yaml").read_text("utf-8")


@pytest.fixture
async def member(machine, shuke, pool, clock):
    """A member with 300 points, under the programme of the wallet's tests."""
    async with pool.acquire() as connection:
        documents = read_yaml(shuke.app, PROGRAMME)
        await apply_documents(connection, shuke.book, documents, by="li", now=clock.now())
        await publish(connection, shuke.book, by="li", now=clock.now())
    return await registered(machine, "10086")


async def registered(machine, card):
    identities = [{"kind": "card", "value": card}]
    made = await machine.post("/v1/members", json={"identities": identities})
    assert made.status_code == 201, made.text
    subject = made.json()["member"]
    given = {"currency": "points", "amount": 300, "reason": "hello"}
    assert (await machine.post(f"/v1/members/{subject}/adjust", json=given)).status_code == 200
    return subject


async def flaws(pool, shuke):
    async with pool.acquire() as connection:
        report = await verify_buckets(connection, shuke.app, ReleaseBook(shuke.app), 0, 1024)
        return report.flaws


def effects(answer, kind):
    return [one for one in answer.json()["effects"] if one["type"] == kind]


async def test_claimed_held_and_paid(machine, member, pool, shuke):
    path = f"/v1/members/{member}/coupons"
    claimed = await machine.post(f"{path}/claim", json={"coupon": "five-off"})
    [issued] = effects(claimed, "coupon.issued")
    shown = (await machine.get(path, headers={"accept-language": "zh"})).json()
    assert shown == {
        "coupons": [
            {
                "coupon": issued["coupon"],
                "template": "five-off",
                "title": "满30减5",
                "locked": False,
                "usable": True,
                "valid_from": "2026-03-02",
                "valid_to": "2026-03-15",
                "giftable": True,
            }
        ],
        "holds": [],
    }
    body = {
        "member": "card:10086",
        "points": [{"currency": "points", "amount": 150}],
        "coupons": [{"coupon": issued["coupon"], "discount_cents": 500}],
        "order_id": "O1",
    }
    key = {"idempotency-key": "hold-1"}
    held = await machine.post("/v1/holds", json=body, headers=key)
    assert held.status_code == 201, held.text
    again = await machine.post("/v1/holds", json=body, headers=key)
    assert (again.json()["status"], again.json()["hold_id"]) == (
        "duplicate",
        held.json()["hold_id"],
    )
    shown = (await machine.get(path)).json()
    assert [(one["locked"], one["usable"]) for one in shown["coupons"]] == [(True, False)]
    assert shown["holds"][0]["points"] == [{"currency": "points", "amount": 150}]
    balance = (await machine.get(f"/v1/members/{member}")).json()["balances"]
    assert [(one["usable"], one["held"]) for one in balance if one["currency"] == "points"] == [
        (150, 150)
    ]
    hold = held.json()["hold_id"]
    refused = await machine.post(f"/v1/holds/{hold}/confirm", json={"order_id": "O2"})
    assert (refused.status_code, refused.json()["code"]) == (409, "hold_of_another_order")
    done = await machine.post(f"/v1/holds/{hold}/confirm", json={"order_id": "O1"})
    assert effects(done, "coupon.redeemed")[0]["discount_cents"] == 500
    twice = await machine.post(f"/v1/holds/{hold}/confirm", json={"order_id": "O1"})
    assert effects(twice, "hold.confirmed")[0]["again"] is True
    late = await machine.post(f"/v1/holds/{hold}/release", json={})
    assert (late.status_code, late.json()["code"]) == (409, "hold_confirmed")
    assert (await machine.get(path)).json() == {"coupons": [], "holds": []}
    unknown = await machine.post("/v1/holds/nothing/confirm", json={})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "hold_unknown")
    assert await flaws(pool, shuke) == []


async def test_by_hand_given_and_voided(machine, member, pool, shuke, clock):
    friend = await registered(machine, "friend")
    path = f"/v1/members/{member}/coupons"
    issue = {"coupon": "five-off", "reason": "Goodwill", "count": 2}
    given = await machine.post(path, json=issue)
    first, second = [one["coupon"] for one in effects(given, "coupon.issued")]
    away = await machine.post(f"{path}/{first}/give", json={"to": friend})
    assert away.status_code == 200, away.text
    lost = await machine.post(f"{path}/{second}/give", json={"to": "NOBODY"})
    assert lost.status_code == 404
    assert await deliver(pool, shuke.intake, clock.now()) == 1
    shown = (await machine.get(f"/v1/members/{friend}/coupons")).json()
    assert [one["coupon"] for one in shown["coupons"]] == [first]
    void = await machine.post(f"{path}/{second}/void", json={"reason": "mistake"})
    assert effects(void, "coupon.voided")
    rows = await pool.fetch("select act, reason from org_audit order by n")
    said = [(row["act"], row["reason"]) for row in rows if row["act"].startswith("coupon")]
    assert said == [("coupon.issue", "Goodwill"), ("coupon.void", "mistake")]
    assert await flaws(pool, shuke) == []


async def test_codes_are_claimed_once_and_kept_as_hashes(site, machine, member, pool, shuke):
    path = "/v1/coupons/coded/codes"
    made = await machine.post(path, json={"batch": "autumn", "count": 3})
    assert made.status_code == 201, made.text
    codes = made.json()["codes"]
    assert len({*codes}) == 3
    assert all(len(code) == 16 for code in codes)
    brought = await machine.post(
        f"{path}/import",
        json={"batch": "printed", "codes": ["WELCOME-2026", "welcome 2026", *codes]},
    )
    assert brought.json() == {"batch": "printed", "added": 1, "known": 4}
    kept = await pool.fetch("select encode(hash, 'escape') as hash, template from reward_code")
    assert len(kept) == 4
    claim = f"/v1/members/{member}/coupons/claim-code"
    spelt = "-".join([codes[0][:4], codes[0][4:].lower()])
    done = await machine.post(claim, json={"code": spelt})
    assert effects(done, "coupon.issued")[0]["template"] == "coded"
    for code, why in ((codes[0], "coupon_code_used"), ("7Q8R5T2W4Y6A8C0E", "coupon_code_unknown")):
        refused = await machine.post(claim, json={"code": code})
        assert (refused.json()["code"], refused.json()["place"]) == (why, "/code")
    logged = await pool.fetch("select data from engine_log where type = 'coupon.claim_code'")
    assert len(logged) == 1
    assert codes[0].encode() not in logged[0]["data"]
    none = await machine.post("/v1/coupons/five-off/codes", json={"batch": "x", "count": 1})
    assert none.status_code == 400
    assert (
        await machine.post("/v1/coupons/nothing/codes", json={"batch": "x", "count": 1})
    ).status_code == 404
    assert await flaws(pool, shuke) == []


async def test_a_code_is_claimed_by_one_of_64(machine, member, pool, shuke):
    made = await machine.post("/v1/coupons/coded/codes", json={"batch": "one", "count": 1})
    [code] = made.json()["codes"]
    members = [await registered(machine, f"c{number}") for number in range(64)]
    answers = await asyncio.gather(
        *(
            machine.post(f"/v1/members/{one}/coupons/claim-code", json={"code": code})
            for one in members
        )
    )
    codes = sorted(one.json().get("code", "accepted") for one in answers)
    assert codes == ["accepted"] + ["coupon_code_used"] * 63
    assert await pool.fetchval("select count(*) from reward_coupon") == 1
    assert await flaws(pool, shuke) == []


async def test_guesses_are_counted_limited_and_in_the_audit(machine, member, pool):
    claim = f"/v1/members/{member}/coupons/claim-code"
    answers = [
        (await machine.post(claim, json={"code": f"GUESS{number:04}"})) for number in range(12)
    ]
    assert [one.status_code for one in answers] == [404] * 10 + [429] * 2
    found = await pool.fetch(
        "select after from org_audit where act = 'coupon.code_refused' order by n"
    )
    assert len(found) == 10
    assert "GUESS" not in str(found)


async def test_gifts_are_redeemed_and_fulfilled(machine, member, pool, shuke):
    gifts = (await machine.get("/v1/gifts")).json()["gifts"]
    # The mug was over in February.
    assert " ".join(one["gift"] for one in gifts) == "film lounge lunch pack-gift rose voucher"
    path = f"/v1/members/{member}/redemptions"
    done = await machine.post(path, json={"gift": "lounge", "paid_cents": 1000})
    assert done.status_code == 201, done.text
    number = done.json()["redemption_id"]
    sent = await machine.post(f"{path}/{number}/fulfil", json={"reference": "SF1"})
    assert effects(sent, "gift.fulfilled")
    late = await machine.post(f"{path}/{number}/reverse", json={"reason": "too late"})
    assert (late.status_code, late.json()["code"]) == (409, "redemption_ended")
    [shown] = (await machine.get(path)).json()["redemptions"]
    assert (shown["gift"], shown["step"], shown["points"], shown["amount_cents"]) == (
        "lounge",
        "fulfilled",
        50,
        1000,
    )
    assert await flaws(pool, shuke) == []


async def test_what_each_act_needs(site, machine, member, pool, clock):
    secret = await key_with(pool, clock, "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        path = f"/v1/members/{member}"
        allowed = await till.post(f"{path}/coupons/claim", json={"coupon": "five-off"})
        assert allowed.status_code == 200
        for method, url, body in (
            ("POST", f"{path}/coupons", {"coupon": "five-off", "reason": "free"}),
            ("POST", "/v1/coupons/coded/codes", {"batch": "x", "count": 1}),
            ("POST", f"{path}/redemptions/R1/fulfil", {}),
            ("GET", f"{path}/coupons", None),
        ):
            refused = await till.request(method, url, json=body)
            assert refused.status_code == 403, url
        event = {"source": "till", "id": "1", "subject": "card:10086"}
        for kind in (
            "coupon.issue", "coupon.void", "donation.report", "gift.fulfil", "gift.grant",
            "gift.reverse",
        ):  # fmt: skip
            sent = await till.post("/v1/events", json={**event, "type": kind, "data": {}})
            assert sent.status_code == 403, kind


@pytest.mark.slow
async def test_a_hundred_thousand_codes_at_once(machine, member, pool):
    made = await machine.post("/v1/coupons/coded/codes", json={"batch": "all", "count": 100_000})
    assert made.status_code == 201
    codes = made.json()["codes"]
    assert len({*codes}) == 100_000
    again = {"batch": "again", "codes": codes}
    brought = await machine.post("/v1/coupons/coded/codes/import", json=again)
    assert brought.json() == {"batch": "again", "added": 0, "known": 100_000}


async def test_several_members_get_a_coupon_once_however_often_it_is_asked(
    site, machine, member, pool, shuke
):
    others = [await registered(machine, f"m{number}") for number in range(3)]
    body = {"members": [member, *others], "coupon": "thanks", "reason": "closed store"}
    async with site.lifespan():
        for _ in range(2):
            key = {"idempotency-key": "once"}
            asked = await machine.post("/v1/members/coupons", json=body, headers=key)
            assert asked.status_code == 202, asked.text
            seen = await ended(machine, asked.json()["id"])
            assert (seen["status"], seen["kind"]) == ("done", "coupon.issue")
            # Three are in stock.
            assert (seen["result"]["rows"], seen["result"]["rejected"]) == (3, 1)
            assert seen["result"]["refused"][0]["code"] == "coupon_out_of_stock"
    assert await pool.fetchval("select count(*) from reward_coupon") == 3
    assert await flaws(pool, shuke) == []
