"""Articles about the same story: those that share rare words, found without comparing each with each."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Article, Reading
from kg.resolve.weights import Weights
from kg.resolve.words import names, stem, tokens

_LEAD = 2000
"""How many characters of the text count: a news article says at its beginning what it is about."""
_TITLE = 2
"""How many times the title counts."""
_LOOKED_UP = 20
"""By how many of its heaviest terms an article looks for those like it."""
_SHARED = 2
"""How many of these two articles must share to be compared."""
_PRIOR = 20
"""How many articles are taken to have been seen before the first, so that nothing counts as rare too soon."""

Terms = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Story:
    """An article as others are compared with it: the weights of its terms, and of its names and numbers, of unit length."""

    article: str
    lang: str | None
    publisher: str | None
    published: dt.date | None
    telling: str
    """The article that it is a reprint of, or itself."""
    terms: Terms
    named: Terms


class Likeness(NamedTuple):
    """How alike two articles are: cosine of their terms, and whether they follow the same story."""

    alike: float
    same_thread: bool


@dataclass(eq=False, slots=True)
class _Thread:
    """The articles that follow one story, as the sum of their terms."""

    total: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    """Square of the length of `total`."""

    def likeness(self, terms: Terms) -> float:
        return _dot(terms, self.total) / math.sqrt(self.square) if self.square else 0.0

    def add(self, terms: Terms) -> None:
        self.square += 2 * _dot(terms, self.total) + _dot(terms, terms)
        for term, weight in terms.items():
            self.total[term] = self.total.get(term, 0.0) + weight


class Stories:
    """The articles told so far, in order of telling. Later ones never change how earlier ones compare."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._window = dt.timedelta(days=weights.window)
        self._frequency: Counter[str] = Counter()
        self._postings: dict[str, list[Story]] = defaultdict(list)
        self._alike: dict[str, float] = {}
        """How alike the latest article and another are."""
        self._threads: dict[str, _Thread] = {}
        self._number = 0

    def rarity(self, term: str) -> float:
        """How rare a term is: the logarithm of the inverse of the share of articles that have it."""
        return math.log((self._number + _PRIOR) / (self._frequency[term] + 1))

    def tell(self, reading: Reading, telling: str) -> tuple[Story, list[str]]:
        """Take in the next article, and return it with the earlier articles most like it.

        `telling` is the article that it is a reprint of, or itself.
        """
        story = self._story(reading, telling)
        self._alike.clear()
        heaviest = _heaviest(story)
        close = self._close(story, heaviest)
        self._threads[story.article] = self._thread(story, close)
        for term in heaviest:
            self._postings[term].append(story)
        return story, [other.article for other in close]

    def likeness(self, story: Story, other: Story) -> Likeness:
        """How alike the latest article, `story`, and one told before are."""
        if story.article == other.article:
            return Likeness(1.0, True)
        return Likeness(self._cosine(story, other), self._threads[story.article] is self._threads[other.article])

    def _story(self, reading: Reading, telling: str) -> Story:
        article = reading.article
        words = _words(article)
        entities = {m.entity.id for claim in reading.claims for m in (*claim.actors, *claim.targets) if m.entity}
        self._number += 1
        self._frequency.update([*words, *entities])
        linked = {entity: self.rarity(entity) for entity in entities}
        named = names(f"{article.title or ''} {article.text[:_LEAD]}")
        return Story(
            article=article.id,
            lang=article.lang,
            publisher=article.publisher,
            published=day(article.published),
            telling=telling,
            terms=_unit({word: (1 + math.log(count)) * self.rarity(word) for word, count in words.items()} | linked),
            named=_unit({name: self.rarity(name) for name in named} | linked),
        )

    def _close(self, story: Story, heaviest: Iterable[str]) -> list[Story]:
        """The earlier articles within the window that are most like `story`, most similar first."""
        found: dict[str, Story] = {}
        shared: Counter[str] = Counter()
        for term in heaviest:
            for other in reversed(self._postings[term]):
                if not self._is_near(story, other):
                    break
                found[other.article] = other
                shared[other.article] += 1
        scored = sorted(
            (-self._cosine(story, other), article) for article, other in found.items() if shared[article] >= _SHARED
        )
        return [found[name] for score, name in scored[: self._weights.nearest] if -score >= self._weights.similar]

    def _thread(self, story: Story, close: Iterable[Story]) -> _Thread:
        """The thread that `story` follows: the one most like it, or a new one."""
        threads = {id(thread): thread for thread in (self._threads[other.article] for other in close)}
        likeness, best = max(
            ((thread.likeness(story.terms), thread) for thread in threads.values()),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        if best is None or likeness < self._weights.thread:
            best = _Thread()
        best.add(story.terms)
        return best

    def _cosine(self, story: Story, other: Story) -> float:
        if other.article not in self._alike:
            same_language = story.lang == other.lang
            self._alike[other.article] = (
                _dot(story.terms, other.terms) if same_language else _dot(story.named, other.named)
            )
        return self._alike[other.article]

    def _is_near(self, story: Story, other: Story) -> bool:
        if story.published is None or other.published is None:
            return story.published == other.published
        return story.published - other.published <= self._window


def _words(article: Article) -> Counter[str]:
    words = Counter(map(stem, tokens(article.text[:_LEAD])))
    for word in tokens(article.title or ""):
        words[stem(word)] += _TITLE
    return words


def _heaviest(story: Story) -> dict[str, None]:
    terms = (sorted(weights, key=lambda term: (-weights[term], term)) for weights in (story.terms, story.named))
    return dict.fromkeys(term for ranked in terms for term in ranked[:_LOOKED_UP])


def _dot(first: Terms, second: Terms) -> float:
    if len(second) < len(first):
        first, second = second, first
    return math.fsum(weight * second[term] for term, weight in first.items() if term in second)


def _unit(weights: Terms) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items() if weight > 0}


def day(published: str | None) -> dt.date | None:
    """The day of an ISO date or time; None where there is none."""
    try:
        return dt.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
