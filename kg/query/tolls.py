"""How many dead or injured a sentence speaks of, by the words in `tolls.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError

FILE = Path(__file__).with_name("tolls.yaml")

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:-[^\W\d_]+)*|[/%]")
_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})*|\d+")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: number words, and for each word of a toll what it counts."""

    numbers: Mapping[str, int]
    counted: Mapping[str, str]
    other: frozenset[str]
    """Words beside which a number counts something else."""


@dataclass(frozen=True, slots=True)
class Tolls:
    """What `tolls.yaml` says; its head explains the fields."""

    reach: int
    types: frozenset[str]
    languages: Mapping[str, Words]

    def read(self, sentence: str, lang: str) -> dict[str, int]:
        """What is counted (``dead``, ``injured``) -> how many, for the first count of each that the sentence gives."""
        words = self.languages.get(lang)
        if words is None:
            return {}
        tokens = [token.casefold() for token in _TOKEN.findall(sentence)]
        numbers = {place: n for place in range(len(tokens)) if (n := _number(tokens, place, words)) is not None}
        pairs = sorted(
            (abs(number - place), place, number)
            for place, token in enumerate(tokens)
            if token in words.counted
            for number in numbers
            if abs(number - place) <= self.reach
        )
        found: dict[str, int] = {}
        for _, place, number in pairs:
            what = words.counted[tokens[place]]
            if what not in found and number in numbers:
                found[what] = numbers.pop(number)
        return found


def _number(tokens: list[str], place: int, words: Words) -> int | None:
    """The number at `place`; None for years, parts of dates and ages."""
    token = tokens[place]
    if token in words.numbers:
        return words.numbers[token]
    beside = {*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2]}
    if not _FIGURE.fullmatch(token) or beside & words.other or beside & {"/", "%"}:
        return None
    number = int(re.sub(r"[.,]", "", token))
    return None if number in _YEARS and len(token) == 4 else number


@lru_cache(maxsize=1)
def load_tolls() -> Tolls:
    """Read the words. DataError where the file is not as its head says."""
    table: Any = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    try:
        languages = {code: _words(**rows) for code, rows in table["languages"].items()}
        return Tolls(int(table["reach"]), frozenset(table["types"]), languages)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DataError(
            f"{FILE.name}: {error}: expected reach, types, and languages with numbers, tolls and other"
        ) from error


def _words(numbers: Mapping[str, int], tolls: Mapping[str, str], other: str) -> Words:
    counted = {word.strip(): what for what, row in tolls.items() for word in row.split("|")}
    beside = frozenset(word.strip() for word in other.split("|"))
    return Words({word: int(number) for word, number in numbers.items()}, counted, beside)
