"""Synthetic graphs of any size in the shape of real ones: one named graph for each article, about 27 quads an event.

Real ones have some 40 more for the words of mentions, triggers and cues, which no recipe asks for.

    python benchmarks/synthetic.py 10000 /tmp/events.kg

The same number gives the same graph. Names are invented; dates lie between 2015 and 2024.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.model import (
    Article,
    Attribution,
    Basis,
    Certainty,
    Claim,
    Entity,
    Event,
    Kind,
    Mention,
    Participant,
    Reading,
    Role,
    Sentence,
    Span,
    Stance,
    Status,
    Trigger,
    When,
    digest,
)  # fmt: skip
from kg.rdf.mapping import entity_quads, event_quads, ontology_quads, reading_quads
from kg.rdf.nquads import Quad
from kg.rdf.taxonomy import load_taxonomy
from kg.rdf.terms import KG
from kg.store import GraphDirectory

EVENTS_OF_AN_ARTICLE = 5
COUNTRIES = 60
PEOPLE = 1500
_WORDS = {
    KG.actorMention, KG.targetMention, KG.sourceMention, KG.trigger, KG.triggerLemma, KG.triggerBegin, KG.triggerEnd,
    KG.cueBegin, KG.cueEnd, KG.rule, KG.certainty, KG.dateBasis,
}  # fmt: skip
_EPOCH = dt.date(2015, 1, 1)
_STATUSES = (*(Status.HAPPENED,) * 7, Status.ONGOING, Status.PLANNED, Status.POSSIBLE, Status.DENIED)


def quads(events: int) -> Iterator[Quad]:
    """The quads of a graph with so many events."""
    world = _World(events)
    for number in range(events // EVENTS_OF_AN_ARTICLE):
        reading = world.reading(number)
        yield from filter(_is_asked_for, reading_quads(reading))
        yield from event_quads(map(world.event, reading.claims), world.taxonomy)
    yield from entity_quads(world.entities, lambda code: world.countries[int(code)].id)
    yield from ontology_quads()


def build(events: int, path: Path) -> GraphDirectory:
    """Load such a graph into a directory."""
    directory = GraphDirectory.create(path)
    with directory.lock():
        directory.replace(quads(events))
    return directory


def _is_asked_for(quad: Quad) -> bool:
    return quad[1] not in _WORDS and "/mention/" not in quad[0]


class _World:
    """Who there is, and what happens between them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.taxonomy = load_taxonomy()
        self._types = sorted(code for code, type_ in self.taxonomy.types.items() if type_.quad_class)
        self.countries = [_entity(f"Country {n}", Kind.COUNTRY, str(n)) for n in range(COUNTRIES)]
        people = [_entity(f"Person {n}", Kind.PERSON, str(n % COUNTRIES)) for n in range(PEOPLE)]
        self.entities = [*self.countries, *people]
        self._weights = [1 / (1 + rank) for rank in range(len(self.entities))]  # few are in most of the news

    def reading(self, number: int) -> Reading:
        """An article with a claim in each sentence."""
        published = _EPOCH + dt.timedelta(days=self._random.randrange(3650))
        drafts = [self._random.choices(self.entities, self._weights, k=3) for _ in range(EVENTS_OF_AN_ARTICLE)]
        texts = [f"{a.name} acted upon {b.name} in case {number}, {c.name} said." for a, b, c in drafts]
        article = Article(
            f"synthetic-{number}", "\n".join(texts), f"Case {number}", f"https://news.example/{number}",
            published.isoformat(), f"Publisher {number % 40}", "en",
        )  # fmt: skip
        start, sentences = 0, []
        for text, parties in zip(texts, drafts, strict=True):
            span = Span(start, start + len(text), text)
            sentences.append(Sentence(span, claims=(self._claim(article, span, parties, published),)))
            start += len(text) + 1
        return Reading(article, tuple(sentences))

    def event(self, claim: Claim) -> Event:
        """The event that one claim tells of."""
        return Event(
            digest("event", claim.id), claim.type, (claim,), "single claim",
            tuple(m.entity for m in claim.actors if m.entity), tuple(m.entity for m in claim.targets if m.entity),
            when=claim.when, status=claim.status,
            independent_sources=1 + self._random.randrange(3), tellings=1, publishers=1,
        )  # fmt: skip

    def _claim(self, article: Article, span: Span, parties: list[Entity], published: dt.date) -> Claim:
        def mention(who: Entity, at: int) -> Mention:
            place = span.start + span.text.index(who.name, at)
            return Mention(Span(place, place + len(who.name), who.name), who.kind, entity=who)

        actor, target, source = parties
        day = (published - dt.timedelta(days=self._random.randrange(10))).isoformat()
        at = span.start + span.text.index("acted")
        cue = span.start + span.text.index("said")
        stance = Stance.DENIES if self._random.random() < 0.1 else Stance.ASSERTS
        return Claim(
            article.id, "en", span, self._random.choice(self._types), Trigger(Span(at, at + 5, "acted"), "act"),
            (Participant(Role.ACTOR, mention(actor, 0)), Participant(Role.TARGET, mention(target, len(actor.name)))),
            "synthetic", 0.5 + self._random.random() / 2,
            when=When(day, day, day, Basis.PUBLICATION),
            status=self._random.choice(_STATUSES), certainty=Certainty.CERTAIN,
            attributions=(Attribution(mention(source, span.text.index("case")), stance, Span(cue, cue + 4, "said")),),
        )  # fmt: skip


def _entity(name: str, kind: Kind, country: str) -> Entity:
    iri = f"https://w3id.org/news-kg/entity/{digest('synthetic', name)}"
    return Entity(iri, name, kind, country, labels=(("en", name), ("id", name)))


if __name__ == "__main__":
    build(int(sys.argv[1]), Path(sys.argv[2]))
