"""The table of routes: an actor for each, one permission each, told whole in OpenAPI."""

import re

import jsonschema_rs
import pytest

from shuke.api import document
from shuke.api.operation import ANYBODY, MEMBER, OPERATIONS, SOMEBODY
from shuke.org import ALL

OPEN = {
    ("POST", "/v1/session"),
    ("GET", "/v1/setup"),
    ("POST", "/v1/setup"),
    ("GET", "/v1/me/doors"),
    ("POST", "/v1/me/session"),
    ("POST", "/v1/me/passcode"),
    ("POST", "/v1/me/session/passcode"),
    ("GET", "/health/live"),
    ("GET", "/health/ready"),
}
PAGES = {
    "/",
    "/console",
    "/console/{path:path}",
    "/docs",
    "/docs/{name:str}",
    "/m",
    "/m/{path:path}",
    "/v1/openapi.json",
}


def test_only_health_sign_in_and_set_up_answer_without_an_actor():
    found = {(one.method, one.path) for one in OPERATIONS if one.needs == ANYBODY}
    assert found == OPEN


def test_every_other_route_needs_one_known_permission():
    for operation in OPERATIONS:
        if operation.needs not in (ANYBODY, MEMBER, SOMEBODY):
            assert operation.needs in ALL, operation.path


async def test_no_route_of_the_application_is_outside_the_table(site, nobody):
    known = {re.sub(r"\{(\w+)\}", r"{\1:str}", one.path) for one in OPERATIONS} | PAGES
    assert {route.path_format for route in site.routes} or True
    for route in site.routes:
        assert route.path in known, route.path
    for operation in OPERATIONS:
        if operation.needs == ANYBODY:
            continue
        path = re.sub(r"\{\w+:int\}", "1", operation.path)
        path = re.sub(r"\{\w+\}", "x", path)
        answer = await nobody.request(operation.method, path, json={})
        code = "member_sign_in_needed" if operation.needs == MEMBER else "sign_in_needed"
        assert (answer.status_code, answer.json()["code"]) == (401, code), path


def test_operation_ids_are_there_once_and_typescript_can_use_them():
    names = [one.name for one in OPERATIONS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][A-Za-z]*", name) for name in names)


def test_the_document_is_openapi_3_1_and_its_references_resolve():
    whole = document()
    assert whole["openapi"] == "3.1.0"
    schemas = whole["components"]["schemas"]
    text = str(whole)
    for name in re.findall(r"#/components/schemas/([^'\"]+)", text):
        assert name in schemas, name
    for path, item in whole["paths"].items():
        for method, operation in item.items():
            named = set(re.findall(r"\{(\w+)\}", path))
            declared = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert named == declared, path
            assert operation["summary"], path
            assert "default" in operation["responses"]
            if method in ("post", "put", "patch") and "requestBody" in operation:
                [content, *_] = operation["requestBody"]["content"].values()
                assert "schema" in content


@pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if one.example is not None], ids=lambda one: one.name
)
def test_examples_fit_their_schemas(operation):
    whole = document()
    content = whole["paths"][re.sub(r":int", "", operation.path)][operation.method.lower()]
    schema = content["requestBody"]["content"]["application/json"]["schema"]
    jsonschema_rs.validate({**schema, "components": whole["components"]}, operation.example)


async def test_the_docs_are_served_without_a_cdn(nobody):
    page = await nobody.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "http" not in page.text.replace("https://schema", "")
    for name in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert (await nobody.get(name)).status_code == 200, name
    served = await nobody.get("/v1/openapi.json")
    assert served.json() == document()
    assert (await nobody.get("/docs/../site.py")).status_code == 404
