"""Events out of a graph, with all their evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from rdflib import PROV, RDFS, SKOS, Dataset, URIRef

from kg.model import Certainty, Entity, EventRecord, Evidence, Kind, Span, Voice, When
from kg.query.describe import Description, describe
from kg.query.selection import EVERYTHING, Selection
from kg.rdf.namespaces import GAF, KG, NIF, SCHEMA, claim_iri
from kg.rdf.terms import BASIS_OF, CERTAINTY_OF, KIND_OF, STANCE_OF, STATUS_OF, local_name
from kg.store import open_graph, rows

_AT_ONCE = 500
_OF_EVENTS = (
    KG.action,
    KG.mode,
    KG.context,
    KG.actor,
    KG.target,
    KG.date,
    KG.begin,
    KG.end,
    KG.place,
    KG.status,
    KG.independentSources,
    KG.tellings,
    KG.publishers,
    KG.why,
    GAF.denotedBy,
)
_OF_CLAIMS = (
    NIF.referenceContext,
    NIF.anchorOf,
    NIF.beginIndex,
    NIF.endIndex,
    KG.trigger,
    KG.triggerBegin,
    KG.triggerEnd,
    KG.status,
    KG.certainty,
    KG.confidence,
    KG.rule,
    PROV.wasAttributedTo,
    KG.deniedBy,
    KG.place,
    KG.date,
    KG.begin,
    KG.end,
    KG.dateBasis,
    KG.timeText,
    KG.timeBegin,
    KG.timeEnd,
    KG.statusCue,
    KG.statusCueBegin,
    KG.statusCueEnd,
    KG.attribution,
)
_OFFICE = (KG.officeBegin, KG.officeEnd, KG.officeText)
_OF_ATTRIBUTIONS = (KG.source, KG.stance, KG.cue, KG.cueBegin, KG.cueEnd, KG.claimedDate, *_OFFICE)
_OF_ARTICLES = (SCHEMA.headline, SCHEMA.url, SCHEMA.publisher, SCHEMA.datePublished, SCHEMA.inLanguage)
_OF_ENTITIES = (SCHEMA.name, RDFS.label, SKOS.altLabel, KG.kind, KG.countryCode, KG.sector)


def records(graph: Dataset | str | Path, selection: Selection = EVERYTHING) -> list[EventRecord]:
    """Events in order of time, those without a date last."""
    dataset = graph if isinstance(graph, Dataset) else open_graph(graph)
    return read(dataset, select(dataset, selection))


def stream(graph: Dataset, selection: Selection = EVERYTHING) -> Iterator[EventRecord]:
    """Events in the order of their ids, of which only some hundreds are in memory at a time."""
    found = iter(select(graph, selection))
    while batch := list(islice(found, _AT_ONCE)):
        yield from sorted(read(graph, batch), key=lambda record: record.id)


def select(graph: Dataset, selection: Selection) -> list[str]:
    """The IRIs of the events that are asked for, sorted. QueryError where a filter has a value that cannot be."""
    if selection.top is None:
        return sorted({event for (event,) in rows(graph, f"SELECT ?event {{ {selection.pattern()} }}") if event})
    query = f"SELECT ?event ?who {{ {selection.pattern()} OPTIONAL {{ ?event kg:actor|kg:target ?who }} }}"
    parties: dict[str, set[str]] = defaultdict(set)
    for event, who in rows(graph, query):
        if event and who:
            parties[event].add(who)
    counts = Counter(who for group in parties.values() for who in group)
    most = set(sorted(counts, key=lambda who: (-counts[who], who))[: selection.top])
    return sorted(event for event, group in parties.items() if group <= most)


def read(graph: Dataset, events: Iterable[str]) -> list[EventRecord]:
    """The events with these IRIs, in order of time; those that the graph does not have are left out."""
    described = describe(graph, events, _OF_EVENTS)
    claims = describe(graph, _objects(described, GAF.denotedBy), _OF_CLAIMS)
    articles = describe(graph, _objects(claims, NIF.referenceContext), _OF_ARTICLES)
    mentioned = _objects(described, KG.actor, KG.target, KG.place) | _objects(
        claims, PROV.wasAttributedTo, KG.deniedBy, KG.place
    )
    entities = describe_entities(graph, mentioned)
    said = describe(graph, _objects(claims, KG.attribution), _OF_ATTRIBUTIONS)
    evidence = {
        iri: replace(_evidence(iri, claim, articles, entities), voices=_voices(claim, said, entities))
        for iri, claim in claims.items()
    }
    return sorted((_record(iri, event, evidence, entities) for iri, event in described.items()), key=_order)


def describe_entities(graph: Dataset, iris: Iterable[str]) -> dict[str, Entity]:
    """IRI -> entity with all that the graph says of it; the last part of the IRI is the name of one that it does not know."""
    wanted = set(iris)
    known = describe(graph, wanted, _OF_ENTITIES)
    return {iri: _entity(iri, known.get(iri, Description({}))) for iri in wanted}


def events_of(graph: Dataset, iri: str) -> list[str]:
    """The IRIs of the events that hold the claim of this id or IRI: an event bears the id of one of its claims."""
    claim = claim_iri(iri.rpartition("/")[2])
    return [event for (event,) in rows(graph, f"SELECT ?event {{ ?event gaf:denotedBy <{claim}> }}") if event]


def _objects(described: Mapping[str, Description], *properties: URIRef) -> set[str]:
    return {text for description in described.values() for text in description.texts(*properties)}


def _record(
    iri: str, event: Description, evidence: Mapping[str, Evidence], entities: Mapping[str, Entity]
) -> EventRecord:
    type_ = local_name(event.text(KG.action) or "OTHER")
    mode, place = event.text(KG.mode), event.text(KG.place)
    told = (evidence[claim] for claim in event.texts(GAF.denotedBy) if claim in evidence)
    return EventRecord(
        id=iri,
        type=type_,
        mode=local_name(mode)[len(type_) + 1 :] if mode else None,
        contexts=tuple(local_name(context) for context in event.texts(KG.context)),
        actors=tuple(entities[actor] for actor in event.texts(KG.actor)),
        targets=tuple(entities[target] for target in event.texts(KG.target)),
        date=event.text(KG.date),
        begin=event.text(KG.begin),
        end=event.text(KG.end),
        place=entities[place] if place else None,
        status=STATUS_OF[event.text(KG.status) or str(KG.Possible)],
        independent_sources=int(event.text(KG.independentSources) or 1),
        tellings=int(event.text(KG.tellings) or 1),
        publishers=int(event.text(KG.publishers) or 0),
        why=event.text(KG.why) or "",
        evidence=tuple(sorted(told, key=lambda one: (one.published or "", one.article, one.quote.start, one.claim))),
    )


def _evidence(
    iri: str, claim: Description, articles: Mapping[str, Description], entities: Mapping[str, Entity]
) -> Evidence:
    article_iri = claim.text(NIF.referenceContext) or ""
    article = articles.get(article_iri, Description({}))
    return Evidence(
        claim=iri,
        article=article_iri,
        quote=_span(claim, NIF.beginIndex, NIF.endIndex, NIF.anchorOf),
        trigger=_span(claim, KG.triggerBegin, KG.triggerEnd, KG.trigger),
        status=STATUS_OF[claim.text(KG.status) or str(KG.Possible)],
        certainty=CERTAINTY_OF.get(claim.text(KG.certainty) or "", Certainty.POSSIBLE),
        confidence=float(claim.text(KG.confidence) or 0),
        rule=claim.text(KG.rule) or "",
        asserted_by=tuple(entities[source] for source in claim.texts(PROV.wasAttributedTo)),
        denied_by=tuple(entities[source] for source in claim.texts(KG.deniedBy)),
        title=article.text(SCHEMA.headline),
        url=article.text(SCHEMA.url),
        publisher=article.text(SCHEMA.publisher),
        published=article.text(SCHEMA.datePublished),
        lang=article.text(SCHEMA.inLanguage),
        when=_when(claim),
        place=entities[place] if (place := claim.text(KG.place)) else None,
        status_cue=_span(claim, KG.statusCueBegin, KG.statusCueEnd, KG.statusCue) if claim.text(KG.statusCue) else None,
    )


def _when(claim: Description) -> When | None:
    basis = claim.text(KG.dateBasis)
    if basis is None:
        return None
    span = _span(claim, KG.timeBegin, KG.timeEnd, KG.timeText) if claim.text(KG.timeText) else None
    return When(claim.text(KG.date), claim.text(KG.begin), claim.text(KG.end), BASIS_OF[basis], span)


def _voices(
    claim: Description, attributions: Mapping[str, Description], entities: Mapping[str, Entity]
) -> tuple[Voice, ...]:
    """The attributions of a claim in text order of their cues."""
    found = []
    for iri in claim.texts(KG.attribution):
        said = attributions.get(iri, Description({}))
        source, stance = said.text(KG.source), said.text(KG.stance)
        if source and stance and source in entities:
            cue = _span(said, KG.cueBegin, KG.cueEnd, KG.cue)
            office = _span(said, *_OFFICE) if said.text(KG.officeText) else None
            found.append(Voice(entities[source], STANCE_OF[stance], cue, said.text(KG.claimedDate), office))
    return tuple(sorted(found, key=lambda voice: (voice.cue, voice.stance.value, voice.source.id)))


def _span(claim: Description, begin: URIRef, end: URIRef, text: URIRef) -> Span:
    return Span(int(claim.text(begin) or 0), int(claim.text(end) or 0), claim.text(text) or "")


def _entity(iri: str, known: Description) -> Entity:
    labels = tuple((label.language, label.text) for label in known.values(RDFS.label) if label.language)
    aliases = tuple((alias.language, alias.text) for alias in known.values(SKOS.altLabel))
    return Entity(
        id=iri,
        name=known.text(SCHEMA.name) or known.text(RDFS.label) or local_name(iri),
        kind=KIND_OF.get(known.text(KG.kind) or "", Kind.UNKNOWN),
        country=known.text(KG.countryCode),
        sector=known.text(KG.sector),
        labels=tuple(sorted(labels)),
        aliases=tuple(sorted(aliases)),
    )


def _order(record: EventRecord) -> tuple[str, str, str]:
    return record.begin or record.end or "9999", record.end or record.begin or "9999", record.id
