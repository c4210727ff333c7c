"""Finds the time expressions of a sentence.

Patterns give the simple times: months, weekdays, counts. Joins take up what is found: "since {time}", "early {time}".
At each place the longest pattern that makes a possible time wins, the first listed among equals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, cast

from kg.extract.times.grammar import NOTHING, Block, Grammar, Weak, read_grammar
from kg.extract.times.joins import Found, NowAt, is_possible, join
from kg.extract.times.meanings import MEANINGS
from kg.extract.times.patterns import STARTS, opener
from kg.extract.times.slots import Now, Slots, UnresolvedError
from kg.extract.times.tense import looks_ahead
from kg.languages import language_folder
from kg.model import Basis, Span, When

_NAME_AFTER = re.compile(r"\s[A-Z][\w'’-]*[a-z]")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’.-]*\s$")
_WORD_AFTER = re.compile(r"[\s-]([a-z]\w*)")
_DATELINE_END = re.compile(r"\s*(?:\([^)]{1,30}\)|\))?\s*(?:[-–—:|]|$)")
_HEAD = 160
"""Characters at the head of an article within which its dateline starts."""
_SHORT = 60
"""Characters of a line that holds nothing but a date, a place and the like."""
_NEAR = 40
"""Characters before an expression that are looked at for the word before it."""


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """The time expressions of one language."""

    grammar: Grammar

    def find(self, text: str, reference: date | None, offset: int = 0) -> tuple[When, ...]:
        """The time expressions of one sentence, in order, with spans that count from `offset`.

        `value` is None for what needs a publication date that is missing, or another event ("the same day").
        """

        def now_at(start: int, end: int) -> Now:
            return Now(reference, looks_ahead(self.grammar.cues, text, start, end))

        found = list(self._scan(text, now_at))
        while found and (joined := join(self.grammar.joins, text, found, now_at)) is not None:
            found = joined
        return tuple(_when(time, text, now_at, offset) for time in found if time.firm)

    def publication(self, text: str) -> date | None:
        """The date that an article gives as its own, None where it gives none.

        It is that of the dateline ("JAKARTA, 5 May 2024 - "), else the latest full date with a weekday, if not ahead.
        """
        said: list[date] = []
        start = 0
        for line in text.splitlines(keepends=True):
            for found, when in self._full_dates(line):
                if start + found.start < _HEAD and _is_dateline(line, found):
                    return when
                if found.slots and found.slots.weekday == when.weekday() and not self._looks_ahead(line, found):
                    said.append(when)
            start += len(line)
        return max(said, default=None)

    def _full_dates(self, text: str) -> Iterator[tuple[Found, date]]:
        for found in self._scan(text, lambda start, end: Now(None)):
            if found.is_full_date and (when := found.resolve(Now(None)).begin):
                yield found, when

    def _looks_ahead(self, text: str, found: Found) -> bool | None:
        return looks_ahead(self.grammar.cues, text, found.start, found.end)

    def _scan(self, text: str, now_at: NowAt) -> Iterator[Found]:
        """The simple times, from left to right."""
        done = 0
        year: int | None = None
        for place in STARTS.finditer(text):
            blocks = self.grammar.by_opener.get(opener(place[0]))
            if place.start() < done or not blocks:
                continue
            for block, match in _matches(blocks, text, place.start()):
                found = None if block.means == NOTHING else self._read(block, match, year)
                if found is None or is_possible(found.resolve, now_at(found.start, found.end)):
                    done = match.end()
                    if found:
                        year = found.slots.year if found.slots and found.is_full_date else year
                        yield found
                    break

    def _read(self, block: Block, match: re.Match[str], year: int | None) -> Found:
        """`year` is that of a full date earlier in the sentence, which dates after it share."""
        slots = Slots(**cast("dict[str, Any]", block.pattern.values(match)))
        if block.means == "date" and slots.shift is None and slots.weekday is None:
            slots = replace(slots, year=slots.year or year)
        resolve = partial(MEANINGS[block.means][0], slots)
        firm, in_part = self._is_firm(block, match), block.weak is Weak.IN_PART
        return Found(match.start(), match.end(), resolve, firm, block.means, slots, in_part)

    def _is_firm(self, block: Block, match: re.Match[str]) -> bool:
        text, start, end = match.string, match.start(), match.end()
        before = text[max(0, start - _NEAR) : start]
        if block.weak is None or (block.firm_after and block.firm_after.search(before)):
            return True
        if block.weak is Weak.BEFORE_WORD:
            after = _WORD_AFTER.match(text, end)
            return after is None or after[1] in self.grammar.small_words
        if block.weak is Weak.BESIDE_NAME and (not before.strip() or _NAME_BEFORE.search(before)):
            return False
        return block.weak in {Weak.BEFORE_NAME, Weak.BESIDE_NAME} and not _NAME_AFTER.match(text, end)


def _when(found: Found, text: str, now_at: NowAt, offset: int) -> When:
    span = Span(offset + found.start, offset + found.end, text[found.start : found.end])
    try:
        period = found.resolve(now_at(found.start, found.end))
    except UnresolvedError:
        return When(None, None, None, Basis.EXPRESSION, span)
    begin, end = (day.isoformat() if day else None for day in (period.begin, period.end))
    return When(period.value, begin, end, Basis.EXPRESSION, span)


def _is_dateline(line: str, found: Found) -> bool:
    """Whether a date stands in a short line of its own, or before the dash or bracket that ends a dateline."""
    alone = len(line.strip()) <= _SHORT and line.strip()[-1] not in ".?!"
    return alone or bool(_DATELINE_END.match(line, found.end))


def _matches(blocks: Sequence[Block], text: str, start: int) -> list[tuple[Block, re.Match[str]]]:
    """The longest matches of the patterns at `start`, in the order of the patterns."""
    matches = [(block, match) for block in blocks if (match := block.pattern.regex.match(text, start))]
    if not matches:
        return []
    opens = not STARTS.search(text, 0, start)
    allowed = [(block, match) for block, match in matches if opens or not block.pattern.at_start]
    end = max((match.end() for _, match in allowed), default=start)
    return [(block, match) for block, match in allowed if match.end() == end]


def load_grammar(code: str) -> TimeGrammar:
    """The time expressions of language `code`.

    Raises LanguageError where there are none, DataError where the data has a fault.
    """
    return TimeGrammar(read_grammar(language_folder(code) / "dates.yaml"))
