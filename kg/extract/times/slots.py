"""What a pattern found, and where its reader stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from kg.extract.times import calendar

T = TypeVar("T")


class UnresolvedError(Exception):
    """A time that needs a publication date that is missing, or another event: "the same day"."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A fixed day and month, or a number of days from Easter Sunday."""

    month: int = 0
    day: int = 0
    easter: int | None = None

    def on(self, year: int) -> date:
        """Its day in `year`."""
        if self.easter is None:
            return date(year, self.month, self.day)
        return calendar.easter(year) + timedelta(self.easter)


@dataclass(frozen=True, slots=True)
class Slots:
    """The values that a pattern found.

    `shift` is -1 for last, 0 for this, 1 for next; `offset` counts days from today; `n` is how many units;
    `weekday` is 0 on Monday.
    """

    day: int | None = None
    day2: int | None = None
    month: int | None = None
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
        """The publication date. Raises UnresolvedError where there is none."""
        if self.reference is None:
            raise UnresolvedError
        return self.reference


def given(value: T | None) -> T:
    """The value of a slot that must be filled."""
    if value is None:
        raise ValueError("a slot is empty")
    return value
