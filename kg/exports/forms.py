"""What a graph can be written as, and the way there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from kg.errors import QueryError
from kg.exports import claims, neo4j, networks, parquet, tables
from kg.query.events import select, stream
from kg.query.selection import EVERYTHING, Selection
from kg.rdf.nanopubs import nanopublications
from kg.rdf.parts import part_of
from kg.rdf.syntaxes import write, write_quads
from kg.rdf.taxonomy import load_taxonomy
from kg.spreadsheets import guarded
from kg.store import Graph, engine_or_copy


@dataclass(frozen=True, slots=True)
class Source:
    """What is written: the events of a selection, out of an open graph, which lies at `place`."""

    place: str | Path
    graph: Graph
    selection: Selection = EVERYTHING
    raw: bool = False
    """Whether texts in CSV are left as they are, though a spreadsheet may take some for formulas."""


Writer = Callable[[Source, Any], None]


@dataclass(frozen=True, slots=True)
class Form:
    """A format: what it is, how its files end, and whether it is a folder of several files."""

    about: str
    suffix: str
    write: Writer
    is_folder: bool = False


def export(source: Source, form: str, target: Path | BinaryIO) -> None:
    """Write `source` in a form of `FORMS` to a stream, a file or a folder; what is there is replaced when all is written.

    Raises QueryError for an unknown form, or a stream where a folder is needed.
    """
    known = FORMS.get(form)
    if known is None:
        raise QueryError(f"{form!r} is unknown; known: {', '.join(FORMS)}")
    if known.is_folder and (not isinstance(target, Path) or target.is_file()):
        raise QueryError(f"{form} is written as several files; name a folder for them")
    if isinstance(target, Path) and not known.is_folder:
        with tables.open_files(target.parent, [target.name]) as (out,):
            known.write(source, out)
    else:
        known.write(source, target)


def form_of(name: str) -> str | None:
    """The form that a file of this name has; None where its ending does not say."""
    found = [form for form, known in FORMS.items() if known.suffix and name.endswith(known.suffix)]
    return max(found, key=lambda form: len(FORMS[form].suffix), default=None)


def _rdf(source: Source, out: BinaryIO, syntax: str) -> None:
    write(_store(source), out, syntax)


def _nanopubs(source: Source, out: BinaryIO) -> None:
    write_quads(nanopublications(_store(source), f"kg {version('news-kg')}"), out)


def _store(source: Source) -> Any:
    store = engine_or_copy(source.graph)
    return store if source.selection == EVERYTHING else part_of(store, select(source.graph, source.selection))


def _events(write_events: Callable[..., None]) -> Writer:
    """A writer of events, which are read some at a time."""
    return lambda source, target: write_events(stream(source.graph, source.selection), target, load_taxonomy())


def _csv(write_events: Callable[..., None]) -> Writer:
    def write_table(source: Source, target: BinaryIO | Path) -> None:
        cell = tables.as_it_is if source.raw else guarded
        write_events(stream(source.graph, source.selection), target, load_taxonomy(), cell)

    return write_table


def _claims(source: Source, out: BinaryIO) -> None:
    wanted = None if source.selection == EVERYTHING else set(select(source.graph, source.selection))
    out.writelines(claims.claim_lines(source.place, source.graph, wanted))


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "trig": Form("RDF with named graphs, for people", ".trig", partial(_rdf, syntax="trig")),
        "nq": Form("RDF with named graphs, a line for each statement", ".nq", partial(_rdf, syntax="nq")),
        "ttl": Form("RDF without named graphs", ".ttl", partial(_rdf, syntax="ttl")),
        "jsonld": Form("RDF with named graphs as JSON", ".jsonld", partial(_rdf, syntax="jsonld")),
        "rdfxml": Form("RDF without named graphs as XML", ".rdf", partial(_rdf, syntax="rdfxml")),
        "nanopubs": Form("each claim as a nanopublication, in TriG", ".nanopubs.trig", _nanopubs),
        "graphml": Form("the network of actors, an edge for each event", ".graphml", _events(networks.graphml)),
        "gexf": Form("the same with time, for Gephi", ".gexf", _events(networks.gexf)),
        "cytoscape": Form("the same for Cytoscape", ".cyjs", _events(networks.cytoscape)),
        "claims": Form("event lines as kg extract prints them, with the events they are part of", ".jsonl", _claims),
        "csv": Form("one table, a row for each claim", ".csv", _csv(tables.csv_table)),
        "csv-tables": Form("tables of actors, events, evidence and ties", "", _csv(tables.csv_tables), True),
        "parquet": Form("the same tables as Parquet", "", _events(parquet.parquet), True),
        "neo4j": Form("tables for Neo4j, with the script that loads them", "", _events(neo4j.neo4j), True),
    }
)
