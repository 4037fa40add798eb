"""What partners' exchanges and settlements refuse. Nothing is changed by a refusal."""

from __future__ import annotations

from shuke.kernel import ShukeError, Text


class PartnerUnknown(ShukeError):
    """No partner in force has this key."""

    code = "partner_unknown"
    status = 404
    title = Text(en="No such partner", zh="没有这个合作方")


class ExchangeNotOffered(ShukeError):
    """The partner's points are not exchanged in this direction."""

    code = "exchange_not_offered"
    status = 422
    title = Text(en="This exchange is not offered", zh="不提供这个方向的互兑")


class ExchangeOdd(ShukeError):
    """Only whole steps are exchanged."""

    code = "exchange_amount_odd"
    status = 422
    title = Text(en="The amount is no whole number of steps", zh="数量不是兑换单位的整数倍")


class ExchangeLimitReached(ShukeError):
    """The member has exchanged as much as may be in this day."""

    code = "exchange_limit_reached"
    status = 409
    title = Text(en="The member's limit of the day is reached", zh="会员已达当日互兑上限")


class ExchangeMonthFull(ShukeError):
    """It is more than what is left of all members' exchanges in this month."""

    code = "exchange_month_full"
    status = 409
    title = Text(en="More than is left for all this month", zh="超出本月全体可互兑的余量")


class ExchangeRepeated(ShukeError):
    """The member has an exchange of this reference already."""

    code = "exchange_repeated"
    status = 409
    title = Text(en="This exchange has already happened", zh="该笔互兑已发生")


class ExchangeUnknown(ShukeError):
    """The member has no exchange of this reference with the partner."""

    code = "exchange_unknown"
    status = 404
    title = Text(en="No such exchange", zh="没有这笔互兑")


class ExchangerProvisional(ShukeError):
    """A provisional member exchanges nothing."""

    code = "exchange_not_registered"
    status = 409
    title = Text(en="The member has not registered", zh="会员尚未注册")


class StatementClosed(ShukeError):
    """The month is closed already."""

    code = "statement_closed"
    status = 409
    title = Text(en="The statement is closed already", zh="该结算单已关账")


class StatementNotOver(ShukeError):
    """The month has not ended."""

    code = "statement_not_over"
    status = 409
    title = Text(en="The month has not ended", zh="该月尚未结束")


class StatementOutOfTurn(ShukeError):
    """Months are closed one after another."""

    code = "statement_out_of_turn"
    status = 409
    title = Text(en="Another month comes first", zh="须先关更早的月份")


class StatementUnfinished(ShukeError):
    """Something of the month is not in the feed yet."""

    code = "statement_unfinished"
    status = 409
    title = Text(en="The month is not complete yet", zh="该月的数据尚不完整")
    hint = Text(
        en="Keep a worker running and close again in a minute.",
        zh="请确认后台进程在运行，一分钟后再关账。",
    )
