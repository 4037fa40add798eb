"""Events of taking part: check-in, review, share, attendance."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import EventType, Id, Label


class MemberCheckedIn(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member checked in."""


class ReviewPosted(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member reviewed a product (1–5) or the shop."""

    sku: Id | None = None
    rating: Annotated[int, Meta(ge=1, le=5)] | None = None
    photos: Annotated[int, Meta(ge=0, le=100)] | None = None


class ContentShared(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member shared something."""

    what: Label | None = None


class EventAttended(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member came to an event."""

    code: Id


TAKING_PART = (
    EventType(
        "member.checked_in",
        MemberCheckedIn,
        Text(en="Checked in", zh="签到"),
        phrase=Text(en="a member checks in", zh="会员签到"),
    ),
    EventType(
        "review.posted",
        ReviewPosted,
        Text(en="Review posted", zh="发表评价"),
        phrase=Text(en="a member posts a review", zh="会员发表评价"),
        attributes=(
            Attribute("review.sku", "text", Text(en="SKU reviewed", zh="评价的 SKU"), "t.data.sku"),
            Attribute("review.rating", "int", Text(en="rating", zh="评分"), "t.data.rating"),
            Attribute(
                "review.photos",
                "int",
                Text(en="number of photos", zh="晒图数"),
                "(t.data.photos or 0)",
                optional=False,
            ),
        ),
    ),
    EventType(
        "content.shared",
        ContentShared,
        Text(en="Content shared", zh="分享"),
        phrase=Text(en="a member shares content", zh="会员分享内容"),
        attributes=(
            Attribute(
                "share.what", "text", Text(en="what was shared", zh="分享内容"), "t.data.what"
            ),
        ),
    ),
    EventType(
        "event.attended",
        EventAttended,
        Text(en="Event attended", zh="参加活动"),
        phrase=Text(en="a member attends an event", zh="会员参加活动"),
        attributes=(
            Attribute(
                "attendance.code",
                "text",
                Text(en="event code", zh="活动码"),
                "t.data.code",
                optional=False,
            ),
        ),
    ),
)
