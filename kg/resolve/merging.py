"""Readings -> events: what several sentences, articles and languages tell of one event becomes one event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.model import Article, Claim, Event, Reading
from kg.resolve.clusters import Clusters, Pair, unite
from kg.resolve.events import make_event
from kg.resolve.profiles import profile
from kg.resolve.reprints import Tellings
from kg.resolve.stories import Stories
from kg.resolve.weights import Weights, load_weights


@dataclass(frozen=True, slots=True)
class Merged:
    """What the articles of a graph tell together."""

    events: tuple[Event, ...]
    """By id."""
    reprints: Mapping[str, str]
    """Article id -> id of the first article with that text; itself where it is no reprint."""
    scores: Mapping[str, float]
    """Id of a claim that joined an event -> how much more spoke for it than against it; without those joined by decision."""


def merge(
    readings: Iterable[Reading],
    *,
    same: Collection[Pair] = (),
    apart: Collection[Pair] = (),
    weights: Weights | None = None,
) -> Merged:
    """Return the events that `readings` (linked) tell of, and which articles are reprints.

    `same` and `apart` are pairs of event ids that somebody has decided are one event, or are not; ids that are not there are
    passed over. The result follows from the set of readings, in whatever order they come. The id of an event is that of its
    first claim in order of publication, so articles published later never change it.
    """
    ordered = sorted(readings, key=lambda reading: telling_order(reading.article))
    return merge_in_order(ordered, same=same, apart=apart, weights=weights)


def merge_in_order(
    readings: Iterable[Reading],
    *,
    same: Collection[Pair] = (),
    apart: Collection[Pair] = (),
    weights: Weights | None = None,
) -> Merged:
    """The same as `merge`, of readings that come in the order of `telling_order`. Texts are not kept."""
    weights = weights or load_weights()
    stories, tellings = Stories(weights), Tellings()
    clusters = Clusters(weights, stories.likeness, apart)
    reprints = {}
    for reading in readings:
        article = reading.article
        reprints[article.id] = tellings.add(article)
        story, related = stories.tell(reading, reprints[article.id])
        for claim in sorted(reading.claims, key=_place):
            clusters.add(profile(claim, story, stories.rarity), related)
    united = unite(clusters, same, apart)
    events = sorted((make_event(cluster, weights) for cluster in united), key=lambda event: event.id)
    return Merged(
        tuple(events), reprints, {claim: score for cluster in united for claim, score in cluster.scores.items()}
    )


def telling_order(article: Article) -> tuple[str, str]:
    """By what articles are sorted: when they were published, then their id."""
    return article.published or "9999", article.id


def _place(claim: Claim) -> tuple[int, str]:
    return claim.trigger.span.start, claim.id
