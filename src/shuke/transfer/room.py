"""What transfers bring to the engine."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from shuke.engine import Documents, Reducer, Room, Slice, Timer
from shuke.kernel import Text
from shuke.rule import Attribute
from shuke.transfer import family, pool, receive, send
from shuke.transfer.fact import FAMILIES, FAMILY_SPEND, TRANSFER, TRANSFERS
from shuke.transfer.law import LAWS
from shuke.transfer.leaving import erase, write_off_late
from shuke.transfer.state import LIMIT_BYTES, TransferSlice
from shuke.transfer.terms import KINDS, plan


def attributes(documents: Documents) -> list[Attribute]:
    """What conditions may ask: whether the member belongs to a family."""
    if not documents.get("family_terms"):
        return []
    title = Text(en="belongs to a family", zh="在家庭中")
    expr = "(t.state.transfer.mine is not None and t.state.transfer.mine.joined)"
    return [Attribute("member.in_family", "bool", title, expr, optional=False)]


ROOM: Final = Room(
    name="transfer",
    slice=Slice("transfer", TransferSlice, LIMIT_BYTES),
    timers=(Timer("transfer", attrgetter("transfer.due_seconds"), send.tick),),
    records=(TRANSFER, FAMILY_SPEND),
    facts=(TRANSFERS, FAMILIES),
    kinds=KINDS,
    attributes=attributes,
    plan=plan,
    laws=LAWS,
)

GUARD: tuple[Reducer, ...] = (Reducer("transfer.guard", pool.guard),)
"""Before anything else: a family is no member."""

COMMANDS: tuple[Reducer, ...] = tuple(
    Reducer(f"transfer.{kind}", fold, frozenset({kind}))
    for kind, fold in (
        ("points.send", send.send),
        ("points.take_back", send.take_back),
        ("transfer.offer", receive.offer),
        ("transfer.answer", send.answer),
        ("transfer.withdraw", receive.withdraw),
        ("transfer.arrive", receive.arrive),
        ("family.found", family.found),
        ("family.open", pool.open_pool),
        ("family.invite", pool.invite),
        ("family.invited", family.invited),
        ("family.accept", family.accept),
        ("family.join", pool.join),
        ("family.joined", family.joined),
        ("family.contribute", family.contribute),
        ("family.share", family.set_share),
        ("family.spend", pool.spend_pool),
        ("family.return", pool.return_pool),
        ("family.leave", family.leave),
        ("family.remove", pool.remove),
        ("family.quit", pool.quit_pool),
        ("family.left", family.put_out),
        ("member.erased", erase),
    )
)
"""Each answers to one event type."""

SHARE: tuple[Reducer, ...] = (Reducer("transfer.share", family.share),)
"""After everything that earns: a share of it may go into the family's pool."""

LATE: tuple[Reducer, ...] = (
    Reducer("transfer.late", write_off_late, frozenset({"transfer.arrive"})),
)
"""What arrives at nobody."""
