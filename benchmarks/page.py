"""How soon the page can be used, beside stock pyvis with the same network, in headless Chromium; and frames while panning.

    python benchmarks/page.py                      # 300, 5,000 and 20,000 events
    python benchmarks/page.py --events 300 --stock 0    # without pyvis

Every page is opened from a file with the network off. "Ready" is from the start of the navigation to the first frame after the
page has drawn itself; for stock pyvis (physics as it ships, its scripts in the file, Bootstrap's address left to fail at
once) it is until vis-network reports that it has settled, or ``--stock`` seconds. These times depend on what else runs on the
machine; "thread", the processor time that the page's thread takes until it is ready, does not.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright
from pyvis.network import Network

from kg.model import Certainty, Entity, EventRecord, Evidence, Kind, Span, Status
from kg.rdf.taxonomy import load_taxonomy
from kg.view.network import aggregate
from kg.view.page import render

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
SEED = 7
DRAG = 60
"""Steps of the mouse while the network is panned."""
WORDS = [
    "officials",
    "ministers",
    "delegates",
    "troops",
    "markets",
    "harbours",
    "talks",
    "treaty",
    "border",
    "grain",
    "energy",
    "sanctions",
    "visit",
    "summit",
    "statement",
    "accused",
    "welcomed",
    "signed",
    "rejected",
    "before",
    "after",
    "during",
    "parliament",
    "reporters",
    "according",
    "regional",
    "security",
]


def synthetic(events: int) -> list[EventRecord]:
    """Return `events` events among an eighth as many actors, few of them with most of the events, as in news."""
    chance = random.Random(SEED)
    actors = [
        Entity(f"https://example.org/{n}", f"Actor {n} {chance.choice(WORDS).capitalize()}", Kind.ORGANISATION)
        for n in range(max(12, events // 8))
    ]
    types = [code for code, kind in load_taxonomy().types.items() if kind.quad_class] + ["ELECT"]
    weights = [1 / (rank + 1) for rank in range(len(actors))]
    pairs = [chance.choices(actors, weights, k=2) for _ in range(events)]
    return [_event(number, chance, types, *pair) for number, pair in enumerate(pairs)]


def _event(number: int, chance: random.Random, types: list[str], actor: Entity, target: Entity) -> EventRecord:
    words = chance.choices(WORDS, k=20)
    quote, trigger = " ".join(words), words[5]
    start = quote.index(trigger)
    day = f"20{chance.randrange(20, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    status = chance.choices(list(Status), (80, 5, 8, 5, 2))[0]
    proof = Evidence(
        claim=f"https://example.org/claim/{number}",
        article=f"https://example.org/article/{number // 4}",
        quote=Span(0, len(quote), quote),
        trigger=Span(start, start + len(trigger), trigger),
        status=status,
        certainty=Certainty.CERTAIN,
        confidence=0.8,
        rule="benchmark",
        title=" ".join(chance.choices(WORDS, k=6)).capitalize(),
        url=f"https://news.example/{number // 4}",
        publisher=f"Paper {number % 12}",
        published=day,
        lang=chance.choice(("en", "id")),
    )
    targets = (target,) if target is not actor else ()
    iri = f"https://w3id.org/news-kg/event/{number:016x}"
    return EventRecord(iri, chance.choice(types), None, (), (actor,), targets, day, day, day, None, status, 1, (proof,))


def stock(records: list[EventRecord], file: Path) -> None:
    """Write the same network as pyvis does it by itself, with the scripts in the file."""
    graph = aggregate(records, load_taxonomy())
    network = Network(directed=True, cdn_resources="in_line")
    for node, name in graph.nodes(data="name"):
        network.add_node(node, label=name)
    for actor, target, data in graph.edges(data=True):
        network.add_edge(actor, target, value=data["count"], title=f"{data['quad_class']} {data['status']}")
    hook = "network.once('stabilizationIterationsDone', () => document.documentElement.dataset.ready = 'true');"
    html = re.sub(r"(network = new vis\.Network\([^;]*;)", lambda found: found[1] + hook, network.generate_html())
    file.write_text(html, encoding="utf-8")


class Bench:
    """A browser without a network."""

    def __init__(self, chromium: Any) -> None:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, offline=True)
        self.page = context.new_page()
        self.watch = context.new_cdp_session(self.page)
        self.watch.send("Performance.enable", {"timeDomain": "threadTicks"})

    def ready(self, file: Path, limit: float) -> float | None:
        """Return seconds until the page is ready, None where it is not within `limit`."""
        self.page.goto("about:blank")
        start = time.monotonic()
        try:
            self.page.goto(file.as_uri(), wait_until="commit")
            self.page.wait_for_selector("html[data-ready]", state="attached", timeout=limit * 1000)
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
        except PlaywrightTimeout:
            return None
        return time.monotonic() - start

    def processor_time(self) -> float:
        """Return seconds of processor time that the page's thread has taken since the navigation."""
        metrics = self.watch.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def frames(self) -> tuple[float, float]:
        """Pan the network by mouse; return frames in a second and milliseconds of work in each."""
        box = self.page.locator("#canvas").bounding_box()
        x, y = box["x"] + 12, box["y"] + box["height"] - 12
        self.page.evaluate(
            """() => {
              window.frames_seen = 0;
              const count = () => { window.frames_seen += 1; window.panning = requestAnimationFrame(count); };
              count();
            }"""
        )
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        start = time.monotonic()
        for step in range(DRAG):
            self.page.mouse.move(x + step * 2, y - step)
        seconds = time.monotonic() - start
        self.page.mouse.up()
        seen = self.page.evaluate("() => { cancelAnimationFrame(window.panning); return window.frames_seen; }")
        return seen / seconds, self.work()

    def work(self) -> float:
        """Milliseconds that it takes to draw one frame."""
        return float(
            self.page.evaluate(
                """() => {
                  const network = document.querySelector("#canvas").network;
                  const start = performance.now();
                  for (let count = 0; count < 30; count += 1) network.redraw();
                  return (performance.now() - start) / 30;
                }"""
            )
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="*", default=[300, 5000, 20000])
    parser.add_argument("--stock", type=float, default=60, help="seconds to wait for stock pyvis; 0 leaves it out")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no chromium here")
    print(
        f"{'events':>7} {'actors':>7} {'KiB':>6} {'written':>8} {'ready':>7} {'thread':>7} {'frames/s':>9} {'ms/frame':>9} {'stock pyvis':>12}"
    )
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        launch = partial(driver.chromium.launch, executable_path=chromium, args=ARGUMENTS)
        bench = Bench(launch())
        for events in options.events:
            records = synthetic(events)
            own, theirs = Path(folder) / "own.html", Path(folder) / "stock.html"
            start = time.process_time()
            own.write_text(render(records, load_taxonomy(), title="Benchmark"), encoding="utf-8")
            written = time.process_time() - start
            ready = bench.ready(own, 120)
            thread = bench.processor_time()
            frames, work = bench.frames()
            settled = None
            if options.stock:
                stock(records, theirs)
                other = launch()  # of its own: a page that still settles cannot be left
                settled = Bench(other).ready(theirs, options.stock)
                other.close()
            others = f"{settled:10.1f} s" if settled else f"> {options.stock:.0f} s" if options.stock else "-"
            actors = len({who.id for record in records for who in (*record.actors, *record.targets)})
            size = own.stat().st_size // 1024
            print(
                f"{events:7} {actors:7} {size:6} {written:6.1f} s {ready or 0:5.2f} s {thread:5.2f} s {frames:9.0f} {work:9.1f} {others:>12}"
            )


if __name__ == "__main__":
    main()
