"""Institutions that every country has and offices that people hold, by the words for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.entities.names import normalise
from kg.entities.tables import read_table, split
from kg.errors import DataError
from kg.model import Kind

_NAMES = re.compile(r"names_([a-z]{2,3})")


@dataclass(frozen=True, slots=True)
class Institution:
    """A body that every country has, such as its police."""

    key: str
    kind: Kind
    sector: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    """Each language with its names, the one for labels first."""
    is_local: bool = False
    """True where most of them are local."""


def read_institutions(path: Path) -> Mapping[str, Institution]:
    """Read institutions.csv: every word for an institution, normalised -> the institution. Raises DataError."""
    table = read_table(path)
    words: dict[str, Institution] = {}
    kinds = {kind.value: kind for kind in Kind}
    for where, row in table.rows:
        if row.get("kind") not in kinds:
            raise DataError(f"{where}: unknown kind {row.get('kind')!r}; allowed: {', '.join(kinds)}")
        names = _names(where, row)
        institution = Institution(
            row["key"], kinds[row["kind"]], row.get("sector", "GOV"), tuple(names), "local" in row
        )
        words |= {normalise(form): institution for _, forms in names for form in forms}
    return words


def read_offices(path: Path) -> Mapping[str, str]:
    """Read offices.csv: every word for an office, normalised -> its key. Raises DataError."""
    words: dict[str, str] = {}
    for where, row in read_table(path).rows:
        words |= {normalise(form): row["key"] for _, forms in _names(where, row) for form in forms}
    return words


def office_labels(path: Path = Path(__file__).parent / "offices.csv") -> Mapping[str, Mapping[str, str]]:
    """Read offices.csv: key of an office -> language -> its name. Raises DataError."""
    return {
        row["key"]: {lang: forms[0] for lang, forms in _names(where, row) if forms}
        for where, row in read_table(path).rows
    }


def _names(where: str, row: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    names = [(match[1], split(row[column])) for column in row if (match := _NAMES.fullmatch(column))]
    if "key" not in row or not names:
        raise DataError(f"{where}: needs a key and names")
    return names
