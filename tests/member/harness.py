"""Folding member events without a database: one member, one release, the real reducers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from shuke.engine import (
    Application,
    Checking,
    Event,
    Given,
    Records,
    Release,
    Turn,
    of_releases,
)
from shuke.kernel import Text
from shuke.member import ARRIVE, COUNT, ROOM, GiftDue, MemberSlice, give_gifts
from shuke.rule import Problem

NAME = {"en": "Name", "zh": "名称"}
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
"""Noon of Monday, 2 March 2026 in Shanghai."""

FIELDS: tuple[dict[str, Any], ...] = (
    {"key": "name", "type": "text", "class": "identifying"},
    {"key": "address", "type": "text", "class": "identifying", "max_length": 200},
    {"key": "city", "type": "text", "class": "describing"},
    {"key": "children", "type": "int", "class": "describing", "min": 0, "max": 20},
    {"key": "pet", "type": "bool", "class": "describing"},
    {"key": "birthday", "type": "date", "class": "describing"},
    {
        "key": "size",
        "type": "enum",
        "class": "describing",
        "values": [
            {"value": "small", "title": {"en": "Small", "zh": "小"}},
            {"value": "large", "title": {"en": "Large", "zh": "大"}},
        ],
    },
    {"key": "day-of-joy", "type": "month_day", "class": "describing"},
)


def application() -> Application:
    """The member room alone."""
    return Application([ROOM], (*ARRIVE, *COUNT), lambda _state, _release: ())


def documents(app: Application, *gifts: dict[str, Any], fields: Any = FIELDS) -> dict[str, Any]:
    """The documents of a release."""
    return {
        "profile_field": {
            one["key"]: app.decode_document("profile_field", {"name": NAME, **one})
            for one in fields
        },
        "new_member_gift": {
            one["key"]: app.decode_document("new_member_gift", {"name": NAME, **one})
            for one in gifts
        },
    }


def check(app: Application, kind: str, document: dict[str, Any], **more: Any) -> list[Problem]:
    """What the kind's check finds wrong with a document."""
    decoded = app.decode_document(kind, {"name": NAME, **document})
    all_documents = {**documents(app), **more, kind: {decoded.key: decoded}}
    checking = Checking(all_documents, app.catalogue(all_documents))
    return app.kinds[kind].check(decoded, checking)


class Folding:
    """One member, folded event by event."""

    def __init__(self, *gifts: dict[str, Any], fields: Any = FIELDS) -> None:
        self.app = application()
        self.release: Release = self.app.compile(
            1, NOON, documents(self.app, *gifts, fields=fields), {("new_member_gift", "hello"): 3}
        )
        self.releases = of_releases([self.release])
        self.state = self.app.new_state()
        self.seq = 0
        self.credited: list[GiftDue] = []

    @property
    def member(self) -> MemberSlice:
        """The slice as it stands."""
        slice_: MemberSlice = self.state.member
        return slice_

    def turn(
        self,
        event_type: str,
        data: dict[str, Any],
        *,
        at: datetime = NOON,
        time: datetime | None = None,
        created: bool = False,
        **facts: Any,
    ) -> Turn:
        """A turn that has not been folded."""
        known = self.release.catalogue.event_type(event_type)
        event = Event(
            "test", str(self.seq), event_type, time or at, at, "M", known.convert(data), self.seq
        )
        given = Given(created=created, facts=facts)
        return Turn(event, self.state, Records({}), self.releases, given, {})

    def fold(
        self,
        event_type: str,
        data: dict[str, Any],
        after_arrival: Callable[[Turn], None] | None = None,
        **more: Any,
    ) -> list[dict[str, Any]]:
        """Fold one event and answer its effects; a refusal leaves the state as it was."""
        before = self.app.encode_state(self.state)
        self.seq += 1
        turn = self.turn(event_type, data, **more)
        try:
            for reducer in self.app.reducers_for(event_type):
                if reducer.name == "member.count" and after_arrival:
                    after_arrival(turn)
                reducer.fold(turn)
                if reducer.name == "member.register":
                    give_gifts(turn, self._credit)
        except Exception:
            self.state = self.app.decode_state(before)
            self.seq -= 1
            raise
        return turn.effects

    def _credit(self, turn: Turn, due: GiftDue) -> None:
        self.credited.append(due)
        turn.effect("points.credited", currency=due.currency, amount=due.amount)


def text(en: str, zh: str) -> Text:
    """A text."""
    return Text(en=en, zh=zh)
