"""What a member is entitled to: every benefit, how often it was used, and why not."""

from datetime import date
from typing import Any

import msgspec

from shuke import reward
from shuke.api.ask import Ask
from shuke.api.operation import MEMBER, route
from shuke.api.page import Page
from shuke.api.person import held


class BenefitShown(msgspec.Struct):
    """A benefit for one member. `left` and `renews_on` are null without a quota."""

    key: str
    title: str
    type: str
    about: str
    entitled: bool
    used: int
    left: int | None
    every: str | None
    renews_on: date | None
    worth_cents: int | None
    why: dict[str, Any] | None
    """The condition as a tree, each part true or false with the value seen; where it is used is not
    known yet."""


@route("GET", "/v1/members/{member}/benefits", needs="members:read")
async def member_benefits(ask: Ask[None, None]) -> Page[BenefitShown]:
    """Every benefit: whether the member is entitled, what is used and left, and why not."""
    found = await held(ask, ask.path["member"])
    items = [
        BenefitShown(
            key=one.benefit.key,
            title=ask.say(one.benefit.name),
            type=one.benefit.sort,
            about=ask.say(one.benefit.about),
            entitled=one.entitled,
            used=one.used,
            left=one.left,
            every=None if one.benefit.quota is None else one.benefit.quota.every,
            renews_on=None if one.renews_day is None else date.fromordinal(one.renews_day),
            worth_cents=one.benefit.worth_cents,
            why=None if one.why is None else one.why.document(ask.language),
        )
        for one in reward.entitlements(found.release, found.state, ask.now)
    ]
    return Page(items, total=len(items))


class MyBenefit(msgspec.Struct):
    """A benefit as the member reads it. `left` and `renews_on` are null without a quota."""

    key: str
    title: str
    about: str
    entitled: bool
    left: int | None
    every: str | None
    renews_on: date | None


@route("GET", "/v1/me/benefits", needs=MEMBER)
async def my_benefits(ask: Ask[None, None]) -> Page[MyBenefit]:
    """What I am entitled to, and what there is besides; what I have comes first."""
    found = await held(ask, ask.actor.id)
    items = [
        MyBenefit(
            one.benefit.key,
            ask.say(one.benefit.name),
            ask.say(one.benefit.about),
            one.entitled,
            one.left,
            None if one.benefit.quota is None else one.benefit.quota.every,
            None if one.renews_day is None else date.fromordinal(one.renews_day),
        )
        for one in reward.entitlements(found.release, found.state, ask.now)
    ]
    items.sort(key=lambda one: not one.entitled)
    return Page(items, total=len(items))
