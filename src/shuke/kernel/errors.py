"""Errors that say what to do next, in Chinese and English, as RFC 9457 problem details.

A room's error is a small class: a stable ``code``, an HTTP ``status`` and a ``title`` on the class,
a ``detail`` and perhaps a ``hint`` and a ``place`` on the instance.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

import msgspec


class Text(msgspec.Struct, frozen=True):
    """One sentence or name, written for each language apart, never translated word by word."""

    en: str
    zh: str

    def of(self, language: str) -> str:
        """The wording for a language tag (``zh``, ``zh-CN``, ``en-GB`` …); English otherwise."""
        return self.zh if language.lower().startswith("zh") else self.en

    def filled(self, **values: object) -> "Text":
        """The same text with its ``{placeholders}`` filled in both languages."""
        return Text(en=self.en.format(**values), zh=self.zh.format(**values))


class Flaw(Protocol):
    """One of several things wrong with a document (``rule.Problem`` is one)."""

    @property
    def code(self) -> str: ...
    @property
    def place(self) -> str | None: ...
    @property
    def message(self) -> Text: ...
    @property
    def suggestion(self) -> str | None: ...


class ShukeError(Exception):
    """The root of every error that a caller may see.

    ``place`` points into the caller's input as a JSON pointer; ``extra`` holds members of the
    problem body that are the error's own (amounts, ids); ``flaws`` lists what is wrong one by one.
    """

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[Text] = Text(en="Something went wrong", zh="出了问题")

    def __init__(
        self,
        detail: Text | None = None,
        *,
        hint: Text | None = None,
        place: str | None = None,
        flaws: Sequence[Flaw] = (),
        **extra: Any,
    ) -> None:
        self.detail = detail if detail is not None else self.title
        self.hint = hint
        self.place = place
        self.flaws = tuple(flaws)
        self.extra: dict[str, Any] = extra
        super().__init__(self.detail.en)

    def __str__(self) -> str:
        hint = f" {self.hint.en}" if self.hint else ""
        return f"{self.detail.en}{hint} [{self.code}]"


def problem(error: ShukeError, instance: str | None = None, language: str = "en") -> dict[str, Any]:
    """The RFC 9457 body of an error in a language; members without a value are left out.

    ``instance`` names the request (its path or id). Own members of the error never replace the
    standard ones.
    """
    body: dict[str, Any] = {
        "type": f"urn:shuke:problem:{error.code}",
        "title": error.title.of(language),
        "status": error.status,
        "detail": error.detail.of(language),
        "code": error.code,
    }
    if error.hint is not None:
        body["hint"] = error.hint.of(language)
    if error.place is not None:
        body["place"] = error.place
    if instance is not None:
        body["instance"] = instance
    if error.flaws:
        body["errors"] = [_flaw(flaw, language) for flaw in error.flaws]
    own: Mapping[str, Any] = {k: _worded(v, language) for k, v in error.extra.items()}
    return {**own, **body}


def _flaw(flaw: Flaw, language: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": flaw.code, "message": flaw.message.of(language)}
    if flaw.place is not None:
        entry["place"] = flaw.place
    if flaw.suggestion is not None:
        entry["suggestion"] = flaw.suggestion
    return entry


def _worded(value: Any, language: str) -> Any:
    return value.of(language) if isinstance(value, Text) else value
