"""Events of trade: an order is paid, completed or refunded."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute, AttributeType
from shuke.rule.event import Amount, EventMismatch, EventType, Id, Label
from shuke.rule.storing import paid_for

MAX_LINES = 500
OfferKey = Annotated[str, Meta(min_length=1, max_length=64)]


class Line(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One line of an order. `paid_cents` is what was paid for the whole line, after discounts;
    `list_cents` what it would have been without any. Where lines say that, the order is priced as
    a quote would, and `floor_cents` is what the line was not to be discounted below."""

    sku: Id
    paid_cents: Amount
    name: Annotated[str, Meta(max_length=256)] | None = None
    department: Label | None = None
    category: Label | None = None
    brand: Label | None = None
    quantity: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 1
    discount_cents: Amount = 0
    list_cents: Amount | None = None
    floor_cents: Amount | None = None


class StoredValuePaid(
    Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True
):
    """So much of an order is paid with a stored value."""

    value: Annotated[str, Meta(min_length=1, max_length=64)]
    amount_cents: Annotated[int, Meta(ge=1, le=10**15)]


class OrderPaid(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """An order was paid: `total_cents` is the sum of its lines and the shipping."""

    order_id: Id
    total_cents: Amount
    lines: Annotated[list[Line], Meta(max_length=MAX_LINES)] = []
    store: Label | None = None
    region: Label | None = None
    channel: Label | None = None
    shipping_cents: Amount = 0
    coupons: Annotated[list[Id], Meta(max_length=50)] = []
    tender: Label | None = None
    hold_id: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    """The hold that this order confirms."""
    stored_value: StoredValuePaid | None = None
    """Of the total; what its hold has set aside need not be named again."""
    shipping_list_cents: Amount | None = None
    """What delivery would have cost without discounts; without it, what was paid."""
    offers: Annotated[list[OfferKey], Meta(max_length=50)] | None = None
    """The offers that were applied, as the quote said them; without it they are found."""


class RefundLine(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """What is given back of one line; `line` counts the order's lines from 1."""

    line: Annotated[int, Meta(ge=1, le=MAX_LINES)]
    amount_cents: Amount
    quantity: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None


class OrderRefunded(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Money went back: all or part of an order. What exceeds the lines' sum is shipping."""

    order_id: Id
    refund_id: Id
    amount_cents: Amount
    lines: Annotated[list[RefundLine], Meta(max_length=MAX_LINES)] = []
    reason: Annotated[str, Meta(max_length=256)] | None = None


class OrderCompleted(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The order's return window is over."""

    order_id: Id


class OrderTotalMismatch(EventMismatch):
    """The lines and the shipping do not add up to the order's total."""

    code = "order_total_mismatch"
    title = Text(en="The order does not add up", zh="订单金额对不上")


class RefundTotalMismatch(EventMismatch):
    """The refunded lines add up to more than the refund."""

    code = "refund_total_mismatch"
    title = Text(en="The refund does not add up", zh="退款金额对不上")


def check_paid(data: OrderPaid) -> None:
    """Raise OrderTotalMismatch unless lines and shipping add up to the total."""
    total = data.shipping_cents
    for line in data.lines:
        total += line.paid_cents
    if total != data.total_cents:
        raise OrderTotalMismatch(
            Text(
                en=f"Lines and shipping make {total} cents, the order says {data.total_cents}.",
                zh=f"各行与运费合计 {total} 分，订单写的是 {data.total_cents} 分。",
            ),
            place="/data/total_cents",
        )


def check_refunded(data: OrderRefunded) -> None:
    """Raise RefundTotalMismatch when the lines give back more than the refund."""
    total = 0
    for line in data.lines:
        total += line.amount_cents
    if total > data.amount_cents:
        raise RefundTotalMismatch(
            Text(
                en=f"Lines add up to {total} cents, the refund is only {data.amount_cents}.",
                zh=f"各行合计 {total} 分，退款只有 {data.amount_cents} 分。",
            ),
            place="/data/amount_cents",
        )


COUPON_MARK = "SC-"
"""How the ids of Shuke's own coupons begin; other names in an order are the shop's."""


def _order_record(data: OrderCompleted) -> list[tuple[str, str]]:
    return [("order", data.order_id)]


def names_rewards(data: OrderPaid) -> bool:
    """Whether an order names a hold, or coupons of Shuke's own."""
    if data.hold_id is not None:
        return True
    # Most orders name nothing, and this is asked of each of them.
    return bool(data.coupons) and any(one.startswith(COUPON_MARK) for one in data.coupons)


def says_list_prices(data: OrderPaid) -> bool:
    """Whether an order says prices before discounts, so that it can be priced."""
    # Asked of every order: a loop is a third of what `any` takes.
    for line in data.lines:  # noqa: SIM110
        if line.list_cents is not None:
            return True
    return False


def _paid_records(data: OrderPaid) -> list[tuple[str, str]]:
    named = [("order", data.order_id)]
    if data.stored_value is not None or data.hold_id is not None:
        named.append(paid_for(data.order_id))
    rewards = names_rewards(data)
    if rewards or says_list_prices(data):
        named.append(("order_discounts", data.order_id))
    if rewards:
        named += [("coupon", one) for one in data.coupons if one.startswith(COUPON_MARK)]
        if data.hold_id is not None:
            named.append(("hold", data.hold_id))
        named.append(("order_redeemed", data.order_id))
    return named


def _refund_records(data: OrderRefunded) -> list[tuple[str, str]]:
    order_id = data.order_id
    return [
        ("order", order_id),
        ("order_redeemed", order_id),
        ("order_issued", order_id),
        paid_for(order_id),
        ("order_discounts", order_id),
    ]


def _line(
    field: str, type_: AttributeType, en: str, zh: str, *, optional: bool = True
) -> Attribute:
    return Attribute(f"line.{field}", type_, Text(en=en, zh=zh), f"line.{field}", optional=optional)


def _order(
    field: str,
    type_: AttributeType,
    en: str,
    zh: str,
    expr: str | None = None,
    *,
    optional: bool = False,
) -> Attribute:
    return Attribute(
        f"order.{field}",
        type_,
        Text(en=en, zh=zh),
        expr or f"t.data.{field}",
        optional=optional,
        least=0 if type_ in ("int", "cents") else None,
    )


_ORDER_ID = _order("order_id", "text", "order number", "订单号")

ORDER_PAID = EventType(
    "order.paid",
    OrderPaid,
    Text(en="Order paid", zh="订单付款"),
    phrase=Text(en="a member pays an order", zh="会员付款订单"),
    records=_paid_records,
    validate=check_paid,
    attributes=(
        _ORDER_ID,
        _order("total_cents", "cents", "order total", "订单合计"),
        _order(
            "goods_cents",
            "cents",
            "goods total without shipping",
            "商品合计（不含运费）",
            "(t.data.total_cents - t.data.shipping_cents)",
        ),
        _order("shipping_cents", "cents", "shipping", "运费"),
        _order("line_count", "int", "number of lines", "订单行数", "len(t.data.lines)"),
        _order("store", "text", "store", "门店", optional=True),
        _order("region", "text", "region", "地区", optional=True),
        _order("channel", "text", "channel", "渠道", optional=True),
        _order("tender", "text", "means of payment", "支付方式", optional=True),
        _order("coupons", "texts", "coupons used", "所用的券"),
        _order(
            "stored_value_cents",
            "cents",
            "paid with stored value",
            "储值支付",
            "(t.data.stored_value.amount_cents if t.data.stored_value else 0)",
        ),
        _line("sku", "text", "SKU", "SKU", optional=False),
        _line("name", "text", "product name", "商品名"),
        _line("department", "text", "department", "部类"),
        _line("category", "text", "category", "品类"),
        _line("brand", "text", "brand", "品牌"),
        _line("quantity", "int", "quantity", "数量", optional=False),
        _line("paid_cents", "cents", "amount paid", "实付金额", optional=False),
        _line("discount_cents", "cents", "discount", "优惠金额", optional=False),
        _line("list_cents", "cents", "list price", "标价"),
    ),
)

ORDER_REFUNDED = EventType(
    "order.refunded",
    OrderRefunded,
    Text(en="Order refunded", zh="订单退款"),
    phrase=Text(en="an order is refunded", zh="订单退款"),
    records=_refund_records,
    validate=check_refunded,
    attributes=(
        _ORDER_ID,
        Attribute(
            "refund.amount_cents",
            "cents",
            Text(en="refund", zh="退款金额"),
            "t.data.amount_cents",
            optional=False,
        ),
        Attribute("refund.reason", "text", Text(en="reason", zh="退款原因"), "t.data.reason"),
    ),
)

ORDER_COMPLETED = EventType(
    "order.completed",
    OrderCompleted,
    Text(en="Order completed", zh="订单完成"),
    phrase=Text(en="an order's return window ends", zh="订单过了退货期"),
    records=_order_record,
    attributes=(_ORDER_ID,),
)

TRADE = (ORDER_PAID, ORDER_REFUNDED, ORDER_COMPLETED)
