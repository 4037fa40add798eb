"""Which of the two languages a caller reads, from `Accept-Language`."""

from functools import lru_cache
from typing import Final, Literal

Language = Literal["en", "zh"]

TAGS: Final = {"en": "en", "zh": "zh-CN"}
"""What goes into `Content-Language`."""
_RANGES: Final = 20


@lru_cache(maxsize=512)
def language_of(accepted: str | None) -> Language:
    """The preferred one of zh and en by quality, the earlier one when equal; English otherwise."""
    best: Language = "en"
    best_quality = 0.0
    for part in (accepted or "").split(",")[:_RANGES]:
        tag, *parameters = part.strip().lower().split(";")
        quality = _quality(parameters)
        primary = tag.strip().partition("-")[0]
        if primary in ("zh", "en") and quality > best_quality:
            best, best_quality = ("zh" if primary == "zh" else "en"), quality
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
