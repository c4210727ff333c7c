"""Reads the tables of entities into the knowledge base."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from kg.entities.knowledge import KnowledgeBase
from kg.entities.offices import read_institutions, read_offices
from kg.entities.records import Record
from kg.entities.tables import read_records
from kg.errors import DataError

_HERE = Path(__file__).parent
TABLES = ("countries.csv", "places.csv", "organisations.csv", "people.csv")


def load_knowledge(extra: Sequence[Path] = ()) -> KnowledgeBase:
    """Load the tables of kg and then those of `extra`, whose rows replace earlier rows of the same id.

    Raises DataError, naming file and line, at a duplicate id, unknown kind, missing name, bad date or unknown column.
    """
    records: dict[str, Record] = {}
    with _without_collector():
        for path in (_HERE / table for table in TABLES):
            _add(records, path, frozenset())
        for path in extra:
            _add(records, path, frozenset(records))
        return KnowledgeBase(
            records.values(), read_institutions(_HERE / "institutions.csv"), read_offices(_HERE / "offices.csv")
        )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Leave the garbage collector off: it would walk over the growing tables again and again, and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def country_iris() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 code -> IRI, for the countries of kg's own table."""
    countries = (record for _, record in read_records(_HERE / "countries.csv"))
    return {record.code: record.entity.id for record in countries if record.code}


def _add(records: dict[str, Record], path: Path, replaceable: frozenset[str]) -> None:
    own: set[str] = set()
    for where, record in read_records(path):
        iri = record.entity.id
        if iri in own or (iri in records and iri not in replaceable):
            raise DataError(
                f"{where}: duplicate id {iri.rsplit('/', 1)[1]!r} of {record.entity.name!r}; "
                f"{records[iri].entity.name!r} has it already"
            )
        own.add(iri)
        records[iri] = record
