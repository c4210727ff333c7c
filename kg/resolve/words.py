"""The words and numbers by which texts are compared, cut so that inflected forms meet."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_STEM = 6
_TRIGGER_STEM = 5
_AT_HAND = 64


def tokens(text: str) -> list[str]:
    """Numbers, and words of three letters or more, as they stand in `text`."""
    return _TOKEN.findall(text)


def stem(word: str) -> str:
    """The beginning of `word`, which its inflected forms share; a number as it is."""
    return intern(word if word[0].isdigit() else word.casefold()[:_STEM])  # one object for all its occurrences


@lru_cache(maxsize=_AT_HAND)  # the claims of one sentence come one after the other
def stems(text: str) -> frozenset[str]:
    """The stems of `text`."""
    return frozenset(map(stem, tokens(text)))


@lru_cache(maxsize=_AT_HAND)
def names(text: str) -> frozenset[str]:
    """What stays the same in another language: stems of capitalised words, and numbers."""
    return frozenset(stem(word) for word in tokens(text) if word[0].isdigit() or word[0].isupper())


def trigger_stem(lemma: str) -> str:
    """The beginning of the last word of a trigger's lemma: kill, killed, killing."""
    return lemma.casefold().rpartition(" ")[2][:_TRIGGER_STEM]
