"""What a time expression means: from the values of its slots and the publication date to a stretch of days.

A reading raises ValueError when the slots make no time (31 June), `Unresolved` when the time cannot be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract.times import calendar
from kg.extract.times.calendar import Period

SOON = 45
"""A day and month without a year that come within so many days are taken as the next, not as those of a year ago."""


class Unresolved(Exception):
    """A time that needs a publication date that is missing, or another event: "the same day"."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A fixed day and month, or a number of days from Easter Sunday."""

    month: int = 0
    day: int = 0
    easter: int | None = None

    def on(self, year: int) -> date:
        return date(year, self.month, self.day) if self.easter is None else calendar.easter(year) + timedelta(self.easter)


@dataclass(frozen=True, slots=True)
class Slots:
    """The values that a pattern found. `shift` is -1 for last, 0 for this, 1 for next; `offset` counts days from today; `n` is how many units."""

    day: int | None = None
    day2: int | None = None
    month: int | None = None
    month2: int | None = None
    year: int | None = None
    year2: int | None = None
    weekday: int | None = None
    weekday2: int | None = None
    unit: str | None = None
    n: int = 1
    shift: int | None = None
    offset: int | None = None
    nth: int | None = None
    decade: int | None = None
    season: int | None = None
    holiday: Holiday | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """Where the reader stands: the publication date, and whether the sentence looks ahead (None: nothing shows it)."""

    reference: date | None
    ahead: bool | None = None

    @property
    def today(self) -> date:
        if self.reference is None:
            raise Unresolved
        return self.reference


def _given(value: int | None) -> int:
    if value is None:
        raise ValueError("a slot is empty")
    return value


def _given_unit(slots: Slots) -> str:
    if slots.unit is None:
        raise ValueError("no unit")
    return slots.unit


def _choose(options: Iterable[Period], now: Now, slots: Slots) -> Period:
    """The option that the convention of news takes: the latest begun by today, or the next one when the sentence looks ahead.

    "last" and "next" leave out the one in which today lies; "this" is the one in today's year.
    """
    today = now.today
    known = [(p.begin, p.end, p) for p in options if p.begin and p.end]
    if slots.shift == 0:
        found = [p for begin, _, p in known if begin.year == today.year]
    elif slots.shift is None:
        found = [p for begin, end, p in known if (end >= today if now.ahead else begin <= today)]
    else:
        found = [p for begin, end, p in known if (begin > today if slots.shift > 0 else end < today)]
    if not found:
        raise ValueError("none near today")
    ahead = now.ahead if slots.shift is None else slots.shift > 0
    return found[0] if ahead else found[-1]


def _each_year(make: Callable[[int], Period], today: date) -> Iterator[Period]:
    for year in range(today.year - 5, today.year + 6):
        try:
            yield make(year)
        except ValueError:
            continue


def _in_year(make: Callable[[int], Period], slots: Slots, now: Now) -> Period:
    """What recurs every year: in the year given ("2024", "last year"), else in the one that `_choose` takes."""
    if slots.year is not None:
        return make(slots.year)
    if slots.unit == "year":
        return make(now.today.year + (slots.shift or 0))
    return _choose(_each_year(make, now.today), now, slots)


def _date(slots: Slots, now: Now) -> Period:
    month, day = _given(slots.month), _given(slots.day)
    date(2024, month, day)

    def make(year: int) -> Period:
        return calendar.day(date(year, month, day))

    if slots.year is not None:
        return _with_weekday(make, slots, now)
    if slots.unit or slots.shift is not None:
        return _in_year(make, slots, now)
    options = [p for p in _each_year(make, now.today) if p.begin]
    if slots.weekday is not None:
        fitting = [p for p in options if p.begin and p.begin.weekday() == slots.weekday]
        return min(fitting or options, key=lambda p: abs((p.begin or now.today) - now.today))
    coming = [p for p in options if p.begin and timedelta(0) <= p.begin - now.today <= timedelta(SOON)]
    return coming[0] if coming and now.ahead is None else _in_year(make, slots, now)


def _with_weekday(make: Callable[[int], Period], slots: Slots, now: Now) -> Period:
    """The date as written; where its weekday shows that the year is a slip ("Monday, 6 January 2024" in January 2025), in the year that is meant."""
    written = _given(slots.year)
    if now.reference and slots.weekday is not None and abs(written - now.today.year) <= 1:
        near = [period for year in (written, now.today.year) if (period := make(year)).begin and _weekday_of(period) == slots.weekday]
        return near[0] if near else make(written)
    return make(written)


def _weekday_of(period: Period) -> int | None:
    return period.begin.weekday() if period.begin else None


def _days(slots: Slots, now: Now) -> Period:
    last = _date(replace(slots, day=slots.day2, weekday=slots.weekday2), now)
    if last.begin is None:
        raise ValueError("no last day")
    return calendar.span(calendar.day(last.begin.replace(day=_given(slots.day))), last)


def _two_days(slots: Slots, now: Now) -> Period:
    if slots.day2 != _given(slots.day) + 1:
        raise ValueError("days that do not adjoin")
    return _days(slots, now)


def _day_of_month(slots: Slots, now: Now) -> Period:
    day, today = _given(slots.day), now.today
    if slots.shift is not None:
        month = calendar.month(today.year, today.month + slots.shift).begin
        return calendar.day((month or today).replace(day=day))
    return _choose(_each_month(day, today), now, slots)


def _each_month(day: int, today: date) -> Iterator[Period]:
    for shift in range(-3, 4):
        month = calendar.month(today.year, today.month + shift)
        if month.begin and month.end and day <= month.end.day:
            yield calendar.day(month.begin.replace(day=day))


def _month(slots: Slots, now: Now) -> Period:
    return _in_year(lambda year: calendar.month(year, _given(slots.month)), slots, now)


def _weekday(slots: Slots, now: Now) -> Period:
    weekday, today = _given(slots.weekday), now.today
    if slots.unit not in {None, "week"}:
        raise ValueError("a weekday lies in a week")
    monday = today - timedelta(today.weekday())
    if slots.unit or slots.shift == 0:
        return calendar.day(monday + timedelta(7 * (slots.shift or 0) * slots.n + weekday))
    return _choose((calendar.day(monday + timedelta(7 * week + weekday)) for week in (-2, -1, 0, 1, 2)), now, slots)


def _eve(slots: Slots, now: Now) -> Period:
    """The evening before a weekday: "malam Minggu" is a Saturday."""
    of = _weekday(slots, now)
    return calendar.day((of.begin or now.today) - timedelta(1))


def _relative(slots: Slots, now: Now) -> Period:
    today, shift = now.today, slots.shift or 0
    if slots.unit == "week":
        return calendar.week(today + timedelta(7 * shift))
    if slots.unit == "month":
        return calendar.month(today.year, today.month + shift)
    if slots.unit == "quarter":
        return calendar.months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * shift, 3)
    if slots.unit == "year":
        return calendar.year(today.year + shift)
    if slots.unit == "decade":
        return calendar.years(today.year // 10 * 10 + 10 * shift, 10)
    if slots.unit == "century":
        return calendar.years((today.year - 1) // 100 * 100 + 1 + 100 * shift, 100)
    raise ValueError(f"{slots.unit} is no stretch of the calendar")


def _weekend(slots: Slots, now: Now) -> Period:
    if slots.shift is not None:
        return calendar.weekend(now.today + timedelta(7 * slots.shift))
    this = calendar.weekend(now.today)
    started = this.begin is not None and this.begin <= now.today
    return this if started or now.ahead else calendar.weekend(now.today - timedelta(7))


def _offset(slots: Slots, now: Now) -> Period:
    return calendar.day(now.today + timedelta(_given(slots.offset)))


def _night_before(slots: Slots, now: Now) -> Period:
    return calendar.span(calendar.day(now.today - timedelta(1)), calendar.day(now.today))


def _counted(slots: Slots, now: Now, direction: int) -> Period:
    """So many units away from today, as precise as the unit."""
    today, n = now.today, slots.n * direction
    if slots.unit == "week":
        return calendar.week(today + timedelta(7 * n))
    if slots.unit == "month":
        return calendar.month(today.year, today.month + n)
    if slots.unit == "quarter":
        return calendar.month(today.year, today.month + 3 * n)
    if slots.unit in _YEARS:
        return calendar.year(today.year + n * _YEARS[slots.unit])
    days = {"day": n, "hour": int(n / 24), "minute": 0}
    return calendar.day(today + timedelta(days[_given_unit(slots)]))


_YEARS = {"year": 1, "decade": 10, "century": 100}


def _ago(slots: Slots, now: Now) -> Period:
    return _counted(slots, now, -1)


def _hence(slots: Slots, now: Now) -> Period:
    return _counted(slots, now, 1)


def _hence_if_ahead(slots: Slots, now: Now) -> Period:
    """"in two weeks" counts from today where the sentence looks ahead; else it is a duration."""
    if not now.ahead:
        raise ValueError("a duration")
    return _hence(slots, now)


def _edge(slots: Slots, now: Now, direction: int) -> Period:
    """The day, month or year in which a stretch of so many units up to today, or from today, has its other end."""
    if slots.unit == "week":
        return calendar.day(now.today + timedelta(7 * slots.n * direction))
    if slots.unit == "hour":
        return calendar.day(now.today + timedelta(-(-slots.n // 24) * direction))
    return _counted(slots, now, direction)


def _today_as(edge: Period, today: date) -> Period:
    """Today, as precise as `edge`."""
    whole = {4: calendar.year(today.year), 7: calendar.month(today.year, today.month)}
    return whole.get(len(edge.value), calendar.day(today))


def _lookback(slots: Slots, now: Now) -> Period:
    edge = _edge(slots, now, -1)
    return calendar.span(edge, _today_as(edge, now.today))


def _lookahead(slots: Slots, now: Now) -> Period:
    edge = _edge(slots, now, 1)
    return calendar.span(_today_as(edge, now.today), edge)


def _year(slots: Slots, now: Now) -> Period:
    return calendar.year(_given(slots.year))


def _years(slots: Slots, now: Now) -> Period:
    first, last = _given(slots.year), _given(slots.year2)
    last = last if last >= 100 else first // 100 * 100 + last
    if last <= first:
        raise ValueError("years that run backwards")
    return calendar.span(calendar.year(first), calendar.year(last))


def _quarter(slots: Slots, now: Now) -> Period:
    return _in_year(lambda year: calendar.months(year, 3 * _numbered(slots, 4) - 2, 3), slots, now)


def _half(slots: Slots, now: Now) -> Period:
    return _in_year(lambda year: calendar.months(year, 6 * _numbered(slots, 2) - 5, 6), slots, now)


def _numbered(slots: Slots, count: int) -> int:
    if _given(slots.nth) > count:
        raise ValueError(f"there are only {count}")
    return _given(slots.nth)


def _season(slots: Slots, now: Now) -> Period:
    return _in_year(lambda year: calendar.season(year, _given(slots.season)), slots, now)


def _decade(slots: Slots, now: Now) -> Period:
    first = _given(slots.decade)
    if first < 100:
        first += 1900 if first >= 30 else 2000
    return calendar.years(first, 100 if first % 100 == 0 and first < 2000 else 10)


def _century(slots: Slots, now: Now) -> Period:
    return calendar.years(100 * _given(slots.nth) - 99, 100)


def _holiday(slots: Slots, now: Now) -> Period:
    if slots.holiday is None:
        raise ValueError("no holiday")
    holiday = slots.holiday
    return _in_year(lambda year: calendar.day(holiday.on(year)), slots, now)


def _unknown(slots: Slots, now: Now) -> Period:
    raise Unresolved


Reading = Callable[[Slots, Now], Period]

MEANINGS: Mapping[str, tuple[Reading, tuple[str, ...]]] = {
    "date": (_date, ("day", "month")),
    "days": (_days, ("day", "day2", "month")),
    "two days": (_two_days, ("day", "day2", "month")),
    "day of the month": (_day_of_month, ("day",)),
    "month": (_month, ("month",)),
    "weekday": (_weekday, ("weekday",)),
    "eve": (_eve, ("weekday",)),
    "relative": (_relative, ("unit",)),
    "weekend": (_weekend, ()),
    "day word": (_offset, ("offset",)),
    "night before": (_night_before, ()),
    "ago": (_ago, ("unit",)),
    "from now": (_hence, ("unit",)),
    "from now if ahead": (_hence_if_ahead, ("unit",)),
    "the last": (_lookback, ("unit",)),
    "the next": (_lookahead, ("unit",)),
    "year": (_year, ("year",)),
    "years": (_years, ("year", "year2")),
    "quarter": (_quarter, ("nth",)),
    "half": (_half, ("nth",)),
    "season": (_season, ("season",)),
    "decade": (_decade, ("decade",)),
    "century": (_century, ("nth",)),
    "holiday": (_holiday, ("holiday",)),
    "unknown": (_unknown, ()),
}
"""Name in the data -> how it is read, and the slots that its patterns must have."""
