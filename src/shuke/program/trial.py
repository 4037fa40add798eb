"""Trying a release on one event, without a database and without a trace left anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from shuke.engine import Event, Given, Records, Reducer, Release, Turn
from shuke.engine import of_releases as releases_of
from shuke.kernel import ShukeError


@dataclass(frozen=True, slots=True)
class Trial:
    """What a release would make of an event."""

    told: list[Any]
    """Explanations as (room, told)."""
    effects: list[dict[str, Any]] = field(default_factory=list)
    state: Any = None
    """The member's state afterwards; a copy."""
    refused: ShukeError | None = None


class _Open(Records):
    """Records of which any may be asked for; nothing is written back."""

    def get(self, kind: str, key: str) -> Any | None:
        return self.loaded.get((kind, key))


def try_event(
    release: Release,
    event: Event,
    state: Any,
    reducers: Sequence[Reducer],
    records: Mapping[tuple[str, str], Any] | None = None,
    past: Mapping[int, Event] | None = None,
) -> Trial:
    """Fold one event by one release on a copy of a state, with explanations.

    `reducers` are the application's, in order; `records` those that the event names (an order that
    was judged already is left out, so that it is judged anew). A refusal is part of the answer.
    """
    known = {key: deepcopy(record) for key, record in (records or {}).items()}
    if event.type == "order.paid":
        known.pop(("order", event.data.order_id), None)
    copy = deepcopy(state)
    turn = Turn(
        event, copy, _Open(known), releases_of([release]), Given(), dict(past or {}), trace=[]
    )
    assert turn.trace is not None
    try:
        for reducer in reducers:
            if reducer.types is None or event.type in reducer.types:
                reducer.fold(turn)
    except ShukeError as error:
        return Trial(turn.trace, refused=error)
    return Trial(turn.trace, turn.effects, copy)
