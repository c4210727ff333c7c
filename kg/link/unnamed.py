"""Actors that a claim leaves out and the article names elsewhere: "The suspect was arrested", told by a police station."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.entities import words
from kg.link.language import Language
from kg.model import Claim, Mention, Participant, Reading, Role, Sentence, Stance

_ENFORCED = frozenset({("CHARGE", None), ("CHARGE", "prosecute"), ("COERCE", "arrest")})
"""What only a body that enforces the law does, by type and mode."""

_SAID = frozenset({"REQUEST"})
"""What is done by saying it, so that whoever says it does it: "residents are asked to stay at home, the mayor said"."""


def name_actors(reading: Reading, language: Language) -> Reading:
    """`reading` with an actor for claims that have none, where the article leaves little doubt who it is.

    Of what is done by saying it that is who says it, of arrests and charges the enforcer of the law that the article speaks
    of most.
    """
    enforcer = _enforcer(reading, language)
    sentences = (
        replace(sentence, claims=tuple(_completed(claim, enforcer) for claim in sentence.claims))
        for sentence in reading.sentences
    )
    return replace(reading, sentences=tuple(sentences))


def _completed(claim: Claim, enforcer: Mention | None) -> Claim:
    if claim.actors:
        return claim
    found: tuple[Mention, ...] = ()
    if claim.type in _SAID:
        found = tuple(a.source for a in claim.attributions if a.stance is not Stance.DENIES)[-1:]
    elif enforcer and (claim.type, claim.mode) in _ENFORCED:
        found = (enforcer,)
    taken = _ids(claim.targets)
    added = (Participant(Role.ACTOR, mention) for mention in found if _ids((mention,)).isdisjoint(taken))
    return replace(claim, participants=(*added, *claim.participants))


def _enforcer(reading: Reading, language: Language) -> Mention | None:
    """The first mention of the body that enforces the law which the article speaks of most."""
    found = [
        mention for sentence in reading.sentences for mention in _mentions(sentence) if _enforces(mention, language)
    ]
    counts = Counter(mention.entity for mention in found)
    return max(found, key=lambda mention: (counts[mention.entity], -mention.span.start), default=None)


def _mentions(sentence: Sentence) -> Iterator[Mention]:
    claims = sentence.claims
    parties = (p.mention for claim in claims for p in claim.participants)
    sources = (a.source for claim in claims for a in claim.attributions)
    yield from {mention.span: mention for mention in (*sentence.mentions, *parties, *sources)}.values()


def _enforces(mention: Mention, language: Language) -> bool:
    named = [word for word, _, _ in words(mention.span.text)]
    return bool(mention.entity and named) and named[0 if language.head_first else -1] in language.enforcers


def _ids(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(mention.entity.id for mention in mentions if mention.entity)
