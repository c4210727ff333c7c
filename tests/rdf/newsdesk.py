"""Two small articles and what kg reads out of them, built by hand."""

from __future__ import annotations

from functools import cache
from itertools import chain

from rdflib import Dataset

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
)
from kg.rdf.mapping import entity_quads, event_quads, ontology_quads, reading_quads
from kg.rdf.nquads import Quad, n_quads

WD = "http://www.wikidata.org/entity/"
RUSSIA = Entity(WD + "Q159", "Russia", Kind.COUNTRY, "RU", labels=(("en", "Russia"), ("id", "Rusia")))
IRAN = Entity(WD + "Q794", "Iran", Kind.COUNTRY, "IR", labels=(("en", "Iran"), ("id", "Iran")))
USA = Entity(
    WD + "Q30",
    "United States",
    Kind.COUNTRY,
    "US",
    labels=(("en", "United States"), ("id", "Amerika Serikat")),
    aliases=(("en", "US"), ("id", "AS")),
)
MINISTER = Entity("https://w3id.org/news-kg/entity/minister", "Aziz Nasirzadeh", Kind.PERSON, "IR", "MIL")
CITY = Entity(WD + "Q649", "Moscow", Kind.CITY, "RU", labels=(("en", "Moscow"), ("id", "Moskow")))
ENTITIES = (RUSSIA, IRAN, USA, MINISTER, CITY)

VISIT = "Menteri Pertahanan Aziz Nasirzadeh mengunjungi Moskow pada hari Selasa."
ARMS = "Washington menyatakan Iran memasok rudal ke Rusia pada Mei, namun Teheran membantah."
DRILL_ID = 'Rusia dan Iran menggelar "latihan laut" bersama pada 3\u20137 Maret.'
PACT = "Russia will sign a pact with Iran in October, officials said. \U0001f91d"
DRILL_EN = "From 3 to 7 March, Russia and Iran held a joint naval drill."
TANKS = "Moscow said it never gave tanks to Iran."

ARTICLE_ID = Article(
    id="kabar/1",
    text="\n".join((VISIT, ARMS, DRILL_ID)),
    title="Kunjungan ke Moskow",
    url="https://kabar.example/1?a=b c",
    published="2024-07-31T09:00:00+07:00",
    publisher="Kabar",
    lang="id",
    authors=("Sari",),
)
ARTICLE_EN = Article(
    id="wire-2",
    text="\n".join((PACT, DRILL_EN, TANKS)),
    title="A pact",
    published="2024-09-02",
    publisher="Wire",
    lang="en",
)


def find(within: Span | Article, words: str) -> Span:
    """The place of `words` in a sentence or an article."""
    start = within.text.index(words) + (within.start if isinstance(within, Span) else 0)
    return Span(start, start + len(words), words)


def mention(sentence: Span, words: str, entity: Entity | None) -> Mention:
    kind = entity.kind if entity else Kind.UNKNOWN
    return Mention(find(sentence, words), kind, entity=entity, why="test")


def when(value: str | None, begin: str | None, end: str | None, span: Span | None) -> When:
    return When(value, begin, end, Basis.EXPRESSION, span)


def claim(
    article: Article,
    sentence: str,
    trigger: str,
    type: str,
    actors: dict[str, Entity | None],
    targets: dict[str, Entity | None],
    **more: object,
) -> Claim:
    span = find(article, sentence)
    roles = ((Role.ACTOR, actors), (Role.TARGET, targets))
    parties = (Participant(role, mention(span, words, who)) for role, group in roles for words, who in group.items())
    trigger_ = Trigger(find(span, trigger), trigger.lower())
    return Claim(
        article.id,
        article.lang or "",
        span,
        type,
        trigger_,
        tuple(parties),
        "test.rule",
        0.87,
        **more,  # type: ignore[arg-type]
    )


def _claims() -> dict[str, Claim]:
    visit, arms, drill_id = (find(ARTICLE_ID, text) for text in (VISIT, ARMS, DRILL_ID))
    pact, drill_en = (find(ARTICLE_EN, text) for text in (PACT, DRILL_EN))
    says = Attribution(mention(arms, "Washington", USA), Stance.ASSERTS, find(arms, "menyatakan"))
    denies = Attribution(mention(arms, "Teheran", IRAN), Stance.DENIES, find(arms, "membantah"))
    return {
        "visit": claim(
            ARTICLE_ID,
            VISIT,
            "mengunjungi",
            "CONSULT",
            {"Menteri Pertahanan Aziz Nasirzadeh": MINISTER},
            {"Moskow": RUSSIA},
            mode="visit",
            contexts=("military", "diplomatic"),
            place=mention(visit, "Moskow", CITY),
            when=when("2024-07-30", "2024-07-30", "2024-07-30", find(visit, "Selasa")),
        ),
        "arms": claim(
            ARTICLE_ID,
            ARMS,
            "memasok",
            "AID",
            {"Iran": IRAN},
            {"Rusia": RUSSIA},
            when=when("2024-05", "2024-05-01", "2024-05-31", find(arms, "pada Mei")),
            attributions=(says, denies),
        ),
        "drill_id": claim(
            ARTICLE_ID,
            DRILL_ID,
            "latihan",
            "COOPERATE",
            {"Rusia": RUSSIA, "Iran": IRAN},
            {},
            when=when("2024-03-03/2024-03-07", "2024-03-03", "2024-03-07", find(drill_id, "3\u20137 Maret")),
        ),
        "pact": claim(
            ARTICLE_EN,
            PACT,
            "sign",
            "SUPPORT",
            {"Russia": RUSSIA},
            {"Iran": IRAN},
            status=Status.PLANNED,
            when=when("2024-10", "2024-10-01", "2024-10-31", find(pact, "in October")),
        ),
        "drill_en": claim(
            ARTICLE_EN,
            DRILL_EN,
            "drill",
            "COOPERATE",
            {"Russia": RUSSIA, "Iran": IRAN},
            {},
            certainty=Certainty.PROBABLE,
            when=when("2024-03-03/2024-03-07", "2024-03-03", "2024-03-07", find(drill_en, "From 3 to 7 March")),
        ),
        "tanks": claim(
            ARTICLE_EN,
            TANKS,
            "gave",
            "AID",
            {"it": RUSSIA},
            {"Iran": IRAN},
            status=Status.DENIED,
            when=when(None, None, None, None),
        ),
    }


CLAIMS = _claims()


def reading(article: Article) -> Reading:
    claims = [one for one in CLAIMS.values() if one.article == article.id]
    spans = sorted({one.sentence for one in claims})
    return Reading(article, tuple(Sentence(s, claims=tuple(c for c in claims if c.sentence == s)) for s in spans))


def event(*claims: Claim) -> Event:
    first = claims[0]

    def entities(mentions: tuple[Mention, ...]) -> tuple[Entity, ...]:
        return tuple(m.entity for m in mentions if m.entity)

    return Event(
        id=digest(*(one.id for one in claims)),
        type=first.type,
        claims=claims,
        why="single claim" if len(claims) == 1 else "same parties, type and days",
        actors=entities(first.actors),
        targets=entities(first.targets),
        mode=first.mode,
        contexts=first.contexts,
        when=first.when,
        place=first.place.entity if first.place else None,
        status=first.status,
        independent_sources=len({one.article for one in claims}),
    )


READINGS = (reading(ARTICLE_ID), reading(ARTICLE_EN))
EVENTS = {
    "visit": event(CLAIMS["visit"]),
    "arms": event(CLAIMS["arms"]),
    "drill": event(CLAIMS["drill_id"], CLAIMS["drill_en"]),
    "pact": event(CLAIMS["pact"]),
    "tanks": event(CLAIMS["tanks"]),
}


@cache
def all_quads() -> tuple[Quad, ...]:
    articles = chain.from_iterable(reading_quads(one) for one in READINGS)
    return (*articles, *event_quads(EVENTS.values()), *entity_quads(ENTITIES, country_iri), *ontology_quads())


def in_rdflib() -> Dataset:
    """All of it in rdflib's own store."""
    return Dataset(default_union=True).parse(data=b"".join(n_quads(all_quads())), format="nquads")


def country_iri(code: str) -> str | None:
    return {"RU": RUSSIA.id, "IR": IRAN.id, "US": USA.id}.get(code)
