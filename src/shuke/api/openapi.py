"""The OpenAPI 3.1 document, made from the operations and their msgspec types."""

import re
from functools import cache
from importlib.metadata import version
from typing import Any, Final

import msgspec

from shuke.api.operation import ANYBODY, MEMBER, OPERATIONS, Operation
from shuke.api.problem import MEDIA_TYPE

_REFERENCE: Final = "#/components/schemas/{name}"
_PARAMETER: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")
TAGS: Final = {
    "events": ("events",),
    "members": (
        "members",
        "personal",
        "holding",
        "timeline",
        "bulk",
        "member_list",
        "plans",
        "planning",
        "benefits",
        "benefiting",
        "stored_value",
    ),
    "transfers": ("transferring", "families"),
    "partners": ("partners", "exchanging"),
    "quotes": ("quoting",),
    "member page": ("me", "my_rewards", "my_draws", "my_sharing", "entering", "coding"),
    "definitions": ("definition_list", "definitions", "drafts", "trying", "sampling", "catalogue"),
    "releases": ("releases", "linting", "backtests"),
    "today": ("today", "figures"),
    "finance": ("finance", "journal", "roll_file"),
    "inbox": ("inbox",),
    "jobs": ("exports", "copies"),
    "keys": ("keys",),
    "people": ("session", "users"),
    "health": ("health",),
    "rewards": (
        "wallet",
        "coupons",
        "offers",
        "packs",
        "reward_figures",
        "codes",
        "gifts",
        "gift_codes",
        "donations",
        "draws",
        "fulfilment",
    ),
}
"""How the document groups the routes: by tag, the files they stand in."""
_TAG_OF: Final = {module: tag for tag, modules in TAGS.items() for module in modules}
_DESCRIPTION: Final = (
    "Every write is an event; every point can be explained. Machines send "
    "`Authorization: Bearer sk_…`; people sign in and send `X-CSRF-Token`. Failures are RFC 9457 "
    "problems in the language of `Accept-Language` (zh-CN or en). Money and points are integers, "
    "times RFC 3339 in UTC, lists are read by cursor."
)


class Flawed(msgspec.Struct, kw_only=True):
    """One of several faults in a document."""

    code: str
    message: str
    place: str | None = None
    suggestion: str | None = None


class Problem(msgspec.Struct, kw_only=True):
    """RFC 9457: what went wrong, where, and what to do next; `trace` finds it in the log."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str | None = None
    place: str | None = None
    instance: str | None = None
    trace: str | None = None
    errors: list[Flawed] = []


@cache
def document_bytes() -> bytes:
    """The document as JSON, made once."""
    return msgspec.json.encode(document())


def document() -> dict[str, Any]:
    """The document: operations by path, schemas by name."""
    types = [
        shape
        for operation in OPERATIONS
        for several in (operation.schema or operation.body, operation.answers)
        for shape in _each(several)
    ]
    shapes, components = msgspec.json.schema_components([*types, Problem], ref_template=_REFERENCE)
    schema_of = {id(t): s for t, s in zip([*types, Problem], shapes, strict=True)}
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        path = _PARAMETER.sub(r"{\1}", operation.path)
        paths.setdefault(path, {})[operation.method.lower()] = _described(operation, schema_of)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Shuke API",
            "version": version("shuke"),
            "description": _DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": tag} for tag in TAGS],
        "paths": paths,
        "components": {
            "schemas": components,
            "responses": {
                "Problem": {
                    "description": "A problem: what went wrong and what to do next.",
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
            },
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "bearerFormat": "sk_…"},
                "session": {"type": "apiKey", "in": "cookie", "name": "shuke_session"},
                "member": {"type": "apiKey", "in": "cookie", "name": "shuke_member"},
            },
        },
    }


def _each(shape: Any) -> tuple[Any, ...]:
    """The types that a body or an answer may have."""
    if shape is None or shape is type(None):
        return ()
    return shape if isinstance(shape, tuple) else (shape,)


def _schema(shape: Any, schema_of: dict[int, Any]) -> Any:
    several = [schema_of[id(one)] for one in _each(shape)]
    return several[0] if len(several) == 1 else {"anyOf": several}


def _described(operation: Operation, schema_of: dict[int, Any]) -> dict[str, Any]:
    summary, _, rest = (operation.run.__doc__ or operation.name).partition("\n")
    described: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [_TAG_OF[operation.tag]],
        "summary": summary.strip(),
        "parameters": [*_path_parameters(operation), *_query_parameters(operation)],
        "responses": {
            str(operation.status): _success(operation, schema_of),
            "default": {"$ref": "#/components/responses/Problem"},
        },
        "security": _security(operation),
    }
    if rest.strip():
        described["description"] = " ".join(rest.split())
    if operation.needs not in (ANYBODY, MEMBER, "*"):
        described["x-permission"] = operation.needs
    if operation.act or operation.once is not None:
        described["parameters"].append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "description": "The same key is the same act, however often it is sent.",
                "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"},
            }
        )
    body = operation.schema or operation.body
    if body is not None:
        content: dict[str, Any] = {"schema": _schema(body, schema_of)}
        if operation.example is not None:
            content["example"] = operation.example
        described["requestBody"] = {
            "required": True,
            "content": dict.fromkeys(operation.body_media_types, content),
        }
    return described


def _security(operation: Operation) -> list[dict[str, list[str]]]:
    if operation.needs == ANYBODY:
        return []
    return [{"member": []}] if operation.needs == MEMBER else [{"key": []}, {"session": []}]


def _success(operation: Operation, schema_of: dict[int, Any]) -> dict[str, Any]:
    if not _each(operation.answers):
        return {"description": "Done."}
    schema = _schema(operation.answers, schema_of)
    if operation.media_type != "application/json":
        schema = {"type": "string"}
    return {"description": "The answer.", "content": {operation.media_type: {"schema": schema}}}


def _path_parameters(operation: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer"} if kind == "int" else {"type": "string", "minLength": 1},
        }
        for name, kind in _PARAMETER.findall(operation.path)
    ]


def _query_parameters(operation: Operation) -> list[dict[str, Any]]:
    if operation.query is None:
        return []
    [shape], components = msgspec.json.schema_components([operation.query], ref_template="{name}")
    whole = components.pop(shape["$ref"])
    parameters = []
    for name, schema in whole["properties"].items():
        described = {
            "name": name,
            "in": "query",
            "required": name in whole.get("required", ()),
            "schema": _nullless(schema),
        }
        if "description" in schema:
            described["description"] = schema["description"]
        parameters.append(described)
    return parameters


def _nullless(schema: dict[str, Any]) -> dict[str, Any]:
    """A query parameter is left out, never null."""
    schema = {name: value for name, value in schema.items() if name != "default"} | (
        {"default": schema["default"]} if schema.get("default") is not None else {}
    )
    options = [option for option in schema.get("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        rest = {name: value for name, value in schema.items() if name != "anyOf"}
        return {**options[0], **rest}
    return schema
