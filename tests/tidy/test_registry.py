"""Packages come from wherever the machine's own client is told to get them."""

import re
import tomllib

from tests.tidy.source import ROOT, files, name_of

# Written with dots that are taken out again, so that this file does not find itself.
ADDRESSES = [
    address.replace("·", "")
    for address in (
        "registry·.npmjs",
        "npm·mirror",
        "pypi·.org",
        "python·hosted",
        "--index·-url",
        "extra-index·-url",
        '"resolved": "·http',
        "registry=·http",
    )
]


def test_no_file_holds_the_address_of_a_registry() -> None:
    found = [
        f"{name_of(path)}: {address}"
        for path in files()
        for address in ADDRESSES
        if address in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_no_lock_file_of_another_kind() -> None:
    names = {path.name for path in files()}
    assert (
        names & {"uv.lock", "poetry.lock", "Pipfile.lock", "yarn.lock", "pnpm-lock.yaml"} == set()
    )


def test_every_dependency_is_bounded_and_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    unbounded = [item for item in asked if not (">=" in item and "<" in item)]
    assert unbounded == []
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = re.findall(r"^([A-Za-z0-9_.\-]+)(?:\[.*\])?==", locked, re.MULTILINE)
    names = {normal(name) for name in found}
    missing = [item for item in asked if normal(re.split(r"[\[><=; ]", item)[0]) not in names]
    assert missing == []
    unhashed = re.findall(r"^\S+==\S+(?: ;[^\\\n]*)?$", locked, re.MULTILINE)
    assert unhashed == []


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
