"""How much each type of event helps or strains a relationship."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import DataError
from kg.rdf.taxonomy import load_taxonomy

FILE = "scale.csv"
LIMIT = 10.0


class Scale:
    """Type, or type-mode, -> value from -10 (hostile) to 10 (cooperative)."""

    def __init__(self, values: Mapping[str, float]) -> None:
        self._values = values

    def value(self, code: str) -> float:
        """The value of a type or a mode; that of its type for a mode that has none."""
        return self._values[code] if code in self._values else self._values[code.partition("-")[0]]


@lru_cache(maxsize=1)
def load_scale() -> Scale:
    """The scale that ships with kg."""
    return read_scale(files("kg.analyze").joinpath(FILE).read_text(encoding="utf-8").splitlines())


def read_scale(lines: Iterable[str]) -> Scale:
    """A scale out of the lines of a table. DataError where a value is no number, or a type has none."""
    types = load_taxonomy().types
    codes = {*types, *(f"{code}-{mode}" for code, type_ in types.items() for mode in type_.modes)}
    values: dict[str, float] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        code = row.get("type") or ""
        if code not in codes:
            raise DataError(f"{FILE}: {code!r} is no event type; known: {', '.join(sorted(types))}, and their modes")
        values[code] = _number(code, row.get("value") or "")
    missing = sorted(types.keys() - values.keys())
    if missing:
        raise DataError(f"{FILE}: no value for {', '.join(missing)}")
    return Scale(MappingProxyType(values))


def _number(code: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = LIMIT + 1
    if not -LIMIT <= value <= LIMIT:
        raise DataError(f"{FILE}: {code}: {text!r} is no number from {-LIMIT:.0f} to {LIMIT:.0f}")
    return value
