"""A graph into a SPARQL server, named graph by named graph, so that a second push brings the server up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from kg.errors import GraphError, KGError
from kg.model import NAMESPACE
from kg.query.sparql import answer
from kg.remote import Endpoint
from kg.store import by_graph, open_graph

_AT_ONCE = 400
"""Statements in one update; Virtuoso 7 refuses some thousands."""
_MARKS = f"{NAMESPACE}graph/pushed"
"""The named graph on the server that says what was pushed: which graphs, with a digest of each."""
_DIGEST = f"{NAMESPACE}ontology#digest"


@dataclass(frozen=True, slots=True)
class Report:
    """What a push did: named graphs sent, with how many statements; there already; removed."""

    sent: int
    statements: int
    same: int
    removed: int


def push(
    graph: str | Path,
    endpoint: str,
    *,
    user: str | None = None,
    password: str = "",
    prune: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> Report:
    """Make the server hold the named graphs of `graph`, and what it holds otherwise stay.

    A graph that was pushed before and is the same is not sent again; one that was cut off is. With `prune` graphs that were
    pushed before and are not in `graph` are taken out. `progress` is told how many graphs are done. Raises
    GraphError where the server does not answer, does not allow it, or refuses.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise GraphError(f"{endpoint} is no address of a SPARQL server; it begins with http:// or https://")
    server = Endpoint(endpoint, user, password)
    there = _pushed(server)
    names, sent, count = set(), 0, 0
    for name, lines in by_graph(open_graph(graph)):
        digest = sha256("".join(lines).encode("utf-8")).hexdigest()[:16]
        if there.get(name) != digest:
            _replace(server, name, lines, digest)
            sent, count = sent + 1, count + len(lines)
        names.add(name)
        progress(len(names))
    gone = sorted(there.keys() - names) if prune else []
    for name in gone:
        _update(server, f"{_forget(name)} ; DROP SILENT GRAPH <{name}>")
    return Report(sent, count, len(names) - sent, len(gone))


def _replace(server: Endpoint, name: str, lines: Iterable[str], digest: str) -> None:
    """The mark goes first and comes last, so that what was cut off is sent again."""
    _update(server, f"{_forget(name)} ; DROP SILENT GRAPH <{name}>")
    for batch in _batches(lines):
        _update(server, f"INSERT DATA {{ GRAPH <{name}> {{\n{''.join(batch)}}} }}")
    _update(server, f'INSERT DATA {{ GRAPH <{_MARKS}> {{ <{name}> <{_DIGEST}> "{digest}" }} }}')


def _forget(name: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{_MARKS}> {{ <{name}> <{_DIGEST}> ?digest }} }}"


def _pushed(server: Endpoint) -> dict[str, str]:
    """Named graph -> digest of what was pushed into it."""
    query = f"SELECT ?g ?digest {{ GRAPH <{_MARKS}> {{ ?g <{_DIGEST}> ?digest }} }}"
    return {str(name): str(digest) for name, digest in answer(server, query).rows()}


def _update(server: Endpoint, text: str) -> None:
    try:
        server.update(text)
    except KGError as error:
        raise GraphError(f"nothing more is sent: {error}") from error


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(lines)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch
