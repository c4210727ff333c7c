"""What a time expression means: from the values of its slots and the publication date to a stretch of days.

A reading raises ValueError when the slots make no time (31 June), UnresolvedError when the time cannot be told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from kg.extract.times import calendar, counts, dates
from kg.extract.times.calendar import Period
from kg.extract.times.dates import in_year
from kg.extract.times.slots import Now, Slots, UnresolvedError, given

_CENTURY = 100
_FIRST_OF_2000S = 2000
_FIRST_OF_1900S = 30
"""Decades written with two digits, from the 30s on, are those of the 20th century."""


def _month(slots: Slots, now: Now) -> Period:
    return in_year(lambda year: calendar.month(year, given(slots.month)), slots, now)


def _coming_month(slots: Slots, now: Now) -> Period:
    return _month(slots, replace(now, ahead=True))


def _relative(slots: Slots, now: Now) -> Period:
    """A week, month, quarter and so on: last, this or next."""
    today, shift, unit = now.today, slots.shift or 0, given(slots.unit)
    if unit == "week":
        return calendar.week(today + timedelta(7 * shift))
    if unit == "month":
        return calendar.month(today.year, today.month + shift)
    if unit == "quarter":
        return calendar.months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * shift, 3)
    if unit == "year":
        return calendar.year(today.year + shift)
    if unit == "decade":
        return calendar.years(today.year // 10 * 10 + 10 * shift, 10)
    if unit == "century":
        return calendar.years((today.year - 1) // _CENTURY * _CENTURY + 1 + _CENTURY * shift, _CENTURY)
    raise ValueError(f"{unit} is no stretch of the calendar")


def _weekend(slots: Slots, now: Now) -> Period:
    if slots.shift is not None:
        return calendar.weekend(now.today + timedelta(7 * slots.shift))
    this = calendar.weekend(now.today)
    return this if now.ahead or given(this.begin) <= now.today else calendar.weekend(now.today - timedelta(7))


def _day_word(slots: Slots, now: Now) -> Period:
    return calendar.day(now.today + timedelta(given(slots.offset)))


def _night_before(slots: Slots, now: Now) -> Period:
    return calendar.span(calendar.day(now.today - timedelta(1)), calendar.day(now.today))


def _year(slots: Slots, now: Now) -> Period:
    return calendar.year(given(slots.year))


def _years(slots: Slots, now: Now) -> Period:
    first, last = given(slots.year), given(slots.year2)
    last = last if last >= _CENTURY else first // _CENTURY * _CENTURY + last
    if last <= first:
        raise ValueError("years that run backwards")
    return calendar.span(calendar.year(first), calendar.year(last))


def _quarter(slots: Slots, now: Now) -> Period:
    return in_year(lambda year: calendar.months(year, 3 * _numbered(slots, 4) - 2, 3), slots, now)


def _half(slots: Slots, now: Now) -> Period:
    return in_year(lambda year: calendar.months(year, 6 * _numbered(slots, 2) - 5, 6), slots, now)


def _numbered(slots: Slots, count: int) -> int:
    if given(slots.nth) > count:
        raise ValueError(f"there are only {count}")
    return given(slots.nth)


def _season(slots: Slots, now: Now) -> Period:
    return in_year(lambda year: calendar.season(year, given(slots.season)), slots, now)


def _decade(slots: Slots, now: Now) -> Period:
    first = given(slots.decade)
    if first < _CENTURY:
        first += 1900 if first >= _FIRST_OF_1900S else 2000
    return calendar.years(first, _CENTURY if first % _CENTURY == 0 and first < _FIRST_OF_2000S else 10)


def _century(slots: Slots, now: Now) -> Period:
    return calendar.years(_CENTURY * given(slots.nth) - 99, _CENTURY)


def _holiday(slots: Slots, now: Now) -> Period:
    holiday = given(slots.holiday)
    return in_year(lambda year: calendar.day(holiday.on(year)), slots, now)


def _unknown(slots: Slots, now: Now) -> Period:
    raise UnresolvedError


Reading = Callable[[Slots, Now], Period]

MEANINGS: Mapping[str, tuple[Reading, tuple[str, ...]]] = {
    "date": (dates.a_date, ("day", "month")),
    "days": (dates.days, ("day", "day2", "month")),
    "two days": (dates.two_days, ("day", "day2", "month")),
    "day of the month": (dates.day_of_month, ("day",)),
    "weekday": (dates.weekday, ("weekday",)),
    "eve": (dates.eve, ("weekday",)),
    "day word": (_day_word, ("offset",)),
    "night before": (_night_before, ()),
    "weekend": (_weekend, ()),
    "holiday": (_holiday, ("holiday",)),
    "relative": (_relative, ("unit",)),
    "ago": (counts.ago, ("unit",)),
    "from now": (counts.hence, ("unit",)),
    "from now if ahead": (counts.hence_if_ahead, ("unit",)),
    "the last": (counts.lookback, ("unit",)),
    "the next": (counts.lookahead, ("unit",)),
    "month": (_month, ("month",)),
    "coming month": (_coming_month, ("month",)),
    "season": (_season, ("season",)),
    "quarter": (_quarter, ("nth",)),
    "half": (_half, ("nth",)),
    "year": (_year, ("year",)),
    "years": (_years, ("year", "year2")),
    "decade": (_decade, ("decade",)),
    "century": (_century, ("nth",)),
    "unknown": (_unknown, ()),
}
"""Name in the data -> how it is read, and the slots that its patterns must have."""
