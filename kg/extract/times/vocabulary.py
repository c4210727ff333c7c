"""The slots of the pattern language: those for figures, and one for each section of words in ``dates.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from kg.extract.times.calendar import SEASON_MONTHS, Part
from kg.extract.times.patterns import DIGIT, Slot, one_of, openers
from kg.extract.times.slots import Holiday
from kg.extract.times.source import Source

UNITS = ("minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
SECTIONS = (
    *("months", "months_short", "weekdays", "weekdays_short", "seasons", "holidays", "feasts", "units", "one_unit"),
    *("numbers", "ordinals", "day_endings", "shifts", "day_words", "parts", "words"),
)
"""The sections of words."""
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_FIRST_TENS = 20
T = TypeVar("T")


def slots_of(source: Source) -> dict[str, Slot]:
    """Every slot that patterns may use, by name."""
    numbers = _numbers(source)
    groups = {str(name): source.texts(f"words, {name}", texts) for name, texts in source.mapping("words").items()}
    return {
        **_figures(one_of(source.words("day_endings"))),
        **_worded(source),
        "n": numbers,
        "number": Slot(numbers.expression, openers=numbers.openers),
        "Name": Slot(r"[A-Z][\w'’-]+"),
        **{name: Slot(one_of(texts), openers=openers(texts)) for name, texts in groups.items()},
    }


def _figures(ending: str) -> dict[str, Slot]:
    shapes: dict[str, tuple[str, str | None, Callable[[str], object] | None]] = {
        "day": (f"{_DAY}{ending}?", "day", _digits),
        "day_nth": (f"{_DAY}{ending}", "day", _digits),
        "mm": (r"(?:0?[1-9]|1[0-2])", "month", int),
        "year": (r"(?:1\d|20|21)\d\d", "year", int),
        "yy": (r"\d\d", "year", lambda text: 2000 + int(text)),
        "to_yy": (r"\d\d", "year2", int),
        "decade": (r"(?:1\d|20)\d0", "decade", int),
        "short_decade": (r"\d0", "decade", int),
        "century": (f"(?:1\\d|20|21|[1-9]){ending}?", "nth", _digits),
        "figures": (r"\d+", None, None),
    }
    return {name: Slot(*shape, openers=frozenset({DIGIT})) for name, shape in shapes.items()}


def _worded(source: Source) -> dict[str, Slot]:
    months, weekdays = source.table("months", _from_one_to(12)), source.table("weekdays", _weekday)
    sections: dict[str, tuple[str, Mapping[str, object]]] = {
        "month_name": ("month", months),
        "month": ("month", months | _dotted(source.table("months_short", _from_one_to(12)))),
        "weekday": ("weekday", weekdays),
        "any_weekday": ("weekday", {name.lower(): number for name, number in weekdays.items()}),
        "wd": ("weekday", weekdays | _dotted(source.table("weekdays_short", _weekday))),
        "unit": ("unit", source.table("units", _unit)),
        "one_unit": ("unit", source.table("one_unit", _unit)),
        "nth": ("nth", source.table("ordinals", int)),
        "shift": ("shift", source.table("shifts", int)),
        "day_word": ("offset", source.table("day_words", int)),
        "season": ("season", source.table("seasons", _season)),
        "holiday": ("holiday", source.table("holidays", _holiday)),
        "feast": ("holiday", source.table("feasts", _holiday)),
        "part": ("part", source.table("parts", _part)),
    }
    return {name: _word_slot(field, table) for name, (field, table) in sections.items() if table}


def _numbers(source: Source) -> Slot:
    """Digits, a number word, or a word for tens followed by one for units."""
    numbers = {_plain(text): value for text, value in source.table("numbers", int).items()}
    tens = {text: value for text, value in numbers.items() if value >= _FIRST_TENS and value % 10 == 0}
    units = {text: value for text, value in numbers.items() if value < 10}
    both = {f"{ten}{gap}{unit}": a + b for ten, a in tens.items() for unit, b in units.items() for gap in " -"}
    values = numbers | both

    def value(text: str) -> int:
        return int(text) if text.isdigit() else values[_plain(text)]

    return Slot(rf"(?:\d{{1,3}}|{one_of(values)})", "n", value, openers(values) | {DIGIT})


def _word_slot(field: str, table: Mapping[str, object]) -> Slot:
    values = {_plain(text): value for text, value in table.items()}
    return Slot(one_of(table), field, lambda text: values[_plain(text)], openers(table))


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


def _among(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise ValueError(f"must be one of {', '.join(allowed)}")
    return text


def _unit(text: str) -> str:
    return _among(text, UNITS)


def _part(text: str) -> Part:
    return Part(_among(text, tuple(part.value for part in Part)))


def _season(text: str) -> int:
    return int(_among(text, tuple(map(str, SEASON_MONTHS))))


def _holiday(text: str) -> Holiday:
    if match := re.fullmatch(r"easter([+-]\d+)?", text):
        return Holiday(easter=int(match[1] or 0))
    if match := re.fullmatch(r"(\d\d)-(\d\d)", text):
        return Holiday(int(match[1]), int(match[2]))
    raise ValueError("must be month and day, as '08-17', or days from Easter, as 'easter-2'")
