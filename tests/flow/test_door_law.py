"""Whatever is sent, the door takes it or says why not: no junk becomes an error of the process."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.flow.shop import PROGRAMME, at
from tests.law.history import KEYRING

from shuke.app import IDENTITY_RULES, application
from shuke.engine import Document, Identifier, Incoming, kind_of, read_yaml
from shuke.kernel import ShukeError
from shuke.rule import STANDARD_EVENTS

FIELDS = """
kind: profile_field
key: born
name: {en: Birthday, zh: 生日}
type: date
class: describing
---
kind: profile_field
key: height
name: {en: Height, zh: 身高}
type: int
class: describing
---
kind: profile_field
key: name
name: {en: Name, zh: 姓名}
type: text
class: identifying
"""
NOW = at("2026-01-05")
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(["2026-02-29", "13812345678", "+86", "１３８", "\0", "a" * 200, "١٢", "1e999"]),
)
NAMES = st.sampled_from(
    ["order_id", "total_cents", "lines", "sku", "paid_cents", "amount_cents", "refund_id", "line",
     "currency", "amount", "spend_id", "reason", "lots", "identities", "profile", "kind", "value",
     "born", "height", "name", "code", "usable_on", "expires_on", "quantity", "store"]
)  # fmt: skip
DATA = st.recursive(
    JUNK,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)
SUBJECTS = st.builds(
    lambda kind, value: f"{kind}{value}",
    st.sampled_from(["card:", "phone:", "email:", "member:", "openid:", "shop:", "x:", ":", ""]),
    st.text(max_size=20) | st.sampled_from(["1", "+8613812345678", "a@b.c", "@", "a" * 600]),
)
ZONES = [UTC, *(timezone(timedelta(hours=hours)) for hours in (-14, 8, 14))]
TIMES = st.none() | st.datetimes(timezones=st.sampled_from(ZONES))


def release_of_all() -> Any:
    app = application()
    sets: dict[str, dict[str, Document]] = {}
    for document in read_yaml(app, PROGRAMME + "\n---\n" + FIELDS):
        sets.setdefault(kind_of(document), {})[document.key] = document
    versions = {(kind, key): 1 for kind, its in sets.items() for key in its}
    return app.compile(1, datetime(2020, 1, 1, tzinfo=UTC), sets, versions)


RELEASE = release_of_all()
DOOR = Identifier(KEYRING, IDENTITY_RULES)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    type=st.sampled_from(sorted(event_type.name for event_type in STANDARD_EVENTS)),
    subject=SUBJECTS,
    data=st.dictionaries(NAMES, DATA, max_size=6),
    time=TIMES,
    id=st.text(max_size=5),
)
@example("member.registered", "card:1", {"profile": {"born": "0000-00-00"}}, None, "1")
@example("member.registered", "card:1", {"profile": {"height": 1e308}}, None, "1")
@example("member.registered", "card:1", {"profile": {"height": 10**400}}, None, "1")
def test_the_door_takes_it_or_says_why_not(
    type: str, subject: str, data: dict[str, Any], time: datetime | None, id: str
) -> None:
    try:
        raw = msgspec.json.encode(data)
    except (ValueError, OverflowError, msgspec.MsgspecError):
        raw = json.dumps(data).encode()
    refused = None
    try:
        arrival = DOOR.receive(Incoming("till", id, type, subject, raw, time), RELEASE, NOW)
    except ShukeError as error:
        refused = error
    if refused is None:
        assert arrival.hash
    else:
        assert 400 <= refused.status < 500
        assert refused.detail.en
        assert refused.detail.zh
