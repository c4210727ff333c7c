"""Articles -> readings: ingest, extract, link. What follows, readings -> graph, is in `kg.derive`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from kg.entities import Candidate, KnowledgeBase, load_knowledge
from kg.errors import InputError
from kg.extract.reader import Reader, load_reader
from kg.ingest import Defaults, identify, read_articles
from kg.languages import add_language, added_languages, languages
from kg.link import Linker
from kg.link.roles import part_roles
from kg.model import Article, Failure, Kind, Reading, Taxonomy
from kg.rdf.taxonomy import load_taxonomy
from kg.versions import of_reading


@dataclass(frozen=True)
class Pipeline:
    """Reads and links articles. Parsers and tables are loaded when they are first needed."""

    pipelines: Mapping[str, str] = field(default_factory=dict)
    """Language code -> name or path of a spaCy pipeline to use instead of the shipped one."""
    entity_tables: Sequence[Path] = ()
    """Tables of the user's own entities, added to the shipped ones."""
    open_events: bool = False
    """Whether to keep what named parties do to each other where no type fits, as events of type OTHER."""
    min_confidence: float = 0.0
    """Claims that are less sure are left out."""
    _readers: dict[str, Reader] = field(default_factory=dict, repr=False)
    _versions: dict[str, str] = field(default_factory=dict, repr=False)

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
        if lang not in languages():
            raise InputError(f"language '{lang}' is not supported; supported: {', '.join(languages())}")
        reading = self.link(self.reader(lang).read(replace(article, lang=lang), open_events=self.open_events))
        return _sure(reading, self.min_confidence) if self.min_confidence else reading

    def reader(self, lang: str) -> Reader:
        """What reads articles in `lang`, loaded when it is first asked for."""
        if lang not in self._readers:
            self._readers[lang] = load_reader(
                lang, self.taxonomy, _Gazetteer(self.knowledge, lang), self.pipelines.get(lang)
            )
        return self._readers[lang]

    def prepare(self, article: Article) -> None:
        """Load what reading `article` needs. Raises InputError, DataError, LanguageError."""
        self.reader(_language(article))

    def version(self, article: Article) -> str:
        """A digest of all that the reading of `article` depends on, besides the article."""
        lang = _language(article)
        if lang not in self._versions:
            self._versions[lang] = of_reading(
                lang, self.pipelines.get(lang), self.entity_tables, (self.open_events, self.min_confidence)
            )
        return self._versions[lang]

    def __reduce__(self) -> tuple[Any, ...]:
        """What goes to another process: the settings and the languages, not what was loaded."""
        settings = self.pipelines, self.entity_tables, self.open_events, self.min_confidence
        return _restore, (settings, added_languages())

    def link(self, reading: Reading) -> Reading:
        """`reading` with its mentions linked to entities."""
        return part_roles(self._linker.link(reading))

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


def _restore(settings: tuple[Any, ...], added: Mapping[str, Path]) -> Pipeline:
    for code, folder in added.items():
        add_language(code, folder)
    return Pipeline(*settings)


def _sure(reading: Reading, least: float) -> Reading:
    """`reading` without the claims whose confidence is below `least`."""
    sentences = (
        replace(sentence, claims=tuple(claim for claim in sentence.claims if claim.confidence >= least))
        for sentence in reading.sentences
    )
    return replace(reading, sentences=tuple(sentences))


def _language(article: Article) -> str:
    lang = article.lang or identify(article.text)
    if lang not in languages():
        raise InputError(f"language '{lang}' is not supported; supported: {', '.join(languages())}")
    return lang


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """What extraction may know of the knowledge base: where its names stand, and what they can be."""

    knowledge: KnowledgeBase
    lang: str

    def spot(self, text: str) -> Iterator[tuple[int, int, tuple[Kind, ...]]]:
        for spot in self.knowledge.spot(text, self.lang):
            yield spot.start, spot.end, _kinds(spot.candidates)

    def kinds(self, name: str) -> tuple[Kind, ...]:
        return _kinds(self.knowledge.by_name(name, self.lang))

    def is_of_people(self, word: str) -> bool:
        return word in self.knowledge.person_words


def _kinds(candidates: Iterable[Candidate]) -> tuple[Kind, ...]:
    return tuple(dict.fromkeys(candidate.kind for candidate in candidates))


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
