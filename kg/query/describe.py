"""What a graph says of many things at once, in a few large queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from rdflib import Dataset, URIRef

from kg.store import rows

_AT_ONCE = 500


class Value(NamedTuple):
    """An IRI or the text of a literal, and the literal's language; `language` is empty where there is none."""

    text: str
    language: str


class Description:
    """The properties of one thing."""

    def __init__(self, values: Mapping[str, Iterable[Value]]) -> None:
        self._values = values

    def values(self, *properties: URIRef) -> list[Value]:
        """All values of the properties, sorted."""
        return sorted({value for key in properties for value in self._values.get(str(key), ())})

    def texts(self, *properties: URIRef) -> list[str]:
        """All values of the properties without their languages, sorted."""
        return list(dict.fromkeys(value.text for value in self.values(*properties)))

    def text(self, key: URIRef) -> str | None:
        """The value of a property that has at most one; the first of several."""
        return next(iter(self.texts(key)), None)


def describe(graph: Dataset, things: Iterable[str], properties: Iterable[URIRef]) -> dict[str, Description]:
    """IRI -> description, for each of `things` of which the graph states at least one of `properties`."""
    wanted = ", ".join(f"<{key}>" for key in properties)
    found: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for batch in _batches(sorted(set(things))):
        subjects = " ".join(f"<{thing}>" for thing in batch)
        query = f"""SELECT ?thing ?property ?value (LANG(?value) AS ?language) {{
            VALUES ?thing {{ {subjects} }} ?thing ?property ?value . FILTER(?property IN ({wanted})) }}"""
        for thing, key, value, language in rows(graph, query):
            if thing and key and value is not None:
                found[thing][key].append(Value(value, language or ""))
    return {thing: Description(values) for thing, values in found.items()}


def _batches(things: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(things)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch
