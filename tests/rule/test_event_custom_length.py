"""An identifying text of a declared event type must still fit once it is sealed."""

import pytest

from shuke.kernel import Text
from shuke.rule import EventInvalid, EventTypeDocument, custom_event_type
from shuke.rule.custom import IDENTIFYING_LENGTH, EventField


def test_a_text_longer_than_its_seal_allows_is_refused() -> None:
    name = Text(en="Call", zh="来电")
    field = EventField(name="caller", type="text", title=name, identifying=True)
    event = custom_event_type(
        EventTypeDocument(key="call", name=name, type="call.taken", fields=(field,))
    )
    assert event.convert({"caller": "x" * IDENTIFYING_LENGTH}).caller is not None
    with pytest.raises(EventInvalid) as caught:
        event.convert({"caller": "x" * (IDENTIFYING_LENGTH + 1)})
    assert caught.value.place == "/data/caller"
