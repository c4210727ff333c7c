"""Where the tellings of one event contradict each other: whether it is so, when and where it was, how many were hurt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import EventRecord, Evidence, Status
from kg.query.tolls import Tolls, load_tolls

_HELD_TRUE = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a contradiction: what is said, who says it (sources, else publishers), and the sentences."""

    value: str
    told_by: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction about one event. `about` is ``truth``, ``date``, ``place``, or what is counted: ``dead``, ``injured``."""

    event: EventRecord
    about: str
    versions: tuple[Version, ...]


def conflicts(records: Iterable[EventRecord]) -> list[Conflict]:
    """The contradictions within each of the events, in the order of the events."""
    tolls = load_tolls()
    return [Conflict(event, about, versions) for event in records for about, versions in _of_event(event, tolls)]


def _of_event(event: EventRecord, tolls: Tolls) -> Iterator[tuple[str, tuple[Version, ...]]]:
    found = {"truth": _truth(event), "date": _dates(event), "place": _places(event)}
    if event.type in tolls.types:
        found |= _counts(event, tolls)
    for about, values in found.items():
        if len(values) > 1:
            yield about, tuple(_version(value, told) for value, told in values.items())


def _truth(event: EventRecord) -> dict[str, list[Evidence]]:
    """Who says that it is so against who denies it; one sentence can report both."""
    denied = [one for one in event.evidence if one.denied_by or one.status is Status.DENIED]
    asserted = [one for one in event.evidence if one.asserted_by or (one.status in _HELD_TRUE and not one.denied_by)]
    return {"it is so": asserted, "it is not so": denied} if asserted and denied else {}


def _dates(event: EventRecord) -> dict[str, list[Evidence]]:
    """The dates that the sentences themselves give, where some two have no day in common."""
    found: dict[str, list[Evidence]] = {}
    days: set[tuple[str, str]] = set()
    for one in event.evidence:
        if one.when and one.when.value and one.when.begin and one.when.end and one.when.span:
            found.setdefault(one.when.value, []).append(one)
            days.add((one.when.begin, one.when.end))
    apart = max((begin for begin, _ in days), default="") > min((end for _, end in days), default="")
    return found if apart else {}


def _places(event: EventRecord) -> dict[str, list[Evidence]]:
    """The places, where some two are of one kind: a town does not contradict its country."""
    found: dict[str, list[Evidence]] = {}
    kinds = [place.kind for place in {one.place.id: one.place for one in event.evidence if one.place}.values()]
    for one in event.evidence:
        if one.place and kinds.count(one.place.kind) > 1:
            found.setdefault(one.place.name, []).append(one)
    return found


def _counts(event: EventRecord, tolls: Tolls) -> Mapping[str, dict[str, list[Evidence]]]:
    found: dict[str, dict[str, list[Evidence]]] = {}
    for one in event.evidence:
        for what, number in tolls.read(one.quote.text, one.lang or "").items():
            found.setdefault(what, {}).setdefault(str(number), []).append(one)
    return found


def _version(value: str, told: list[Evidence]) -> Version:
    denies = value == "it is not so"
    sources = {entity.name for one in told for entity in (one.denied_by if denies else one.asserted_by)}
    publishers = {one.publisher for one in told if one.publisher and not (one.denied_by if denies else one.asserted_by)}
    return Version(value, tuple(sorted(sources | publishers)), tuple(told))
