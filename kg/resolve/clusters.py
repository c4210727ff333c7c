"""Groups claims that tell of one event, one claim after the other in order of telling.

A claim joins the event that it fits best, or begins a new one. What is told later never changes how earlier claims were
grouped, so an event keeps its first claim while it grows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Set
from dataclasses import dataclass, field

from kg.model import Status
from kg.resolve.features import Features, compare, objection
from kg.resolve.profiles import Profile
from kg.resolve.stories import Likeness, Story
from kg.resolve.weights import Weights

_COMPARED = 8
"""With how many claims of an event a claim is compared: the first and the latest."""

Pair = tuple[str, str]


@dataclass(eq=False, slots=True)
class Cluster:
    """The claims of one event, and the features for which each but the first joined."""

    members: list[Profile] = field(default_factory=list)
    joined: list[Features] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=dict)
    """Id of a claim -> by how much more spoke for it than against it when it joined; those joined by decision are left out."""
    distinct: dict[Hashable, Profile] = field(default_factory=dict)
    """One member for each combination of what may speak against a further one."""

    @property
    def compared(self) -> list[Profile]:
        """Those members with which a new claim is compared."""
        if len(self.members) <= _COMPARED:
            return self.members
        return [*self.members[: _COMPARED // 2], *self.members[-_COMPARED // 2 :]]

    def add(self, profile: Profile, why: Features | None = None, score: float = 0.0) -> None:
        """Take in a claim: the first, one by decision, or one for the features `why` and with `score`."""
        self.members.append(profile)
        if why is not None:
            self.joined.append(why)
            self.scores[profile.claim.id] = score
        claim, days = profile.claim, profile.days
        ruled_by = claim.type, claim.mode, claim.status is Status.PLANNED, days or profile.story.published
        self.distinct.setdefault((ruled_by, days is None, profile.story.telling), profile)


class Clusters:
    """All events so far, and where to look for those that a claim may belong to."""

    def __init__(
        self, weights: Weights, likeness: Callable[[Story, Story], Likeness], apart: Iterable[Pair] = ()
    ) -> None:
        self._weights = weights
        self._likeness = likeness
        self._apart: dict[str, Set[str]] = {}
        for one, other in (order for a, b in apart for order in ((a, b), (b, a))):
            self._apart[one] = self._apart.get(one, frozenset()) | {other}
        self._all: list[Cluster] = []
        self._found_at: dict[Hashable, dict[int, Cluster]] = defaultdict(dict)

    def __iter__(self) -> Iterator[Cluster]:
        return iter(self._all)

    def add(self, profile: Profile, related: Iterable[str]) -> None:
        """Put a claim into its event; `related` are the articles of whose claims it may be a telling."""
        best, best_score, why = None, 0.0, None
        for cluster in self._candidates(profile, related):
            score, features = self._fit(profile, cluster)
            if score > best_score:
                best, best_score, why = cluster, score, features
        if best is None:
            best = Cluster()
            self._all.append(best)
        best.add(profile, why, best_score)
        for key in self._keys(profile, [profile.story.article]):
            self._found_at[key].setdefault(id(best), best)

    def _candidates(self, profile: Profile, related: Iterable[str]) -> Iterable[Cluster]:
        found: dict[int, Cluster] = {}
        for key in self._keys(profile, [profile.story.article, *related]):
            found.update(self._found_at.get(key, {}))
        return found.values()

    def _keys(self, profile: Profile, articles: Iterable[str]) -> Iterator[Hashable]:
        """Where to look: the same type or trigger in an article; the same type, day and party anywhere."""
        claim, days = profile.claim, profile.days
        for article in articles:
            if claim.type not in self._weights.vague:
                yield article, claim.type
            yield article, claim.lang, profile.stem[:4]
        if days and days[0] == days[1]:
            for party in (*profile.actors, *profile.targets):
                if party.named:
                    yield claim.type, days[0], party.id

    def _fit(self, profile: Profile, cluster: Cluster) -> tuple[float, Features | None]:
        """How well a claim fits an event, midway between its best comparison and the mean; and the features of the best."""
        if self._is_ruled_out(profile, cluster):
            return 0.0, None
        compared = [
            compare(profile, member, self._weights, self._likeness(profile.story, member.story))
            for member in cluster.compared
        ]
        scores = [self._weights.score(features) for features in compared]
        best = max(scores)
        return (best + sum(scores) / len(scores)) / 2, compared[scores.index(best)]

    def _is_ruled_out(self, profile: Profile, cluster: Cluster) -> bool:
        if any(objection(profile, member, self._weights) for member in cluster.distinct.values()):
            return True
        apart = self._apart.get(profile.claim.id, frozenset())
        return any(member.claim.id in apart for member in cluster.members) if apart else False


def unite(clusters: Iterable[Cluster], same: Iterable[Pair], apart: Collection[Pair]) -> list[Cluster]:
    """Put together the clusters that hold the two claims of a pair in `same`, unless a pair in `apart` would meet."""
    found = list(clusters)
    holder = {member.claim.id: cluster for cluster in found for member in cluster.members}
    for one, other in sorted(same):
        first, second = holder.get(one), holder.get(other)
        if first is None or second is None or first is second:
            continue
        orders = (order for a, b in apart for order in ((a, b), (b, a)))
        if any(_holds(first, a) and _holds(second, b) for a, b in orders):
            continue
        for member in second.members:
            holder[member.claim.id] = first
            first.add(member)
        found.remove(second)
    return found


def _holds(cluster: Cluster, claim: str) -> bool:
    return any(member.claim.id == claim for member in cluster.members)
