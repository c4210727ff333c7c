"""A property graph for Neo4j: tables, and the script that loads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from kg.exports.rows import ACTORS, EVENTS, EVIDENCE, TIES, Actors, event_row, evidence_rows, tie_rows
from kg.exports.tables import CsvTable, open_files
from kg.model import EventRecord, Taxonomy

SCRIPT = "load.cypher"
_OF_ARTICLES = ("article", "title", "url", "publisher", "published", "lang")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "actors": tuple(ACTORS),
    "events": tuple(name for name, kind in EVENTS.items() if kind is not tuple),
    "claims": tuple(name for name in EVIDENCE if name not in _OF_ARTICLES[1:]),
    "articles": _OF_ARTICLES,
    "acts": ("actor", "event"),
    "undergoes": ("actor", "event"),
    "ties": tuple(TIES),
}


def neo4j(records: Iterable[EventRecord], folder: Path, taxonomy: Taxonomy) -> None:
    """Write nodes and relationships as CSV into `folder`, with `SCRIPT`, which says how to use it."""
    with open_files(folder, [SCRIPT, *(f"{name}.csv" for name in COLUMNS)]) as (script, *outs):
        script.write(files("kg.exports").joinpath(SCRIPT).read_bytes())
        pairs = zip(COLUMNS.items(), outs, strict=True)
        tables = {name: CsvTable(columns, out, _escaped) for (name, columns), out in pairs}
        actors, articles = Actors(), set[str]()
        for record in actors.seen_in(records):
            tables["events"].write([event_row(record, taxonomy)])
            tables["ties"].write(tie_rows(record, taxonomy))
            for role, parties in (("acts", record.actors), ("undergoes", record.targets)):
                tables[role].write({"event": record.id, "actor": party.id} for party in parties)
            for row in evidence_rows(record):
                tables["claims"].write([row])
                if row["article"] not in articles:
                    articles.add(str(row["article"]))
                    tables["articles"].write([row])
        tables["actors"].write(actors.rows())


def _escaped(text: str) -> str:
    """Neo4j takes a backslash for the beginning of an escape."""
    return text.replace("\\", "\\\\")
