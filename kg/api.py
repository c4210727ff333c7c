"""What the command line calls and what Python users call: questions to a graph, its page, its exports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from kg.entities import KnowledgeBase, load_knowledge
from kg.errors import QueryError
from kg.model import EventRecord
from kg.query.events import records
from kg.query.names import resolve_name
from kg.rdf.taxonomy import load_taxonomy
from kg.store import open_graph

__all__ = ["ask", "find_actor", "view"]


def ask(
    graph: str | Path,
    *actors: str,
    type: str | None = None,
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
    exact: bool = False,
) -> list[EventRecord]:
    """Return the events that an actor took part in, or that passed between two, by date.

    `actors` are names in any language that the graph or the knowledge base knows, or IRIs. A country stands for its people and
    bodies too, unless `exact`. `since` and `until` are days, months or years (``2024-02``). Raises QueryError for a name
    that nobody in the graph bears, GraphError if there is no graph.
    """
    if type is not None and type.upper() not in load_taxonomy().types:
        raise QueryError(f"unknown type '{type}'; known: {', '.join(load_taxonomy().types)}")
    dataset = open_graph(graph)
    found = [find_actor(dataset, name) for name in actors]
    return records(
        dataset,
        actors=found,
        type=type.upper() if type else None,
        status=status,
        since=since,
        until=until,
        exact=exact,
    )


def find_actor(dataset: object, name: str) -> Sequence[str]:
    """Return the IRIs that `name` stands for. Raises QueryError with suggestions if there are none."""
    return resolve_name(dataset, name, lookup=_lookup)


def view(graph: str | Path, *, title: str, lang: str = "en") -> str:
    """Return a graph as one interactive HTML page."""
    from kg.view.page import render

    return render(records(open_graph(graph)), load_taxonomy(), title=title, lang=lang)


def _lookup(name: str) -> list[str]:
    return [candidate.entity.id for candidate in _knowledge().by_name(name)]


@lru_cache(maxsize=1)
def _knowledge() -> KnowledgeBase:
    return load_knowledge()
