"""The catalogue as a document: what `GET /v1/catalogue` answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shuke.rule.attribute import Attribute
from shuke.rule.catalogue import Catalogue
from shuke.rule.condition import MAX_DEPTH, MAX_NODES, MAX_TEXT, MAX_VALUES
from shuke.rule.effect import EFFECTS, EffectType
from shuke.rule.event import EventType
from shuke.rule.operator import OPERATORS, Operator


def catalogue_document(
    catalogue: Catalogue, language: str, effects: Iterable[EffectType] = EFFECTS
) -> dict[str, Any]:
    """Events, attributes, operators and effects with titles in a language and JSON Schemas."""
    return {
        "events": [event_document(one, catalogue, language) for one in _events(catalogue)],
        "attributes": [attribute_document(one, language) for one in catalogue.attributes.values()],
        "operators": [operator_document(one, language) for one in OPERATORS.values()],
        "effects": [
            {"name": one.name, "title": one.title.of(language), "schema": one.schema()}
            for one in effects
        ],
        "money": {"currency": catalogue.currency, "minor_digits": catalogue.minor_digits},
        "limits": {
            "depth": MAX_DEPTH,
            "parts": MAX_NODES,
            "values": MAX_VALUES,
            "text": MAX_TEXT,
        },
    }


def _events(catalogue: Catalogue) -> list[EventType]:
    return [one for one in catalogue.event_types.values() if not one.internal]


def event_document(event: EventType, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """One event type; `attributes` are the names of those that only some events have."""
    mine = [
        attribute.name
        for attribute in catalogue.attributes_of(event.name)
        if attribute.events is not None
    ]
    return {
        "name": event.name,
        "title": event.title.of(language),
        "phrase": event.phrase.of(language),
        "schema": event.schema(),
        "attributes": mine,
        "lines": any(name.startswith("line.") for name in mine),
        "custom": event.custom,
    }


def attribute_document(attribute: Attribute, language: str) -> dict[str, Any]:
    """One attribute, with the operators that compare it."""
    found: dict[str, Any] = {
        "name": attribute.name,
        "type": attribute.type,
        "title": attribute.title.of(language),
        "operators": [
            operator.op
            for operator in OPERATORS.values()
            if operator.takes(attribute.type, ordered=attribute.ordered)
        ],
        "optional": attribute.optional,
    }
    if attribute.values:
        found["values"] = [
            {"value": choice.value, "title": choice.title.of(language)}
            for choice in attribute.values
        ]
        found["ordered"] = attribute.ordered
    if attribute.unit is not None:
        found["unit"] = attribute.unit.of(language)
    if attribute.events is not None:
        found["events"] = sorted(attribute.events)
    for bound in ("least", "most"):
        limit = getattr(attribute, bound)
        if limit is not None:
            found[bound] = limit
    return found


def operator_document(operator: Operator, language: str) -> dict[str, Any]:
    """One operator; `operand` is none, one, pair, many or days."""
    types = sorted(operator.types)
    return {
        "op": operator.op,
        "title": operator.title.of(language),
        "operand": operator.operand,
        "types": types,
        "ordered_enum": operator.ordered_enum,
    }
