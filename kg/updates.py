"""SPARQL updates beside a graph that is made anew from its articles: they change named graphs of people's own, and only those.

What the own graphs hold is kept in ``own.nq`` of the graph directory, which every rebuild takes in.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from kg.derive import derive
from kg.journal import open_journal
from kg.locks import replace_file
from kg.query.changes import check
from kg.query.parameters import bind
from kg.store import OWN, GraphDirectory

_NO_BINDINGS: Mapping[str, str] = MappingProxyType({})


def update(graph: str | Path, text: str, bindings: Mapping[str, str] = _NO_BINDINGS) -> str:
    """Carry out a SPARQL update on the named graphs of people's own; say how many statements came and went.

    WHERE sees all graphs, each inside ``GRAPH``. Raises QueryError where the update would write into any other graph or
    cannot be read, GraphError where `graph` is no graph directory or is locked.
    """
    query = bind(text, bindings) if bindings else text
    check(query)
    directory = GraphDirectory.open(graph)
    with directory.lock():
        file = directory.path / OWN
        before = set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()
        lines = directory.after_update(query)
        replace_file(file, lines)
        derive(directory, open_journal(directory))
    after = set(lines.splitlines())
    return f"{len(after - before)} statements added, {len(before - after)} removed, in graphs of your own"
