"""Which events a SPARQL query is about: those that it names, and those behind the relations that it constructs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyoxigraph as ox
from rdflib import Dataset

from kg.errors import QueryError
from kg.query.sparql import answer, faults
from kg.rdf.namespaces import ACT
from kg.store import rows

_AT_ONCE = 500


def events_of_query(graph: Dataset, query: str) -> list[str]:
    """Return the IRIs of the events that `query` gives, sorted.

    Of a SELECT these are the events in any of its columns. Of a CONSTRUCT or DESCRIBE they are the events that are subject or
    object of a triple, and for a triple such as ``wd:Q794 act:AID wd:Q159`` the events in which the one did that to the other.

    Raises:
        QueryError: the query cannot be answered, asks for yes or no, or gives something, but no event.
    """
    found = answer(graph, query)
    if found.truth is not None:
        raise QueryError("an ASK query gives no events to draw; write a SELECT of events or a CONSTRUCT")
    if found.has_triples:
        with faults(query):
            triples = list(found.found)
        events = _events(graph, _iris(triples)) | _behind(graph, triples)
        is_empty = not triples
    else:
        values = [value for row in found.rows() for value in row]
        events = _events(graph, {value for value in values if isinstance(value, str)})
        is_empty = not values
    if not events and not is_empty:
        raise QueryError("the query gives no events; select a variable that stands for events, such as ?event")
    return sorted(events)


def _iris(triples: Iterable[ox.Triple]) -> set[str]:
    ends = (end for triple in triples for end in (triple.subject, triple.object))
    return {end.value for end in ends if isinstance(end, ox.NamedNode)}


def _events(graph: Dataset, values: Iterable[str]) -> set[str]:
    """Those of `values` that are IRIs of events."""
    iris = (f"<{value}>" for value in sorted(values) if "://" in value and not set(value) & set('<>"{}|^`\\ \n'))
    found = set[str]()
    for batch in _batches(iris):
        query = f"SELECT ?event {{ VALUES ?event {{ {' '.join(batch)} }} ?event a kg:Event }}"
        found.update(event for (event,) in rows(graph, query) if event)
    return found


def _behind(graph: Dataset, triples: Iterable[ox.Triple]) -> set[str]:
    """The events behind relations between actors."""
    relations = (
        f"({triple.subject} {triple.predicate} {triple.object})"
        for triple in triples
        if triple.predicate.value.startswith(str(ACT)) and isinstance(triple.object, ox.NamedNode)
    )
    found = set[str]()
    for batch in _batches(relations):
        query = f"""SELECT DISTINCT ?event {{ VALUES (?actor ?action ?target) {{ {" ".join(batch)} }}
            ?event a kg:Event ; kg:action ?action ; kg:actor ?actor ; kg:target ?target }}"""
        found.update(event for (event,) in rows(graph, query) if event)
    return found


def _batches(values: Iterable[str]) -> Iterator[Sequence[str]]:
    remaining = iter(values)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch
