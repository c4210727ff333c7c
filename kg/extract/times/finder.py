"""Finds the time expressions of a sentence.

Patterns give the simple times: months, weekdays, counts. Joins take up what is found: "since {time}", "{time} to {time}", "early {time}".
At each place the longest pattern that makes a possible time wins, the first listed among equals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

import kg
from kg.extract.times.grammar import NOTHING, Block, Grammar, Weak, read_grammar
from kg.extract.times.joins import Found, is_possible, join
from kg.extract.times.meanings import MEANINGS, Now, Slots, Unresolved
from kg.extract.times.tense import looks_ahead
from kg.model import Basis, Span, When

_WORD = re.compile(r"[^\W_]+")
_WORD_BEFORE = re.compile(r"(\w+)[\s-]*$")
_NAME_AFTER = re.compile(r"\s[A-Z][\w'’-]*[a-z]")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’.-]*\s$")
_WORD_AFTER = re.compile(r"[\s-]([a-z]\w*)")
_NEAR = 40
"""Characters before an expression that are looked at for the word before it."""


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """The time expressions of one language."""

    grammar: Grammar

    def find(self, text: str, reference: date | None, offset: int = 0) -> tuple[When, ...]:
        """The time expressions of one sentence, in order, with spans that count from `offset`.

        `value` is None for an expression that needs a publication date that is missing, or another event ("the same day").
        """
        return tuple(self._when(found, text, reference, offset) for found in self._found(text, reference) if found.firm)

    def publication(self, text: str) -> date | None:
        """The date that an article gives as its own."""
        raise NotImplementedError

    def _when(self, found: Found, text: str, reference: date | None, offset: int) -> When:
        span = Span(offset + found.start, offset + found.end, text[found.start : found.end])
        try:
            period = found.resolve(Now(reference, looks_ahead(self.grammar.cues, text, found.start, found.end)))
        except (Unresolved, ValueError):
            return When(None, None, None, Basis.EXPRESSION, span)
        begin, end = (day.isoformat() if day else None for day in (period.begin, period.end))
        return When(period.value, begin, end, Basis.EXPRESSION, span)

    def _found(self, text: str, reference: date | None) -> list[Found]:
        found = list(self._scan(text, reference))
        while found and (joined := join(self.grammar.joins, text, found, reference)) is not None:
            found = joined
        return found

    def _scan(self, text: str, reference: date | None) -> Iterator[Found]:
        """The simple times, from left to right."""
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done or not (word[0][0].isdigit() or word[0].lower() in self.grammar.openers):
                continue
            for block, match in self._matches(text, word.start()):
                if block.means == NOTHING:
                    done = match.end()
                    break
                found = self._read(block, match)
                if is_possible(found.resolve, reference):
                    done = match.end()
                    yield found
                    break

    def _matches(self, text: str, start: int) -> list[tuple[Block, re.Match[str]]]:
        """What the patterns make of the place, the longest first."""
        matches = [(block, match) for block in self.grammar.blocks if (match := block.pattern.regex.match(text, start))]
        opens = not _WORD.search(text, 0, start)
        return sorted(((b, m) for b, m in matches if opens or not b.pattern.at_start), key=lambda pair: -pair[1].end())

    def _read(self, block: Block, match: re.Match[str]) -> Found:
        slots = Slots(**cast("dict[str, Any]", block.pattern.values(match)))
        full = block.means == "date" and slots.year is not None
        return Found(match.start(), match.end(), partial(MEANINGS[block.means][0], slots), self._is_firm(block, match), full)

    def _is_firm(self, block: Block, match: re.Match[str]) -> bool:
        text, start, end = match.string, match.start(), match.end()
        before = text[max(0, start - _NEAR) : start]
        word = _WORD_BEFORE.search(before)
        if block.weak is None or (word and word[1].lower() in block.firm_after):
            return True
        if block.weak is Weak.BEFORE_WORD:
            after = _WORD_AFTER.match(text, end)
            return after is None or after[1] in self.grammar.small_words
        named = _NAME_AFTER.match(text, end) or (block.weak is Weak.BESIDE_NAME and _NAME_BEFORE.search(before))
        return block.weak is not Weak.ALWAYS and not named


def load_grammar(code: str) -> TimeGrammar:
    """The time expressions of language `code`. Raises LanguageError where there are none, DataError where the data has a fault."""
    return TimeGrammar(read_grammar(Path(kg.__file__).parent / "lang" / code / "dates.yaml"))
