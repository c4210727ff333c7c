"""Reads and checks ``kg/lang/<code>/dates.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from kg.errors import DataError, LanguageError
from kg.extract.times.calendar import SEASON_MONTHS, Part
from kg.extract.times.meanings import MEANINGS, Holiday, Slots
from kg.extract.times.patterns import DIGIT, TIME, Pattern, Slot, compile_pattern, one_of, openers, phrases_expanded

UNITS = ("minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
NOTHING = "nothing"
JOINS = {"since": ("time",), "until": ("time",), "about": ("time",), "range": ("time", "time2"), "part": ("time", "part"), "same": ("time",), "list": ("time", "time2"), "week": ("time",)}
"""What a join does -> the slots that it must have."""
_KEYS = frozenset(
    "months months_short weekdays weekdays_short units one_unit numbers ordinals day_endings shifts day_words parts seasons holidays feasts words "
    "phrases patterns joins future past small_words".split()
)
_BLOCK_KEYS = frozenset({"means", "say", "weak", "firm_after"})
_NUMBER = r"0?[1-9]|[12]\d|3[01]"
T = TypeVar("T")


class Weak(str, Enum):
    """Where words that could be a time are none, unless a word of `firm_after` precedes or a join takes them up."""

    ALWAYS = "always"
    BEFORE_NAME = "before a name"
    BESIDE_NAME = "beside a name"
    BEFORE_WORD = "before a word"
    IN_PART = "in a part"
    """Only with a word of the section "parts": "the end of the year"."""


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
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LanguageError(f"no time expressions for language {path.parent.name!r}: {path} is missing") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    return _Reader(path, content).grammar()


class _Reader:
    """Checks one file's content while turning it into a Grammar."""

    def __init__(self, path: Path, content: object) -> None:
        self.path = path
        if not isinstance(content, dict):
            self.fail("the file", "must be a mapping")
        self.content: Mapping[str, object] = content
        self.among("the file", content, _KEYS)

    def fail(self, entry: str, fault: str) -> NoReturn:
        raise DataError(f"{self.path}: {entry}: {fault}")

    def among(self, entry: str, given: object, allowed: object) -> None:
        names = sorted(str(name) for name in allowed) if isinstance(allowed, (frozenset, tuple)) else []
        for name in given if isinstance(given, (dict, list)) else [given]:
            if str(name) not in names:
                self.fail(entry, f"unknown {name!r}; allowed: {', '.join(names)}")

    def texts(self, entry: str, given: object) -> list[str]:
        if not isinstance(given, list) or not all(isinstance(text, str) and text.strip() for text in given):
            self.fail(entry, f"must be a list of words, not {given!r} (put words such as 'on' and 'no' in quotes)")
        return given

    def list_at(self, key: str) -> list[str]:
        return self.texts(key, self.content.get(key, []))

    def table(self, key: str, value: Callable[[str], T]) -> dict[str, T]:
        """Word -> value of a section that lists the words of each value."""
        section = self.content.get(key, {})
        if not isinstance(section, dict):
            self.fail(key, "must be a mapping of values to lists of words")
        found: dict[str, T] = {}
        for name, words in section.items():
            try:
                meaning = value(str(name))
            except (ValueError, KeyError) as error:
                self.fail(f"{key}, entry {name!r}", str(error))
            for text in self.texts(f"{key}, entry {name!r}", words):
                if found.setdefault(text, meaning) != meaning:
                    self.fail(f"{key}, entry {name!r}", f"{text!r} is listed twice")
        return found

    def grammar(self) -> Grammar:
        slots = self.slots()
        phrases = {str(k): v for k, v in self.mapping("phrases").items() if isinstance(v, str)}
        blocks = tuple(self.blocks("patterns", (*MEANINGS, NOTHING), slots, phrases))
        taking = {**slots, "time": Slot(TIME)}
        joins = tuple(self.blocks("joins", tuple(JOINS), taking, phrases))
        future, past = self.list_at("future"), self.list_at("past")
        cues = rf"(?<!\w)(?:(?P<future>{_exactly(future)})|{_exactly(past)})(?!\w)"
        by_opener = {text: tuple(b for b in blocks if text in b.pattern.openers) for text in sorted(set().union(*(b.pattern.openers for b in blocks)))}
        return Grammar(joins, by_opener, re.compile(cues), frozenset(self.list_at("small_words")))

    def mapping(self, key: str) -> Mapping[object, object]:
        section = self.content.get(key, {})
        if not isinstance(section, dict):
            self.fail(key, "must be a mapping")
        return section

    def slots(self) -> dict[str, Slot]:
        """Every slot that patterns may use."""
        endings = self.list_at("day_endings")
        suffix = one_of(endings)
        figures = frozenset({DIGIT})
        found = {
            "day": Slot(rf"(?:{_NUMBER}){suffix}?", "day", _digits, figures),
            "day_nth": Slot(rf"(?:{_NUMBER}){suffix}", "day", _digits, figures),
            "mm": Slot(r"(?:0?[1-9]|1[0-2])", "month", int, figures),
            "year": Slot(r"(?:1\d|20|21)\d\d", "year", int, figures),
            "yy": Slot(r"\d\d", "year", lambda text: 2000 + int(text), figures),
            "to_yy": Slot(r"\d\d", "year2", int, figures),
            "decade": Slot(r"(?:1\d|20)\d0", "decade", int, figures),
            "short_decade": Slot(r"[0-9]0", "decade", int, figures),
            "century": Slot(rf"(?:1\d|20|21|[1-9])(?:{suffix})?", "nth", _digits, figures),
            "figures": Slot(r"\d+", openers=figures),
            "Name": Slot(r"[A-Z][\w'’-]+"),
            "n": self.number_slot(),
        }
        found["number"] = Slot(found["n"].expression, openers=found["n"].openers)
        found |= self.word_slots()
        for name, words in self.mapping("words").items():
            texts = self.texts(f"words, entry {name!r}", words)
            found[str(name)] = Slot(one_of(texts), openers=openers(texts))
        return found

    def word_slots(self) -> dict[str, Slot]:
        months, weekdays = self.table("months", _from_one_to(12)), self.table("weekdays", _weekday)
        sections: dict[str, tuple[str, Mapping[str, object]]] = {
            "month_name": ("month", months),
            "month": ("month", months | _dotted(self.table("months_short", _from_one_to(12)))),
            "weekday": ("weekday", weekdays),
            "any_weekday": ("weekday", {name.lower(): number for name, number in weekdays.items()}),
            "wd": ("weekday", weekdays | _dotted(self.table("weekdays_short", _weekday))),
            "unit": ("unit", self.table("units", _unit)),
            "one_unit": ("unit", self.table("one_unit", _unit)),
            "nth": ("nth", self.table("ordinals", int)),
            "shift": ("shift", self.table("shifts", int)),
            "day_word": ("offset", self.table("day_words", int)),
            "season": ("season", self.table("seasons", _season)),
            "holiday": ("holiday", self.table("holidays", _holiday)),
            "feast": ("holiday", self.table("feasts", _holiday)),
            "part": ("part", self.table("parts", Part)),
        }
        return {name: _word_slot(field, table) for name, (field, table) in sections.items() if table}

    def number_slot(self) -> Slot:
        """Digits, a number word, or a word for tens followed by one for units."""
        numbers = {text.lower(): value for text, value in self.table("numbers", int).items()}
        tens = {text: value for text, value in numbers.items() if value % 10 == 0 and value >= 20}
        both = {f"{ten}{gap}{unit}": a + b for ten, a in tens.items() for unit, b in numbers.items() if b < 10 for gap in " -"}
        values = numbers | both
        expression = rf"(?:\d{{1,3}}|{one_of(values)})"
        return Slot(expression, "n", lambda text: int(text) if text.isdigit() else values[_plain(text)], openers(values) | {DIGIT})

    def blocks(self, key: str, meanings: tuple[str, ...], slots: Mapping[str, Slot], phrases: Mapping[str, str]) -> Iterator[Block]:
        section = self.content.get(key, [])
        if not isinstance(section, list):
            self.fail(key, "must be a list")
        for number, block in enumerate(section, 1):
            entry = f"{key}, block {number}"
            if not isinstance(block, dict) or "means" not in block:
                self.fail(entry, "must have 'means' and 'say'")
            self.among(entry, block, _BLOCK_KEYS)
            self.among(f"{entry}, means", block["means"], meanings)
            if "weak" in block:
                self.among(f"{entry}, weak", block["weak"], tuple(weak.value for weak in Weak))
            weak = Weak(block["weak"]) if "weak" in block else None
            before = self.texts(f"{entry}, firm_after", block.get("firm_after", []))
            firm_after = re.compile(rf"(?<!\w){one_of(before)}[\s-]*$") if before else None
            for text in self.texts(f"{entry}, say", block.get("say")):
                yield Block(block["means"], self.pattern(entry, text, block["means"], slots, phrases), weak, firm_after)

    def pattern(self, entry: str, text: str, means: str, slots: Mapping[str, Slot], phrases: Mapping[str, str]) -> Pattern:
        try:
            pattern = compile_pattern(phrases_expanded(text, phrases), slots)
        except KeyError as error:
            self.fail(f"{entry}, {text!r}", f"unknown slot {error}; allowed: {', '.join(sorted([*slots, *phrases]))}")
        except re.error as error:
            self.fail(f"{entry}, {text!r}", f"brackets or slots do not fit: {error}")
        filled = {f"{slot.field}{'2' if name.endswith('2') else ''}" for name, slot in pattern.slots.items() if slot.field}
        for needed in MEANINGS[means][1] if means in MEANINGS else ():
            if needed not in filled:
                self.fail(f"{entry}, {text!r}", f"{means!r} needs a slot that gives the {needed}")
        for field in sorted(filled - {field.name for field in fields(Slots)}):
            if means in MEANINGS:
                self.fail(f"{entry}, {text!r}", f"there is no second {field.removesuffix('2')}")
        for needed in JOINS.get(means, ()):
            if needed not in pattern.slots:
                self.fail(f"{entry}, {text!r}", f"{means!r} needs the slot {{{needed}}}")
        return pattern


def _exactly(texts: list[str]) -> str:
    """One of `texts` as written: "may" is no month."""
    return "|".join(re.escape(text).replace("'", "['’]") for text in sorted(texts, key=lambda t: (-len(t), t))) or "(?!)"


def _word_slot(field: str, table: Mapping[str, object]) -> Slot:
    values = {_plain(text): value for text, value in table.items()}
    return Slot(one_of(list(table)), field, lambda text: values[_plain(text)], openers(table))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _dotted(table: Mapping[str, T]) -> dict[str, T]:
    """Short forms, with and without their full stop."""
    return {text + dot: value for text, value in table.items() for dot in ("", ".")}


def _digits(text: str) -> int:
    return int("".join(filter(str.isdigit, text)))


def _from_one_to(last: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdigit() or not 1 <= int(text) <= last:
            raise ValueError(f"must be a number from 1 to {last}")
        return int(text)

    return read


def _weekday(text: str) -> int:
    return _from_one_to(7)(text) - 1


def _unit(text: str) -> str:
    if text not in UNITS:
        raise ValueError(f"unknown unit; allowed: {', '.join(UNITS)}")
    return text


def _season(text: str) -> int:
    if not text.isdigit() or int(text) not in SEASON_MONTHS:
        raise ValueError(f"must be one of {', '.join(map(str, SEASON_MONTHS))}")
    return int(text)


def _holiday(text: str) -> Holiday:
    if match := re.fullmatch(r"easter([+-]\d+)?", text):
        return Holiday(easter=int(match[1] or 0))
    if match := re.fullmatch(r"(\d\d)-(\d\d)", text):
        return Holiday(int(match[1]), int(match[2]))
    raise ValueError("must be month and day, as '08-17', or days from Easter, as 'easter-2'")
