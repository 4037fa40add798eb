"""How the two pots of a stored value are called among the ledger's currencies."""

from __future__ import annotations

from typing import Final

PRINCIPAL: Final = "principal"
BONUS: Final = "bonus"


def pot_names(key: str) -> tuple[str, str]:
    """Principal and bonus of a stored value. No key of a currency has a colon in it."""
    return f"{key}:{PRINCIPAL}", f"{key}:{BONUS}"


def value_of(currency: str) -> tuple[str, str] | None:
    """(stored value, part) of a pot's name; None for a currency of points."""
    key, mark, part = currency.partition(":")
    return (key, part) if mark else None
