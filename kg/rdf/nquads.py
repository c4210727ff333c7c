"""Quads as N-Quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from kg.rdf.terms import Term, ref, text, typed

Triple: TypeAlias = tuple[Term, Term, Term]
Quad: TypeAlias = tuple[Term, Term, Term, Term]
"""Subject, predicate, object and named graph."""
_LINES_AT_ONCE = 500


def n_quads(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Chunks of N-Quads in UTF-8, each of whole lines."""
    rows = iter(quads)
    while block := list(islice(rows, _LINES_AT_ONCE)):
        yield "".join([f"{s} {p} {o} {g} .\n" for s, p, o, g in block]).encode("utf-8", "replace")


def quads_of(dataset: Dataset) -> Iterator[Quad]:
    """All that a dataset of rdflib holds; what is in no named graph has an empty one."""
    for s, p, o, g in dataset.quads():
        yield _written(s), _written(p), _written(o), _written(g) if g else ""


def n_term(term: URIRef | Literal) -> Term:
    """A term of rdflib as N-Quads and SPARQL write it, several times faster than rdflib does."""
    if isinstance(term, URIRef):
        return ref(term)
    if term.datatype and not term.language:
        return typed(term, term.datatype)
    return text(term, term.language)


def _written(term: Node) -> Term:
    return n_term(term) if isinstance(term, URIRef | Literal) else term.n3()
