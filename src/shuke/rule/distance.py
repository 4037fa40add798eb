"""How far a value is from meeting a comparison."""

from __future__ import annotations

from typing import Any

from shuke.rule.anniversary import days_to_anniversary
from shuke.rule.attribute import Attribute


def distance(attribute: Attribute, op: str, constant: Any, seen: Any, turn: Any) -> float | None:
    """How much more would be needed (negative: less), in the attribute's unit; None if no number.

    Whole numbers need one more than `more_than`, one less than `less_than`. Dates are in days.
    """
    if seen is None or attribute.type not in ("int", "cents", "number", "date"):
        return None
    step = 0 if attribute.type == "number" else 1
    found: float | None = None
    match op:
        case "at_least":
            found = constant - seen
        case "more_than" | "after":
            found = constant - seen + step
        case "at_most":
            found = constant - seen
        case "less_than" | "before":
            found = constant - seen - step
        case "is" | "on":
            found = constant - seen
        case "between":
            low, high = constant
            found = low - seen if seen < low else high - seen
        case "older_than_days":
            found = constant + 1 - (turn.day - seen)
        case "anniversary_within_days":
            found = days_to_anniversary(seen, turn.day) - constant
    return found


def closeness_of(constant: Any, missing: float | None) -> float:
    """0 … 0.999: the share of the requirement that is there already."""
    if missing is None or isinstance(constant, tuple) or not isinstance(constant, (int, float)):
        return 0.0
    return max(0.0, min(0.999, 1.0 - abs(missing) / max(abs(constant), 1)))
