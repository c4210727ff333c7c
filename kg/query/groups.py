"""Events counted by month, type, actor, place or status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kg.errors import QueryError
from kg.model import EventRecord, Taxonomy


class Group(NamedTuple):
    """Events that have something in common: what, how many, and how many of them are cooperation and conflict.

    `id` is the IRI of an actor or a place, else the same as `group`.
    """

    group: str
    events: int
    cooperation: int
    conflict: int
    first: str | None
    last: str | None
    id: str


def _month(record: EventRecord) -> dict[str, str]:
    month = record.begin[:7] if record.begin else "undated"
    return {month: month}


def _parties(record: EventRecord) -> dict[str, str]:
    return {party.id: party.name for party in (*record.actors, *record.targets)}


def _place(record: EventRecord) -> dict[str, str]:
    return {record.place.id: record.place.name} if record.place else {"unknown": "unknown"}


GROUPINGS: Mapping[str, Callable[[EventRecord], Mapping[str, str]]] = MappingProxyType(
    {
        "month": _month,
        "type": lambda record: {record.type: record.type},
        "actor": _parties,
        "place": _place,
        "status": lambda record: {record.status.value: record.status.value},
    }
)
"""By what events can be grouped -> id and name of the groups of an event."""


def grouped(records: Iterable[EventRecord], by: str, taxonomy: Taxonomy) -> list[Group]:
    """Count `records` by one of `GROUPINGS`: months in order, all else the largest first. QueryError for anything else."""
    if by not in GROUPINGS:
        raise QueryError(f"{by!r} is unknown; known: {', '.join(GROUPINGS)}")
    found: dict[tuple[str, str], list[EventRecord]] = defaultdict(list)
    for record in records:
        for group in GROUPINGS[by](record).items():
            found[group].append(record)
    groups = [_count(group, events, taxonomy) for group, events in found.items()]
    return sorted(groups, key=lambda one: (one.group if by == "month" else "", -one.events, one.group, one.id))


def _count(group: tuple[str, str], events: Sequence[EventRecord], taxonomy: Taxonomy) -> Group:
    known = (taxonomy.types.get(event.type) for event in events)
    classes = [kind.quad_class or "" for kind in known if kind]
    return Group(
        group[1],
        len(events),
        sum(one.endswith("cooperation") for one in classes),
        sum(one.endswith("conflict") for one in classes),
        min((one.begin for one in events if one.begin), default=None),
        max((one.end for one in events if one.end), default=None),
        group[0],
    )
