"""What the ledger refuses, and what to do about it."""

from __future__ import annotations

from shuke.kernel import ShukeError, Text


class CurrencyUnknown(ShukeError):
    """No currency of this name is published."""

    code = "currency_unknown"
    status = 422
    title = Text(en="Unknown currency", zh="未知的币种")


class CurrencyNotSpendable(ShukeError):
    """The currency measures, it does not pay (growth value)."""

    code = "currency_not_spendable"
    status = 422
    title = Text(en="This currency cannot be spent", zh="该币种不能消费")


class InsufficientPoints(ShukeError):
    """The member has less usable than is asked for. Nothing was taken."""

    code = "points_insufficient"
    status = 422
    title = Text(en="Not enough points", zh="余额不足")


class SpendRepeated(ShukeError):
    """Another event has already spent under this number."""

    code = "spend_repeated"
    status = 409
    title = Text(en="This spend has already happened", zh="该笔消费已发生")


class SpendUnknown(ShukeError):
    """There is no spend of this number to return."""

    code = "spend_unknown"
    status = 404
    title = Text(en="Unknown spend", zh="找不到这笔消费")


class ReturnTooLarge(ShukeError):
    """More is to be returned than is left of the spend."""

    code = "return_too_large"
    status = 422
    title = Text(en="More than was spent", zh="退回超过消费")


class AmountInvalid(ShukeError):
    """An amount that moves nothing, or more than a ledger entry can hold."""

    code = "amount_invalid"
    status = 422
    title = Text(en="The amount is not valid", zh="数量无效")


class LotExpired(ShukeError):
    """An opening lot would already have expired."""

    code = "lot_expired"
    status = 422
    title = Text(en="The lot has already expired", zh="该批次已过期")


class LotsTooMany(ShukeError):
    """A member's state is bounded, and so is the number of lots that wait."""

    code = "lots_too_many"
    status = 422
    title = Text(en="Too many lots", zh="批次过多")


class BrandUnknown(ShukeError):
    """No brand of this key is published."""

    code = "brand_unknown"
    status = 422
    title = Text(en="Unknown brand", zh="未知的品牌")


class BrandNotForTaking(ShukeError):
    """What is taken by hand is of the brands of the lots that it leaves."""

    code = "brand_not_for_taking"
    status = 422
    title = Text(en="A brand is named only for what is given", zh="只有增加时才能指定品牌")


def brand_unknown(brand: str, known: list[str]) -> BrandUnknown:
    """The error for a key that no published brand has."""
    names = ", ".join(known)
    return BrandUnknown(
        Text(
            en=f"There is no brand called {brand!r}; there are: {names}.",
            zh=f"没有名为 {brand!r} 的品牌；现有：{names}。",
        ),
        place="/data/brand",
    )


def brand_not_for_taking() -> BrandNotForTaking:
    """The error for an adjustment that takes and names a brand."""
    return BrandNotForTaking(
        Text(
            en="What is taken counts to the brands of the lots it leaves, soonest-expiring first.",
            zh="扣减的部分按其所在批次的品牌计，最早到期的先扣。",
        ),
        hint=Text(en="Leave the brand out.", zh="请不要指定品牌。"),
        place="/data/brand",
    )


def currency_unknown(currency: str, known: list[str]) -> CurrencyUnknown:
    """The error for a name that no published currency bears."""
    names = ", ".join(known) or "–"
    return CurrencyUnknown(
        Text(
            en=f"There is no currency called {currency!r}; there are: {names}.",
            zh=f"没有名为 {currency!r} 的币种；现有：{names}。",
        ),
        place="/data/currency",
    )


def insufficient(currency: str, wanted: int, usable: int) -> InsufficientPoints:
    """The error for a spend or a deduction above the usable balance."""
    return InsufficientPoints(
        Text(
            en=f"{wanted} of {currency!r} are asked for, {max(usable, 0)} are usable.",
            zh=f"需要 {wanted}，{currency!r} 可用余额只有 {max(usable, 0)}。",
        ),
        place="/data/amount",
        wanted=wanted,
        usable=usable,
    )


def not_spendable(currency: str) -> CurrencyNotSpendable:
    """The error for a currency that measures and does not pay."""
    return CurrencyNotSpendable(
        Text(en=f"{currency!r} cannot be spent.", zh=f"{currency!r} 不能消费。"),
        place="/data/currency",
    )
