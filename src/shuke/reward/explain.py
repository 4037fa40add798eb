"""Why a paid order was priced as it was: every discount, and the till beside the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.reward.paying import Priced, price_order
from shuke.reward.quote import Judged, Part
from shuke.reward.reason import shown
from shuke.reward.state import Held, Hold


class PricingTold(msgspec.Struct, frozen=True):
    """An explanation of a paid order: `verdict` in words, lines, and what was considered."""

    priced: Priced
    hold_id: str | None
    verdict: Text

    def document(self, language: str) -> dict[str, Any]:
        """For an answer, in one language."""
        priced = self.priced
        found, basket = priced.found, priced.basket
        names = {(one.source, one.key): one.name for one in found.judged}

        def part(one: Part) -> dict[str, Any]:
            name = names.get((one.source, one.key))
            return {
                "source": one.source,
                "key": one.key,
                "name": one.key if name is None else name.of(language),
                "cents": one.cents,
            }

        lines = [
            {
                "sku": line.sku,
                "list_cents": line.list_cents,
                "discounts": [part(one) for one in line.discounts],
                "points_cents": priced.points[place],
                "expected_cents": priced.expected[place],
                "paid_cents": priced.paid[place],
            }
            for place, line in enumerate(found.lines)
        ]
        gave = {(one.deal.source, one.deal.key, one.coupon): one.cents for one in priced.gave}
        return {
            "pricing": {
                "release": basket.release.id,
                "priced_at": basket.at.isoformat(),
                "hold_id": self.hold_id,
                "verdict": self.verdict.of(language),
                "list_cents": found.list_cents,
                "expected_cents": sum(priced.expected),
                "paid_cents": sum(priced.paid),
                "difference_cents": priced.difference,
                "lines_off": priced.lines_off,
                "optimal": found.optimal,
                "lines": lines,
                "shipping": {
                    "list_cents": basket.shipping,
                    "discounts": [part(one) for one in found.shipping_discounts],
                    "expected_cents": priced.expected[-1],
                    "paid_cents": priced.paid[-1],
                },
                "discounts": [
                    _considered(one, gave.get((one.source, one.key, one.coupon or "")), language)
                    for one in found.judged
                ],
            }
        }


def _considered(one: Judged, gave: int | None, language: str) -> dict[str, Any]:
    return {
        "source": one.source,
        "key": one.key,
        "name": one.key if one.name is None else one.name.of(language),
        "coupon": one.coupon,
        "applied": one.applied,
        "expected_cents": one.cents,
        "given_cents": gave or 0,
        "code": None if one.reason is None else one.reason.code,
        "reason": None if one.reason is None else one.reason.text.of(language),
    }


def explain_pricing(turn: Turn, hold: Hold | None, coupons: Sequence[Held]) -> PricingTold:
    """Price the order once more, telling why; nothing is changed."""
    priced = price_order(turn, hold, coupons, telling=True)
    assert priced is not None
    return PricingTold(priced, turn.data.hold_id, _verdict(priced))


def _verdict(priced: Priced) -> Text:
    difference, off = priced.difference, priced.lines_off
    if not difference and not off:
        return Text(en="The till charged what was reckoned.", zh="收银金额与核价一致。")
    if not difference:
        return Text(
            en=f"The total agrees, {off} lines lie differently.",
            zh=f"合计一致，有 {off} 行的分摊不同。",
        )
    much = shown(abs(difference), priced.basket.release)
    if difference > 0:
        return Text(
            en=f"The till took {much} less off than was due.",
            zh=f"收银比应有优惠少减了 {much}。",
        )
    return Text(
        en=f"The till took {much} more off than offers and coupons explain.",
        zh=f"收银比优惠和券所能解释的多减了 {much}。",
    )
