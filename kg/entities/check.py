"""Finds the faults of entity tables: those that keep a row from being read, and those that would mislead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.entities.loading import TABLES
from kg.entities.names import is_acronym, normalise
from kg.entities.records import Record
from kg.entities.tables import try_records
from kg.errors import DataError

_HERE = Path(__file__).parent


class Fault(NamedTuple):
    """What is wrong in a table: the file and line, and the fault, each for a person to read."""

    where: str
    fault: str


class _Row(NamedTuple):
    where: str
    record: Record


def check(tables: Sequence[Path] = ()) -> list[Fault]:
    """Return the faults of `tables`, also against the tables of kg; without any, those of the tables of kg.

    Raises DataError where a file cannot be read at all.
    """
    own = [_HERE / name for name in TABLES]
    faults: list[Fault] = []
    shipped = list(_rows(own, [] if tables else faults))
    rows = list(_rows(tables, faults)) if tables else shipped
    known = [*shipped, *rows] if tables else rows
    faults += _duplicates(rows)
    faults += _claimed_twice(rows, known)
    faults += _homeless_offices(rows, known)
    return sorted(faults, key=lambda fault: _place(fault.where))


def _rows(paths: Iterable[Path], faults: list[Fault]) -> Iterator[_Row]:
    for path in paths:
        for where, record in try_records(path):
            if isinstance(record, DataError):
                faults.append(Fault(where, str(record).removeprefix(f"{where}: ")))
            else:
                yield _Row(where, record)


def _duplicates(rows: Iterable[_Row]) -> Iterator[Fault]:
    first: dict[str, _Row] = {}
    for row in rows:
        earlier = first.setdefault(row.record.entity.id, row)
        if earlier is not row:
            yield Fault(row.where, f"the id of {_name(row)} is also that of {_name(earlier)} ({earlier.where})")


def _claimed_twice(rows: Iterable[_Row], known: Iterable[_Row]) -> Iterator[Fault]:
    """Names that another row of the same kind and country bears as well, so that nothing but prominence decides."""
    bearers: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in known:
        for name in {normalise(name) for name in _names(row.record)}:
            bearers[row.record.entity.kind.value, name].append(row)
    for row in rows:
        for name in sorted({normalise(name): name for name in _names(row.record)}.values()):
            others = [
                other
                for other in bearers[row.record.entity.kind.value, normalise(name)]
                if other.record.entity.id != row.record.entity.id
                and other.record.entity.country == row.record.entity.country
            ]
            if others:
                yield Fault(row.where, f"{name!r} of {_name(row)} is also a name of {_name(others[0])}")


def _homeless_offices(rows: Iterable[_Row], known: Iterable[_Row]) -> Iterator[Fault]:
    """Offices at a country or organisation that no row has."""
    homes: set[str] = set()
    for row in known:
        record = row.record
        forms = (*record.entity.labels, *record.entity.aliases, *record.seats)
        homes |= {normalise(name) for name in (record.code or "", record.entity.name, *(form for _, form in forms))}
    for row in rows:
        for office in row.record.roles:
            if normalise(office.at) not in homes:
                yield Fault(row.where, f"{_name(row)} is {office.title!r} at {office.at!r}, which no row has")


def _names(record: Record) -> Iterator[str]:
    entity = record.entity
    yield entity.name
    yield from (label for _, label in entity.labels)
    yield from (alias for _, alias in entity.aliases if not is_acronym(alias))


def _name(row: _Row) -> str:
    return repr(row.record.entity.name)


def _place(where: str) -> tuple[str, int]:
    file, _, line = where.rpartition(", line ")
    return file, int(line) if line.isdigit() else 0
