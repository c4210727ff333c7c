"""How much is in a graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rdflib import Dataset

from kg.model import OPEN_EVENT
from kg.rdf.terms import KIND_OF, STATUS_OF, local_name
from kg.store import open_graph, rows

_TOTALS = {
    "articles": "?thing a schema:NewsArticle",
    "claims": "?thing a kg:Claim",
    "events": "?thing a kg:Event",
    "entities": "?thing a kg:Entity",
}
_GROUPS = (
    ("articles by language", "?thing a schema:NewsArticle ; schema:inLanguage ?group"),
    ("events by type", "?thing a kg:Event ; kg:action ?group"),
    ("events by status", "?thing a kg:Event ; kg:status ?group"),
    ("entities by kind", "?thing a kg:Entity ; kg:kind ?group"),
)


class Count(NamedTuple):
    """One number, or one day: what it counts, of which group (empty for a total)."""

    what: str
    of: str
    number: int | str


def count(graph: Dataset | str | Path) -> list[Count]:
    """Articles, claims, events (and the open ones among them), entities and quads; their groups, largest first; the first and last day of events."""
    dataset = graph if isinstance(graph, Dataset) else open_graph(graph)
    return [*_totals(dataset), *_open_events(dataset), *_groups(dataset), *_days(dataset)]


def total(graph: Dataset, what: str) -> int:
    """How many articles, claims, events or entities there are."""
    query = f"SELECT (COUNT(DISTINCT ?thing) AS ?number) {{ {_TOTALS[what]} }}"
    return sum(int(number or 0) for (number,) in rows(graph, query))


def _totals(graph: Dataset) -> Iterator[Count]:
    yield from (Count(what, "", total(graph, what)) for what in _TOTALS)
    for (number,) in rows(graph, "SELECT (COUNT(*) AS ?number) { GRAPH ?graph { ?s ?p ?o } }"):
        yield Count("quads", "", int(number or 0))


def _open_events(graph: Dataset) -> Iterator[Count]:
    """Those that no type fits, which other commands leave out unless they are asked for."""
    query = f"SELECT (COUNT(DISTINCT ?event) AS ?number) {{ ?event a kg:Event ; kg:action act:{OPEN_EVENT} }}"
    for (number,) in rows(graph, query):
        if int(number or 0):
            yield Count("events", "open ones among them, shown with --other", int(number or 0))


def _groups(graph: Dataset) -> Iterator[Count]:
    for what, pattern in _GROUPS:
        query = f"SELECT ?group (COUNT(DISTINCT ?thing) AS ?number) {{ {pattern} }} GROUP BY ?group"
        counted = ((int(number or 0), _name(group or "")) for group, number in rows(graph, query))
        for number, group in sorted(counted, key=lambda pair: (-pair[0], pair[1])):
            yield Count(what, group, number)


def _name(group: str) -> str:
    value = STATUS_OF.get(group) or KIND_OF.get(group)
    return value.value if value else local_name(group)


def _days(graph: Dataset) -> Iterator[Count]:
    query = "SELECT (MIN(?begin) AS ?first) (MAX(?end) AS ?last) { ?event a kg:Event ; kg:begin ?begin ; kg:end ?end }"
    for first, last in rows(graph, query):
        if first and last:
            yield Count("first day", "", first)
            yield Count("last day", "", last)
