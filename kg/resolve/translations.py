"""Articles that a publisher prints in a second language.

A translation keeps the names and the numbers of a text, whatever else it changes. Words at the beginning of a sentence have a
capital without being names, and thousands are separated in other ways, so neither counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg.model import Article
from kg.resolve.stories import day
from kg.resolve.words import stem

_WINDOW = dt.timedelta(days=2)
"""How long after the first text a translation may appear."""
_KEPT = 0.6
"""Share of the names and numbers of the text with more of them that stand in the other too; translated names differ."""
_SAME_NUMBERS = 0.8
"""Share of the numbers of the text with fewer of them that stand in the other too."""
_FEWEST = 8
"""How many names and numbers two texts must share."""
_NAME = re.compile(r"(?<=[\w,;)] )[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class _Text(NamedTuple):
    article: str
    lang: str | None
    day: dt.date
    facts: frozenset[str]


class Translations:
    """The texts seen so far, in order of telling."""

    def __init__(self) -> None:
        self._recent: dict[str, list[_Text]] = defaultdict(list)

    def add(self, article: Article) -> str | None:
        """The id of the earlier article of which `article` is a translation; None where it is none."""
        published = day(article.published)
        if article.publisher is None or published is None:
            return None
        text = _Text(article.id, article.lang, published, _facts(article.text))
        recent = [other for other in self._recent[article.publisher] if text.day - other.day <= _WINDOW]
        self._recent[article.publisher] = [*recent, text]
        ranked = [(_kept(text, other), other.article) for other in recent if other.lang != text.lang]
        best, first = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
        return first if best >= _KEPT else None


def _facts(text: str) -> frozenset[str]:
    names = {stem(word) for word in _NAME.findall(text) if word[0].isupper()}
    return frozenset(names | {re.sub("[.,]", "", number) for number in _NUMBER.findall(text)})


def _kept(one: _Text, other: _Text) -> float:
    shared = one.facts & other.facts
    fewer = min(_numbers(one.facts), _numbers(other.facts))
    if len(shared) < _FEWEST or _numbers(shared) < _SAME_NUMBERS * fewer:
        return 0.0
    return len(shared) / max(len(one.facts), len(other.facts))


def _numbers(facts: Iterable[str]) -> int:
    return sum(fact[0].isdigit() for fact in facts)
