"""The one place that knows the order of the stages: ingest, extract, link, resolve, map to RDF, store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO

from kg.entities import KnowledgeBase, load_knowledge
from kg.errors import InputError
from kg.extract.reader import Reader, load_reader
from kg.formats import entities_of
from kg.ingest import Defaults, identify, read_articles, supported_languages
from kg.journal import Journal, open_journal
from kg.link import Linker
from kg.model import Article, Failure, Kind, Reading, Taxonomy
from kg.rdf.mapping import Quad, entity_quads, event_quads, ontology_quads, reading_quads
from kg.rdf.taxonomy import load_taxonomy
from kg.resolve import merge
from kg.store import GraphDirectory


@dataclass(frozen=True)
class Pipeline:
    """Reads and links articles. Parsers and tables are loaded when they are first needed."""

    pipelines: Mapping[str, str] = field(default_factory=dict)
    """Language code -> name or path of a spaCy pipeline to use instead of the shipped one."""
    entity_tables: Sequence[Path] = ()
    """Tables of the user's own entities, added to the shipped ones."""
    _readers: dict[str, Reader] = field(default_factory=dict, repr=False)

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The event types."""
        return load_taxonomy()

    @cached_property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge base."""
        return load_knowledge(self.entity_tables)

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self.knowledge)

    def read(self, article: Article) -> Reading:
        """Return everything that `article` says, linked. Raises InputError if its language is not supported."""
        lang = article.lang or identify(article.text)
        if lang not in supported_languages():
            raise InputError(f"language '{lang}' is not supported; supported: {', '.join(supported_languages())}")
        if lang not in self._readers:
            self._readers[lang] = load_reader(lang, self.taxonomy, partial(self._spot, lang), self.pipelines.get(lang))
        reading = self._readers[lang].read(replace(article, lang=lang))
        return self._linker.link(reading)

    def read_all(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        """Read each article; one that cannot be read is given back as a Failure and the rest goes on.

        A fault in the knowledge files or pipelines concerns every article, so it is raised: DataError, LanguageError.
        """
        for article in articles:
            if isinstance(article, Failure):
                yield article
                continue
            try:
                yield self.read(article)
            except InputError as error:
                yield Failure(article.id, str(error))

    def _spot(self, lang: str, text: str) -> Iterator[tuple[int, int, Kind]]:
        for spot in self.knowledge.spot(text, lang):
            yield spot.start, spot.end, spot.candidates[0].record.entity.kind


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    read: int
    unchanged: int
    articles: int
    claims: int
    events: int
    failures: tuple[Failure, ...]


def extract(
    inputs: Iterable[str | Path],
    *,
    defaults: Defaults | None = None,
    stdin: BinaryIO | None = None,
    pipeline: Pipeline | None = None,
) -> Iterator[Reading | Failure]:
    """Read articles from files, folders or standard input (``-``) and yield what each says, or why it could not be read."""
    articles = read_articles(inputs, defaults=defaults or Defaults(), stdin=stdin)
    yield from (pipeline or Pipeline()).read_all(articles)


def build(
    inputs: Iterable[str | Path],
    graph: str | Path,
    *,
    defaults: Defaults | None = None,
    stdin: BinaryIO | None = None,
    pipeline: Pipeline | None = None,
    progress: Callable[[Article], None] | None = None,
) -> Report:
    """Read articles into the graph directory `graph`, made if it does not exist.

    Articles that the graph has read before, with this version, are not read again. What was read before an interruption is
    kept, and the next build goes on from there. Raises GraphError if the directory is locked or not ours, InputError for an
    input that does not exist.
    """
    pipeline = pipeline or Pipeline()
    articles = read_articles(inputs, defaults=defaults or Defaults(), stdin=stdin)
    directory = GraphDirectory.create(graph)
    with directory.lock():
        journal = open_journal(directory)
        counts: Counter[str] = Counter()
        failures: list[Failure] = []
        for reading in pipeline.read_all(_unread(articles, journal, counts, progress)):
            if isinstance(reading, Failure):
                failures.append(reading)
                continue
            journal.append(reading)
            counts["read"] += 1
        claims, events = _derive(directory, journal, pipeline)
        return Report(counts["read"], counts["unchanged"], len(journal), claims, events, tuple(failures))


def _unread(
    articles: Iterable[Article | Failure],
    journal: Journal,
    counts: Counter[str],
    progress: Callable[[Article], None] | None,
) -> Iterator[Article | Failure]:
    for article in articles:
        if isinstance(article, Article) and progress is not None:
            progress(article)
        if isinstance(article, Article) and journal.knows(article):
            counts["unchanged"] += 1
        else:
            yield article


def _derive(directory: GraphDirectory, journal: Journal, pipeline: Pipeline) -> tuple[int, int]:
    """Rebuild the store from all readings; return the numbers of claims and events."""
    readings = list(journal.readings())
    claims = [claim for reading in readings for claim in reading.claims]
    events = merge(claims, {reading.article.id: reading.article for reading in readings})

    def country(code: str) -> str | None:
        record = pipeline.knowledge.country(code)
        return record.entity.id if record else None

    def quads() -> Iterator[Quad]:
        for reading in readings:
            yield from reading_quads(reading)
        yield from event_quads(events, pipeline.taxonomy)
        yield from entity_quads(entities_of(claims), country_iri=country)
        yield from ontology_quads()

    directory.replace(quads())
    return len(claims), len(events)
