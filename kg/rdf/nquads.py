"""Quads as N-Quads, several times faster than rdflib writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from rdflib import Literal, URIRef

from kg.rdf.mapping import Quad

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_LINES_AT_ONCE = 500


def n_quads(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Chunks of N-Quads in UTF-8, each of whole lines."""
    rows = iter(quads)
    while block := list(islice(rows, _LINES_AT_ONCE)):
        lines = [f"<{s}> <{p}> {n_term(o)} <{g}> .\n" for s, p, o, g in block]
        yield "".join(lines).encode("utf-8", "replace")


def n_term(term: URIRef | Literal) -> str:
    """An IRI or literal in full, on one line, as N-Quads and SPARQL write it."""
    if isinstance(term, URIRef):
        return f"<{term}>"
    text = term.translate(_ESCAPES)
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"^^<{term.datatype}>' if term.datatype else f'"{text}"'
