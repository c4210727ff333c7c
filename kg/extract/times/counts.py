"""Times counted from today: "three weeks ago", "in two days", "the past ten years"."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.times import calendar
from kg.extract.times.calendar import Period
from kg.extract.times.slots import Now, Slots, given

_YEARS = {"year": 1, "decade": 10, "century": 100}
_MONTHS = {"month": 1, "quarter": 3}


def ago(slots: Slots, now: Now) -> Period:
    """So many units before today, as precise as the unit."""
    return _counted(slots, now, -1)


def hence(slots: Slots, now: Now) -> Period:
    """So many units after today, as precise as the unit."""
    return _counted(slots, now, 1)


def hence_if_ahead(slots: Slots, now: Now) -> Period:
    """Like `hence` where the sentence looks ahead; else "in two weeks" is a duration."""
    if not now.ahead:
        raise ValueError("a duration")
    return hence(slots, now)


def lookback(slots: Slots, now: Now) -> Period:
    """The stretch of so many units up to today."""
    edge = _edge(slots, now, -1)
    return calendar.span(edge, _today_as(edge, now.today))


def lookahead(slots: Slots, now: Now) -> Period:
    """The stretch of so many units from today on."""
    edge = _edge(slots, now, 1)
    return calendar.span(_today_as(edge, now.today), edge)


def _counted(slots: Slots, now: Now, direction: int) -> Period:
    today, unit, n = now.today, given(slots.unit), slots.n * direction
    if unit in _YEARS:
        return calendar.year(today.year + n * _YEARS[unit])
    if unit in _MONTHS:
        return calendar.month(today.year, today.month + n * _MONTHS[unit])
    if unit == "week":
        return calendar.week(today + timedelta(7 * n))
    days = {"day": n, "hour": int(n / 24), "minute": 0}
    return calendar.day(today + timedelta(days[unit]))


def _edge(slots: Slots, now: Now, direction: int) -> Period:
    """The day, month or year in which a stretch that has one end today has its other."""
    if slots.unit == "week":
        return calendar.day(now.today + timedelta(7 * slots.n * direction))
    if slots.unit == "hour":
        return calendar.day(now.today + timedelta(-(-slots.n // 24) * direction))
    return _counted(slots, now, direction)


def _today_as(edge: Period, today: date) -> Period:
    """Today, as precise as `edge`."""
    whole = {len("2024"): calendar.year(today.year), len("2024-08"): calendar.month(today.year, today.month)}
    return whole.get(len(edge.value), calendar.day(today))
