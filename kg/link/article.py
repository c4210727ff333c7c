"""What an article as a whole tells about its names: longer forms, acronyms, offices, and whose country it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kg.entities import Candidate, KnowledgeBase, Reason, is_acronym, normalise, words
from kg.link.language import Language
from kg.link.titles import Office, find_offices
from kg.model import Form, Kind, Mention, Reading

_PARENTHESIS = re.compile(r"\s*\(([^()]{2,20})\)")
_ACRONYM = re.compile(r"\(([A-Z][\w&/.-]{1,14})\)")
_EXPANSION_WORDS = 12
_SURE_PROMINENCE = 3
_FAR = 3
"""How many times as often as the press's own country another has to be named for the article to be about that."""
_INITIALS = re.compile(r"\b([A-Z]{1,3}) \(\d{1,2}\)|\b(\w+) ([A-Z]{1,3})\b")
"""Letters that stand for somebody: before an age, or after a word that calls for a person."""


class Name(NamedTuple):
    """A name in the text, without what stands in parentheses after it."""

    text: str
    words: tuple[str, ...]
    kind: Kind
    start: int


@dataclass(frozen=True)
class ArticleNames:
    """The names of one article. Built by `survey`."""

    lang: str
    day: str | None
    names: tuple[Name, ...]
    kinds: dict[str, Kind] = field(repr=False)
    """Normalised name -> the kind that most of its mentions have."""
    expansions: dict[str, str] = field(repr=False)
    """Acronym -> the long name that the text gives for it."""
    offices: dict[int, Office] = field(repr=False)
    """Start of a person's name -> the office before it."""
    countries: Counter[str] = field(repr=False)
    article: str = ""
    """Its id."""
    initials: frozenset[str] = frozenset()
    """Letters by which it calls people whom it does not name: "AS" in "tersangka AS (31)"."""
    home: str | None = None
    """The country that the article is about; that of the language's press where it names none."""

    def longer(self, text: str, before: int) -> Name | None:
        """Return the longer name of a person that `text`, at `before`, shortens.

        That is the one named most of those before it, else the first.
        """
        parts = tuple(normalise(text).split())
        longer = [name for name in self._people if len(name.words) > len(parts) and _shortens(parts, name.words)]
        counts = Counter(name.words for name in longer)
        earlier = [name for name in longer if name.start < before]
        return max(earlier, key=lambda name: counts[name.words], default=longer[0] if longer else None)

    @cached_property
    def _people(self) -> tuple[Name, ...]:
        names = (name for name in self.names if len(name.words) > 1)
        return tuple(name for name in names if self.kinds[" ".join(name.words)] is Kind.PERSON)


def survey(reading: Reading, knowledge: KnowledgeBase, language: Language) -> ArticleNames:
    """Collect what the names of an article say before any of them is linked."""
    article, lang = reading.article, reading.article.lang or ""
    mentions = tuple(dict.fromkeys(m for m in _all_mentions(reading) if m.form is Form.NAME))
    names = tuple(_name(mention) for mention in sorted(mentions, key=lambda m: m.span))
    countries = _countries(names, knowledge, lang)
    return ArticleNames(
        lang=lang,
        day=article.published[:10] if article.published else None,
        names=names,
        kinds=_kinds(names),
        expansions={
            short: long for short, long in _expansions(article.text, mentions) if not _is_place(short, knowledge, lang)
        },
        offices=dict(find_offices(article.text, mentions, knowledge, language, lang)),
        countries=countries,
        article=article.id,
        initials=frozenset(_initials(article.text, language)),
        home=_home(countries, knowledge, lang),
    )


def without_parenthesis(text: str) -> tuple[str, str | None]:
    """Split "Komisi Yudisial (KY)" and "Pengadilan Negeri (PN) Kendari" into the name and what stands in parentheses."""
    match = _PARENTHESIS.search(text)
    return (text[: match.start()] + text[match.end() :], match[1]) if match and match.start() else (text, None)


def _all_mentions(reading: Reading) -> Iterator[Mention]:
    for sentence in reading.sentences:
        yield from sentence.mentions
        for claim in sentence.claims:
            yield from (participant.mention for participant in claim.participants)
            yield from (attribution.source for attribution in claim.attributions)
            if claim.place:
                yield claim.place


def _name(mention: Mention) -> Name:
    text, _ = without_parenthesis(mention.span.text)
    return Name(text, tuple(normalise(text).split()), mention.kind, mention.span.start)


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of a name stand side by side in another: "Tito" in "Muhammad Tito Karnavian"."""
    return bool(short) and any(long[start : start + len(short)] == short for start in range(len(long)))


def _kinds(names: Sequence[Name]) -> dict[str, Kind]:
    """Every name with the kind most of its mentions have, the first where several have as many."""
    counts: dict[str, Counter[Kind]] = {}
    for name in names:
        if name.kind is not Kind.UNKNOWN:
            counts.setdefault(" ".join(name.words), Counter())[name.kind] += 1
    return {
        text: counts[text].most_common(1)[0][0] if text in counts else Kind.UNKNOWN
        for text in (" ".join(n.words) for n in names)
    }


def _expansions(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Yield each acronym in parentheses with the name before it: the mention there, else words with those initials."""
    ends = {mention.span.end: mention.span.text for mention in mentions}
    for mention in mentions:
        name, acronym = without_parenthesis(mention.span.text)
        if acronym and acronym[0].isalpha() and len(acronym) < len(name):
            yield acronym, name
    for match in _ACRONYM.finditer(text):
        before = text[: match.start()].rstrip()
        ended = ends.get(len(before), "")
        long = _with_initials(before, match[1]) or (ended if ended[:1].lower() == match[1][:1].lower() else "")
        if len(long) > len(match[1]):
            yield match[1], long


def _with_initials(before: str, acronym: str) -> str | None:
    found = list(words(before[-200:]))[-_EXPANSION_WORDS:]
    letters = [letter for letter in acronym.lower() if letter.isalnum()]
    for index in range(len(found) - 1, -1, -1):
        start = len(before) - len(before[-200:]) + found[index][1]
        capitals = [word[0] for word, begin, _ in found[index:] if before[-200:][begin].isupper()]
        if capitals == letters and before[start].isupper():
            return before[start:]
    return None


def _initials(text: str, language: Language) -> Iterator[str]:
    for match in _INITIALS.finditer(text):
        if match[1] or normalise(match[2]) in language.roles | language.anonymous:
            yield match[1] or match[3]


def _is_place(text: str, knowledge: KnowledgeBase, lang: str) -> bool:
    """Whether `text` only says where: "Partai Demokrat (AS)"."""
    return any(candidate.entity.kind.is_place for candidate in knowledge.by_name(text, lang))


def _countries(names: Sequence[Name], knowledge: KnowledgeBase, lang: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name in names:
        candidates = knowledge.by_name(name.text, lang)
        found = {candidate.entity.country for candidate in candidates}
        code = next(iter(found)) if len(found) == 1 else None
        if code and _is_evidence(candidates[0]):
            counts[code] += 1
    return counts


def _is_evidence(candidate: Candidate) -> bool:
    """Whether a name shows what the article is about: not so three letters that a body of another country may bear."""
    is_sure = candidate.entity.kind.is_place or candidate.record.prominence >= _SURE_PROMINENCE
    return candidate.reason is not Reason.SURNAME and (is_sure or not is_acronym(candidate.form))


def _home(countries: Counter[str], knowledge: KnowledgeBase, lang: str) -> str | None:
    """The press's own country, unless the article names another far more often; else the one named most, the first of several."""
    home, most = knowledge.home(lang), max(countries.values(), default=0)
    if home and home.code and countries[home.code] * _FAR + 1 >= most:
        return home.code
    return max(countries, key=lambda code: countries[code]) if countries else None
