"""Articles that are one text printed again: wire copies, updates, small edits, translations by one publisher.

MinHash (Broder 1997) with locality-sensitive hashing finds pairs that share many word sequences without comparing each
article with each. Two that share them are a reprint if they also share their names and numbers: bulletins written to one
pattern share sentences and tell of other places, people and figures.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.model import Article
from kg.resolve.translations import Translations
from kg.resolve.words import names, tokens

_SHINGLE = 3
"""Words in a sequence."""
_BANDS, _ROWS = 43, 3
"""Two articles that share half of their sequences meet in some band in 997 of 1,000 cases."""
_FEWEST = 20
"""Shortest text, in sequences, of which it can be said that it is a copy."""
_COPIED = 0.75
"""Share of the shorter text's word sequences that stand in the longer one too."""
_SAME_FACTS = 0.85
"""Share of the names and numbers of the text with fewer of them that stand in the other too."""

_COEFFICIENTS = np.frombuffer(hashlib.shake_256(b"reprints").digest(16 * _BANDS * _ROWS), dtype="<u8").reshape(2, -1)
_MULTIPLIERS, _ADDENDS = _COEFFICIENTS[0] | np.uint64(1), _COEFFICIENTS[1]

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class _Print:
    """A text as it is compared: its word sequences as sorted hashes, and its names and numbers."""

    number: int
    """How many were told before."""
    article: str
    shingles: NDArray[np.uint32]
    facts: frozenset[str]

    def copies(self, other: _Print) -> bool:
        """Whether one of the two is the other, edited."""
        shared = len(np.intersect1d(self.shingles, other.shingles, assume_unique=True))
        if shared < _COPIED * min(len(self.shingles), len(other.shingles)):
            return False
        fewer = min(len(self.facts), len(other.facts))
        return len(self.facts & other.facts) >= _SAME_FACTS * fewer


class Tellings:
    """The texts seen so far, in order of telling. Later ones never change what earlier ones are reprints of."""

    def __init__(self) -> None:
        self._buckets: dict[bytes, list[_Print]] = defaultdict(list)
        self._first: dict[str, str] = {}
        self._translations = Translations()

    def add(self, article: Article) -> str:
        """The id of the first article of which `article` is a reprint or a translation; its own where it is neither."""
        shingles = _shingles(article.text)
        telling = article.id
        if len(shingles) >= _FEWEST:
            text = _Print(len(self._first), article.id, shingles, names(article.text))
            bands = _bands(shingles)
            telling = self._earliest(text, bands)
            for key in bands:
                self._buckets[key].append(text)
        translated = self._translations.add(article)
        if telling == article.id and translated is not None:
            telling = self._first[translated]
        self._first[article.id] = telling
        return telling

    def _earliest(self, text: _Print, bands: Iterable[bytes]) -> str:
        met = {other.number: other for key in bands for other in self._buckets.get(key, ())}
        return next(
            (self._first[met[number].article] for number in sorted(met) if text.copies(met[number])), text.article
        )


def _shingles(text: str) -> NDArray[np.uint32]:
    words = [word.casefold() for word in tokens(text)]
    sequences = zip(*(words[start:] for start in range(_SHINGLE)), strict=False)
    hashes = {zlib.crc32(" ".join(sequence).encode()) for sequence in sequences}
    return np.array(sorted(hashes), dtype=np.uint32)


def _bands(shingles: NDArray[np.uint32]) -> list[bytes]:
    """Keys under which similar texts meet: the least of each hash function over the sequences, taken by threes."""
    hashed = shingles.astype(np.uint64)[:, None] * _MULTIPLIERS + _ADDENDS
    least: Hashes = (hashed >> np.uint64(32)).min(axis=0).reshape(_BANDS, _ROWS)
    return [bytes([number]) + row.astype("<u4").tobytes() for number, row in enumerate(least)]
