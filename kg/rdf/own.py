"""Statements that people add to a graph themselves, in named graphs of their own, as a file of N-Quads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.model import NAMESPACE, digest
from kg.rdf.nquads import Quad


def is_own(graph: str) -> bool:
    """Whether the named graph of this IRI is for people to write; those of kg follow from the articles."""
    return not graph.startswith((f"{NAMESPACE}article/", f"{NAMESPACE}graph/"))


class OwnStatements:
    """The file's statements by named graph; empty where there is no file. GraphError where it is not N-Quads."""

    def __init__(self, path: Path) -> None:
        self._quads: dict[str, list[ox.Quad]] = defaultdict(list)
        if path.exists():
            self._load(path)
        self.keys: Mapping[str, str] = {
            graph: digest(*sorted(map(str, quads))) for graph, quads in sorted(self._quads.items())
        }
        """The named graphs, with a digest of what each says."""

    def quads(self, graph: str) -> Iterable[Quad]:
        """What one of them says."""
        for quad in self._quads[graph]:
            yield str(_named(quad.subject)), str(quad.predicate), str(_named(quad.object)), str(quad.graph_name)

    def _load(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                for quad in ox.parse(file, ox.RdfFormat.N_QUADS):
                    if isinstance(quad.graph_name, ox.NamedNode) and is_own(quad.graph_name.value):
                        self._quads[quad.graph_name.value].append(quad)
        except (SyntaxError, ValueError, OSError) as error:
            raise GraphError(f"{path}: not readable: {' '.join(str(error).split())}; mend or delete it") from error


def own_lines(quads: Iterable[ox.Quad]) -> str:
    """The file's text: those of `quads` that are in graphs of people's own, sorted; blank nodes get IRIs."""
    lines = {
        f"{_named(q.subject)} {q.predicate} {_named(q.object)} {q.graph_name} .\n"
        for q in quads
        if isinstance(q.graph_name, ox.NamedNode) and is_own(q.graph_name.value)
    }
    return "".join(sorted(lines))


def _named(term: object) -> object:
    return f"<{NAMESPACE}blank/{term.value}>" if isinstance(term, ox.BlankNode) else term
