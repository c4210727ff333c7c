"""Stretches of days, each with the EDTF that writes it. Whatever does not exist (31 June, an end before its begin) raises ValueError."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""EDTF number of a season -> its first month, in the northern hemisphere."""


class Part(str, Enum):
    """Which part of a stretch is meant. `SO_FAR` and `REST` are cut at the publication date: "earlier this year", "later this week"."""

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
        """EDTF of where it starts: of an interval the left side."""
        return self.value.partition("/")[0]

    @property
    def last(self) -> str:
        return self.value.rpartition("/")[2]


def day(when: date) -> Period:
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
    return Period(f"{year:04d}-{number:02d}", date(year, number, 1), last_day(year, number))


def last_day(year: int, number: int) -> date:
    return date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, number: int, count: int) -> Period:
    """`count` months from month `number` of `year` on: quarters, half-years."""
    return span(month(year, number), month(year, number + count - 1))


def season(year: int, number: int) -> Period:
    """A season by its EDTF number, 21 (spring) to 24 (winter, which ends in the year after)."""
    covered = months(year, SEASON_MONTHS[number], 3)
    return Period(f"{year:04d}-{number}", covered.begin, covered.end)


def year(number: int) -> Period:
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
    return Period(f"{start.first}/..", start.begin, None)


def until(end: Period) -> Period:
    return Period(f"../{end.last}", None, end.end)


def about(period: Period) -> Period:
    """`period`, marked as approximate where it is no interval."""
    return period if "/" in period.value else Period(f"{period.value}~", period.begin, period.end)


def part(whole: Period, which: Part, reference: date | None) -> Period:
    """A part of a month (days 1-10, 11-20, 21-end) or year (thirds); shorter and longer stretches stay as vague as they are."""
    if whole.begin == whole.end:
        return whole
    if which is Part.SO_FAR:
        return span(_from_first_day(whole), day(_needed(reference)))
    if which is Part.REST:
        return span(day(_needed(reference)), _to_last_day(whole))
    step = (Part.EARLY, Part.MIDDLE, Part.LATE).index(which)
    if len(whole.value) == len("2024") and whole.begin:
        return months(whole.begin.year, 1 + 4 * step, 4)
    if len(whole.value) == len("2024-05") and whole.begin and whole.end and whole.value.endswith(f"{whole.begin:%m}"):
        last = whole.end if which is Part.LATE else whole.begin.replace(day=10 + 10 * step)
        return span(day(whole.begin.replace(day=1 + 10 * step)), day(last))
    return whole


def _from_first_day(whole: Period) -> Period:
    return day(_needed(whole.begin))


def _to_last_day(whole: Period) -> Period:
    return day(_needed(whole.end))


def _needed(when: date | None) -> date:
    if when is None:
        raise ValueError("an open stretch has no such part")
    return when
