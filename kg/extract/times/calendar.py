"""Stretches of days, each with the EDTF that writes it.

Whatever does not exist (31 June, an end before its begin) raises ValueError.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""EDTF number of a season -> its first month, in the northern hemisphere."""


class Part(str, Enum):
    """Which part of a stretch is meant; the last two are cut at the publication date."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    SO_FAR = "so far"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF value with the first and last day that it covers; None where it is open."""

    value: str
    begin: date | None
    end: date | None

    @property
    def first(self) -> str:
        """EDTF of its begin: the left side of an interval, else the whole."""
        return self.value.partition("/")[0]

    @property
    def last(self) -> str:
        """EDTF of its end: the right side of an interval, else the whole."""
        return self.value.rpartition("/")[2]


def day(when: date) -> Period:
    """One day."""
    return Period(when.isoformat(), when, when)


def week(when: date) -> Period:
    """The week, Monday to Sunday, in which `when` lies."""
    monday = when - timedelta(days=when.weekday())
    return span(day(monday), day(monday + timedelta(days=6)))


def weekend(when: date) -> Period:
    """Saturday and Sunday of the week in which `when` lies."""
    saturday = when + timedelta(days=5 - when.weekday())
    return span(day(saturday), day(saturday + timedelta(days=1)))


def month(year: int, number: int) -> Period:
    """A month; `number` may lie outside 1 to 12 and then counts into the years around."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return Period(f"{year:04d}-{number:02d}", date(year, number, 1), date(year, number, last))


def months(year: int, number: int, count: int) -> Period:
    """`count` months from month `number` of `year` on: quarters, half-years."""
    return span(month(year, number), month(year, number + count - 1))


def season(year: int, number: int) -> Period:
    """A season by its EDTF number, 21 (spring) to 24 (winter, which ends in the year after)."""
    covered = months(year, SEASON_MONTHS[number], 3)
    return Period(f"{year:04d}-{number}", covered.begin, covered.end)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def years(first: int, count: int) -> Period:
    """`count` years from `first` on: decades, centuries."""
    return span(year(first), year(first + count - 1))


def easter(number: int) -> date:
    """Easter Sunday of a year, Gregorian (Meeus, Jones and Butcher)."""
    a, (b, c) = number % 19, divmod(number, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    quotient, rest = divmod(h + i - 7 * m + 114, 31)
    return date(number, quotient, rest + 1)


def span(first: Period, last: Period) -> Period:
    """From the begin of `first` to the end of `last`."""
    if first.begin and last.end and first.begin > last.end:
        raise ValueError(f"{first.value} is after {last.value}")
    return first if first == last else Period(f"{first.first}/{last.last}", first.begin, last.end)


def since(start: Period) -> Period:
    """From `start` on, without end."""
    return Period(f"{start.first}/..", start.begin, None)


def until(end: Period) -> Period:
    """Up to `end`, without begin."""
    return Period(f"../{end.last}", None, end.end)


def about(period: Period) -> Period:
    """`period`, marked as approximate where it is no interval."""
    return period if "/" in period.value else Period(f"{period.value}~", period.begin, period.end)


def part(whole: Period, which: Part, reference: date | None) -> Period:
    """A part of a month (days 1-10, 11-20, 21 to its end) or year (thirds); another stretch stays as vague as it is."""
    if whole.begin is None or whole.end is None or whole.begin == whole.end:
        return whole
    if which in {Part.SO_FAR, Part.REST} and reference:
        so_far = which is Part.SO_FAR
        return span(day(whole.begin), day(reference)) if so_far else span(day(reference), day(whole.end))
    third = {Part.EARLY: 0, Part.MIDDLE: 1, Part.LATE: 2}.get(which)
    if third is None:
        return whole
    if whole.value == f"{whole.begin:%Y}":
        return months(whole.begin.year, 1 + 4 * third, 4)
    if whole.value == f"{whole.begin:%Y-%m}":
        first, last = whole.begin.replace(day=1 + 10 * third), whole.begin.replace(day=10 + 10 * min(third, 1))
        return span(day(first), day(whole.end if which is Part.LATE else last))
    return whole
