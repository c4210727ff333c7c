"""Lines of CSV that spreadsheets and programs read alike, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_FORMULA = re.compile("'*[=+@\t\r＝＋－＠-]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def guarded(text: str) -> str:
    """`text` with a ``'`` before it where a spreadsheet would take it for a formula; `unguarded` takes it away again."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Inverse of `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def csv_line(cells: Iterable[object], delimiter: str = ",") -> str:
    """One line with its end. Cells are quoted where they must be, also around a carriage return alone."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"
