"""Measure how a graph grows, shrinks and survives, on real articles.

Usage: python benchmarks/growth.py ARTICLES.jsonl... [--articles 1000] [--jobs N] [--kills 10] [--only PART]...

Parts: `stages` (what an article costs in each stage, in processor time), `growth` (half of the articles, then the other half),
`kills` (one build in one go, and one that is killed at random moments and goes on: they must be the same), `removal` (a sixth of
three fifths of the articles taken out, against a graph of the others). Prints Markdown; exits with 1 where two graphs differ that must not.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.decisions import Corrections
from kg.derive import derive, merge_all
from kg.ingest import read_articles
from kg.ingest.jsonl import read_json_lines
from kg.journal import entry, open_journal
from kg.model import Article
from kg.pipeline import Pipeline
from kg.rdf.mapping import reading_quads
from kg.rdf.nquads import n_quads
from kg.store import GraphDirectory

PARTS = ("stages", "growth", "kills", "removal")
SEED = 7


class Run(NamedTuple):
    """What a command took: seconds by the clock, seconds of processor, and the largest process in megabytes."""

    wall: float
    cpu: float
    memory: float


def kg(*arguments: object) -> Run:
    """Run ``kg`` to its end."""
    started = time.monotonic()
    process = subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in {0, 3}:
        sys.exit(f"kg {arguments[0]} failed: run it by hand to see why")
    return Run(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rate(count: int, run: Run) -> str:
    """How fast a build of `count` articles was."""
    return (
        f"{run.wall:.1f} s, {count / run.wall:.1f} articles a second, {1000 * run.cpu / count:.0f} ms of processor time an article,"
        f" largest process {run.memory:.0f} MB"
    )


def command(*arguments: object) -> list[str]:
    """The command line of ``kg``."""
    return [sys.executable, "-m", "kg", *map(str, arguments)]


class Bench:
    """The articles, and a folder to work in."""

    def __init__(self, lines: list[str], folder: Path, jobs: int, kills: int) -> None:
        self.lines = lines
        self.folder = folder
        self.jobs = jobs
        self.kills = kills
        self.differ = False

    def write(self, name: str, lines: list[str]) -> Path:
        """A file of articles."""
        path = self.folder / f"{name}.jsonl"
        path.write_text("".join(lines), encoding="utf-8")
        return path

    def build(self, graph: str, lines: list[str]) -> Run:
        """Read `lines` into a graph."""
        return kg("build", self.write(graph, lines), "-g", self.folder / graph, "--jobs", self.jobs)

    def quads(self, graph: str) -> bytes:
        """A graph as canonical N-Quads."""
        out = self.folder / f"{graph}.nq"
        kg("export", "-g", self.folder / graph, "--format", "nq", "-o", out)
        return out.read_bytes()

    def compare(self, what: str, one: str, other: str) -> Iterator[str]:
        """Whether two graphs are the same, byte for byte."""
        first, second = self.quads(one), self.quads(other)
        self.differ |= first != second
        quads = first.count(b"\n")
        yield f"{what}: {'byte for byte the same' if first == second else 'DIFFERENT'} ({quads:,} quads)"

    def stages(self) -> Iterator[str]:
        """What an article costs in each stage."""
        yield "| stage | ms an article | share |\n|---|---|---|"
        seconds = stage_times(self.write("stages", self.lines[:200]), self.folder / "stages")
        count, total = min(200, len(self.lines)), sum(seconds.values())
        for stage, spent in seconds.items():
            yield f"| {stage} | {1000 * spent / count:.1f} | {spent / total:.0%} |"
        yield f"| together | {1000 * total / count:.1f} | {count / total:.1f} articles a second on one processor |"

    def growth(self) -> Iterator[str]:
        """Half of the articles, then the other half."""
        half = len(self.lines) // 2
        first, second = self.build("grown", self.lines[:half]), self.build("grown", self.lines)
        nothing = self.build("grown", self.lines[:half])
        yield "| step | seconds | articles a second | processor seconds | largest process, MB |\n|---|---|---|---|---|"
        for step, count, run in (
            (f"0 to {half}", half, first),
            (f"{half} to {len(self.lines)}", len(self.lines) - half, second),
            (f"{half} that are there", half, nothing),
        ):
            yield f"| {step} | {run.wall:.1f} | {count / run.wall:.1f} | {run.cpu:.1f} | {run.memory:.0f} |"
        yield f"\nsecond half against first: {second.wall / first.wall:.2f} by the clock, {second.cpu / first.cpu:.2f} in processor time"

    def kills_and_goes_on(self) -> Iterator[str]:
        """Kill a build again and again at random moments; the end must be as if nothing had happened."""
        chance = random.Random(SEED)
        whole = self.build("whole", self.lines)
        yield f"{len(self.lines)} articles in one go: {rate(len(self.lines), whole)}\n"
        source = self.write("killed", self.lines)
        for _ in range(self.kills):
            process = subprocess.Popen(
                command("build", source, "-g", self.folder / "killed", "--jobs", self.jobs), stderr=subprocess.DEVNULL
            )
            time.sleep(chance.uniform(0.05, 1.2) * whole.wall / self.kills * 2)
            process.kill()
            process.wait()
            if (self.folder / "killed" / "kg.json").exists():
                kg("stats", "-g", self.folder / "killed")
        self.build("killed", self.lines)
        yield from self.compare(f"killed {self.kills} times, against built in one go", "killed", "whole")

    def removal(self) -> Iterator[str]:
        """Take out a sixth of a graph of three fifths of the articles."""
        some = self.lines[: len(self.lines) * 3 // 5]
        gone = set(random.Random(SEED).sample(range(len(some)), len(some) // 6))
        others = [line for number, line in enumerate(some) if number not in gone]
        self.build("six", some)
        self.build("five", others)
        held = open_journal(GraphDirectory.open(self.folder / "six"))  # some articles may have failed
        ids = [name for name in ids_of([some[number] for number in sorted(gone)]) if name in held]
        run = kg("remove", *ids, "-g", self.folder / "six", "--yes")
        yield from self.compare(
            f"{len(ids)} of {len(held)} articles removed in {run.wall:.1f} s, against a graph of the others",
            "six",
            "five",
        )


def ids_of(lines: list[str]) -> list[str]:
    """The ids of articles."""
    drafts = read_json_lines([line.encode("utf-8") for line in lines], "articles")
    return [draft.id for draft in drafts if draft.id]  # type: ignore[union-attr]


def stage_times(source: Path, graph: Path) -> dict[str, float]:
    """Seconds of processor time of each stage, once everything is loaded."""
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        result = work()
        seconds[stage] = time.process_time() - started
        return result

    pipeline = Pipeline()
    list(pipeline.read_all(list(read_articles([source]))[:8]))  # so that everything is loaded
    found = timed("read the file, clean", lambda: list(read_articles([source])))
    articles = [article for article in found if isinstance(article, Article)]
    readers = {lang: pipeline.reader(lang) for lang in {article.lang or "" for article in articles}}
    timed("parse", lambda: [readers[article.lang or ""].nlp(article.text) for article in articles])
    read = timed("extract", lambda: [readers[article.lang or ""].read(article) for article in articles])
    seconds["extract"] -= seconds["parse"]
    linked = timed("link", lambda: [pipeline.link(reading) for reading in read])
    directory = GraphDirectory.create(graph)
    journal = open_journal(directory)
    timed("journal", lambda: [journal.append(entry(reading, "")) for reading in linked])
    timed("merge into events", lambda: merge_all(journal, Corrections([])))
    timed("map to RDF", lambda: [b"".join(n_quads(reading_quads(reading))) for reading in linked])
    with directory.lock():
        timed("load the store", lambda: derive(directory, journal))
    seconds["load the store"] -= seconds["merge into events"] + seconds["map to RDF"]
    return seconds


def main() -> None:
    """Print the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--only", action="append", choices=PARTS)
    args = parser.parse_args()
    lines = [line for path in args.inputs for line in path.open(encoding="utf-8")]
    chosen = random.Random(SEED).sample(lines, min(args.articles, len(lines)))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(chosen, Path(folder), args.jobs, args.kills)
        parts = dict(zip(PARTS, (bench.stages, bench.growth, bench.kills_and_goes_on, bench.removal), strict=True))
        for part in args.only or PARTS:
            print(f"\n## {part}: {len(chosen)} articles, {args.jobs} workers\n", flush=True)
            for line in parts[part]():
                print(line, flush=True)
    sys.exit(bench.differ)


if __name__ == "__main__":
    main()
