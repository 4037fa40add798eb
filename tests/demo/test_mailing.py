"""The year's real coupons: every redemption of the data on an order of its day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from shuke.cli.demo.dataset import ZONE, Year, load_year
from shuke.cli.demo.mailing import PER_MAILING, Mailings, documents, load_mailings


@pytest.fixture(scope="module")
def year() -> Year:
    return load_year()


@pytest.fixture(scope="module")
def mailings(year: Year) -> Mailings:
    return load_mailings(year)


def local(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, ZoneInfo(ZONE))


@pytest.mark.slow
def test_all_campaigns_coupons_and_redemptions_are_there(mailings: Mailings) -> None:
    assert len({one.campaign for one in mailings.templates}) == 27
    assert len({one.upc for one in mailings.templates}) == 981
    assert len(mailings.templates) == len({one.key for one in mailings.templates}) == 1_197
    assert sum(mail.used_on >= 0 for mail in mailings.mails) == 2_102


def test_a_coupon_is_used_by_its_household_after_it_was_sent_and_while_it_is_valid(
    year: Year, mailings: Mailings
) -> None:
    for mail in mailings.mails:
        template = mailings.templates[mail.template]
        assert local(mail.mailed_at).date() <= template.last
        if mail.used_on >= 0:
            paid_at = int(year.paid_at[mail.used_on])
            assert year.household[mail.used_on] == mail.household
            assert mail.mailed_at <= paid_at
            assert template.first <= local(paid_at).date() <= template.last


def test_a_mailing_is_what_was_used_and_a_few_more(mailings: Mailings) -> None:
    sent: dict[tuple[int, int], list[bool]] = {}
    for mail in mailings.mails:
        key = (mail.household, mailings.templates[mail.template].campaign)
        sent.setdefault(key, []).append(mail.used_on >= 0)
    assert all(len(its) <= max(PER_MAILING, sum(its)) for its in sent.values())
    assert [mail.number for mail in mailings.mails if mail.household == 1] == list(
        range(1, 1 + sum(mail.household == 1 for mail in mailings.mails))
    )


def test_the_seed_draws_the_same_every_time(year: Year, mailings: Mailings) -> None:
    assert load_mailings(year) == mailings


def test_documents_move_with_the_year(mailings: Mailings) -> None:
    [document] = [one for one in documents(mailings, 463) if one["key"] == "c13-51380041013"] or [
        documents(mailings, 463)[0]
    ]
    [template] = [one for one in mailings.templates if one.key == document["key"]]
    moved = date.fromisoformat(document["valid"]["first"]) - template.first
    assert moved.days == 7 * 463
    assert document["name"]["en"].startswith("$")
    assert "减" in document["name"]["zh"]
