"""Where a graph lives: a directory, a file, or a SPARQL endpoint. The only module that names the storage engine.

A graph directory holds

    kg.json               format version, the current generation, what made it
    store/<generation>/   the quads; a generation never changes once kg.json names it
    readings.jsonl        what was read out of the articles; the pipeline's
    lock                  held by whoever writes

A rebuild fills a fresh generation and swaps it in with one rename, so readers never wait and a crash loses nothing.
"""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias, cast

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow

from kg.errors import GraphError
from kg.locks import hold_for_reading, readers_file, remove_unread, sync, take
from kg.rdf.mapping import Quad
from kg.rdf.namespaces import PREFIXES
from kg.rdf.nquads import n_quads

Graph: TypeAlias = Dataset
"""An open graph, as those who only hand it on call it."""

FORMAT = 1
FORMATS = ("trig", "nq", "ttl", "jsonld")
_READ_ATTEMPTS = 20


def open_graph(source: str | Path) -> Dataset:
    """Open a graph directory (read-only), an RDF file (in memory) or the URL of a SPARQL endpoint.

    Queries without GRAPH see the union of all named graphs. GraphError where there is no graph or it is not ours.
    """
    if str(source).startswith(("http://", "https://")):
        return _dataset(SPARQLStore(str(source), method="POST_FORM"))
    path = Path(source)
    if path.is_dir():
        return GraphDirectory.open(path).dataset()
    if path.is_file():
        return _dataset(_Store(_load_file(path)))
    raise GraphError(f"{path}: no such graph; `kg build ARTICLES -g {path}` makes one")


def rows(graph: Dataset, query: str) -> Iterator[tuple[str | None, ...]]:
    """The rows of a SELECT query as plain text, IRIs and literals alike: twice as fast as rdflib's terms.

    GraphError where an endpoint does not answer.
    """
    if isinstance(graph.store, _Store):
        prefixes = dict(PREFIXES)
        found = graph.store.engine.query(query, prefixes=prefixes, use_default_graph_as_union=True)
        for solution in cast("ox.QuerySolutions", found):
            yield tuple(None if term is None else term.value for term in solution)
    else:
        for row in _answer(graph, query):
            yield tuple(None if term is None else str(term) for term in row)


def dump(graph: Dataset, out: BinaryIO, format: str) -> None:
    """Write `graph` to `out` as ``trig``, ``nq``, ``ttl`` (without named graphs) or ``jsonld``, sorted."""
    if format not in FORMATS:
        raise GraphError(f"unknown format {format}; known: {', '.join(FORMATS)}")
    quads = _engine_quads(graph)
    if format == "nq":
        ox.serialize(sorted(quads, key=str), out, format=ox.RdfFormat.N_QUADS)
    elif format == "jsonld":
        ox.serialize(sorted(quads, key=_by_graph), out, format=ox.RdfFormat.JSON_LD)
    elif format == "trig":
        _write_readably(sorted(quads, key=_by_graph), out, ox.RdfFormat.TRIG)
    else:
        _write_readably(sorted({quad.triple for quad in quads}, key=str), out, ox.RdfFormat.TURTLE)


@dataclass
class GraphDirectory:
    """A graph directory of ours. Make one with `open` or `create`; hold `lock` while writing."""

    path: Path
    _locked: bool = False

    @classmethod
    def open(cls, path: str | Path) -> GraphDirectory:
        """The graph directory at `path`; GraphError where it is missing, not ours, or of a newer format."""
        directory = cls(Path(path))
        if not directory.path.is_dir():
            raise GraphError(f"{path}: no such graph; `kg build ARTICLES -g {path}` makes one")
        directory._manifest()
        return directory

    @classmethod
    def create(cls, path: str | Path) -> GraphDirectory:
        """The graph directory at `path`, made now if there is none; GraphError where something else is in the way."""
        directory = cls(Path(path))
        if directory.path.exists() and not directory.path.is_dir():
            raise GraphError(f"{path}: a file is in the way; name another directory for the graph")
        if not directory.path.exists() or not any(directory.path.iterdir()):
            directory.path.mkdir(parents=True, exist_ok=True)
            directory._write_manifest(None)
        return cls.open(path)

    @property
    def generation(self) -> str | None:
        """Name of the generation that readers see; None before the first `replace`."""
        name = self._manifest()["generation"]
        return str(name) if name else None

    def dataset(self) -> Dataset:
        """The current generation, read-only. It stays readable after a later `replace`."""
        for _ in range(_READ_ATTEMPTS):  # a writer may swap generations between the two steps
            generation = self.generation
            if generation is None:
                return _dataset(_Store(ox.Store()))
            guard = hold_for_reading(self._store / generation)
            if guard is not None:
                return _dataset(_Store(_open_read_only(self._store / generation), guard))
        raise GraphError(f"{self.path}: generation {generation} is gone; build the graph again")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other writers out; GraphError names who holds the lock. A dead process holds none."""
        with (self.path / "lock").open("a+", encoding="utf-8") as handle:
            take(handle, self.path)
            self._locked = True
            try:
                self._remove_leftovers()
                yield
            finally:
                self._locked = False
                handle.truncate(0)

    def replace(self, quads: Iterable[Quad]) -> None:
        """Make `quads` the whole graph: load them into a fresh generation, then swap it in. Needs the lock."""
        if not self._locked:
            raise GraphError(f"{self.path}: hold the lock to write")
        generation = f"{int(self.generation or 0) + 1:06d}"
        try:
            _fill(self._store / generation, quads)
            self._write_manifest(generation)
        except (SyntaxError, OSError) as error:
            reason = " ".join(str(error).split())
            raise GraphError(f"{self.path}: the new graph cannot be loaded, the old one stays: {reason}") from error
        finally:
            self._remove_leftovers()

    @property
    def _store(self) -> Path:
        return self.path / "store"

    def _manifest(self) -> dict[str, object]:
        try:
            manifest = json.loads((self.path / "kg.json").read_text(encoding="utf-8"))
            format_, _ = int(manifest["format"]), manifest["generation"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{self.path}: not a graph of kg (no readable kg.json)") from error
        if format_ > FORMAT:
            made_by = manifest.get("made_by")
            raise GraphError(f"{self.path}: made by {made_by} in format {format_}; update kg to read it")
        return dict(manifest)

    def _write_manifest(self, generation: str | None) -> None:
        manifest = {"format": FORMAT, "generation": generation, "made_by": f"kg {version('news-kg')}"}
        draft = self.path / "kg.json.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(manifest, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path / "kg.json")
        sync(self.path)

    def _remove_leftovers(self) -> None:
        """Delete the generations that nobody reads any more, and what a crash left behind."""
        current = self.generation
        for home in sorted(self._store.glob("*")):
            if home.name != current:
                remove_unread(home)


class _Store(OxigraphStore):  # type: ignore[misc]  # oxrdflib is untyped here
    """The engine behind rdflib, with the guard that keeps its files while somebody reads them."""

    def __init__(self, engine: ox.Store, guard: IO[bytes] | None = None) -> None:
        super().__init__(store=engine)
        self.engine = engine
        if guard is not None:
            weakref.finalize(self, guard.close)


def _dataset(store: SPARQLStore | OxigraphStore) -> Dataset:
    dataset = Dataset(store, default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset


def _load_file(path: Path) -> ox.Store:
    engine = ox.Store()
    try:
        engine.bulk_load(path=str(path))
    except (SyntaxError, ValueError, OSError) as error:
        raise GraphError(f"{path}: not readable as RDF: {' '.join(str(error).split())}") from error
    return engine


def _answer(graph: Dataset, query: str) -> Iterator[ResultRow]:
    try:
        result = graph.query(query, initNs=dict(PREFIXES))
    except OSError as error:
        raise GraphError(f"the endpoint does not answer: {error}") from error
    if isinstance(result, tuple):  # what rdflib returns for an HTTP error
        raise GraphError(f"the endpoint does not answer: {result[1]}")
    return cast("Iterator[ResultRow]", iter(result))


def _open_read_only(home: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(home))
    except OSError as error:
        raise GraphError(f"{home}: damaged ({error}); build the graph again") from error


def _engine_quads(graph: Dataset) -> Iterator[ox.Quad]:
    if isinstance(graph.store, _Store):
        yield from graph.store.engine
    else:
        yield from ox.parse(_Stream(n_quads(graph.quads())), format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]


def _by_graph(quad: ox.Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad.triple)


def _write_readably(statements: list[ox.Quad] | list[ox.Triple], out: BinaryIO, syntax: ox.RdfFormat) -> None:
    """Write with prefixes, in an order that is the same every time: the engine's own changes from run to run."""
    text = ox.serialize(statements, format=syntax, prefixes=dict(PREFIXES))
    lines = (text or b"").split(b"\n", len(PREFIXES))
    out.write(b"\n".join([*sorted(lines[:-1]), lines[-1]]))


# ---- Loading


def _fill(home: Path, quads: Iterable[Quad]) -> None:
    home.mkdir(parents=True)
    engine = ox.Store(str(home))
    engine.bulk_load(_Stream(n_quads(quads)), format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]
    engine.optimize()
    engine.flush()
    del engine
    readers_file(home).touch()
    for path in (*home.iterdir(), home, home.parent):
        sync(path)


class _Stream:
    """Chunks of bytes as the file that the engine reads from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        part, self._rest = self._rest[:size], self._rest[size:]
        return bytes(part)
