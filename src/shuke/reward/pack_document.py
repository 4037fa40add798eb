"""The document `pack`: coupons of several templates that are issued at once, all or none.

Two coupons on dairy and one for free delivery, for whoever joins::

    kind: pack
    key: welcome
    name: {en: Welcome pack, zh: 新客礼包}
    items:
    - {coupon: dairy-5-off-30, count: 2}
    - {coupon: free-delivery}
    claimable: true
    per_member: 1
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from shuke.engine import Checking, Document, Key
from shuke.kernel import Text
from shuke.reward.document import Coupon, Limit
from shuke.rule import Condition, Problem, check

MOST_COUPONS = 20
"""So many coupons are in a pack."""


class PackItem(Struct, frozen=True, forbid_unknown_fields=True):
    """So many coupons of a template."""

    coupon: Key
    count: Annotated[int, Meta(ge=1, le=10)] = 1


class Pack(Document, tag="pack"):
    """Coupons that are issued together; each keeps its template's days, limits and stock."""

    items: Annotated[list[PackItem], Meta(min_length=1, max_length=10)]
    claimable: bool = False
    """Members may take it themselves."""
    claim_if: Condition | None = None
    """Who may: asked about the member and the calendar when it is claimed."""
    stock: Limit | None = None
    per_member: Annotated[int, Meta(ge=1, le=100)] | None = None
    """How many packs one member may ever get."""
    codes: Literal["none", "generated", "imported"] = "none"


def check_pack(document: Pack, checking: Checking) -> list[Problem]:
    """Everything wrong with a pack among the other documents."""
    found: list[Problem] = []
    seen: set[str] = set()
    for place, item in enumerate(document.items):
        at = f"/items/{place}/coupon"
        missing = checking.missing("coupon", item.coupon, at)
        if missing is not None:
            found.append(missing)
        elif item.coupon in seen:
            found.append(
                Problem(
                    "pack_repeats",
                    at,
                    Text(
                        en="This template stands in the pack already: raise its count.",
                        zh="礼包里已有这个券模板，请改它的数量。",
                    ),
                )
            )
        else:
            found += _too_few(item, checking, f"/items/{place}/count")
        seen.add(item.coupon)
    total = sum(item.count for item in document.items)
    if total > MOST_COUPONS:
        found.append(
            Problem(
                "pack_too_large",
                "/items",
                Text(
                    en=f"A pack holds at most {MOST_COUPONS} coupons, this one {total}.",
                    zh=f"一个礼包最多 {MOST_COUPONS} 张券，现为 {total} 张。",
                ),
            )
        )
    if document.claim_if is not None:
        found += check(document.claim_if, checking.catalogue, "/claim_if", events=("tick",))
    return found


def _too_few(item: PackItem, checking: Checking, at: str) -> list[Problem]:
    """A template that never gives one member, or all of them, so many makes a pack in vain."""
    template = checking.documents.get("coupon", {}).get(item.coupon)
    if not isinstance(template, Coupon):
        return []
    limits = [one for one in (template.per_member, template.stock) if one is not None]
    if not limits or item.count <= min(limits):
        return []
    most = min(limits)
    return [
        Problem(
            "pack_never_fits",
            at,
            Text(
                en=f"The template gives at most {most}: nobody could ever get the pack.",
                zh=f"该券模板最多只给 {most} 张，谁也领不到这个礼包。",
            ),
        )
    ]
