"""One event out of the claims that tell of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.model import Claim, Entity, Event, Kind, Role, Status, When
from kg.resolve.clusters import Cluster
from kg.resolve.sources import count_sources
from kg.resolve.weights import Weights

_BY_CERTAINTY = (Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.POSSIBLE, Status.DENIED)
_REASONS = 4
"""How many reasons an event names."""

Value = TypeVar("Value")


def make_event(cluster: Cluster, weights: Weights) -> Event:
    """The event of a cluster, whose members stand in order of telling. Its id is that of its first claim."""
    claims = tuple(member.claim for member in cluster.members)
    type_ = _most_frequent([claim.type for claim in claims])
    modes = [claim.mode for claim in claims if claim.mode and claim.type == type_]
    places = [claim.place.entity for claim in claims if claim.place and claim.place.entity]
    sources = count_sources([(member.claim, member.story) for member in cluster.members])
    return Event(
        id=claims[0].id,
        type=type_,
        claims=claims,
        why=_why(cluster, weights),
        actors=_entities(claims, Role.ACTOR),
        targets=_entities(claims, Role.TARGET),
        mode=_most_frequent(modes) if modes else None,
        contexts=tuple(sorted({context for claim in claims for context in claim.contexts})),
        when=_when(claims),
        place=_most_frequent(places) if places else None,
        status=min((claim.status for claim in claims), key=_BY_CERTAINTY.index),
        independent_sources=sources.independent,
        tellings=sources.tellings,
        publishers=sources.publishers,
    )


def _most_frequent(values: Sequence[Value]) -> Value:
    """The most frequent of `values`; among equals the first."""
    return Counter(values).most_common(1)[0][0]


def _entities(claims: Iterable[Claim], role: Role) -> tuple[Entity, ...]:
    """Those in a role, by id: all who have a name; where nobody has, the groups of the first claim that has some.

    Who stands in both roles ("A met B", "B met A") keeps the one that is told first.
    """
    roles: dict[str, Role] = {}
    named: dict[str, Entity] = {}
    groups: dict[str, Entity] = {}
    for claim in claims:
        linked = [(p.role, p.mention.entity) for p in claim.participants if p.mention.entity]
        here = {entity.id: entity for own, entity in linked if roles.setdefault(entity.id, own) is role}
        named |= {key: entity for key, entity in here.items() if entity.kind is not Kind.GROUP}
        groups = groups or here
    chosen = named or groups
    return tuple(chosen[key] for key in sorted(chosen))


def _when(claims: Iterable[Claim]) -> When | None:
    """The most precise date; among equals the one that most claims give, then the first."""
    dated = [claim.when for claim in claims if claim.when and claim.when.value]
    if not dated:
        return None
    often = Counter(when.value for when in dated)
    return min(dated, key=lambda when: (_length(when), -often[when.value], when.value or ""))


def _length(when: When) -> int:
    if when.begin is None or when.end is None:
        return 10**6
    return (dt.date.fromisoformat(when.end) - dt.date.fromisoformat(when.begin)).days


def _why(cluster: Cluster, weights: Weights) -> str:
    """What spoke most for the claims being one event, and what spoke against it."""
    if len(cluster.members) == 1:
        return "single claim"
    articles = len({member.story.article for member in cluster.members})
    claims = f"{len(cluster.members)} claims in {articles} article{'s' if articles > 1 else ''}"
    weighed: dict[str, float] = defaultdict(float)
    for features in cluster.joined:
        for name, value in features.items():
            weighed[name] += weights.weights[name] * value
    ranked = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))
    reasons = [name for name, weight in ranked if weight > 0][:_REASONS]
    against = [name for name, weight in reversed(ranked) if weight < 0][:_REASONS]
    why = f"{claims}: {', '.join(reasons) or 'by decision'}" + (f"; against: {', '.join(against)}" if against else "")
    return f"{why}; least score {min(cluster.scores.values()):.1f}" if cluster.scores else why
