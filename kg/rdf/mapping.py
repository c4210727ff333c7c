"""Readings, events and entities as quads.

Each article has a named graph of its own, with its claims and mentions; events and their direct edges, entities, and
the ontology have one each. There are no blank nodes: the IRI of everything follows from its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, permutations, product

from rdflib import ORG, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from kg.model import (
    NAMESPACE,
    Article,
    Attribution,
    Claim,
    Entity,
    Event,
    Membership,
    Mention,
    Reading,
    Role,
    Stance,
    Status,
    Taxonomy,
    When,
    digest,
)
from kg.rdf.namespaces import (
    ACT,
    CTX,
    ENTITIES_GRAPH,
    EVENTS_GRAPH,
    GAF,
    KG,
    NIF,
    ONTOLOGY_GRAPH,
    SCHEMA,
    article_iri,
    claim_iri,
    event_iri,
    membership_iri,
    office_iri,
    ontology_text,
)
from kg.rdf.taxonomy import load_taxonomy
from kg.rdf.terms import (
    BASES,
    CERTAINTIES,
    KINDS,
    STANCES,
    STATUSES,
    date_literal,
    day_literal,
    decimal_literal,
    time_literal,
)

Triple = tuple[URIRef, URIRef, URIRef | Literal]
Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]

ONTOLOGY_FILES = ("kg.ttl", "event-types.ttl", "cameo.ttl")

_HELD = (KG.date, KG.begin, KG.end)
_CLAIMED = (KG.claimedDate, KG.claimedBegin, KG.claimedEnd)
"""When a source says so, which is neither when it happened nor when the article appeared."""


def reading_quads(reading: Reading) -> Iterator[Quad]:
    """The graph of one article: the article, its claims, and the words that they rest on."""
    graph = article_iri(reading.article.id)
    claims = chain.from_iterable(_claim(claim) for claim in reading.claims)
    offices = chain.from_iterable(_membership(membership, reading.article) for membership in reading.memberships)
    return _in_graph(graph, chain(_article(reading.article), claims, offices))


def event_quads(events: Iterable[Event], taxonomy: Taxonomy | None = None) -> Iterator[Quad]:
    """The graph of events, with a direct edge (actor, type, target) where a source says that it happened or goes on."""
    types = (taxonomy or load_taxonomy()).types
    for event in events:
        reciprocal = event.type in types and types[event.type].reciprocal
        yield from _in_graph(EVENTS_GRAPH, chain(_event(event), _edges(event, reciprocal)))


def reprint_quads(reprints: Mapping[str, str]) -> Iterator[Quad]:
    """Which articles are reprints, in the graph of events. `reprints` is article id -> id of the first article with its text."""
    for article, first in sorted(reprints.items()):
        if article != first:
            yield article_iri(article), KG.reprintOf, article_iri(first), EVENTS_GRAPH


def entity_quads(
    entities: Iterable[Entity], country_iri: Callable[[str], str | None] = lambda code: None
) -> Iterator[Quad]:
    """The graph of entities. `country_iri` gives the IRI of the country with an ISO code, None where it has none."""
    for entity in entities:
        country = country_iri(entity.country) if entity.country else None
        yield from _in_graph(ENTITIES_GRAPH, _entity(entity, country))


def ontology_quads() -> Iterator[Quad]:
    """The graph of the ontology: classes, properties, event types and their CAMEO codes."""
    triples = Graph(bind_namespaces="none")
    for name in ONTOLOGY_FILES:
        triples.parse(data=ontology_text(name), format="turtle")
    for subject, predicate, value in sorted(triples):
        yield subject, predicate, value, ONTOLOGY_GRAPH  # type: ignore[misc]  # Turtle without blank nodes


def _in_graph(graph: URIRef, triples: Iterable[Triple]) -> Iterator[Quad]:
    return ((*triple, graph) for triple in dict.fromkeys(triples))


def _article(article: Article) -> Iterator[Triple]:
    iri = article_iri(article.id)
    yield iri, RDF.type, SCHEMA.NewsArticle
    yield iri, SCHEMA.identifier, Literal(article.id)
    if article.title:
        yield iri, SCHEMA.headline, Literal(article.title, lang=article.lang)
    if article.url:
        yield iri, SCHEMA.url, Literal(article.url, datatype=XSD.anyURI, normalize=False)
    if article.published:
        yield iri, SCHEMA.datePublished, time_literal(article.published)
    if article.publisher:
        yield iri, SCHEMA.publisher, Literal(article.publisher)
    if article.lang:
        yield iri, SCHEMA.inLanguage, Literal(article.lang)
    for author in article.authors:
        yield iri, SCHEMA.author, Literal(author)


def _claim(claim: Claim) -> Iterator[Triple]:
    iri = claim_iri(claim.id)
    yield from _quote(claim, iri)
    yield from _statement(iri, claim.type, claim.mode, claim.contexts, claim.status)
    yield iri, KG.certainty, CERTAINTIES[claim.certainty]
    if claim.status_cue:
        yield iri, KG.statusCue, Literal(claim.status_cue.text, lang=claim.lang)
        yield iri, KG.statusCueBegin, Literal(claim.status_cue.start)
        yield iri, KG.statusCueEnd, Literal(claim.status_cue.end)
    yield iri, KG.rule, Literal(claim.rule)
    yield iri, KG.confidence, decimal_literal(claim.confidence)
    for participant in claim.participants:
        is_actor = participant.role is Role.ACTOR
        words, entity = (KG.actorMention, KG.actor) if is_actor else (KG.targetMention, KG.target)
        yield from _mentioned(claim, iri, words, participant.mention)
        yield from _linked(iri, entity, participant.mention)
    if claim.place:
        yield from _mentioned(claim, iri, KG.placeMention, claim.place)
        yield from _linked(iri, KG.place, claim.place)
    if claim.when:
        yield from _when(iri, claim.when)
        yield from _time_expression(claim, iri, claim.when)
    for attribution in claim.attributions:
        yield from _attribution(claim, iri, attribution)


def _quote(claim: Claim, iri: URIRef) -> Iterator[Triple]:
    yield iri, RDF.type, KG.Claim
    yield iri, NIF.referenceContext, article_iri(claim.article)
    yield iri, NIF.anchorOf, Literal(claim.sentence.text, lang=claim.lang)
    yield iri, NIF.beginIndex, Literal(claim.sentence.start)
    yield iri, NIF.endIndex, Literal(claim.sentence.end)
    yield iri, KG.trigger, Literal(claim.trigger.span.text, lang=claim.lang)
    yield iri, KG.triggerLemma, Literal(claim.trigger.lemma, lang=claim.lang)
    yield iri, KG.triggerBegin, Literal(claim.trigger.span.start)
    yield iri, KG.triggerEnd, Literal(claim.trigger.span.end)


def _statement(iri: URIRef, type_: str, mode: str | None, contexts: Iterable[str], status: Status) -> Iterator[Triple]:
    yield iri, KG.action, ACT[type_]
    if mode:
        yield iri, KG.mode, ACT[f"{type_}-{mode}"]
    for context in contexts:
        yield iri, KG.context, CTX[context]
    yield iri, KG.status, STATUSES[status]


def _when(iri: URIRef, when: When, properties: tuple[URIRef, URIRef, URIRef] = _HELD) -> Iterator[Triple]:
    date, begin, end = properties
    if when.value:
        yield iri, date, date_literal(when.value)
    if when.begin:
        yield iri, begin, day_literal(when.begin)
    if when.end:
        yield iri, end, day_literal(when.end)


def _time_expression(claim: Claim, iri: URIRef, when: When) -> Iterator[Triple]:
    yield iri, KG.dateBasis, BASES[when.basis]
    if when.span:
        yield iri, KG.timeText, Literal(when.span.text, lang=claim.lang)
        yield iri, KG.timeBegin, Literal(when.span.start)
        yield iri, KG.timeEnd, Literal(when.span.end)


def _mentioned(claim: Claim, holder: URIRef, predicate: URIRef, mention: Mention) -> Iterator[Triple]:
    entity = mention.entity.id if mention.entity else None
    iri = URIRef(f"{NAMESPACE}mention/{digest(claim.article, mention.span.start, mention.span.end, entity)}")
    yield holder, predicate, iri
    yield iri, RDF.type, KG.Mention
    yield iri, NIF.anchorOf, Literal(mention.span.text, lang=claim.lang)
    yield iri, NIF.beginIndex, Literal(mention.span.start)
    yield iri, NIF.endIndex, Literal(mention.span.end)
    yield from _linked(iri, KG.refersTo, mention)


def _linked(subject: URIRef, predicate: URIRef, mention: Mention) -> Iterator[Triple]:
    if mention.entity:
        yield subject, predicate, URIRef(mention.entity.id)


def _attribution(claim: Claim, claim_: URIRef, attribution: Attribution) -> Iterator[Triple]:
    cue, source = attribution.cue, attribution.source
    name = digest(claim.id, attribution.stance.value, source.span.start, source.span.end, cue.start, cue.end)
    iri = URIRef(f"{NAMESPACE}attribution/{name}")
    yield claim_, KG.attribution, iri
    yield iri, RDF.type, KG.Attribution
    yield iri, KG.stance, STANCES[attribution.stance]
    yield iri, KG.cue, Literal(cue.text, lang=claim.lang)
    yield iri, KG.cueBegin, Literal(cue.start)
    yield iri, KG.cueEnd, Literal(cue.end)
    if attribution.when:
        yield from _when(iri, attribution.when, _CLAIMED)
    yield from _mentioned(claim, iri, KG.sourceMention, source)
    yield from _linked(iri, KG.source, source)
    asserts = attribution.stance is Stance.ASSERTS
    yield from _linked(claim_, PROV.wasAttributedTo if asserts else KG.deniedBy, source)


def _membership(membership: Membership, article: Article) -> Iterator[Triple]:
    """That somebody holds an office on the day of the article, or held it before, and the sentence that says so."""
    span, sentence, where = membership.span, membership.sentence, membership.organisation
    iri = membership_iri(article.id, span.start, membership.member.id)
    role = office_iri(membership.office)
    yield iri, RDF.type, ORG.Membership
    yield iri, ORG.member, URIRef(membership.member.id)
    if where:
        yield iri, ORG.organization, URIRef(where.id)
    yield iri, ORG.role, role
    yield role, RDF.type, ORG.Role
    yield role, RDFS.label, Literal(membership.office, lang="en")
    if article.published:
        yield iri, KG.heldBefore if membership.is_former else KG.heldOn, day_literal(article.published[:10])
    yield iri, PROV.wasDerivedFrom, article_iri(article.id)
    yield iri, NIF.referenceContext, article_iri(article.id)
    yield iri, NIF.anchorOf, Literal(sentence.text, lang=article.lang)
    yield iri, NIF.beginIndex, Literal(sentence.start)
    yield iri, NIF.endIndex, Literal(sentence.end)
    yield iri, KG.officeText, Literal(span.text, lang=article.lang)
    yield iri, KG.officeBegin, Literal(span.start)
    yield iri, KG.officeEnd, Literal(span.end)


def _event(event: Event) -> Iterator[Triple]:
    iri = event_iri(event.id)
    yield iri, RDF.type, KG.Event
    yield from _statement(iri, event.type, event.mode, event.contexts, event.status)
    for actor in event.actors:
        yield iri, KG.actor, URIRef(actor.id)
    for target in event.targets:
        yield iri, KG.target, URIRef(target.id)
    if event.when:
        yield from _when(iri, event.when)
    if event.place:
        yield iri, KG.place, URIRef(event.place.id)
    yield iri, KG.independentSources, Literal(event.independent_sources)
    yield iri, KG.tellings, Literal(event.tellings)
    yield iri, KG.publishers, Literal(event.publishers)
    yield iri, KG.why, Literal(event.why)
    for claim in event.claims:
        yield iri, GAF.denotedBy, claim_iri(claim.id)


def _edges(event: Event, reciprocal: bool) -> Iterator[Triple]:
    if not any(_is_asserted(claim) for claim in event.claims):
        return
    actors = [URIRef(actor.id) for actor in event.actors]
    targets = [URIRef(target.id) for target in event.targets]
    pairs = permutations(actors, 2) if reciprocal and not targets else product(actors, targets)
    for actor, target in pairs:
        if actor != target:
            yield actor, ACT[event.type], target


def _is_asserted(claim: Claim) -> bool:
    """Whether a source, or the article where the claim names none, says that it happened or goes on."""
    stances = {attribution.stance for attribution in claim.attributions}
    return claim.status in {Status.HAPPENED, Status.ONGOING} and stances != {Stance.DENIES}


def _entity(entity: Entity, country: str | None) -> Iterator[Triple]:
    iri = URIRef(entity.id)
    yield iri, RDF.type, KG.Entity
    yield iri, KG.kind, KINDS[entity.kind]
    yield iri, SCHEMA.name, Literal(entity.name)
    for language, label in entity.labels or ((None, entity.name),):
        yield iri, RDFS.label, Literal(label, lang=language)
    for language, alias in entity.aliases:
        yield iri, SKOS.altLabel, Literal(alias, lang=language)
    if country and country != entity.id:
        yield iri, KG.country, URIRef(country)
    if entity.country:
        yield iri, KG.countryCode, Literal(entity.country)
    if entity.sector:
        yield iri, KG.sector, Literal(entity.sector)
    if entity.count is not None:
        yield iri, KG.count, Literal(entity.count)
