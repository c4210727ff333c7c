"""Tables as CSV, for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from kg.exports.rows import ACTORS, EVENTS, EVIDENCE, TIES, Actors, Columns, Row, event_row, evidence_rows, tie_rows
from kg.model import EventRecord, Taxonomy
from kg.spreadsheets import csv_line, guarded

TABLES: Mapping[str, Columns] = {"actors": ACTORS, "events": EVENTS, "evidence": EVIDENCE, "ties": TIES}


def as_it_is(text: str) -> str:
    """`text` itself, for programs."""
    return text


class Table(Protocol):
    """A table that is being written."""

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows, whose missing values are left empty."""


class CsvTable:
    """A table as CSV: UTF-8, a heading, lists joined with ``; ``. `cell` turns texts into what stands in the file."""

    def __init__(self, columns: Iterable[str], out: IO[bytes], cell: Callable[[str], str]) -> None:
        self._columns, self._out, self._text = list(columns), out, cell
        self._line(self._columns)

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows, whose missing values are left empty."""
        for row in rows:
            self._line([self._cell(row.get(column)) for column in self._columns])

    def _cell(self, value: object) -> object:
        if isinstance(value, bool):
            return str(value).lower()
        text = "; ".join(map(str, value)) if isinstance(value, tuple) else value
        return self._text(text) if isinstance(text, str) else text

    def _line(self, cells: Iterable[object]) -> None:
        self._out.write(csv_line(cells).encode("utf-8", "replace"))


def csv_table(
    records: Iterable[EventRecord], out: BinaryIO, taxonomy: Taxonomy, cell: Callable[[str], str] = guarded
) -> None:
    """Write one table: a row for each claim, its event's columns first; an event without claims has one row."""
    table = CsvTable((*EVENTS, *(name for name in EVIDENCE if name != "event")), out, cell)
    for record in records:
        event = event_row(record, taxonomy)
        table.write({**event, **row} for row in list(evidence_rows(record)) or [{}])


def csv_tables(
    records: Iterable[EventRecord], folder: Path, taxonomy: Taxonomy, cell: Callable[[str], str] = guarded
) -> None:
    """Write a file of CSV for each of `TABLES` into `folder`."""
    with open_files(folder, [f"{name}.csv" for name in TABLES]) as outs:
        pairs = zip(TABLES.items(), outs, strict=True)
        fill({name: CsvTable(columns, out, cell) for (name, columns), out in pairs}, records, taxonomy)


def fill(tables: Mapping[str, Table], records: Iterable[EventRecord], taxonomy: Taxonomy) -> None:
    """Write `records` into a table for each of `TABLES`."""
    actors = Actors()
    for record in actors.seen_in(records):
        tables["events"].write([event_row(record, taxonomy)])
        tables["evidence"].write(evidence_rows(record))
        tables["ties"].write(tie_rows(record, taxonomy))
    tables["actors"].write(actors.rows())


@contextmanager
def open_files(folder: Path, names: Iterable[str]) -> Iterator[list[IO[bytes]]]:
    """Open files of these names in `folder`, made where it is missing; they appear there when all of them are whole."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = {folder / f".{name}.draft": folder / name for name in names}
    try:
        with ExitStack() as stack:
            yield [stack.enter_context(draft.open("wb")) for draft in drafts]
        for draft, path in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
