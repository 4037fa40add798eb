"""The documents: links lead somewhere, settings are all there, decisions fit on a page."""

import re

import msgspec
from tests.tidy.source import ROOT, files, name_of

from shuke.kernel import Settings

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
DECISION_PARTS = ("**Context.**", "**Decision.**", "**Consequences.**", "eighed.**")
LONGEST_DECISION = 70


def test_links_lead_somewhere() -> None:
    broken = [
        f"{name_of(path)}: {target}"
        for path in files()
        if path.suffix == ".md"
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target
        and not target.startswith("mailto:")
        and not (path.parent / target).exists()
    ]
    assert broken == []


def test_every_setting_is_explained() -> None:
    page = (ROOT / "docs" / "how" / "settings.md").read_text(encoding="utf-8")
    fields = [field.name for field in msgspec.structs.fields(Settings) if field.name != "secrets"]
    keys = ["master_key", "master_key_version", "former_master_keys", "index_key", "session_key"]
    missing = [name for name in fields + keys if f"`SHUKE_{name.upper()}`" not in page]
    assert missing == []


def test_decisions_have_one_page_and_one_shape() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem) for path in decisions)
    odd = [
        name_of(path)
        for path in decisions
        if not all(part in path.read_text(encoding="utf-8") for part in DECISION_PARTS)
        or len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_DECISION
    ]
    assert odd == []
