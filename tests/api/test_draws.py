"""Draws over HTTP: announced with hashes, drawn once, done again by whoever wants to."""

from tests.api.conftest import client_of, key_with
from tests.api.test_member_page import told, visiting
from tests.api.test_wallet import flaws, member, registered

from shuke.reward.draw import entrants_hash, pseudonym, seed_hash, winners

__all__ = ["member"]
DRAW = {"title": "Autumn", "winners": 2, "kind": "coupon", "gives": "five-off"}


async def bought(machine, subject, number):
    lines = [{"sku": "1", "paid_cents": 1_000}]
    order = {"order_id": number, "total_cents": 1_000, "lines": lines}
    event = {"source": "till", "id": number, "type": "order.paid", "subject": f"member:{subject}"}
    answer = await machine.post("/v1/events", json=event | {"data": order})
    assert answer.status_code == 200, answer.text


async def test_promised_drawn_given_and_done_again(machine, member, site, pool, shuke, clock):
    members = [member, *[await registered(machine, f"VIP1000{number}") for number in range(5)]]
    nobody = await machine.post("/v1/draws", json=DRAW)
    assert told(nobody) == (400, "request_invalid")
    # Whoever has not bought is not in the list.
    for number, subject in enumerate(members[:5]):
        await bought(machine, subject, f"O{number}")
    assert (await machine.get("/v1/draws/preview?active_days=30")).json() == {"entrants": 5}
    unknown = await machine.post("/v1/draws", json=DRAW | {"gives": "nothing"})
    assert told(unknown) == (400, "request_invalid")
    made = (await machine.post("/v1/draws", json=DRAW | {"active_days": 30})).json()
    number = made["id"]
    assert (made["entrants"], made["seed"], made["winners_drawn"]) == (5, None, [])
    pids = (await machine.get(f"/v1/draws/{number}/entrants")).text.split("\n")
    assert sorted(pids) == sorted(pseudonym(number, one) for one in members[:5])
    assert made["entrants_hash"] == entrants_hash(pids)
    # Whoever comes after the announcement is not in it.
    await bought(machine, members[5], "late")
    drawn = (await machine.post(f"/v1/draws/{number}/draw")).json()
    assert (drawn["given"], drawn["refused"]) == (2, [])
    assert seed_hash(drawn["seed"]) == made["seed_hash"]
    assert drawn["winners_drawn"] == winners(drawn["seed"], pids, 2)
    again = (await machine.post(f"/v1/draws/{number}/draw")).json()
    assert again == drawn
    won = {one for one in members if pseudonym(number, one) in drawn["winners_drawn"]}
    for subject in members:
        held = (await machine.get(f"/v1/members/{subject}/coupons")).json()["coupons"]
        assert len(held) == (1 if subject in won else 0)
    [listed] = (await machine.get("/v1/draws")).json()["items"]
    assert listed["winners_drawn"] == drawn["winners_drawn"]
    assert told(await machine.post("/v1/draws/nothing/draw")) == (404, "not_found")
    assert told(await machine.get("/v1/draws/nothing/entrants")) == (404, "not_found")
    secret = await key_with(pool, clock, "figures:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as reader:
        refused = await reader.post(f"/v1/draws/{number}/draw")
        assert refused.json()["permission"] == "coupons:issue"
    assert await flaws(pool, shuke) == []


async def test_gifts_and_points_are_drawn_too(machine, member, site, pool, shuke, clock):
    await bought(machine, member, "O1")
    gift = {"title": "Lounge", "winners": 1, "kind": "gift", "gives": "lounge"}
    made = (await machine.post("/v1/draws", json=gift)).json()
    drawn = (await machine.post(f"/v1/draws/{made['id']}/draw")).json()
    assert (drawn["given"], drawn["refused"]) == (1, [])
    again = (await machine.post(f"/v1/draws/{made['id']}/draw")).json()
    assert again == drawn
    path = f"/v1/members/{member}"
    [won] = (await machine.get(f"{path}/redemptions")).json()["redemptions"]
    assert won["redemption_id"] == f"draw-{drawn['winners_drawn'][0][:12]}"
    assert (won["gift"], won["step"], won["points"]) == ("lounge", "claimed", 0)

    before = (await machine.get(path)).json()["balances"]
    points = {"title": "Points", "winners": 1, "kind": "currency", "gives": "points"}
    for flawed in (points, points | {"amount": 0}, gift | {"amount": 5}):
        assert (await machine.post("/v1/draws", json=flawed)).status_code == 400
    project = await machine.post("/v1/draws", json=gift | {"gives": "lunch"})
    assert told(project) == (422, "gift_not_given")
    secret = await key_with(pool, clock, "coupons:issue")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as issuer:
        refused = await issuer.post("/v1/draws", json=points | {"amount": 50})
        assert (refused.status_code, refused.json()["permission"]) == (403, "points:adjust")
    made = (await machine.post("/v1/draws", json=points | {"amount": 50})).json()
    assert made["amount"] == 50
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as issuer:
        refused = await issuer.post(f"/v1/draws/{made['id']}/draw")
        assert (refused.status_code, refused.json()["permission"]) == (403, "points:adjust")
    for _ in range(2):
        drawn = (await machine.post(f"/v1/draws/{made['id']}/draw")).json()
        assert (drawn["given"], drawn["refused"]) == (1, [])
    after = (await machine.get(path)).json()["balances"]
    assert usable(after) == usable(before) + 50
    async with visiting(site, machine, member) as visitor:
        mine = (await visitor.get("/v1/me/draws")).json()["draws"]
        assert {(one["title"], one["amount"], one["shelf"], one["place"]) for one in mine} == {
            ("Lounge", None, "mall", 1),
            ("Points", 50, "points", 1),
        }
    assert await flaws(pool, shuke) == []


def usable(balances):
    [points] = [one["usable"] for one in balances if one["currency"] == "points"]
    return points


async def test_a_gift_is_given_by_hand(machine, member, pool, shuke):
    path = f"/v1/members/{member}"
    given = {"gift": "lounge", "reason": "late parcel"}
    key = {"idempotency-key": "by-hand"}
    first = await machine.post(f"{path}/gifts", json=given, headers=key)
    again = await machine.post(f"{path}/gifts", json=given, headers=key)
    assert (first.status_code, again.json()["status"]) == (201, "duplicate")
    assert first.json()["redemption_id"] == again.json()["redemption_id"]
    [shown] = (await machine.get(f"{path}/redemptions")).json()["redemptions"]
    assert (shown["gift"], shown["step"]) == ("lounge", "claimed")
    audited = await pool.fetchrow("select * from org_audit where act = 'gift.grant'")
    assert audited["reason"] == "late parcel"
    unknown = await machine.post(f"{path}/gifts", json=given | {"gift": "nothing"})
    assert told(unknown) == (422, "gift_unknown")
    assert await flaws(pool, shuke) == []


async def test_the_seed_lies_sealed_and_a_winner_s_refusal_is_told(machine, member, pool):
    await bought(machine, member, "O1")
    made = (await machine.post("/v1/draws", json=DRAW | {"gives": "gold-only"})).json()
    row = await pool.fetchrow("select seed, sealed_seed from reward_draw")
    drawn = (await machine.post(f"/v1/draws/{made['id']}/draw")).json()
    assert row["seed"] is None
    assert drawn["seed"].encode() not in row["sealed_seed"]
    # The template's days were over in January: the one winner gets nothing, and it says why.
    assert (drawn["given"], drawn["refused"]) == (0, ["coupon_template_over"])


async def test_who_was_in_it_sees_it_and_can_check_it(machine, member, site, pool):
    other = await registered(machine, "VIP10009")
    for number, subject in enumerate((member, await registered(machine, "VIP10008"))):
        await bought(machine, subject, f"O{number}")
    number = (await machine.post("/v1/draws", json=DRAW | {"winners": 1})).json()["id"]
    async with visiting(site, machine, member) as visitor:
        [mine] = (await visitor.get("/v1/me/draws")).json()["draws"]
        assert (mine["title"], mine["entrants"], mine["seed"], mine["place"]) == (
            "Autumn",
            2,
            None,
            None,
        )
        assert mine["pid"] == pseudonym(number, member)
        await machine.post(f"/v1/draws/{number}/draw")
        [mine] = (await visitor.get("/v1/me/draws")).json()["draws"]
        pids = (await visitor.get(f"/v1/me/draws/{number}/entrants")).text.split("\n")
        assert (seed_hash(mine["seed"]), entrants_hash(pids)) == (
            mine["seed_hash"],
            mine["entrants_hash"],
        )
        won = winners(mine["seed"], pids, 1) == [mine["pid"]]
        assert mine["place"] == (1 if won else None)
    # Whoever was not in it sees nothing of it.
    async with visiting(site, machine, other) as visitor:
        assert (await visitor.get("/v1/me/draws")).json() == {"draws": []}
        listed = await visitor.get(f"/v1/me/draws/{number}/entrants")
        assert told(listed) == (404, "not_found")
