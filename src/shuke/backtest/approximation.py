"""What a back-test cannot know, said in its answer."""

from __future__ import annotations

from typing import Final

import msgspec

from shuke.engine.backtest import Told
from shuke.kernel import Text


class Approximation(msgspec.Struct):
    """Something that is only nearly so. `number` counts whom or what it concerns (0: all)."""

    code: str
    text: Text
    number: int = 0


ALWAYS: Final = (
    Approximation(
        "behaviour_unchanged",
        Text(
            en="Members are taken to have bought and spent as they did.",
            zh="假定会员照旧消费和使用积分。",
        ),
    ),
    Approximation(
        "refused_then",
        Text(
            en="What was refused at the time is not in the log and stays refused.",
            zh="当时被拒绝的事件不在流水里，仍按被拒绝处理。",
        ),
    ),
)

ERASED: Final = Text(
    en="Members who were erased are left out of both sides.", zh="已抹除的会员不计入任何一侧。"
)
UNFOLDED: Final = Text(
    en="Members whose log does not fold are left out of both sides.",
    zh="流水无法重算的会员不计入任何一侧。",
)
OLDER: Final = Text(
    en="Some events were folded by an older engine; the draft's side is folded by this one.",
    zh="部分事件由旧版引擎入账，草稿一侧由当前引擎计算。",
)
SCARCE: Final = Text(
    en="From the first difference on, what is scarce is granted in the order of arrival.",
    zh="从第一处不同开始，稀缺资源按到达先后分配。",
)
UNSETTLED: Final = Text(
    en="The rounds ended while some answers about what is scarce still changed.",
    zh="轮次用尽时，部分稀缺资源的结果还在变化。",
)
UNKNOWN: Final = Text(
    en="What only the draft sends to members unknown to the log is left out.",
    zh="仅草稿会发给流水中未知会员的事件不计入。",
)
LEFT_OUT: Final = Text(
    en="Events of types that the draft does not know are left out of its side.",
    zh="草稿不认识的事件类型不计入草稿一侧。",
)
FAILED: Final = Text(
    en="Some events fail by the draft and are left out of its side.",
    zh="部分事件按草稿计算时出错，不计入草稿一侧。",
)


def approximations_of(told: Told) -> list[Approximation]:
    """What holds always, and what this back-test met."""
    compared = told.compared
    asked = sum(was != draft for was, draft in zip(told.was, told.draft, strict=False))
    asked += abs(len(told.was) - len(told.draft))
    met = (
        ("scarce_reckoned", SCARCE, asked),
        ("rounds_ended", UNSETTLED, told.left),
        ("sent_to_unknown", UNKNOWN, told.unknown),
        ("erased_left_out", ERASED, compared.erased),
        ("not_folded", UNFOLDED, len(compared.failed)),
        ("older_engine", OLDER, compared.older),
        ("type_unknown", LEFT_OUT, sum(compared.left_out.values())),
        ("event_failed", FAILED, len(compared.failures)),
    )
    return [*ALWAYS, *(Approximation(code, text, number) for code, text, number in met if number)]
