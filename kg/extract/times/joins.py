"""Takes up times that were found into longer ones: "since {time}", "{time} to {time}", "early {time}"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.times import calendar
from kg.extract.times.calendar import Part, Period
from kg.extract.times.grammar import Block
from kg.extract.times.patterns import STARTS, TIME
from kg.extract.times.slots import Now, Slots, UnresolvedError, given

Resolve = Callable[[Now], Period]
NowAt = Callable[[int, int], Now]
"""Tells for a stretch of the text where its reader stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time in the text. `firm` is False while only its surroundings could show that it is one."""

    start: int
    end: int
    resolve: Resolve
    firm: bool = True
    means: str = ""
    slots: Slots | None = None
    """What a pattern found; None for joined times."""
    in_part: bool = False
    """Whether it counts only after "the end of" and the like."""

    @property
    def is_full_date(self) -> bool:
        """Whether day, month and year are written out."""
        return self.means == "date" and self.slots is not None and self.slots.year is not None


def is_possible(resolve: Resolve, now: Now) -> bool:
    """Whether there is such a time, be it only relative to a date that is missing."""
    try:
        resolve(now)
    except UnresolvedError:
        return True
    except ValueError:
        return False
    return True


def join(blocks: Sequence[Block], text: str, found: Sequence[Found], now_at: NowAt) -> list[Found] | None:
    """`found` with the first possible join made; None where there is none."""
    skeleton, origin = _skeleton(text, found)
    for start, end, block, values in _candidates(blocks, skeleton):
        first = skeleton.count(TIME, 0, start)
        taken = found[first : first + skeleton.count(TIME, start, end)]
        if not _is_allowed(block.means, taken, skeleton[end : end + 2]):
            continue
        if block.means == "list":
            return [*found[:first], taken[0], replace(taken[1], firm=True), *found[first + 2 :]]
        opens = STARTS.search(skeleton, 0, start) is None
        resolve = _resolve(block.means, values, [time.resolve for time in taken], opens=opens)
        joined = Found(origin[start], origin[end], resolve, block.means != "about" or taken[0].firm, block.means)
        if is_possible(resolve, now_at(joined.start, joined.end)):
            return [*found[:first], joined, *found[first + len(taken) :]]
    return None


def _is_allowed(means: str, taken: Sequence[Found], following: str) -> bool:
    if means == "list":
        first, second = taken
        return first.firm and not second.firm and first.means == second.means
    if means == "week":
        whole = taken[0].slots
        return taken[0].in_part and whole is not None and whole.unit == "week"
    if means == "until" and following in {"'s", "’s"}:
        return False
    if means != "part" and any(time.in_part for time in taken):
        return False
    return means not in {"range", "part"} or all(time.means != "unknown" for time in taken)


def _skeleton(text: str, found: Sequence[Found]) -> tuple[str, list[int]]:
    """`text` with each time replaced by one character, and the offset in `text` of each place in that, its end too."""
    pieces: list[str] = []
    origin: list[int] = []
    done = 0
    for time in found:
        pieces += [text[done : time.start], TIME]
        origin += [*range(done, time.start), time.start]
        done = time.end
    return "".join([*pieces, text[done:]]), [*origin, *range(done, len(text) + 1)]


def _candidates(blocks: Sequence[Block], skeleton: str) -> Iterator[tuple[int, int, Block, dict[str, object]]]:
    """Matches of the joins: the leftmost first, of those the longest."""
    matches = [(match, block) for block in blocks for match in block.pattern.regex.finditer(skeleton)]
    for match, block in sorted(matches, key=lambda pair: (pair[0].start(), -pair[0].end())):
        yield match.start(), match.end(), block, block.pattern.values(match)


def _resolve(means: str, values: dict[str, object], taken: Sequence[Resolve], *, opens: bool) -> Resolve:
    first, last = taken[0], taken[-1]
    if means == "since":
        return lambda now: calendar.since(first(now))
    if means == "until":
        return lambda now: calendar.until(_end(first, now, opens))
    if means == "week":
        return lambda now: calendar.week(given(last(now).begin))
    if means == "about":
        return lambda now: calendar.about(first(now))
    if means == "range":
        return lambda now: _range(first, last, now)
    which = values.get("part")
    if isinstance(which, Part):
        return lambda now: calendar.part(first(now), which, now.reference)
    return first


def _end(end: Resolve, now: Now, opens: bool) -> Period:
    """When something lasts or is due: the next, in a sentence about the past the last if that is nearer.

    Where the time opens a sentence that shows no tense it is the last: "By Monday, ...".
    """
    if now.ahead is None:
        return end(replace(now, ahead=not opens))
    last, following = (end(replace(now, ahead=ahead)) for ahead in (False, True))
    if now.ahead or not last.end or not following.end:
        return following
    return last if now.today - last.end < following.end - now.today else following


def _range(first: Resolve, last: Resolve, now: Now) -> Period:
    """From `first` to `last`; what one of them leaves open (its year, its week) follows from the other."""
    if _is_absolute(last) and not _is_absolute(first):
        end = last(now)
        return calendar.span(first(Now(end.end)), end)
    begin = first(now)
    if now.ahead:
        return calendar.span(begin, last(replace(now, reference=begin.begin or now.reference)))
    end = last(now)
    if begin.begin and end.end and begin.begin > end.end:
        if now.reference and begin.begin > now.reference:
            return calendar.span(begin, last(Now(begin.begin, ahead=True)))
        begin = first(Now(end.end))
    return calendar.span(begin, end)


def _is_absolute(resolve: Resolve) -> bool:
    try:
        resolve(Now(None))
    except UnresolvedError:
        return False
    return True
