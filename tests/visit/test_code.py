"""The code of a minute, as every phone and every till must make it."""

from datetime import UTC, datetime

import pytest

from shuke.visit import CodeKey, member_code

KEY = CodeKey("381204671955", bytes(range(32)), datetime(2030, 1, 1, tzinfo=UTC))
MINUTE = 29_500_000


@pytest.mark.parametrize("second", [0, 59])
def test_a_phone_makes_the_same_code(second):
    # console/src/member-page/page/code/make.test.ts and docs/how/member-page.md hold the same.
    at = datetime.fromtimestamp(MINUTE * 60 + second, UTC)
    assert member_code(KEY, at) == "38120467195534097640"


def test_the_next_minute_has_another_code():
    codes = {member_code(KEY, datetime.fromtimestamp(60 * n, UTC)) for n in range(1_000)}
    assert len(codes) == 1_000
