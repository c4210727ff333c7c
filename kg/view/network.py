"""Events as a network of actors: one edge for each pair of actors, class of action and status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import networkx as nx

from kg.model import Entity, EventRecord, Taxonomy
from kg.query.ties import Tie, ties


def aggregate(records: Sequence[EventRecord], taxonomy: Taxonomy) -> nx.MultiDiGraph:
    """Return the network of actors, nodes and edges sorted.

    Nodes are entity ids with ``name``, ``kind``, ``country``, ``entity`` and ``events``; edges are keyed by `Tie.key`
    and have ``quad_class``, ``status``, ``mutual``, ``count`` and ``events``. ``events`` is a sorted tuple of ids. An
    event with a single participant is at its node only.
    """
    graph = nx.MultiDiGraph()
    for entity, events in _participants(records):
        kind = entity.kind.value
        graph.add_node(entity.id, name=entity.name, kind=kind, country=entity.country, entity=entity, events=events)
    grouped: defaultdict[Tie, set[str]] = defaultdict(set)
    for record in records:
        for tie in ties(record, taxonomy):
            grouped[tie].add(record.id)
    for tie in sorted(grouped):
        events = tuple(sorted(grouped[tie]))
        tone = {"quad_class": tie.quad_class, "status": tie.status, "mutual": tie.mutual}
        graph.add_edge(tie.actor, tie.target, key=tie.key, **tone, count=len(events), events=events)
    return graph


def _participants(records: Sequence[EventRecord]) -> Iterator[tuple[Entity, tuple[str, ...]]]:
    entities: dict[str, Entity] = {}
    events: defaultdict[str, set[str]] = defaultdict(set)
    for record in sorted(records, key=lambda r: r.id):
        for entity in (*record.actors, *record.targets):
            entities.setdefault(entity.id, entity)
            events[entity.id].add(record.id)
    for identifier in sorted(entities):
        yield entities[identifier], tuple(sorted(events[identifier]))
