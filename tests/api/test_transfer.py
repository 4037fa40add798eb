"""Points between members over HTTP: the shop's side, the member's own, and who may."""

from pathlib import Path

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_member_page import visiting

from shuke.engine import apply_documents, deliver, publish, read_yaml, tick_due

PROGRAMME = (Path(__file__).parents[1] / "transfer" / "programme.yaml").read_text("utf-8")


@pytest.fixture
async def people(machine, shuke, pool, clock):
    """Two registered members with 300 points each, under the terms of the transfers' tests."""
    async with pool.acquire() as connection:
        documents = read_yaml(shuke.app, PROGRAMME)
        await apply_documents(connection, shuke.book, documents, by="li", now=clock.now())
        await publish(connection, shuke.book, by="li", now=clock.now())
    return [await registered(machine, card) for card in ("10001", "10002")]


async def registered(machine, card):
    identities = [{"kind": "card", "value": card}]
    made = await machine.post("/v1/members", json={"identities": identities})
    assert made.status_code == 201, made.text
    subject = made.json()["member"]
    given = {"currency": "points", "amount": 300, "reason": "hello"}
    assert (await machine.post(f"/v1/members/{subject}/adjust", json=given)).status_code == 200
    return subject


async def settle(shuke, clock):
    for _round in range(8):
        await deliver(shuke.pool, shuke.intake, clock.now())


async def usable(machine, who):
    path = f"/v1/members/{who}/balance?currency=points"
    return (await machine.get(path)).json()["usable"]


async def test_sent_seen_on_both_sides_and_theirs_a_day_later(machine, people, shuke, clock):
    ann, bob = people
    sending = {"to": "card:10002", "currency": "points", "amount": 100}
    headers = {"idempotency-key": "send-1"}
    path = f"/v1/members/{ann}/transfers"
    sent = await machine.post(path, json=sending, headers=headers)
    assert sent.status_code == 201, sent.text
    again = await machine.post(path, json=sending, headers=headers)
    assert again.json()["transfer_id"] == sent.json()["transfer_id"]
    assert again.json()["status"] == "duplicate"
    await settle(shuke, clock)
    shown = (await machine.get(path, headers={"accept-language": "zh"})).json()
    assert shown["offered"][1] == {
        "currency": "points", "title": "积分转赠", "least": 10, "most": 500, "left": 500,
        "receive_left": 550, "fee_points": 2, "fee_bp": 100, "cooling_hours": 24, "usable": 197,
    }  # fmt: skip
    [out] = shown["transfers"]
    assert (out["side"], out["member"], out["amount"], out["fee"], out["change"]) == (
        "out", bob, 100, 3, "sent",
    )  # fmt: skip
    assert out["can_take_back"] is True
    assert out["until"] == "2026-03-03T12:00:00+08:00"
    [coming] = (await machine.get(f"/v1/members/{bob}/transfers")).json()["transfers"]
    assert (coming["side"], coming["change"], coming["can_take_back"]) == ("in", "coming", False)
    clock.set(clock.now().replace(day=3))
    await tick_due(shuke.intake, clock.now())
    await settle(shuke, clock)
    assert (await usable(machine, ann), await usable(machine, bob)) == (197, 400)
    back = await machine.post(f"{path}/{out['transfer_id']}/take-back", json={})
    assert (back.status_code, back.json()["code"]) == (409, "transfer_over")


async def test_taken_back_in_time(machine, people, shuke, clock):
    ann, bob = people
    path = f"/v1/members/{ann}/transfers"
    sending = {"to": bob, "currency": "points", "amount": 50, "transfer_id": "gift-1"}
    assert (await machine.post(path, json=sending)).status_code == 201
    back = await machine.post(f"{path}/gift-1/take-back", json={"reason": "wrong member"})
    assert back.status_code == 200, back.text
    await settle(shuke, clock)
    assert (await usable(machine, ann), await usable(machine, bob)) == (300, 300)


async def test_who_is_not_there_is_refused_at_once_with_the_place(machine, people):
    ann, _bob = people
    path = f"/v1/members/{ann}/transfers"
    sending = {"to": "card:nobody", "currency": "points", "amount": 50}
    assert (await machine.post(path, json=sending)).status_code == 404
    few = await machine.post(path, json={**sending, "to": "card:10002", "amount": 5})
    assert few.status_code == 422
    assert (few.json()["code"], few.json()["place"]) == (
        "transfer_amount_outside",
        "/amount",
    )


async def test_a_till_spends_the_pool_and_an_operator_sees_the_family(
    machine, people, shuke, clock
):
    ann, bob = people
    own = f"/v1/members/{ann}/family"
    assert (await machine.post(own, json={"terms": "family"})).status_code == 200
    await settle(shuke, clock)
    invited = await machine.post(f"{own}/invites", json={"member": "card:10002"})
    assert invited.status_code == 200, invited.text
    await settle(shuke, clock)
    his = f"/v1/members/{bob}/family"
    [invite] = (await machine.get(his)).json()["invites"]
    assert invite["head"] == ann
    await machine.post(f"{his}/accept", json={"family": invite["family"]})
    await settle(shuke, clock)
    assert (await machine.post(f"{own}/points", json={"amount": 120})).status_code == 200
    assert (await machine.post(f"{his}/share", json={"percent": 20})).status_code == 200
    await settle(shuke, clock)
    spent = await machine.post(f"{his}/spend", json={"amount": 70, "spend_id": "O-1"})
    assert (spent.status_code, spent.json()["spend_id"]) == (200, "O-1")
    over = await machine.post(f"{his}/spend", json={"amount": 40})
    assert (over.status_code, over.json()["code"]) == (409, "family_limit_reached")
    back = await machine.post(f"{his}/return", json={"spend_id": "O-1", "amount": 20})
    assert back.status_code == 200, back.text
    shown = (await machine.get(own)).json()
    family = shown["family"]
    assert (family["usable"], family["head"], family["size"]) == (70, True, 3)
    assert family["lots"] == [{"amount": 70, "expires_on": "2026-04-02"}]
    assert [(one["member"], one["put"], one["took"]) for one in family["members"]] == [
        (ann, 120, 0),
        (bob, 0, 50),
    ]
    assert [one["change"] for one in family["story"]] == [
        "returned", "spent", "put", "joined", "invited", "opened",
    ]  # fmt: skip
    assert (await machine.post(f"{own}/remove", json={"member": bob})).status_code == 200
    await settle(shuke, clock)
    assert (await machine.get(his)).json()["family"] is None
    assert (await machine.get(his)).json()["free_on"] == "2026-04-01"
    assert (await machine.post(f"{own}/leave")).status_code == 200
    await settle(shuke, clock)
    assert (await usable(machine, ann), await usable(machine, bob)) == (250, 300)
    assert (await machine.get(f"/v1/members/{family['family']}")).status_code == 404


async def test_a_member_sends_and_pools_on_their_own_page(site, machine, people, shuke, clock):
    ann, bob = people
    async with visiting(site, machine, ann) as me:
        sending = {"to": "card:10002", "currency": "points", "amount": 40}
        sent = await me.post("/v1/me/transfers", json=sending)
        assert sent.status_code == 200, sent.text
        [one] = sent.json()["transfers"]
        back = await me.post(f"/v1/me/transfers/{one['transfer_id']}/take-back", json={})
        assert back.json()["transfers"][0]["change"] == "taken_back"
        family = (await me.get("/v1/me/family")).json()
        assert [its["terms"] for its in family["offered"]] == ["family"]
        founded = await me.post("/v1/me/family", json={"terms": "family"})
        assert founded.json()["family"]["head"] is True
        await settle(shuke, clock)
        assert (
            await me.post("/v1/me/family/invites", json={"member": "card:10002"})
        ).status_code == 200
        assert (await me.post("/v1/me/family/points", json={"amount": 30})).status_code == 200
        await settle(shuke, clock)
        assert (await me.get("/v1/me/family")).json()["family"]["usable"] == 30
        features = (await me.get("/v1/me")).json()["features"]
        assert {"transfers", "family"} <= {*features}
    async with visiting(site, machine, bob) as other:
        [invite] = (await other.get("/v1/me/family")).json()["invites"]
        accepted = await other.post("/v1/me/family/accept", json={"family": invite["family"]})
        assert accepted.json()["family"]["joined"] is False
        await settle(shuke, clock)
        assert (await other.get("/v1/me/family")).json()["family"]["joined"] is True
        assert (await other.post("/v1/me/family/share", json={"percent": 30})).status_code == 200
        assert (await other.post("/v1/me/family/leave")).json()["family"] is None


async def test_whoever_tries_numbers_waits(site, machine, people):
    ann, _bob = people
    async with visiting(site, machine, ann) as me:
        sending = {"currency": "points", "amount": 40}
        codes = [
            (await me.post("/v1/me/transfers", json={**sending, "to": f"card:x{n}"})).status_code
            for n in range(12)
        ]
    assert codes[:10] == [404] * 10
    assert codes[-1] == 429


async def test_it_needs_its_permission(site, pool, clock, people):
    ann, bob = people
    key = await key_with(pool, clock, "members:read")
    async with client_of(site, headers={"authorization": f"Bearer {key}"}) as reader:
        path = f"/v1/members/{ann}/transfers"
        assert (await reader.get(path)).status_code == 200
        sending = {"to": bob, "currency": "points", "amount": 40}
        assert (await reader.post(path, json=sending)).status_code == 403
        assert (await reader.post(f"/v1/members/{ann}/family/leave")).status_code == 403
