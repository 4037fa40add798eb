"""Event types that operators declare: fields with types, made into a struct of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from keyword import iskeyword
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke.kernel import Text
from shuke.rule.attribute import Attribute, AttributeType, Choice
from shuke.rule.event import EventInvalid, EventType
from shuke.rule.problem import Problem

IDENTIFYING_LENGTH: Final = 512
"""Characters of an identifying text: sealed, four bytes each become at most 2,800 characters."""

FieldType = Literal["int", "cents", "number", "text", "bool", "date", "moment", "enum", "texts"]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
TypeName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,30}(\.[a-z][a-z0-9_]{0,30}){1,3}$")]
FieldName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,62}$")]


class EventFieldChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One allowed value of an `enum` field."""

    value: Annotated[str, Meta(min_length=1, max_length=128)]
    title: Text


class EventField(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One field of a declared event type. `min` and `max` bound an `int`, `cents` or `number`."""

    name: FieldName
    type: FieldType
    title: Text
    required: bool = False
    values: Annotated[tuple[EventFieldChoice, ...], Meta(max_length=200)] = ()
    ordered: bool = False
    min: int | None = None
    max: int | None = None
    unit: Text | None = None
    identifying: bool = False


class EventTypeDocument(
    msgspec.Struct,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    tag="event_type",
):
    """The definition of an event type. `type` is its name on events, such as `game.played`.

    `phrase` is how a rule sentence names it ("a member plays a game"); without it, its name.
    """

    key: Slug
    name: Text
    type: TypeName
    note: str | None = None
    start: Literal["now", "history"] = "now"
    phrase: Text | None = None
    fields: Annotated[tuple[EventField, ...], Meta(max_length=60)] = ()


_PYTHON: Final[dict[str, Any]] = {
    "number": float,
    "text": Annotated[str, Meta(min_length=1, max_length=1024)],
    "bool": bool,
    "date": date,
    "moment": Annotated[datetime, Meta(tz=True)],
    "texts": Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=128)]], Meta(max_length=100)
    ],
}


def custom_event_type(document: EventTypeDocument) -> EventType:
    """The event type that a document declares. Never fails: drafts are read before a check."""
    fields: list[tuple[str, Any, Any] | tuple[str, Any]] = []
    declared: dict[str, EventField] = {}
    for field in document.fields:
        declared.setdefault(field.name, field)
    for field in declared.values():
        python = _python(field)
        if field.required:
            fields.append((field.name, python))
        elif field.type == "texts":
            fields.append((field.name, python, msgspec.field(default_factory=list)))
        else:
            fields.append((field.name, python | None, None))
    data = msgspec.defstruct(
        "Data",
        fields,
        frozen=True,
        gc=False,
        kw_only=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
    )
    return EventType(
        document.type,
        data,
        document.name,
        phrase=document.phrase or _phrase(document.name),
        validate=_short_enough(
            tuple(name for name, field in declared.items() if field.identifying)
        ),
        identifying=tuple(f"/{field.name}" for field in document.fields if field.identifying),
        attributes=tuple(
            _attribute(field)
            for field in declared.values()
            if not field.identifying and not iskeyword(field.name)
        ),
        custom=True,
    )


def check_event_type(
    document: EventTypeDocument, standard: Collection[str], others: Collection[str] = ()
) -> list[Problem]:
    """What is wrong with a declared event type; `standard` and `others` are names in use."""
    problems: list[Problem] = []
    if document.type in standard or document.type in others:
        problems.append(
            Problem(
                "event_type_taken",
                "/type",
                Text(
                    en=f"There is already an event type {document.type!r}.",
                    zh=f"已有事件类型 {document.type!r}。",
                ),
            )
        )
    seen: set[str] = set()
    for index, field in enumerate(document.fields):
        place = f"/fields/{index}"
        if field.name in seen:
            problems.append(
                Problem(
                    "field_twice",
                    f"{place}/name",
                    Text(
                        en=f"The field {field.name!r} is declared twice.",
                        zh=f"字段 {field.name!r} 重复。",
                    ),
                )
            )
        seen.add(field.name)
        problems += _field_problems(field, place)
    return problems


def check_event_fields(
    document: EventTypeDocument, others: Iterable[EventTypeDocument]
) -> list[Problem]:
    """Fields that another declared event type has with another meaning.

    A field that several event types have is one attribute, so it must mean the same in all.
    """
    meanings = {
        field.name: (_meaning(field), other.type)
        for other in others
        if other.key != document.key
        for field in other.fields
    }
    problems: list[Problem] = []
    for index, field in enumerate(document.fields):
        meaning, owner = meanings.get(field.name, (_meaning(field), ""))
        if meaning != _meaning(field):
            problems.append(
                Problem(
                    "field_conflicts",
                    f"/fields/{index}/name",
                    Text(
                        en=f"{owner!r} has a field {field.name!r} of another type or values.",
                        zh=f"{owner!r} 的字段 {field.name!r} 类型或取值不同。",
                    ),
                    f"{document.type.rpartition('.')[2]}_{field.name}",
                )
            )
    return problems


def _meaning(field: EventField) -> tuple[Any, ...]:
    values = tuple(choice.value for choice in field.values)
    return (field.type, values, field.ordered, field.identifying)


def _field_problems(field: EventField, place: str) -> list[Problem]:
    found: list[Problem] = []
    if iskeyword(field.name):
        found.append(
            Problem(
                "field_name_reserved",
                f"{place}/name",
                Text(
                    en=f"{field.name!r} is reserved; choose another name.",
                    zh=f"{field.name!r} 是保留字，请换一个名字。",
                ),
                f"{field.name}_value",
            )
        )
    if (field.type == "enum") != bool(field.values):
        found.append(
            Problem(
                "values_misplaced",
                f"{place}/values",
                Text(
                    en="An enum lists its values; other types have none.",
                    zh="enum 要列出取值；其他类型没有取值列表。",
                ),
            )
        )
    if len({choice.value for choice in field.values}) < len(field.values):
        found.append(
            Problem(
                "value_twice",
                f"{place}/values",
                Text(en="A value is listed twice.", zh="取值重复。"),
            )
        )
    bounded = field.min is not None or field.max is not None
    if bounded and field.type not in ("int", "cents", "number"):
        found.append(
            Problem(
                "bounds_misplaced",
                f"{place}/min",
                Text(en="Only numbers have bounds.", zh="只有数字有上下限。"),
            )
        )
    if field.min is not None and field.max is not None and field.min > field.max:
        found.append(
            Problem(
                "range_impossible",
                f"{place}/min",
                Text(
                    en=f"Nothing lies between {field.min} and {field.max}.",
                    zh=f"{field.min} 到 {field.max} 之间没有值。",
                ),
            )
        )
    if field.identifying and field.type != "text":
        found.append(
            Problem(
                "identifying_not_text",
                f"{place}/identifying",
                Text(en="Only text can be sealed.", zh="只有文字可以封存。"),
            )
        )
    return found


def _python(field: EventField) -> Any:
    if field.type == "enum" and field.values:
        return Literal[tuple(choice.value for choice in field.values)]
    if field.type in ("int", "cents"):
        low = 0 if field.type == "cents" and field.min is None else field.min
        return Annotated[int, Meta(ge=-(2**63) + 1 if low is None else low, le=_most(field))]
    if field.type == "number" and (field.min is not None or field.max is not None):
        return Annotated[float, Meta(ge=field.min, le=field.max)]
    if field.identifying:
        return Annotated[str, Meta(min_length=1, max_length=4096)]
    return _PYTHON.get(field.type, str)


def _short_enough(names: tuple[str, ...]) -> Callable[[Any], None]:
    """Refuse a text that would not fit its field any more once it is sealed."""

    def validate(data: Any) -> None:
        for name in names:
            value = getattr(data, name)
            if value is not None and len(value) > IDENTIFYING_LENGTH:
                raise EventInvalid(
                    Text(
                        en=f"At most {IDENTIFYING_LENGTH} characters are sealed.",
                        zh=f"封存的文字最多 {IDENTIFYING_LENGTH} 个字符。",
                    ),
                    place=f"/data/{name}",
                )

    return validate


def _most(field: EventField) -> int:
    return 2**63 - 1 if field.max is None else field.max


def _attribute(field: EventField) -> Attribute:
    # The only name in any source that an operator chose; its pattern admits identifiers alone.
    assert field.name.isidentifier()
    expr, uses = f"t.data.{field.name}", {}
    if field.type == "date":
        expr, uses = f"_ordinal({expr})", {"_ordinal": _ordinal}
    type_: AttributeType = field.type
    return Attribute(
        f"data.{field.name}",
        type_,
        field.title,
        expr,
        optional=not field.required and field.type != "texts",
        values=tuple(Choice(choice.value, choice.title) for choice in field.values),
        ordered=field.ordered,
        unit=field.unit,
        uses=uses,
        least=0 if field.type == "cents" and field.min is None else field.min,
        most=field.max,
    )


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _phrase(name: Text) -> Text:
    return Text(en=f"“{name.en}” happens", zh=f"发生「{name.zh}」")
