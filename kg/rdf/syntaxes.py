"""Quads as files that people and other programs read, in an order that is the same every time.

One named graph is read at a time, and a large one subject by subject, so what is written may exceed the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from types import MappingProxyType
from typing import BinaryIO

import pyoxigraph as ox

from kg.rdf.namespaces import PREFIXES

FORMATS = MappingProxyType(
    {
        "trig": ox.RdfFormat.TRIG,
        "nq": ox.RdfFormat.N_QUADS,
        "jsonld": ox.RdfFormat.JSON_LD,
        "ttl": ox.RdfFormat.TURTLE,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may not stand in XML, not even escaped."""
_AT_ONCE = 200_000
"""How many quads are sorted in memory; a graph with more is read twice."""


def write(store: ox.Store, out: BinaryIO, format: str) -> None:
    """Write all of `store` to `out` in one of `FORMATS`, sorted; ``ttl`` and ``rdfxml`` have no named graphs."""
    syntax = FORMATS[format]
    if syntax.supports_datasets:
        graphs = sorted({*store.named_graphs(), ox.DefaultGraph()}, key=str)
        write_quads(chain.from_iterable(_of_graph(store, graph) for graph in graphs), out, syntax)
    else:
        write_quads(_of_all(store), out, syntax)


def write_sorted(quads: Iterable[ox.Quad], out: BinaryIO, format: str) -> None:
    """The same for quads that fit into memory."""
    syntax = FORMATS[format]
    if syntax.supports_datasets:
        write_quads(sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad.triple))), out, syntax)
    else:
        write_quads(sorted({quad.triple for quad in quads}, key=str), out, syntax)


def write_quads(
    quads: Iterable[ox.Quad] | Iterable[ox.Triple], out: BinaryIO, syntax: ox.RdfFormat = ox.RdfFormat.TRIG
) -> None:
    """Write quads or triples to `out` as they come, with our prefixes where the syntax has any."""
    if syntax in {ox.RdfFormat.TRIG, ox.RdfFormat.TURTLE}:
        out.writelines(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in sorted(PREFIXES.items()))
        ox.serialize(quads, _After(len(PREFIXES), out), format=syntax, prefixes=dict(PREFIXES))  # type: ignore[arg-type]
    elif syntax == ox.RdfFormat.RDF_XML:
        ox.serialize((_for_xml(triple) for triple in quads), out, format=syntax)
    else:
        ox.serialize(quads, out, format=syntax)


class _After:
    """What is written after the first lines: the engine's own list of prefixes, whose order changes from run to run."""

    def __init__(self, lines: int, out: BinaryIO) -> None:
        self._lines, self._out = lines, out

    def write(self, data: bytes) -> int:
        rest = data
        while self._lines and rest:
            _, newline, rest = rest.partition(b"\n")
            self._lines -= bool(newline)
        if rest:
            self._out.write(rest)
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def _of_graph(store: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    quads = store.quads_for_pattern(None, None, None, graph)
    first = list(islice(quads, _AT_ONCE))
    if len(first) < _AT_ONCE:
        yield from sorted(first, key=str)
    else:
        for subject in sorted({quad.subject for quad in chain(first, quads)}, key=str):
            yield from sorted(store.quads_for_pattern(subject, None, None, graph), key=str)


def _of_all(store: ox.Store) -> Iterator[ox.Triple]:
    """Each triple once, in whatever graphs it is."""
    for subject in sorted({quad.subject for quad in store}, key=str):
        yield from sorted({quad.triple for quad in store.quads_for_pattern(subject, None, None, None)}, key=str)


def _for_xml(triple: ox.Quad | ox.Triple) -> ox.Triple:
    value = triple.object
    if isinstance(value, ox.Literal) and NOT_XML.search(value.value):
        text = NOT_XML.sub("\ufffd", value.value)
        value = ox.Literal(text, language=value.language) if value.language else ox.Literal(text)
    return ox.Triple(triple.subject, triple.predicate, value)
