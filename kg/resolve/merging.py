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
    weights = weights or load_weights()
    stories, tellings = Stories(weights), Tellings()
    clusters = Clusters(weights, stories.likeness, apart)
    reprints = {}
    for reading in sorted(readings, key=lambda reading: _order(reading.article)):
        article = reading.article
        reprints[article.id] = tellings.add(article)
        story, related = stories.tell(reading, reprints[article.id])
        for claim in sorted(reading.claims, key=_place):
            clusters.add(profile(claim, story, stories.rarity), related)
    events = (make_event(cluster, weights) for cluster in unite(clusters, same, apart))
    return Merged(tuple(sorted(events, key=lambda event: event.id)), reprints)


def _order(article: Article) -> tuple[str, str]:
    return article.published or "9999", article.id


def _place(claim: Claim) -> tuple[int, str]:
    return claim.trigger.span.start, claim.id
