"""How fast a graph loads and answers, against plain rdflib in memory and against pyoxigraph called directly.

    python benchmarks/store.py 10000 100000          # with plain rdflib
    python benchmarks/store.py --only-kg 1000000     # too large for it

Seconds are processor time, so that other work on the machine counts little; each recipe is asked `--repeats` times and its
median counts; plain rdflib is asked once. All of it in one run, each store in a process of its own, whose memory is what it takes at most.

"open" is a file of N-Quads into memory, by `kg.open_graph` and by rdflib's parser. "load" is the same quads into a directory
that lasts, optimised and synced; rdflib has nothing of the kind, so it is held against its parsing into memory.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph as ox
from rdflib import Dataset
from synthetic import quads

from kg.model import digest
from kg.query.recipes import recipe
from kg.query.sparql import answer
from kg.rdf.namespaces import PREFIXES
from kg.rdf.nquads import n_quads
from kg.store import GraphDirectory, open_engine, open_graph

Work: TypeAlias = Callable[[int, Path, int], dict[str, Any]]
MADE = 10_000
"""How many events are made to see what making them takes, which is not loading."""
ENOUGH = 10
"""Seconds after which plain rdflib is stopped: what it would have taken is at least that."""
NAMES = {
    "who": "Country 3",
    "a": "Country 1",
    "b": "Country 2",
    "since": "2020",
    "least": "3",
    "publisher": "Publisher 7",
}
RECIPES = (
    *(
        "cooperation-by-month",
        "denials",
        "dyad-timeline",
        "worst-months",
        "net-polarity",
        "statements-of",
        "most-active",
    ),
    *("well-sourced", "most-central", "contradictions", "offices-held", "third-party-talk"),
)
SIZES = {
    500: "SELECT ?e ?t { ?e a kg:Event ; kg:action ?t } LIMIT 500",
    30_000: "SELECT ?e ?t ?d { ?e kg:action ?t ; kg:date ?d } LIMIT 30000",
}


def texts(find: Callable[[str], list[str]]) -> dict[str, str]:
    """The recipes, with values for what they want."""
    found = {}
    for name in RECIPES:
        one = recipe(name)
        wanted = {key: value for key, value in NAMES.items() if key in one.parameters}
        found[name] = one.fill(wanted, find)
    return found


def find(name: str) -> list[str]:
    """The IRI that the synthetic graph gives to a name."""
    return [f"https://w3id.org/news-kg/entity/{digest('synthetic', name)}"]


def seconds(work: Callable[[], object]) -> float:
    """Processor time that `work` takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def loaded(events: int, home: Path, repeats: int) -> dict[str, Any]:
    """Load with kg's bulk load, and ask the recipes."""
    directory = GraphDirectory.create(home / "events.kg")
    counted = count(1)
    making = seconds(lambda: sum(1 for _ in quads(min(events, MADE)))) * max(1, events / MADE)
    with directory.lock():
        load = (
            seconds(lambda: directory.replace(quad for quad, _ in zip(quads(events), counted, strict=False))) - making
        )
    peak = _peak()
    graph = open_graph(directory.path)
    times = {name: _median(lambda t=t: list(answer(graph, t).rows()), repeats) for name, t in texts(find).items()}
    files = [file for file in directory.path.rglob("*") if file.is_file()]
    sizes = {"disk": sum(file.stat().st_size for file in files) >> 20, "quads": next(counted) - 1}
    return {"load": load, **times, "memory, loading": peak, **sizes}


def opened(events: int, home: Path, repeats: int) -> dict[str, Any]:
    """Open a file of the same quads with kg."""
    return {"open": seconds(lambda: open_graph(home / "events.nq"))}


def with_rdflib(events: int, home: Path, repeats: int) -> dict[str, Any]:
    """Open it with rdflib's own store in memory, and ask the recipes."""
    graph = Dataset(default_union=True)
    parsing = seconds(lambda: graph.parse(home / "events.nq", format="nquads"))
    peak = _peak()
    times = {name: _at_most(lambda t=t: list(graph.query(t, initNs=dict(PREFIXES)))) for name, t in texts(find).items()}
    return {"open": parsing, "load": parsing, **times, "memory, loading": peak}


def _at_most(work: Callable[[], object]) -> float:
    """Processor time that `work` takes, or `ENOUGH` where it is stopped after that."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, ENOUGH)
    try:
        return seconds(work)
    except TimeoutError:
        return float(ENOUGH)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def directly(events: int, home: Path) -> dict[str, Any]:
    """Rows of kg over rows of pyoxigraph called directly, by the number of rows: as text, and written as JSON."""
    graph = open_graph(home / "events.kg")
    engine = open_engine(graph)
    assert engine is not None
    found: dict[str, Any] = {}
    for size, query in SIZES.items():

        def plainly(query: str = query) -> object:
            answers = engine.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
            return [tuple(None if term is None else term.value for term in row) for row in answers]  # type: ignore[union-attr]

        def written(query: str = query) -> object:
            answers = engine.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
            return answers.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]

        found[f"rows of {size}"] = _ratio(lambda query=query: list(answer(graph, query).rows()), plainly)
        found[f"JSON of {size}"] = _ratio(lambda query=query: _written(answer(graph, query)), written)
    return found


def _written(found: Any) -> bytes:
    out = BytesIO()
    found.write(out, "json")
    return out.getvalue()


def _ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """Median of the ratios of neighbouring runs, so that what else the machine does falls on both alike."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(21)]
    return statistics.median(a / b for a, b in pairs)


def _median(work: Callable[[], object], repeats: int) -> float:
    return statistics.median(seconds(work) for _ in range(repeats))


def _peak() -> float:
    """The most memory that this process took so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _in_process(work: Work, events: int, home: Path, repeats: int) -> dict[str, Any]:
    """What `work` measures, with the most memory that its process took."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, work, events, home, repeats).result()


def _measured(work: Work, events: int, home: Path, repeats: int) -> dict[str, Any]:
    return {**work(events, home, repeats), "memory, asking": _peak()}


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("events", type=int, nargs="+")
    parser.add_argument("--only-kg", action="store_true")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    for events in options.events:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            ours = _in_process(loaded, events, home, options.repeats)
            theirs = {}
            if not options.only_kg:
                with (home / "events.nq").open("wb") as file:
                    file.writelines(n_quads(quads(events)))
                ours |= {"open": _in_process(opened, events, home, options.repeats)["open"]}
                theirs = _in_process(with_rdflib, events, home, options.repeats)
            print(f"\n{events} events, {ours['quads']} quads, {ours['disk']} MiB on disk", flush=True)
            for name in ("open", "load", *RECIPES, "memory, loading", "memory, asking"):
                _print(name, ours.get(name), theirs.get(name))
            _print("median of recipes", *(statistics.median(one[n] for n in RECIPES) for one in (ours, theirs) if one))
            for name, ratio in directly(events, home).items():
                print(f"{name:24} {ratio:12.2f} times pyoxigraph", flush=True)


def _print(name: str, ours: float | None, theirs: float | None = None) -> None:
    if ours is not None:
        compared = f"{theirs:12.3f} {theirs / ours:8.1f}" if theirs is not None else ""
        print(f"{name:24} {ours:12.3f} {compared}", flush=True)


if __name__ == "__main__":
    main()
