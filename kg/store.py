"""Where a graph lives: a directory, a file, or a SPARQL endpoint.

A graph directory holds

    kg.json               format version, the current generation, what made it
    store/<generation>/   the quads; a generation never changes once kg.json names it
    readings.jsonl        what was read out of the articles; the journal's
    decisions.jsonl       what people decided about it
    own.nq                what people state themselves, in named graphs of their own
    aside.jsonl           articles that cannot be read
    lock                  held by whoever writes

A change fills a fresh generation, with hard links to the files of the last where little is new, and swaps it in with one
rename, so readers never wait and a crash loses nothing.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias, cast

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow

from kg.engine import Stream, load, load_file, open_read_only, trial_update
from kg.errors import GraphError
from kg.locks import copy_with_links, hold_for_reading, holder, readers_file, remove_unread, replace_file, sync, take
from kg.rdf.namespaces import PREFIXES
from kg.rdf.nquads import Quad, n_quads, quads_of
from kg.rdf.syntaxes import FORMATS, write
from kg.remote import Endpoint

Graph: TypeAlias = Dataset
"""An open graph, as those who only hand it on call it."""

FORMAT = 2
"""1 had no statements of people's own; it is read as it is, and becomes 2 when it is next written."""
OWN = "own.nq"
_READ_ATTEMPTS = 20
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
_KEYS = "graphs.json"
"""In a generation: its named graphs, with the key of what each was made from."""


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
        return _dataset(_Store(load_file(path)))
    raise GraphError(f"{path}: no such graph; `kg build ARTICLES -g {path}` makes one")


def open_empty() -> Dataset:
    """A graph in memory without anything in it."""
    return _dataset(_Store(ox.Store()))


def rows(graph: Dataset, query: str) -> Iterator[tuple[str | None, ...]]:
    """The rows of a SELECT query as plain text, IRIs and literals alike: twice as fast as rdflib's terms.

    GraphError where an endpoint does not answer.
    """
    engine, endpoint = open_engine(graph), endpoint_of(graph)
    if engine is None and endpoint is None:
        for row in graph.query(query, initNs=dict(PREFIXES)):
            yield tuple(None if term is None else str(term) for term in cast("ResultRow", row))
        return
    if endpoint is not None:
        found = _solutions(endpoint, query)
    else:
        answer = cast("ox.Store", engine).query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        found = cast("ox.QuerySolutions", answer)
    for solution in found:
        yield tuple(None if term is None else cast("ox.Literal", term).value for term in solution)


def _solutions(endpoint: Endpoint, query: str) -> ox.QuerySolutions:
    media_type, body = endpoint.query(_PROLOGUE + query)
    syntax = ox.QueryResultsFormat.from_media_type(media_type) or ox.QueryResultsFormat.JSON
    return cast("ox.QuerySolutions", ox.parse_query_results(body, syntax))


def open_engine(graph: Dataset) -> ox.Store | None:
    """The engine behind a dataset that `open_graph` opened from a directory or a file; None for any other."""
    return graph.store.engine if isinstance(graph.store, _Store) else None


def endpoint_of(graph: Dataset) -> Endpoint | None:
    """The endpoint that a dataset reads from; None where it reads from none."""
    return Endpoint(str(graph.store.query_endpoint)) if isinstance(graph.store, SPARQLStore) else None


def by_graph(graph: Dataset) -> Iterator[tuple[str, list[str]]]:
    """Each named graph with its statements as sorted lines of N-Triples."""
    engine = engine_or_copy(graph)
    for name in sorted(engine.named_graphs(), key=str):
        yield str(name.value), sorted(f"{quad.triple} .\n" for quad in engine.quads_for_pattern(None, None, None, name))


def dump(graph: Dataset, out: BinaryIO, format: str) -> None:
    """Write `graph` to `out`, sorted, in one of `kg.rdf.syntaxes.FORMATS`; ``ttl`` and ``rdfxml`` have no named graphs."""
    if format not in FORMATS:
        raise GraphError(f"unknown format {format}; known: {', '.join(FORMATS)}")
    write(engine_or_copy(graph), out, format)


def engine_or_copy(graph: Dataset) -> ox.Store:
    """The engine behind a dataset, or one in memory with a copy of what another store holds."""
    engine = open_engine(graph)
    if engine is not None:
        return engine
    copy, endpoint = ox.Store(), endpoint_of(graph)
    if endpoint is not None:
        found = _solutions(endpoint, "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }")
        copy.bulk_extend(ox.Quad(*cast("tuple[ox.NamedNode, ...]", tuple(solution))) for solution in found)
    else:
        copy.bulk_load(Stream(n_quads(quads_of(graph))), format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]
    return copy


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
                return open_empty()
            guard = hold_for_reading(self._store / generation)
            if guard is not None:
                return _dataset(_Store(open_read_only(self._store / generation), guard))
        raise GraphError(f"{self.path}: generation {generation} is gone; build the graph again")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other writers out; GraphError names who holds the lock. A dead process holds none."""
        with (self.path / "lock").open("a+", encoding="utf-8") as handle:
            take(handle, self.path)
            self._locked = True
            try:
                self._remove_leftovers()
                if self.format < FORMAT:
                    self._write_manifest(self.generation)
                yield
            finally:
                self._locked = False
                handle.truncate(0)

    def replace(self, quads: Iterable[Quad]) -> None:
        """Make `quads` the whole graph: load them into a fresh generation, then swap it in. Needs the lock."""
        self._swap_in(lambda home: load(home, quads))

    def update(self, keys: Mapping[str, str], quads: Callable[[str], Iterable[Quad]], *, anew: bool = False) -> bool:
        """Make the graph consist of the named graphs `keys`: IRI -> key of what it was made from. Needs the lock.

        Those that the current generation holds with the same key stay as they are; the others are loaded from
        `quads(IRI)`, and `anew` all are. Returns False where there was nothing to do.
        """
        old = {} if anew else self.keys
        gone = [graph for graph in old if keys.get(graph) != old[graph]]
        new = [graph for graph in keys if old.get(graph) != keys[graph]]
        if self.generation and not gone and not new and not anew:
            return False

        def fill(home: Path) -> None:
            afresh = anew or len(new) > len(keys) // 2
            if not afresh:
                copy_with_links(self._store / cast("str", self.generation), home)
            loaded = list(keys) if afresh else new
            load(home, chain.from_iterable(map(quads, loaded)), () if afresh else gone)
            (home / _KEYS).write_text(json.dumps(keys), encoding="utf-8")

        self._swap_in(fill)
        return True

    def after_update(self, update: str) -> str:
        """What graphs of people's own would hold after a SPARQL update, as `own_lines`. Needs the lock, changes nothing."""
        if self.generation is None:
            raise GraphError(f"{self.path}: the graph is empty; build it first")
        return trial_update(self._store / self.generation, self._store / "update", update)

    @property
    def keys(self) -> dict[str, str]:
        """The named graphs of the current generation, with the keys that `update` was given; empty after `replace`."""
        try:
            return dict(json.loads((self._store / (self.generation or "") / _KEYS).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    @property
    def format(self) -> int:
        """The version of the format that the directory is in."""
        return int(str(self._manifest()["format"]))

    @property
    def made_by(self) -> str:
        """The version of kg that wrote it last."""
        return str(self._manifest().get("made_by", "unknown"))

    def writer(self) -> str | None:
        """Who writes to it right now; None where nobody does."""
        return holder(self.path / "lock")

    def leftovers(self) -> list[str]:
        """Generations that are not the current one: those that somebody reads still, and what a crash left."""
        return sorted(home.name for home in self._store.glob("*") if home.name != self.generation)

    def home(self) -> Path | None:
        """The folder of the current generation."""
        return self._store / self.generation if self.generation else None

    def _swap_in(self, fill: Callable[[Path], None]) -> None:
        if not self._locked:
            raise GraphError(f"{self.path}: hold the lock to write")
        generation = f"{int(self.generation or 0) + 1:06d}"
        home = self._store / generation
        try:
            home.parent.mkdir(exist_ok=True)
            fill(home)
            readers_file(home).touch()
            for path in (*home.iterdir(), home, home.parent):
                sync(path)
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
        replace_file(self.path / "kg.json", json.dumps(manifest))

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
