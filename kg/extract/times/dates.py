"""Single days: dates, days of a month, weekdays; and how the convention of news chooses among what recurs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.times import calendar
from kg.extract.times.calendar import Period
from kg.extract.times.slots import Now, Slots, given

SOON = timedelta(45)
"""A day and month that come within so long are taken as the next, where nothing shows that the sentence looks back."""
_LEAP_YEAR = 2024


def choose(options: Iterable[Period], slots: Slots, now: Now) -> Period:
    """The latest of `options` begun by today, or the next one where the sentence looks ahead.

    "last" and "next" leave out the one in which today lies; "this" is the one in today's year.
    """
    today, shift = now.today, slots.shift
    known = [(given(option.begin), given(option.end), option) for option in options]
    if shift == 0:
        found = [option for begin, _, option in known if begin.year == today.year]
    elif shift is None:
        found = [option for begin, end, option in known if (end >= today if now.ahead else begin <= today)]
    else:
        found = [option for begin, end, option in known if (begin > today if shift > 0 else end < today)]
    if not found:
        raise ValueError("none near today")
    return found[0] if (now.ahead if shift is None else shift > 0) else found[-1]


def in_year(make: Callable[[int], Period], slots: Slots, now: Now) -> Period:
    """What recurs every year: in the year given ("2024", "last year"), else in the one that `choose` takes."""
    if slots.year is not None:
        return make(slots.year)
    if slots.unit == "year":
        return make(now.today.year + (slots.shift or 0))
    return choose(_each_year(make, now.today), slots, now)


def a_date(slots: Slots, now: Now) -> Period:
    """A day and month, with or without year and weekday."""
    month, day = given(slots.month), given(slots.day)
    date(_LEAP_YEAR, month, day)

    def make(year: int) -> Period:
        return calendar.day(date(year, month, day))

    if slots.year is None and slots.weekday is not None:
        options = sorted(_each_year(make, now.today), key=lambda option: _distance(option, now))
        fitting = [option for option in options if _weekday_of(option) == slots.weekday]
        return options[0] if _distance(options[0], now) <= SOON else (fitting or options)[0]
    if slots.year is not None:
        return make(_intended_year(make, slots.year, slots.weekday, now))
    coming = choose(_each_year(make, now.today), slots, replace(now, ahead=True))
    is_soon = slots.shift is None and now.ahead is None and given(coming.begin) - now.today <= SOON
    return coming if is_soon else in_year(make, slots, now)


def days(slots: Slots, now: Now) -> Period:
    """Several days of a month: "3 to 5 May"."""
    last = a_date(replace(slots, day=slots.day2, weekday=slots.weekday2), now)
    return calendar.span(calendar.day(given(last.begin).replace(day=given(slots.day))), last)


def two_days(slots: Slots, now: Now) -> Period:
    """Two days of which one follows the other: "5 and 6 May"."""
    if slots.day2 != given(slots.day) + 1:
        raise ValueError("days that do not adjoin")
    return days(slots, now)


def day_of_month(slots: Slots, now: Now) -> Period:
    """A day without its month: "the 15th"."""
    day, today = given(slots.day), now.today
    shifts = range(-3, 4) if slots.shift is None else (slots.shift,)
    around = [calendar.month(today.year, today.month + shift) for shift in shifts]
    options = [calendar.day(given(m.begin).replace(day=day)) for m in around if day <= given(m.end).day]
    return choose(options, replace(slots, shift=None), now) if slots.shift is None else _only(options)


def weekday(slots: Slots, now: Now) -> Period:
    """A weekday, near today or of a week that is so many weeks away."""
    if slots.unit not in {None, "week"}:
        raise ValueError("a weekday lies in a week")
    first = now.today - timedelta(now.today.weekday()) + timedelta(given(slots.weekday))
    if slots.unit or slots.shift == 0:
        told_of = slots.unit is None and now.ahead is False and first > now.today
        return calendar.day(first + timedelta(7 * ((slots.shift or 0) * slots.n - told_of)))
    return choose([calendar.day(first + timedelta(7 * week)) for week in range(-2, 3)], slots, now)


def eve(slots: Slots, now: Now) -> Period:
    """The evening before a weekday: "malam Minggu" is a Saturday."""
    return calendar.day(given(weekday(slots, now).begin) - timedelta(1))


def _each_year(make: Callable[[int], Period], today: date) -> list[Period]:
    """What `make` gives for the years around today; 29 February is not in each."""
    found = []
    for year in range(today.year - 5, today.year + 6):
        try:
            found.append(make(year))
        except ValueError:
            continue
    return found


def _intended_year(make: Callable[[int], Period], written: int, weekday: int | None, now: Now) -> int:
    """The year as written, but this year where only that fits the weekday: "Monday, 6 January 2024" in January 2025."""
    this = now.reference.year if now.reference else written
    is_slip = weekday is not None and abs(written - this) == 1 and _weekday_of(make(written)) != weekday
    return this if is_slip and _weekday_of(make(this)) == weekday else written


def _distance(day: Period, now: Now) -> timedelta:
    return abs(given(day.begin) - now.today)


def _weekday_of(period: Period) -> int:
    return given(period.begin).weekday()


def _only(options: list[Period]) -> Period:
    if not options:
        raise ValueError("no such day in the month")
    return options[0]
