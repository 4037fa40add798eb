"""One word for one thing, in both languages (docs/words.md); both languages everywhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.tidy.source import ROOT, files, name_of, package_files

# The word on the left is never used for the one on the right.
FORBIDDEN = {
    "用户": "会员",
    "客户": "会员",
    "优惠券": "券",
    "卡券": "券",
    "代金券": "券",
    "成长分": "成长值",
    "经验值": "成长值",
    "画布": "旅程",
    "分群": "人群",
    "标签组": "人群",
    "客群": "人群",
    "疲劳度": "频控",
    "仿真": "试算 or 回测",
    "上线": "发布",
}
# The list itself, and what other people say.
QUOTING = {
    "docs/words.md",
    "tests/tidy/test_words.py",
    "console/src/i18n/catalogue.test.ts",
}


def test_forbidden_words() -> None:
    found = [
        f"{name_of(path)}:{number}: {word}, not {FORBIDDEN[word]}"
        for path in files()
        if name_of(path) not in QUOTING and path.suffix in {".py", ".ts", ".tsx", ".md", ".yaml"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for word in FORBIDDEN
        if word in line
    ]
    assert found == []


def test_words_are_paired() -> None:
    """Every line of a table in words.md has a Chinese and an English word."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs" / "words.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| ---")
    ]
    assert len(rows) > 100
    assert [row for row in rows if not row[0] or not row[1]] == []


def test_every_text_has_both_languages() -> None:
    lacking = [
        f"{name_of(path)}:{call.lineno}"
        for path in package_files()
        for call in calls_of_text(path)
        if {keyword.arg for keyword in call.keywords} != {"en", "zh"} or has_swapped(call)
    ]
    assert lacking == []


def test_chinese_is_punctuated_as_chinese() -> None:
    """After a Chinese character no Latin comma, semicolon or colon with a space behind it."""
    half = [
        f"{name_of(path)}:{call.lineno}: {part.value}"
        for path in package_files()
        for call in calls_of_text(path)
        for keyword in call.keywords
        if keyword.arg == "zh"
        for part in ast.walk(keyword.value)
        if isinstance(part, ast.Constant)
        if re.search(r"[\u4e00-\u9fff」”）][,;!?]|[\u4e00-\u9fff」”）]: ", str(part.value))
    ]
    assert half == []


def has_swapped(call: ast.Call) -> bool:
    """Whether a plain English text holds Han characters, or the Chinese one is empty.

    English may be empty where it needs no measure word.
    """
    for keyword in call.keywords:
        if not isinstance(keyword.value, ast.Constant):
            continue
        text = str(keyword.value.value)
        if keyword.arg == "zh" and not text:
            return True
        if keyword.arg == "en" and re.search(r"[\u4e00-\u9fff]", text):
            return True
    return False


def calls_of_text(path: Path) -> Iterator[ast.Call]:
    """The calls ``Text(…)`` that give their languages by name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Text"
        ):
            if node.args or any(keyword.arg is None for keyword in node.keywords):
                continue
            yield node
