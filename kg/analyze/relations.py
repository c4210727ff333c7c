"""How actors stand to each other: partners, chains, balances, changes, and who is between two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

import networkx as nx

from kg.analyze.network import Network, Relation, Tie
from kg.analyze.scale import load_scale

_MOST_CHAINS = 1000
_DAYS = 30


class Partner(NamedTuple):
    """Somebody whom an actor has events with. `score` is cooperation less conflict, `common` how many partners both have."""

    name: str
    kind: str
    country: str | None
    events: int
    acts: int
    undergoes: int
    mutual: int
    cooperation: float
    conflict: float
    score: float
    common: int
    types: str
    id: str


class Step(NamedTuple):
    """One link of a chain from one actor to another; `chain` and `step` count from 1."""

    chain: int
    step: int
    actor: str
    target: str
    events: int
    score: float
    types: str
    actor_id: str
    target_id: str


class Balance(NamedTuple):
    """Cooperation and conflict between two, in one month or in all. `tone` is the score of the mean event."""

    actor: str
    target: str
    month: str | None
    events: int
    cooperation: float
    conflict: float
    score: float
    tone: float
    actor_id: str
    target_id: str


class Change(NamedTuple):
    """What is different between two periods: events and score each 30 days; `what` is new, ended, warmer, cooler or same."""

    actor: str
    target: str
    what: str
    change: float
    events_before: int
    events_after: int
    score_before: float
    score_after: float
    actor_id: str
    target_id: str


class Mediator(NamedTuple):
    """Somebody tied to both of two: events and score with each. `strength` is the smaller of the two numbers of events."""

    name: str
    kind: str
    country: str | None
    strength: int
    events_one: int
    events_other: int
    score_one: float
    score_other: float
    id: str


def ego(network: Network, centre: Iterable[str]) -> list[Partner]:
    """The partners of an actor, who may have several ids; those with most events first."""
    own = set(centre)
    graph = network.graph()
    ties = [tie for tie in network.ties if (tie.actor in own) != (tie.target in own)]
    partners = {tie.actor if tie.target in own else tie.target for tie in ties}
    found = []
    for one in sorted(partners):
        relation = _seen_from(own, [tie for tie in ties if one in {tie.actor, tie.target}])
        actor = network.actors[one]
        found.append(
            Partner(
                *(actor.name, actor.kind, actor.country, relation.events),
                *(relation.forth, relation.back, relation.mutual),
                *_sums(relation),
                common=len(partners & set(graph[one])),
                types=_most(relation),
                id=one,
            )
        )
    return sorted(found, key=lambda one: (-one.events, one.id))


def path(network: Network, start: Iterable[str], goal: Iterable[str], number: int = 1) -> list[Step]:
    """The shortest chains from one actor to another, those whose weakest link has most events first; none without any."""
    graph = network.graph()
    starts, goals = ([actor for actor in sorted(ids) if actor in graph] for ids in (start, goal))
    chains: list[list[str]] = []
    for one in starts:
        for other in goals:
            if one != other and nx.has_path(graph, one, other):
                chains += islice(nx.all_shortest_paths(graph, one, other), _MOST_CHAINS)
    chains.sort(key=lambda chain: (len(chain), *_weakness(graph, chain), chain))
    names = network.actors
    return [
        Step(
            *(chain, step, names[one].name, names[other].name),
            *(graph[one][other]["weight"], graph[one][other]["relation"].score, _most(graph[one][other]["relation"])),
            *(one, other),
        )
        for chain, actors in enumerate(chains[:number], start=1)
        for step, (one, other) in enumerate(pairwise(actors), start=1)
    ]


def balance(network: Network, *, monthly: bool = False) -> list[Balance]:
    """Each two actors with events between them, those with most first; for each month in order where `monthly`."""
    groups: dict[str | None, list[Tie]] = defaultdict(list)
    for tie in network.ties:
        if tie.month or not monthly:
            groups[tie.month if monthly else None].append(tie)
    found = [
        Balance(
            *(network.actors[first].name, network.actors[second].name, month, relation.events),
            *_sums(relation),
            tone=round(relation.score / relation.events, 2),
            actor_id=first,
            target_id=second,
        )
        for month, ties in groups.items()
        for (first, second), relation in network.relations(ties).items()
    ]
    return sorted(found, key=lambda one: (one.month or "", -one.events, one.actor_id, one.target_id))


def change(before: Network, after: Network, days: tuple[int, int]) -> list[Change]:
    """What is different between two periods of so many days, the largest change of the score first."""
    actors = {**before.actors, **after.actors}
    old, new = before.relations(), after.relations()
    found = []
    for first, second in sorted({*old, *new}):
        was, now = old.get((first, second)), new.get((first, second))
        score_before, score_after = _rate(was, days[0]), _rate(now, days[1])
        difference = round(score_after - score_before, 2)
        found.append(
            Change(
                *(actors[first].name, actors[second].name, _what(was, now, difference), difference),
                *(was.events if was else 0, now.events if now else 0),
                score_before=score_before,
                score_after=score_after,
                actor_id=first,
                target_id=second,
            )
        )
    return sorted(
        found, key=lambda one: (-abs(one.change), -one.events_after - one.events_before, one.actor_id, one.target_id)
    )


def mediators(network: Network, one: Iterable[str], other: Iterable[str]) -> list[Mediator]:
    """Who has events with both of two, those with most on their weaker side first."""
    first, second = ({partner.id: partner for partner in ego(network, ids)} for ids in (one, other))
    ends = {*one, *other}
    found = []
    for actor in sorted((first.keys() & second.keys()) - ends):
        left, right = first[actor], second[actor]
        strength = min(left.events, right.events)
        who = (left.name, left.kind, left.country)
        found.append(Mediator(*who, strength, left.events, right.events, left.score, right.score, actor))
    return sorted(found, key=lambda one: (-one.strength, -one.events_one - one.events_other, one.id))


def days_of(since: str, until: str) -> int:
    """How many days a period has, its last included; both are ISO dates."""
    return (date.fromisoformat(until) - date.fromisoformat(since)).days + 1


def _rate(relation: Relation | None, days: int) -> float:
    return round(relation.score * _DAYS / days, 2) if relation else 0.0


def _sums(relation: Relation) -> tuple[float, float, float]:
    return round(relation.cooperation, 1), round(relation.conflict, 1), relation.score


def _seen_from(own: set[str], ties: Iterable[Tie]) -> Relation:
    relation, scale = Relation(), load_scale()
    for tie in ties:
        relation.add(tie, tie.actor if tie.actor in own else tie.target, scale)
    return relation


def _weakness(graph: nx.Graph, chain: Sequence[str]) -> tuple[int, int]:
    weights = [graph[one][other]["weight"] for one, other in pairwise(chain)]
    return -min(weights), -sum(weights)


def _most(relation: Relation) -> str:
    """The three most frequent types."""
    ordered = sorted(relation.types.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{code} {number}" for code, number in ordered[:3])


def _what(was: Relation | None, now: Relation | None, difference: float) -> str:
    if was is None:
        return "new"
    if now is None:
        return "ended"
    return "warmer" if difference > 0 else "cooler" if difference < 0 else "same"
