"""Quads as files that people and other programs read, in an order that is the same every time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import pyoxigraph as ox

from kg.rdf.namespaces import PREFIXES

FORMATS = ("trig", "nq", "ttl", "jsonld")


def write_sorted(quads: Iterable[ox.Quad], out: BinaryIO, format: str) -> None:
    """Write `quads` to `out` as ``trig``, ``nq``, ``ttl`` (without named graphs) or ``jsonld``, sorted."""
    if format == "nq":
        ox.serialize(sorted(quads, key=str), out, format=ox.RdfFormat.N_QUADS)
    elif format == "jsonld":
        ox.serialize(sorted(quads, key=_by_graph), out, format=ox.RdfFormat.JSON_LD)
    elif format == "trig":
        _write_readably(sorted(quads, key=_by_graph), out, ox.RdfFormat.TRIG)
    else:
        _write_readably(sorted({quad.triple for quad in quads}, key=str), out, ox.RdfFormat.TURTLE)


def _by_graph(quad: ox.Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad.triple)


def _write_readably(statements: list[ox.Quad] | list[ox.Triple], out: BinaryIO, syntax: ox.RdfFormat) -> None:
    """Write with prefixes, sorted too: the engine's own order of them changes from run to run."""
    text = ox.serialize(statements, format=syntax, prefixes=dict(PREFIXES))
    lines = (text or b"").split(b"\n", len(PREFIXES))
    out.write(b"\n".join([*sorted(lines[:-1]), lines[-1]]))
