"""Reads and checks ``kg/lang/<code>/dates.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path

from kg.extract.times.meanings import MEANINGS
from kg.extract.times.patterns import TIME, Pattern, Slot, compile_pattern, one_of, phrases_expanded
from kg.extract.times.slots import Slots
from kg.extract.times.source import Source
from kg.extract.times.vocabulary import SECTIONS, slots_of

NOTHING = "nothing"
"""The meaning of what only looks like a time."""
JOINS: Mapping[str, tuple[str, ...]] = {
    "since": ("time",),
    "until": ("time",),
    "range": ("time", "time2"),
    "about": ("time",),
    "part": ("time", "part"),
    "week": ("time", "time2"),
    "same": ("time",),
    "list": ("time", "time2"),
}
"""What a join does -> the slots that it must have."""


class Weak(str, Enum):
    """When words that could be a time are none, unless a word of `firm_after` precedes or a join takes them up."""

    ALWAYS = "always"
    BEFORE_NAME = "before a name"
    BESIDE_NAME = "beside a name"
    BEFORE_WORD = "before a word"
    IN_PART = "in a part"
    """Only a join that takes a part makes it a time: "the end of the year"."""


@dataclass(frozen=True, slots=True)
class Block:
    """One pattern with what it means."""

    means: str
    pattern: Pattern
    weak: Weak | None = None
    firm_after: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The checked content of one ``dates.yaml``, compiled."""

    joins: tuple[Block, ...]
    by_opener: Mapping[str, tuple[Block, ...]]
    """What a time can begin with -> the patterns that can match there, in their order."""
    cues: re.Pattern[str]
    """Words that show tense; those in group "future" look ahead."""
    small_words: frozenset[str]


def read_grammar(path: Path) -> Grammar:
    """Raise LanguageError where there is no such file, DataError where it has a fault."""
    source = Source(path, (*SECTIONS, "phrases", "patterns", "joins", "future", "past", "small_words"))
    slots = slots_of(source)
    blocks = list(_blocks(source, "patterns", (*MEANINGS, NOTHING), slots))
    joins = tuple(_blocks(source, "joins", tuple(JOINS), {**slots, "time": Slot(TIME)}))
    first = sorted({opener for block in blocks for opener in block.pattern.openers})
    by_opener = {opener: tuple(block for block in blocks if opener in block.pattern.openers) for opener in first}
    cues = rf"(?<!\w)(?:(?P<future>{_exactly(source.words('future'))})|{_exactly(source.words('past'))})(?!\w)"
    return Grammar(joins, by_opener, re.compile(cues), frozenset(source.words("small_words")))


def _exactly(texts: list[str]) -> str:
    """One of `texts` as written: "may" is no month."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join(re.escape(text).replace("'", "['’]") for text in longest_first) or "(?!)"


def _blocks(source: Source, section: str, meanings: tuple[str, ...], slots: Mapping[str, Slot]) -> Iterator[Block]:
    """The patterns of a section, one by one."""
    phrases = {str(name): str(text) for name, text in source.mapping("phrases").items()}
    for number, block in enumerate(source.blocks(section), 1):
        entry = f"{section}, block {number}"
        source.check_among(entry, block, ("means", "say", "weak", "firm_after"))
        source.check_among(f"{entry}, means", [block.get("means")], meanings)
        if "weak" in block:
            source.check_among(f"{entry}, weak", [block["weak"]], [weak.value for weak in Weak])
        means, weak = str(block["means"]), Weak(block["weak"]) if "weak" in block else None
        before = source.texts(f"{entry}, firm_after", block.get("firm_after", []))
        firm_after = re.compile(rf"(?<!\w){one_of(before)}[\s-]*$") if before else None
        for text in source.texts(f"{entry}, say", block.get("say")):
            pattern = _pattern(source, f"{entry}, {text!r}", phrases_expanded(text, phrases), slots)
            _check_slots(source, f"{entry}, {text!r}", means, pattern)
            yield Block(means, pattern, weak, firm_after)


def _pattern(source: Source, entry: str, text: str, slots: Mapping[str, Slot]) -> Pattern:
    try:
        return compile_pattern(text, slots)
    except KeyError as error:
        source.fail(entry, f"unknown slot {error}; allowed: {', '.join(sorted(slots))}")
    except re.error as error:
        source.fail(entry, f"brackets or slots do not fit: {error}")


def _check_slots(source: Source, entry: str, means: str, pattern: Pattern) -> None:
    """A pattern must fill the slots that its meaning needs, and no others than there are."""
    for slot in JOINS.get(means, ()):
        if slot not in pattern.slots:
            source.fail(entry, f"{means!r} needs the slot {{{slot}}}")
    if means in MEANINGS:
        filled = {slot.field_of(name) for name, slot in pattern.slots.items() if slot.field}
        for missing in sorted(set(MEANINGS[means][1]) - filled):
            source.fail(entry, f"{means!r} needs a slot that gives the {missing}")
        source.check_among(entry, filled, [field.name for field in fields(Slots)])
