"""Lines of a CSV file that a spreadsheet reads without running anything in it."""

import csv
import io
from typing import Any, Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def lines(rows: list[list[Any]], encoding: str = "utf-8") -> bytes:
    """Rows as CSV; `utf-8-sig` puts the mark before them by which Excel knows UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def safe(text: str) -> str:
    """A cell that a spreadsheet would read as a formula is quoted."""
    return "'" + text if text.startswith(_FORMULA) else text
