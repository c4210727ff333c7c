"""The storage engine: how it is loaded, opened and tried out. With `kg.store`, the only module that names it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.locks import copy_with_links
from kg.rdf.namespaces import PREFIXES
from kg.rdf.nquads import Quad, n_quads
from kg.rdf.own import is_own, own_lines

_CHUNKS = 300
"""How many chunks of N-Quads, of 500 quads each, are loaded at once: the engine holds them in memory several times over."""


def load(home: Path, quads: Iterable[Quad], without: Iterable[str] = ()) -> None:
    """Load `quads` into the engine's files at `home`, made if there are none, from which the graphs `without` go first."""
    engine = ox.Store(str(home))
    for graph in without:
        engine.remove_graph(ox.NamedNode(graph))
    chunks = n_quads(quads)
    with ThreadPoolExecutor(1) as loading:
        loaded = None
        while some := list(islice(chunks, _CHUNKS)):  # the next are made while these are loaded
            if loaded:
                loaded.result()
            loaded = loading.submit(_bulk_load, engine, some)
        if loaded:
            loaded.result()
    engine.optimize()
    engine.flush()


def _bulk_load(engine: ox.Store, chunks: list[bytes]) -> None:
    engine.bulk_load(Stream(iter(chunks)), format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]


def load_file(path: Path) -> ox.Store:
    """An RDF file in memory; GraphError where it is none."""
    engine = ox.Store()
    try:
        engine.bulk_load(path=str(path))
    except (SyntaxError, ValueError, OSError) as error:
        raise GraphError(f"{path}: not readable as RDF: {' '.join(str(error).split())}") from error
    return engine


def open_read_only(home: Path) -> ox.Store:
    """The engine's files at `home`; GraphError where they are damaged."""
    try:
        return ox.Store.read_only(str(home))
    except (OSError, RuntimeError) as error:
        raise GraphError(
            f"{home}: damaged ({' '.join(str(error).split())}); kg doctor --repair makes it anew from what was read"
        ) from error


def trial_update(home: Path, trial: Path, update: str) -> str:
    """What graphs of people's own at `home` would hold after a SPARQL update, as `own_lines`; `trial` is for a copy.

    QueryError where the engine does not take the update.
    """
    copy_with_links(home, trial)
    try:
        engine = ox.Store(str(trial))
        engine.update(update, prefixes=dict(PREFIXES))
        own = [graph for graph in engine.named_graphs() if is_own(graph.value)]
        return own_lines(quad for graph in own for quad in engine.quads_for_pattern(None, None, None, graph))
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the update cannot be carried out: {' '.join(str(error).split())}") from error
    finally:
        shutil.rmtree(trial, ignore_errors=True)


class Stream:
    """Chunks of bytes as the file that the engine reads from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        """The next `size` bytes, or fewer; none at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        part, self._rest = self._rest[:size], self._rest[size:]
        return bytes(part)
