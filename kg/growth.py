"""A graph that grows and shrinks: builds from articles, removes articles, makes the graph anew after decisions."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from kg.aside import open_aside
from kg.derive import derive
from kg.errors import InputError
from kg.ingest import Defaults, read_articles
from kg.ingest.draft import read_published
from kg.journal import Entry, key_of, open_journal
from kg.model import Article, Failure
from kg.pipeline import Pipeline
from kg.query.stats import total
from kg.rdf.namespaces import article_iri
from kg.store import GraphDirectory
from kg.workers import Broken, Done, read_here, read_in_workers

_NAMED = 10
"""How many of the publishers an error names."""
_FEW = 20
"""Fewer articles than this are read in this process: workers take longer to start than they would save."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: how many articles it read, of which some were in the graph already and have changed since."""

    read: int
    changed: int
    unchanged: int
    articles: int
    claims: int
    events: int
    failures: tuple[Failure, ...]


def build(
    inputs: Iterable[str | Path],
    graph: str | Path,
    *,
    defaults: Defaults | None = None,
    stdin: BinaryIO | None = None,
    pipeline: Pipeline | None = None,
    jobs: int | None = None,
    retry: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Read articles into the graph directory `graph`, made if it does not exist.

    `jobs` is how many processes read, by default as many as there are processors. Articles that the graph has read before,
    with this version of rules and knowledge, are not read again. What was read before an interruption is kept, and the next
    build goes on from there. `progress` is told the title of each article that has been read and kept. An article that
    cannot be read because it ends the process that reads it is put aside until it changes, or until `retry`.

    Raises GraphError if the directory is locked or not ours, InputError for an input that does not exist.
    """
    articles = read_articles(inputs, defaults=defaults or Defaults(), stdin=stdin)
    directory = GraphDirectory.create(graph)
    with directory.lock():
        reading = _Reading(directory, pipeline or Pipeline(), progress or (lambda _: None))
        try:
            reading.run(reading.unread(articles, retry), jobs or _processors())
        except KeyboardInterrupt:
            derive(directory, reading.journal)  # so that the graph holds what was reported as done
            raise
        reading.journal.tidy()
        derive(directory, reading.journal)
        return reading.report()


def find_articles(
    graph: str | Path, articles: Collection[str] = (), *, publisher: str | None = None, before: str | None = None
) -> list[Article]:
    """The articles of a graph with these ids, URLs or IRIs, of this publisher, published before this day (``2024-06-30``).

    What is given must hold together. Raises InputError for an article or a publisher that the graph does not have, or a bad date.
    """
    day = read_published(before)[:10] if before else None
    held = list(open_journal(GraphDirectory.open(graph)).articles())
    names = {name: article.id for article in held for name in (article.id, article.url, str(article_iri(article.id)))}
    unknown = sorted(set(articles) - names.keys())
    if unknown:
        raise InputError(
            f"{graph} holds no article {', '.join(unknown)}; give the id, the URL or the IRI of an article"
        )
    publishers = sorted({article.publisher for article in held if article.publisher})
    if publisher is not None and publisher.casefold() not in map(str.casefold, publishers):
        known = ", ".join(publishers[:_NAMED]) + (
            f" and {len(publishers) - _NAMED} more" if len(publishers) > _NAMED else ""
        )
        raise InputError(f"{graph} holds no article of '{publisher}'; its publishers: {known or 'none'}")
    wanted = {names[name] for name in articles} if articles else {article.id for article in held}
    return [
        article
        for article in held
        if article.id in wanted
        and (publisher is None or (article.publisher or "").casefold() == publisher.casefold())
        and (day is None or (article.published is not None and article.published[:10] < day))
    ]


def remove(
    graph: str | Path, articles: Collection[str] = (), *, publisher: str | None = None, before: str | None = None
) -> list[Article]:
    """Retract exactly what some articles said, and return them; `find_articles` explains how they are chosen.

    Events that other articles tell of too shrink, the others vanish. Raises InputError where nothing chooses any.
    """
    if not (articles or publisher or before):
        raise InputError("name the articles to remove, or their publisher, or a day")
    directory = GraphDirectory.open(graph)
    with directory.lock():
        chosen = find_articles(graph, articles, publisher=publisher, before=before)
        if chosen:
            journal = open_journal(directory)
            journal.drop({article.id for article in chosen})
            derive(directory, journal)
    return chosen


def loose_ends(graph: str | Path) -> Iterator[tuple[str, str, int]]:
    """What the graph directory has that the graph does not show: how many articles wait for a build, which are put aside."""
    directory = GraphDirectory.open(graph)
    shown = directory.keys
    waiting = [article for article in open_journal(directory).keys if str(article_iri(article)) not in shown]
    if waiting:
        yield "waiting for a build", "", len(waiting)
    for article, _ in open_aside(directory):
        yield "put aside", article, 1


class _Reading:
    """Reads articles into the journal of a graph directory, and counts what became of them."""

    def __init__(self, directory: GraphDirectory, pipeline: Pipeline, progress: Callable[[str], None]) -> None:
        self.journal = open_journal(directory)
        self._directory = directory
        self._aside = open_aside(directory)
        self._pipeline = pipeline
        self._progress = progress
        self._counts: Counter[str] = Counter()
        self._failures: list[Failure] = []

    def unread(self, articles: Iterable[Article | Failure], retry: bool) -> Iterator[Article | Failure]:
        """The articles that the journal does not have in this state; what cannot be read as a Failure."""
        for article in articles:
            if isinstance(article, Failure):
                yield article
                continue
            version = self._pipeline.version(article)
            reason = self._aside.reason(article.id, key_of(article, version))
            if self.journal.knows(article, version):
                self._counts["unchanged"] += 1
            elif reason and not retry:
                yield _put_aside(article, reason)
            else:
                yield article

    def run(self, articles: Iterator[Article | Failure], jobs: int) -> None:
        """Read articles: few in this process, unless that was its end the last time; many in workers."""
        mark = self._directory.path / "reading"
        head = list(islice(articles, _FEW))
        if len(head) == _FEW or mark.exists():
            self._keep_all(read_in_workers(chain(head, articles), self._pipeline, jobs))
            mark.unlink(missing_ok=True)
        else:
            mark.touch()
            try:
                self._keep_all(read_here(iter(head), self._pipeline))
            finally:
                mark.unlink(missing_ok=True)

    def report(self) -> Report:
        """What has been done."""
        graph = self._directory.dataset()
        claims, events = (total(graph, what) for what in ("claims", "events"))
        return Report(
            read=self._counts["read"],
            changed=self._counts["changed"],
            unchanged=self._counts["unchanged"],
            articles=len(self.journal),
            claims=claims,
            events=events,
            failures=tuple(self._failures),
        )

    def _keep_all(self, results: Iterator[Done]) -> None:
        for article, outcome in results:
            if isinstance(outcome, Failure):
                self._failures.append(outcome)
            elif isinstance(article, Article):
                self._keep(article, outcome)

    def _keep(self, article: Article, outcome: Entry | Broken) -> None:
        if isinstance(outcome, Broken):
            self._aside.put(article.id, key_of(article, self._pipeline.version(article)), outcome.reason)
            self._failures.append(_put_aside(article, outcome.reason))
            return
        self._counts["changed"] += article.id in self.journal
        self._counts["read"] += 1
        self.journal.append(outcome)
        self._aside.take_back(article.id)
        self._progress(article.title or article.id)


def _put_aside(article: Article, reason: str) -> Failure:
    return Failure(article.id, f"put aside: {reason}; --retry tries again")


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
