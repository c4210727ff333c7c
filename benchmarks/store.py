"""How fast a graph loads and answers, against plain rdflib in memory and against pyoxigraph called directly.

    python benchmarks/store.py 10000 100000          # with plain rdflib
    python benchmarks/store.py --only-kg 1000000     # too large for it

Seconds are processor time, so that other work on the machine counts little; each recipe is asked `REPEATS` times and its
median counts; plain rdflib is asked once. All of it in one run, each store in a process of its own, whose memory is what it takes at most.
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
from io import BytesIO
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Dataset
from synthetic import quads

from kg.model import digest
from kg.query.recipes import recipe
from kg.query.sparql import answer
from kg.rdf.namespaces import PREFIXES
from kg.store import GraphDirectory, open_engine, open_graph

REPEATS = 3
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


def with_kg(events: int, home: Path) -> dict[str, Any]:
    """Load with kg's bulk load, and ask the recipes."""
    directory = GraphDirectory.create(home / "events.kg")
    made = seconds(lambda: sum(1 for _ in quads(events)))
    with directory.lock():
        load = seconds(lambda: directory.replace(quads(events))) - made
    graph = open_graph(directory.path)
    times = {name: _median(lambda text=text: list(answer(graph, text).rows())) for name, text in texts(find).items()}
    return {
        "load": load,
        **times,
        "disk": sum(file.stat().st_size for file in directory.path.rglob("*") if file.is_file()),
    }


def with_rdflib(events: int, home: Path) -> dict[str, Any]:
    """The same with rdflib's own store in memory."""
    graph = Dataset(default_union=True)
    made = seconds(lambda: sum(1 for _ in quads(events)))
    load = seconds(lambda: graph.addN((s, p, o, graph.graph(g)) for s, p, o, g in quads(events))) - made
    prefixes = dict(PREFIXES)
    times = {}
    for name, text in texts(find).items():
        times[name] = _at_most(lambda text=text: list(graph.query(text, initNs=prefixes)))
    return {"load": load, **times}


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


def _median(work: Callable[[], object]) -> float:
    return statistics.median(seconds(work) for _ in range(REPEATS))


def _in_process(work: Callable[[int, Path], dict[str, Any]], events: int, home: Path) -> dict[str, Any]:
    """What `work` measures, with the most memory that its process took, in MiB."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    child = context.Process(target=_report, args=(work, events, home, queue))
    child.start()
    result: dict[str, Any] = queue.get()
    child.join()
    return result


def _report(work: Callable[[int, Path], dict[str, Any]], events: int, home: Path, queue: Any) -> None:
    result = work(events, home)
    queue.put({**result, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024})


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("events", type=int, nargs="+")
    parser.add_argument("--only-kg", action="store_true")
    options = parser.parse_args()
    for events in options.events:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            ours = _in_process(with_kg, events, home)
            theirs = {} if options.only_kg else _in_process(with_rdflib, events, home)
            print(
                f"\n{events} events, {sum(1 for _ in quads(events))} quads, {ours['disk'] / (1 << 20):.0f} MiB on disk",
                flush=True,
            )
            for name in ("load", *RECIPES, "memory"):
                compared = f"{theirs[name]:12.3f} {theirs[name] / ours[name]:8.1f}" if theirs else ""
                print(f"{name:24} {ours[name]:12.3f} {compared}", flush=True)
            medians = [statistics.median(one[name] for name in RECIPES) for one in (ours, theirs) if one]
            print(
                "median of recipes        "
                + " ".join(f"{m:12.3f}" for m in medians)
                + (f" {medians[1] / medians[0]:8.1f}" if theirs else "")
            )
            for name, ratio in directly(events, home).items():
                print(f"{name:24} {ratio:12.2f} times pyoxigraph", flush=True)


if __name__ == "__main__":
    main()
