"""Identities: one way to write each, and masks; examples as in docs/algorithms/identity.md."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuke.engine import DataKey, Programme
from shuke.engine.seal import canonical, seal_fields
from shuke.kernel import Text
from shuke.member import (
    IDENTITY_KINDS,
    IdentityInvalid,
    IdentityKindUnknown,
    claims,
    mask,
    mask_name,
    normalise,
    region_of,
)
from shuke.rule import Catalogue, Identity, IdentityLinked, MemberRegistered, MemberUpdated


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("13800000000", "+8613800000000"),
        ("+8613800000000", "+8613800000000"),
        ("+86 138-0000-0000", "+8613800000000"),
        ("0086 138 0000 0000", "+8613800000000"),
        ("１３８００００００００", "+8613800000000"),
        ("＋８６１３８００００００００", "+8613800000000"),
        (" 138 0000 0000\t", "+8613800000000"),
        ("010-6552-9988", "+861065529988"),
        ("+1 (555) 010-9999", "+15550109999"),
        ("+852 9123 4567", "+85291234567"),
    ],
)
def test_a_phone_is_written_in_full(typed: str, written: str) -> None:
    assert normalise("phone", typed, "CN") == written


@pytest.mark.parametrize(
    "typed", ["", "  ", "abc", "12345", "138000000001234567", "+86", "13800000000 ext 5", "1\x000"]
)
def test_what_is_no_phone_is_refused_without_saying_it(typed: str) -> None:
    with pytest.raises(IdentityInvalid) as refused:
        normalise("phone", typed, "CN", "/data/identities/1/value")
    assert refused.value.code == "identity_invalid"
    assert refused.value.status == 422
    assert refused.value.place == "/data/identities/1/value"
    assert refused.value.detail.en == (
        "This is not a valid phone number; one looks like +8613800000000."
    )
    assert refused.value.detail.zh == "这不是有效的手机号，应形如 +8613800000000。"


def test_without_a_region_a_phone_needs_its_country_code() -> None:
    assert normalise("phone", "+8613800000000", None) == "+8613800000000"
    with pytest.raises(IdentityInvalid):
        normalise("phone", "13800000000", None)


def test_the_same_digits_are_another_phone_elsewhere() -> None:
    assert normalise("phone", "2025550123", "US") == "+12025550123"
    assert normalise("phone", "2025550123", "CN") == "+862025550123"


@pytest.mark.parametrize(
    ("currency", "region"), [("CNY", "CN"), ("USD", "US"), ("HKD", "HK"), ("EUR", None)]
)
def test_the_money_tells_the_region(currency: str, region: str | None) -> None:
    programme = Programme(key="programme", name=Text(en="P", zh="P"))
    programme.money.currency = currency
    assert region_of(programme) == region


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        ("card", " vip-10086 ", "VIP-10086"),
        ("card", "6222 0001 2345", "622200012345"),
        ("card", "ＶＩＰ１００８６", "VIP10086"),
        ("email", " Li.Ming@Example.COM ", "Li.Ming@example.com"),
        ("email", "ming@例子.中国", "ming@例子.中国"),
        ("email", "e\u0301ve@example.com", "éve@example.com"),
        ("openid", "oX3kAbCd", "oX3kAbCd"),
        ("unionid", " oU9f-Ab_c", "oU9f-Ab_c"),
        ("shop", "tmall/小李", "tmall/小李"),
    ],
)
def test_other_kinds_are_written_one_way(kind: str, typed: str, written: str) -> None:
    assert normalise(kind, typed, "CN") == written


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("email", "li"),
        ("email", "@example.com"),
        ("email", "li@example"),
        ("email", "li@@example.com"),
        ("email", "li@exa mple.com"),
        ("email", "l i@example.com"),
        ("email", "li..ming@example.com"),
        ("email", ".li@example.com"),
        ("email", "li@-example.com"),
        ("email", "l" * 65 + "@example.com"),
        ("email", "li@" + "a" * 250 + ".com"),
        ("card", ""),
        ("card", "x" * 255),
        ("card", "12\n\x0034"),
        ("openid", "o X"),
        ("openid", "o\u200bX"),
    ],
)
def test_what_is_none_of_its_kind_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(IdentityInvalid):
        normalise(kind, typed, "CN")


def test_an_unknown_kind_names_the_nearest_one() -> None:
    with pytest.raises(IdentityKindUnknown) as refused:
        normalise("fone", "13800000000", "CN")
    assert refused.value.code == "identity_kind_unknown"
    assert refused.value.extra == {"suggestion": "phone"}
    assert refused.value.place == "/subject"


@settings(deadline=None)
@given(kind=st.sampled_from(sorted(IDENTITY_KINDS)), typed=st.text(max_size=80))
def test_what_is_accepted_stays_as_it_is_written(kind: str, typed: str) -> None:
    try:
        written = normalise(kind, typed, "CN")
    except IdentityInvalid:
        return
    assert normalise(kind, written, "CN") == written
    assert 1 <= len(written.encode()) <= 254
    assert written == written.strip()


@settings(deadline=None)
@given(st.integers(0, 10**8 - 1))
def test_every_way_to_type_a_mobile_number_is_the_same_number(tail: int) -> None:
    digits = f"138{tail:08}"
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
    ways = (digits, f"+86{digits}", f"0086{digits}", f"{digits[:3]}-{digits[3:7]}-{digits[7:]}")
    assert {normalise("phone", way, "CN") for way in (*ways, full_width)} == {f"+86{digits}"}


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("phone", "+8613812345678", "138****5678"),
        ("phone", "+15550109999", "+15****999"),
        ("email", "li.ming@example.com", "l***@example.com"),
        ("email", "l@example.com", "***@example.com"),
        ("card", "622200012345", "****2345"),
        ("card", "VIP10086", "****86"),
        ("card", "12", "****"),
        ("openid", "oX3kAbCdEfGh", "****EfGh"),
        ("later", "some-value-here", "****here"),
    ],
)
def test_masks(kind: str, value: str, masked: str) -> None:
    assert mask(kind, value) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("欧阳娜娜", "欧***"), ("John Smith", "J***"), ("王", "王*")],
)
def test_a_name_shows_its_first_character(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@settings(deadline=None)
@given(kind=st.sampled_from(sorted(IDENTITY_KINDS)), typed=st.text(min_size=1, max_size=80))
def test_a_mask_never_shows_the_whole(kind: str, typed: str) -> None:
    try:
        written = normalise(kind, typed, "CN")
    except IdentityInvalid:
        return
    # A value of stars looks like its own mask.
    assert "*" in written or written not in mask(kind, written)


def test_claims_are_normalised_each_once_and_placed() -> None:
    data = MemberRegistered(
        identities=[
            Identity("phone", "13800000000"),
            Identity("card", "vip1"),
            Identity("phone", "+86 13800000000"),
        ]
    )
    assert claims(data, "CN") == [("phone", "+8613800000000"), ("card", "VIP1")]
    assert claims(IdentityLinked("card", " c9"), "CN") == [("card", "C9")]
    assert claims(MemberUpdated(profile={}), "CN") == []
    wrong = MemberRegistered(identities=[Identity("card", "1"), Identity("phone", "x")])
    with pytest.raises(IdentityInvalid) as refused:
        claims(wrong, "CN")
    assert refused.value.place == "/data/identities/1/value"


@settings(deadline=None)
@given(
    st.sampled_from(sorted(IDENTITY_KINDS)),
    st.text(alphabet=" \t\x1f\u3000", max_size=260),
    st.text(max_size=260) | st.just("13800000000"),
)
def test_what_the_door_lets_in_can_be_read_again_once_sealed(
    kind: str, padding: str, typed: str
) -> None:
    linked = Catalogue().event_type("identity.linked")
    if not padding + typed:
        return
    data = linked.convert({"kind": kind, "value": padding + typed})
    try:
        claims(data, "CN")
    except IdentityInvalid:
        return
    sealed = seal_fields(linked.identifying, data, DataKey(b"k" * 32), None)
    assert linked.read(canonical(sealed)) == sealed
