"""A claim as others are compared with it: its parties after roll-up, its days, its words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.model import Basis, Claim, Kind, Mention
from kg.resolve.stories import Story
from kg.resolve.words import names, stems, trigger_stem

_STATES = frozenset({Kind.COUNTRY, Kind.TERRITORY})


@dataclass(frozen=True, slots=True)
class Party:
    """A participant: who it is, the country that stands for it and for which it stands, the words that name it."""

    id: str | None
    kind: Kind
    country: str | None
    named: bool
    words: frozenset[str]

    def agreement(self, other: Party) -> float:
        """1 for the same, 0.5 where one may stand for the other, 0 where nobody can tell, -1 for two that differ."""
        if self.id and self.id == other.id:
            return 1.0
        if self.country and self.country == other.country and _STATES & {self.kind, other.kind}:
            return 0.5
        if not (self.named and other.named):
            return 0.5 if self.words & other.words else 0.0
        if self.words <= other.words or other.words <= self.words:
            return 0.8 if self.kind is other.kind else 0.5
        return -1.0 if _family(self.kind) == _family(other.kind) else 0.0


def _family(kind: Kind) -> str:
    """Two names of one family name two things; a person and a body may act as one."""
    if kind.is_place:
        return "place"
    return "organisation" if kind.is_organisation else kind.value


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim with what its comparisons need, worked out once. `days` are first and last, None where not both are known."""

    claim: Claim
    story: Story
    stem: str
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    place: Party | None
    days: tuple[dt.date, dt.date] | None
    stated: bool
    """Whether the sentence itself gives the days."""
    words: Mapping[str, float]
    """How rare each stem of the sentence is, without its trigger."""
    named: Mapping[str, float]
    """Those that stay the same in another language."""
    weight: float
    """What all of `words` weigh together."""


def profile(claim: Claim, story: Story, rarity: Callable[[str], float]) -> Profile:
    """The profile of `claim`, told in `story`."""
    trigger = stems(claim.trigger.span.text)
    words = {word: rarity(word) for word in stems(claim.sentence.text) - trigger}
    named = names(claim.sentence.text)
    return Profile(
        claim=claim,
        story=story,
        stem=trigger_stem(claim.trigger.lemma),
        actors=_parties(claim.actors),
        targets=_parties(claim.targets),
        place=_party(claim.place) if claim.place else None,
        days=_days(claim),
        stated=claim.when is not None and claim.when.basis is Basis.EXPRESSION,
        words=words,
        named={word: rare for word, rare in words.items() if word in named},
        weight=math.fsum(words.values()),
    )


def _parties(mentions: Iterable[Mention]) -> tuple[Party, ...]:
    return tuple({party.id or party.words: party for party in map(_party, mentions)}.values())


def _party(mention: Mention) -> Party:
    entity = mention.entity
    name = entity.name if entity else mention.span.text
    return Party(
        id=entity.id if entity else None,
        kind=entity.kind if entity else mention.kind,
        country=entity.country if entity else None,
        named=entity is not None and entity.kind is not Kind.GROUP,
        words=stems(name) or frozenset({name.casefold()}),
    )


def _days(claim: Claim) -> tuple[dt.date, dt.date] | None:
    when = claim.when
    if when is None or when.begin is None or when.end is None:
        return None
    return dt.date.fromisoformat(when.begin), dt.date.fromisoformat(when.end)
