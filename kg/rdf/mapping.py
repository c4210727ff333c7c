"""Readings, events and entities as quads.

Each article has a named graph of its own, with its claims and mentions; events and their direct edges, entities, and
the ontology have one each. There are no blank nodes: the IRI of everything follows from its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, permutations, product

import pyoxigraph as ox
import rdflib

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
from kg.rdf import namespaces
from kg.rdf.namespaces import (
    ACT,
    CTX,
    ENTITIES_GRAPH,
    EVENTS_GRAPH,
    ONTOLOGY_GRAPH,
    article_iri,
    claim_iri,
    event_iri,
    membership_iri,
    office_iri,
    ontology_text,
)
from kg.rdf.nquads import Quad, Triple
from kg.rdf.taxonomy import load_taxonomy
from kg.rdf.terms import (
    BASES,
    CERTAINTIES,
    KG,
    KINDS,
    STANCES,
    STATUSES,
    Term,
    Vocabulary,
    day,
    decimal,
    edtf,
    integer,
    ref,
    text,
    time,
    typed,
)

ONTOLOGY_FILES = ("kg.ttl", "event-types.ttl", "cameo.ttl")

NIF, GAF, SCHEMA = Vocabulary(namespaces.NIF), Vocabulary(namespaces.GAF), Vocabulary(namespaces.SCHEMA)
RDF, RDFS, SKOS = Vocabulary(rdflib.RDF), Vocabulary(rdflib.RDFS), Vocabulary(rdflib.SKOS)
ORG, PROV = Vocabulary(rdflib.ORG), Vocabulary(rdflib.PROV)

_EVENTS, _ENTITIES, _ONTOLOGY = ref(EVENTS_GRAPH), ref(ENTITIES_GRAPH), ref(ONTOLOGY_GRAPH)
_ADDRESS = str(rdflib.XSD.anyURI)
_HELD = (KG.date, KG.begin, KG.end)
_CLAIMED = (KG.claimedDate, KG.claimedBegin, KG.claimedEnd)
"""When a source says so, which is neither when it happened nor when the article appeared."""


def reading_quads(reading: Reading) -> Iterator[Quad]:
    """The graph of one article: the article, its claims, and the words that they rest on."""
    graph = ref(article_iri(reading.article.id))
    claims = chain.from_iterable(_claim(claim) for claim in reading.claims)
    offices = chain.from_iterable(_membership(membership, reading.article) for membership in reading.memberships)
    return _in_graph(graph, chain(_article(reading.article), claims, offices))


def event_quads(events: Iterable[Event], taxonomy: Taxonomy | None = None) -> Iterator[Quad]:
    """The graph of events, with a direct edge (actor, type, target) where a source says that it happened or goes on."""
    types = (taxonomy or load_taxonomy()).types
    for event in events:
        reciprocal = event.type in types and types[event.type].reciprocal
        yield from _in_graph(_EVENTS, chain(_event(event), _edges(event, reciprocal)))


def reprint_quads(reprints: Mapping[str, str]) -> Iterator[Quad]:
    """Which articles are reprints, in the graph of events. `reprints` is article id -> id of the first article with its text."""
    for article, first in sorted(reprints.items()):
        if article != first:
            yield ref(article_iri(article)), KG.reprintOf, ref(article_iri(first)), _EVENTS


def entity_quads(
    entities: Iterable[Entity], country_iri: Callable[[str], str | None] = lambda code: None
) -> Iterator[Quad]:
    """The graph of entities. `country_iri` gives the IRI of the country with an ISO code, None where it has none."""
    for entity in entities:
        country = country_iri(entity.country) if entity.country else None
        yield from _in_graph(_ENTITIES, _entity(entity, country))


def ontology_quads() -> Iterator[Quad]:
    """The graph of the ontology: classes, properties, event types and their CAMEO codes."""
    for name in ONTOLOGY_FILES:
        for triple in ox.parse(ontology_text(name), ox.RdfFormat.TURTLE):
            yield str(triple.subject), str(triple.predicate), str(triple.object), _ONTOLOGY


def _in_graph(graph: Term, triples: Iterable[Triple]) -> Iterator[Quad]:
    return ((*triple, graph) for triple in dict.fromkeys(triples))


def _article(article: Article) -> Iterator[Triple]:
    iri = ref(article_iri(article.id))
    yield iri, RDF.type, SCHEMA.NewsArticle
    yield iri, SCHEMA.identifier, text(article.id)
    if article.title:
        yield iri, SCHEMA.headline, text(article.title, article.lang)
    if article.url:
        yield iri, SCHEMA.url, typed(article.url, _ADDRESS)
    if article.published:
        yield iri, SCHEMA.datePublished, time(article.published)
    if article.publisher:
        yield iri, SCHEMA.publisher, text(article.publisher)
    if article.lang:
        yield iri, SCHEMA.inLanguage, text(article.lang)
    for author in article.authors:
        yield iri, SCHEMA.author, text(author)


def _claim(claim: Claim) -> Iterator[Triple]:
    iri = ref(claim_iri(claim.id))
    yield from _quote(claim, iri)
    yield from _statement(iri, claim.type, claim.mode, claim.contexts, claim.status)
    yield iri, KG.certainty, CERTAINTIES[claim.certainty]
    if claim.status_cue:
        yield iri, KG.statusCue, text(claim.status_cue.text, claim.lang)
        yield iri, KG.statusCueBegin, integer(claim.status_cue.start)
        yield iri, KG.statusCueEnd, integer(claim.status_cue.end)
    yield iri, KG.rule, text(claim.rule)
    yield iri, KG.confidence, decimal(claim.confidence)
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


def _quote(claim: Claim, iri: Term) -> Iterator[Triple]:
    yield iri, RDF.type, KG.Claim
    yield iri, NIF.referenceContext, ref(article_iri(claim.article))
    yield iri, NIF.anchorOf, text(claim.sentence.text, claim.lang)
    yield iri, NIF.beginIndex, integer(claim.sentence.start)
    yield iri, NIF.endIndex, integer(claim.sentence.end)
    yield iri, KG.trigger, text(claim.trigger.span.text, claim.lang)
    yield iri, KG.triggerLemma, text(claim.trigger.lemma, claim.lang)
    yield iri, KG.triggerBegin, integer(claim.trigger.span.start)
    yield iri, KG.triggerEnd, integer(claim.trigger.span.end)


def _statement(iri: Term, type_: str, mode: str | None, contexts: Iterable[str], status: Status) -> Iterator[Triple]:
    yield iri, KG.action, _action(type_)
    if mode:
        yield iri, KG.mode, _action(f"{type_}-{mode}")
    for context in contexts:
        yield iri, KG.context, ref(f"{CTX}{context}")
    yield iri, KG.status, STATUSES[status]


def _when(iri: Term, when: When, properties: tuple[Term, Term, Term] = _HELD) -> Iterator[Triple]:
    date, begin, end = properties
    if when.value:
        yield iri, date, edtf(when.value)
    if when.begin:
        yield iri, begin, day(when.begin)
    if when.end:
        yield iri, end, day(when.end)


def _time_expression(claim: Claim, iri: Term, when: When) -> Iterator[Triple]:
    yield iri, KG.dateBasis, BASES[when.basis]
    if when.span:
        yield iri, KG.timeText, text(when.span.text, claim.lang)
        yield iri, KG.timeBegin, integer(when.span.start)
        yield iri, KG.timeEnd, integer(when.span.end)


def _mentioned(claim: Claim, holder: Term, predicate: Term, mention: Mention) -> Iterator[Triple]:
    entity = mention.entity.id if mention.entity else None
    iri = ref(f"{NAMESPACE}mention/{digest(claim.article, mention.span.start, mention.span.end, entity)}")
    yield holder, predicate, iri
    yield iri, RDF.type, KG.Mention
    yield iri, NIF.anchorOf, text(mention.span.text, claim.lang)
    yield iri, NIF.beginIndex, integer(mention.span.start)
    yield iri, NIF.endIndex, integer(mention.span.end)
    yield from _linked(iri, KG.refersTo, mention)


def _linked(subject: Term, predicate: Term, mention: Mention) -> Iterator[Triple]:
    if mention.entity:
        yield subject, predicate, ref(mention.entity.id)


def _attribution(claim: Claim, claim_: Term, attribution: Attribution) -> Iterator[Triple]:
    cue, source = attribution.cue, attribution.source
    name = digest(claim.id, attribution.stance.value, source.span.start, source.span.end, cue.start, cue.end)
    iri = ref(f"{NAMESPACE}attribution/{name}")
    yield claim_, KG.attribution, iri
    yield iri, RDF.type, KG.Attribution
    yield iri, KG.stance, STANCES[attribution.stance]
    yield iri, KG.cue, text(cue.text, claim.lang)
    yield iri, KG.cueBegin, integer(cue.start)
    yield iri, KG.cueEnd, integer(cue.end)
    if attribution.when:
        yield from _when(iri, attribution.when, _CLAIMED)
    yield from _mentioned(claim, iri, KG.sourceMention, source)
    yield from _linked(iri, KG.source, source)
    asserts = attribution.stance is Stance.ASSERTS
    yield from _linked(claim_, PROV.wasAttributedTo if asserts else KG.deniedBy, source)


def _membership(membership: Membership, article: Article) -> Iterator[Triple]:
    """That somebody holds an office on the day of the article, or held it before, and the sentence that says so."""
    span, sentence, where = membership.span, membership.sentence, membership.organisation
    iri = ref(membership_iri(article.id, span.start, membership.member.id))
    role = ref(office_iri(membership.office))
    yield iri, RDF.type, ORG.Membership
    yield iri, ORG.member, ref(membership.member.id)
    if where:
        yield iri, ORG.organization, ref(where.id)
    yield iri, ORG.role, role
    yield role, RDF.type, ORG.Role
    yield role, RDFS.label, text(membership.office, "en")
    if article.published:
        yield iri, KG.heldBefore if membership.is_former else KG.heldOn, day(article.published[:10])
    yield iri, PROV.wasDerivedFrom, ref(article_iri(article.id))
    yield iri, NIF.referenceContext, ref(article_iri(article.id))
    yield iri, NIF.anchorOf, text(sentence.text, article.lang)
    yield iri, NIF.beginIndex, integer(sentence.start)
    yield iri, NIF.endIndex, integer(sentence.end)
    yield iri, KG.officeText, text(span.text, article.lang)
    yield iri, KG.officeBegin, integer(span.start)
    yield iri, KG.officeEnd, integer(span.end)


def _event(event: Event) -> Iterator[Triple]:
    iri = ref(event_iri(event.id))
    yield iri, RDF.type, KG.Event
    yield from _statement(iri, event.type, event.mode, event.contexts, event.status)
    for actor in event.actors:
        yield iri, KG.actor, ref(actor.id)
    for target in event.targets:
        yield iri, KG.target, ref(target.id)
    if event.when:
        yield from _when(iri, event.when)
    if event.place:
        yield iri, KG.place, ref(event.place.id)
    yield iri, KG.independentSources, integer(event.independent_sources)
    yield iri, KG.tellings, integer(event.tellings)
    yield iri, KG.publishers, integer(event.publishers)
    yield iri, KG.why, text(event.why)
    for claim in event.claims:
        yield iri, GAF.denotedBy, ref(claim_iri(claim.id))


def _edges(event: Event, reciprocal: bool) -> Iterator[Triple]:
    if not any(_is_asserted(claim) for claim in event.claims):
        return
    actors = [ref(actor.id) for actor in event.actors]
    targets = [ref(target.id) for target in event.targets]
    pairs = permutations(actors, 2) if reciprocal and not targets else product(actors, targets)
    for actor, target in pairs:
        if actor != target:
            yield actor, _action(event.type), target


def _is_asserted(claim: Claim) -> bool:
    """Whether a source, or the article where the claim names none, says that it happened or goes on."""
    stances = {attribution.stance for attribution in claim.attributions}
    return claim.status in {Status.HAPPENED, Status.ONGOING} and stances != {Stance.DENIES}


def _entity(entity: Entity, country: str | None) -> Iterator[Triple]:
    iri = ref(entity.id)
    yield iri, RDF.type, KG.Entity
    yield iri, KG.kind, KINDS[entity.kind]
    yield iri, SCHEMA.name, text(entity.name)
    for language, label in entity.labels or ((None, entity.name),):
        yield iri, RDFS.label, text(label, language)
    for language, alias in entity.aliases:
        yield iri, SKOS.altLabel, text(alias, language)
    if country and country != entity.id:
        yield iri, KG.country, ref(country)
    if entity.country:
        yield iri, KG.countryCode, text(entity.country)
    if entity.sector:
        yield iri, KG.sector, text(entity.sector)
    if entity.count is not None:
        yield iri, KG.count, integer(entity.count)


def _action(code: str) -> Term:
    return ref(f"{ACT}{code}")
