"""Very many events with fewer actors: weak ones joined to the rest of their community, and like events counted together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import networkx as nx

from kg.model import NAMESPACE, Entity, EventRecord, Kind, Taxonomy, digest
from kg.view.groups import communities
from kg.view.limits import Limits
from kg.view.network import aggregate

KEPT = 1000
"""So many actors, those with the most events, stay themselves."""
MONTH, YEAR = len("2024-05"), len("2024")


class Joined(NamedTuple):
    """Events; for how many one stands, by id (one where it is missing); how many actors were joined."""

    records: list[EventRecord]
    weights: Mapping[str, int]
    actors: int


def join(records: Sequence[EventRecord], taxonomy: Taxonomy, limits: Limits) -> Joined:
    """Return `records` within `limits`: their number by actors, type, class and status stays true."""
    if len(records) <= limits.events:
        return Joined(list(records), {}, 0)
    graph = aggregate(records, taxonomy)
    ranked = sorted(graph, key=lambda node: (-len(graph.nodes[node]["events"]), node))
    stands_for = _stand_ins(graph, ranked[KEPT:], communities(graph))
    told = [_with(record, stands_for) for record in records]
    weights: dict[str, int] = {}
    for digits in (MONTH, YEAR):
        if len(told) > limits.rows:
            told, weights = _counted_together(told, weights, digits)
    return Joined(told, weights, len(stands_for))


def _stand_ins(graph: nx.MultiDiGraph, weak: Sequence[str], groups: Mapping[str, int]) -> dict[str, Entity]:
    """Weak actor -> the one that stands for all weak actors of its community, named after the strongest of them."""
    members: defaultdict[int, list[str]] = defaultdict(list)
    for node in weak:
        members[groups.get(node, -1)].append(node)
    stands_for: dict[str, Entity] = {}
    for nodes in members.values():
        if len(nodes) > 1:
            first: Entity = graph.nodes[nodes[0]]["entity"]
            one = Entity(f"{NAMESPACE}group/{digest(*nodes)}", f"{first.name} + {len(nodes) - 1}", Kind.GROUP)
            stands_for |= dict.fromkeys(nodes, one)
    return stands_for


def _with(record: EventRecord, stands_for: Mapping[str, Entity]) -> EventRecord:
    if not any(who.id in stands_for for who in (*record.actors, *record.targets)):
        return record
    return replace(record, actors=_replaced(record.actors, stands_for), targets=_replaced(record.targets, stands_for))


def _replaced(entities: Iterable[Entity], stands_for: Mapping[str, Entity]) -> tuple[Entity, ...]:
    return tuple({one.id: one for one in (stands_for.get(who.id, who) for who in entities)}.values())


def _counted_together(
    records: Sequence[EventRecord], weights: Mapping[str, int], digits: int
) -> tuple[list[EventRecord], dict[str, int]]:
    """Join the events that have the same participants, type, status and period; they have no evidence any more."""
    alike: defaultdict[tuple[object, ...], list[EventRecord]] = defaultdict(list)
    for record in records:
        who = (tuple(a.id for a in record.actors), tuple(t.id for t in record.targets))
        key = (record.type, record.status, record.begin and record.begin[:digits], *who)
        alike[key].append(record)
    joined = [_one(group, digits) for group in alike.values()]
    counts = [sum(weights.get(record.id, 1) for record in group) for group in alike.values()]
    return joined, {one.id: count for one, count in zip(joined, counts, strict=True) if count > 1}


def _one(group: Sequence[EventRecord], digits: int) -> EventRecord:
    first = group[0]
    if len(group) == 1:
        return first
    ends = max((record.end or record.begin or "" for record in group), default="")
    date = first.begin[:digits] if first.begin else None
    return replace(first, mode=None, date=date, begin=first.begin, end=ends or None, place=None, evidence=())
