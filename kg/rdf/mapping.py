"""Readings, events and entities as quads.

Each article has a named graph of its own, with its claims and mentions; events and their direct edges, entities, and
the ontology have one each. There are no blank nodes: the IRI of everything follows from its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, permutations, product

import pyoxigraph as ox

from kg.model import Claim, Entity, Event, Reading, Stance, Status, Taxonomy
from kg.rdf.articles import (
    action_ref,
    article_triples,
    claim_triples,
    membership_triples,
    statement_triples,
    when_triples,
)
from kg.rdf.namespaces import (
    ENTITIES_GRAPH,
    EVENTS_GRAPH,
    ONTOLOGY_GRAPH,
    article_iri,
    claim_iri,
    event_iri,
    ontology_text,
)
from kg.rdf.nquads import Quad, Triple
from kg.rdf.taxonomy import load_taxonomy
from kg.rdf.terms import GAF, KG, KINDS, RDF, RDFS, SCHEMA, SKOS, Term, integer, ref, text

ONTOLOGY_FILES = ("kg.ttl", "event-types.ttl", "cameo.ttl")

_EVENTS, _ENTITIES, _ONTOLOGY = ref(EVENTS_GRAPH), ref(ENTITIES_GRAPH), ref(ONTOLOGY_GRAPH)


def reading_quads(reading: Reading) -> Iterator[Quad]:
    """The graph of one article: the article, its claims, and the words that they rest on."""
    graph = ref(article_iri(reading.article.id))
    claims = chain.from_iterable(claim_triples(claim) for claim in reading.claims)
    offices = chain.from_iterable(membership_triples(membership, reading.article) for membership in reading.memberships)
    return _in_graph(graph, chain(article_triples(reading.article), claims, offices))


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


def _event(event: Event) -> Iterator[Triple]:
    iri = ref(event_iri(event.id))
    yield iri, RDF.type, KG.Event
    yield from statement_triples(iri, event.type, event.mode, event.contexts, event.status)
    for actor in event.actors:
        yield iri, KG.actor, ref(actor.id)
    for target in event.targets:
        yield iri, KG.target, ref(target.id)
    if event.when:
        yield from when_triples(iri, event.when)
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
            yield actor, action_ref(event.type), target


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
