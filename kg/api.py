"""What the command line calls and what Python users call: questions to a graph, its page, its exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from kg.decisions import Corrections, open_decisions
from kg.entities import KnowledgeBase, load_knowledge
from kg.errors import QueryError
from kg.formats import claim_to_json
from kg.journal import open_journal
from kg.model import EventRecord
from kg.query.events import events_of, read, records
from kg.query.names import resolve_name
from kg.rdf.namespaces import article_iri, claim_iri, event_iri
from kg.rdf.taxonomy import load_taxonomy
from kg.store import Graph, GraphDirectory, dump, open_graph, rows

__all__ = ["ask", "export", "find_actor", "show", "view"]


def ask(
    graph: str | Path,
    *actors: str,
    type: str | None = None,
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
    exact: bool = False,
    time: str = "event",
    said_by: str | None = None,
    denied_by: str | None = None,
    min_sources: int = 1,
) -> list[EventRecord]:
    """Return the events that an actor took part in, or that passed between two, by date; all events if none is named.

    `actors` are names in any language that the graph or the knowledge base knows, or IRIs. A country stands for its people and
    bodies too, unless `exact`. `since` and `until` are days, months or years (``2024-02``) of the time that `time`
    names: ``event`` (when it took place), ``published`` (when an article told of it) or ``claimed`` (when a source said so).
    `said_by` and `denied_by` are names of sources, `min_sources` is how many independent ones there must be. Raises QueryError for a name
    that nobody in the graph bears, GraphError if there is no graph.
    """
    if type is not None and type.partition("-")[0].upper() not in load_taxonomy().types:
        raise QueryError(f"unknown type '{type}'; known: {', '.join(load_taxonomy().types)}")
    dataset = open_graph(graph)
    found = [find_actor(dataset, name) for name in actors]
    return records(
        dataset,
        actors=found,
        time=time,
        said_by=find_actor(dataset, said_by) if said_by else (),
        denied_by=find_actor(dataset, denied_by) if denied_by else (),
        type=type,
        status=status,
        since=since,
        until=until,
        exact=exact,
        min_sources=min_sources,
    )


def find_actor(dataset: Graph, name: str) -> list[str]:
    """Return the IRIs that `name` stands for. Raises QueryError with suggestions if there are none."""
    return resolve_name(dataset, name, lookup=_lookup)


def show(graph: str | Path, name: str) -> list[EventRecord]:
    """Return the event with this id or IRI, or the events of the actor with this name. Raises QueryError if there is neither.

    An id that an event had before earlier articles came in still finds it.
    """
    dataset = open_graph(graph)
    iri = name if name.startswith(("http://", "https://")) else str(event_iri(name))
    return read(dataset, [iri, *events_of(dataset, iri)]) or records(dataset, actors=[find_actor(dataset, name)])


def view(graph: str | Path, *, title: str, lang: str = "en") -> str:
    """Return a graph as one interactive HTML page."""
    from kg.view.page import render

    return render(records(open_graph(graph)), load_taxonomy(), title=title, lang=lang)


def export(graph: str | Path, form: str, out: BinaryIO) -> None:
    """Write a graph to `out`.

    `form`: ``trig``, ``nq``, ``ttl``, ``jsonld`` (RDF), ``graphml``, ``gexf`` (the actor network), ``csv`` (a table of events)
    or ``claims`` (event lines as ``kg extract`` prints them, each with the id of its event).
    """
    if form in {"trig", "nq", "ttl", "jsonld"}:
        dump(open_graph(graph), out, form)
    elif form == "claims":
        out.writelines(_claim_lines(graph))
    else:
        from kg.view import export as exports

        write = {"graphml": exports.graphml, "gexf": exports.gexf, "csv": exports.csv_table}[form]
        write(records(open_graph(graph)), out, load_taxonomy())


def _claim_lines(graph: str | Path) -> Iterator[bytes]:
    denoted = rows(open_graph(graph), "SELECT ?claim ?event { ?event gaf:denotedBy ?claim }")
    events = {str(claim): event for claim, event in denoted}
    reprints = rows(open_graph(graph), "SELECT ?article ?first { ?article kg:reprintOf/schema:identifier ?first }")
    firsts = {str(article): first for article, first in reprints}
    directory = GraphDirectory.open(graph)
    corrections = Corrections(open_decisions(directory))
    for reading in open_journal(directory).readings():
        for claim in corrections.apply(reading).reading.claims:
            line = {
                **claim_to_json(claim),
                "event": events.get(str(claim_iri(claim.id))),
                "reprint_group": firsts.get(str(article_iri(claim.article)), claim.article),
            }
            yield (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8")


def _lookup(name: str) -> list[str]:
    return [candidate.record.entity.id for candidate in _knowledge().by_name(name)]


@lru_cache(maxsize=1)
def _knowledge() -> KnowledgeBase:
    return load_knowledge()
