from __future__ import annotations

from dataclasses import replace

import pytest
from newsdesk import (
    ARTICLE_ID,
    CITY,
    CLAIMS,
    ENTITIES,
    EVENTS,
    IRAN,
    MINISTER,
    READINGS,
    RUSSIA,
    USA,
    all_quads,
    country_iri,
    event,
    find,
    mention,
)
from rdflib import PROV, RDF, RDFS, XSD, Graph, Literal, URIRef

from kg.model import Attribution, Event, Stance, Status
from kg.rdf.mapping import entity_quads, event_quads, reading_quads, reprint_quads
from kg.rdf.namespaces import (
    ACT,
    CTX,
    ENTITIES_GRAPH,
    EVENTS_GRAPH,
    KG,
    NIF,
    SCHEMA,
    article_iri,
    claim_iri,
    event_iri,
)
from kg.rdf.nquads import Quad, n_term
from kg.rdf.terms import decimal, edtf, time


def triples(quads: list[Quad]) -> Graph:
    return Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in quads), format="nt")


def edges(*events: Event) -> set[tuple[str, str, str]]:
    return {(str(s), p[len(ACT) :], str(o)) for s, p, o in triples(list(event_quads(events))) if p.startswith(ACT)}


def test_everything_an_article_says_is_in_its_own_graph() -> None:
    quads = list(reading_quads(READINGS[0]))
    assert {graph for *_, graph in quads} == {f"<{article_iri('kabar/1')}>"}
    assert len(quads) == len(set(quads))


def test_there_are_no_blank_nodes_and_the_same_input_gives_the_same_quads() -> None:
    quads = all_quads()
    assert quads == all_quads.__wrapped__()
    assert not any(term.startswith("_:") for quad in quads for term in quad)


def test_a_claim_carries_its_proof() -> None:
    graph, claim = triples(list(reading_quads(READINGS[0]))), CLAIMS["visit"]
    iri = claim_iri(claim.id)
    assert graph.value(iri, NIF.anchorOf) == Literal(claim.sentence.text, lang="id")
    assert graph.value(iri, KG.trigger) == Literal("mengunjungi", lang="id")
    assert graph.value(iri, KG.triggerBegin) == Literal(ARTICLE_ID.text.index("mengunjungi"))
    assert graph.value(iri, KG.action) == ACT.CONSULT
    assert graph.value(iri, KG.mode) == ACT["CONSULT-visit"]
    assert set(graph.objects(iri, KG.context)) == {CTX.military, CTX.diplomatic}
    assert graph.value(iri, KG.actor) == URIRef(MINISTER.id)
    assert graph.value(iri, KG.place) == URIRef(CITY.id)
    assert graph.value(iri, KG.confidence) == Literal("0.87", datatype=XSD.decimal)
    words = graph.value(iri, KG.targetMention)
    assert graph.value(words, NIF.anchorOf) == Literal("Moskow", lang="id")
    assert graph.value(words, KG.refersTo) == URIRef(RUSSIA.id)


def test_asserting_and_denying_sources_stand_side_by_side() -> None:
    graph, iri = triples(list(reading_quads(READINGS[0]))), claim_iri(CLAIMS["arms"].id)
    assert graph.value(iri, PROV.wasAttributedTo) == URIRef(USA.id)
    assert graph.value(iri, KG.deniedBy) == URIRef(IRAN.id)
    cues = {(graph.value(one, KG.stance), str(graph.value(one, KG.cue))) for one in graph.objects(iri, KG.attribution)}
    assert cues == {(KG.Asserts, "menyatakan"), (KG.Denies, "membantah")}


def test_an_attribution_keeps_the_words_of_the_office_and_their_place() -> None:
    claim = CLAIMS["arms"]
    office = find(claim.sentence, "Teheran")
    spoken = replace(claim, attributions=(replace(claim.attributions[0], office=office),))
    reading = replace(READINGS[0], sentences=(replace(READINGS[0].sentences[0], claims=(spoken,)),))
    graph = triples(list(reading_quads(reading)))
    (said,) = graph.objects(claim_iri(claim.id), KG.attribution)
    assert str(graph.value(said, KG.officeText)) == office.text
    places = [graph.value(said, one).toPython() for one in (KG.officeBegin, KG.officeEnd)]
    assert places == [office.start, office.end]


def test_an_unlinked_mention_keeps_its_words() -> None:
    claim = CLAIMS["tanks"]
    nobody = replace(claim.participants[0], mention=replace(claim.participants[0].mention, entity=None))
    reading = replace(
        READINGS[1], sentences=(replace(READINGS[1].sentences[0], claims=(replace(claim, participants=(nobody,)),)),)
    )
    graph = triples(list(reading_quads(reading)))
    assert str(graph.value(graph.value(claim_iri(reading.claims[0].id), KG.actorMention), NIF.anchorOf)) == "it"
    assert graph.value(claim_iri(reading.claims[0].id), KG.actor) is None


ARMS = CLAIMS["arms"]
ONLY_DENIED = replace(
    ARMS,
    attributions=(
        Attribution(mention(ARMS.sentence, "Teheran", IRAN), Stance.DENIES, find(ARMS.sentence, "membantah")),
    ),
)


IDS = [
    "visit",
    "arms",
    "reciprocal",
    "planned",
    "denied",
    "only-denied",
    "denied-and-asserted",
    "not-reciprocal",
    "ongoing",
    "possible",
]


@pytest.mark.parametrize(
    ("happening", "expected"),
    [
        (EVENTS["visit"], {(MINISTER.id, "CONSULT", RUSSIA.id)}),
        (EVENTS["arms"], {(IRAN.id, "AID", RUSSIA.id)}),
        (EVENTS["drill"], {(IRAN.id, "COOPERATE", RUSSIA.id), (RUSSIA.id, "COOPERATE", IRAN.id)}),
        (EVENTS["pact"], set()),
        (EVENTS["tanks"], set()),
        (event(ONLY_DENIED), set()),
        (event(ONLY_DENIED, ARMS), {(IRAN.id, "AID", RUSSIA.id)}),
        (replace(EVENTS["drill"], type="PROTEST"), set()),
        (event(replace(ARMS, status=Status.ONGOING)), {(IRAN.id, "AID", RUSSIA.id)}),
        (event(replace(ARMS, status=Status.POSSIBLE)), set()),
    ],
    ids=IDS,
)
def test_a_direct_edge_needs_somebody_who_asserts_it(happening: Event, expected: set[tuple[str, str, str]]) -> None:
    assert edges(happening) == expected


def test_an_event_names_its_claims_and_dates() -> None:
    drill = EVENTS["drill"]
    graph, iri = triples(list(event_quads([drill]))), event_iri(drill.id)
    assert graph.value(iri, KG.date) == Literal("2024-03-03/2024-03-07", datatype=KG.edtf)
    assert graph.value(iri, KG.begin) == Literal("2024-03-03", datatype=XSD.date)
    assert graph.value(iri, KG.independentSources) == Literal(2)


def test_entities_belong_to_countries_and_a_country_not_to_itself() -> None:
    quads = list(entity_quads(ENTITIES, country_iri))
    graph = triples(quads)
    assert {name for *_, name in quads} == {f"<{ENTITIES_GRAPH}>"}
    assert graph.value(URIRef(MINISTER.id), KG.country) == URIRef(IRAN.id)
    assert graph.value(URIRef(MINISTER.id), KG.sector) == Literal("MIL")
    assert graph.value(URIRef(RUSSIA.id), KG.country) is None
    assert graph.value(URIRef(RUSSIA.id), KG.countryCode) == Literal("RU")
    assert set(graph.objects(URIRef(USA.id), RDFS.label)) == {
        Literal("United States", lang="en"),
        Literal("Amerika Serikat", lang="id"),
    }
    assert graph.value(URIRef(MINISTER.id), RDFS.label) == Literal("Aziz Nasirzadeh")


def test_an_article_keeps_its_particulars() -> None:
    graph, iri = triples(list(reading_quads(READINGS[0]))), article_iri(ARTICLE_ID.id)
    assert (iri, RDF.type, SCHEMA.NewsArticle) in graph
    assert graph.value(iri, SCHEMA.identifier) == Literal("kabar/1")
    assert graph.value(iri, SCHEMA.datePublished) == Literal("2024-07-31T09:00:00+07:00", datatype=XSD.dateTime)
    assert str(graph.value(iri, SCHEMA.url)) == "https://kabar.example/1?a=b c"


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2024", XSD.gYear),
        ("2024-02", XSD.gYearMonth),
        ("2024-21", KG.edtf),
        ("2024-02-29", XSD.date),
        ("2023-02-29", KG.edtf),
        ("2024-07-29/2024-08-04", KG.edtf),
        ("2025-10-10/..", KG.edtf),
        ("2024-03~", KG.edtf),
    ],
)
def test_a_date_has_the_type_of_its_precision(value: str, datatype: URIRef) -> None:
    assert edtf(value) == f'"{value}"^^<{datatype}>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-08-05", Literal("2024-08-05", datatype=XSD.date)),
        ("2024-08-05T14:22:00Z", Literal("2024-08-05T14:22:00+00:00", datatype=XSD.dateTime, normalize=False)),
        ("yesterday", Literal("yesterday")),
    ],
)
def test_a_publication_time_is_typed_where_it_can_be(text: str, expected: Literal) -> None:
    assert time(text) == n_term(expected)


@pytest.mark.parametrize(("number", "text"), [(0.87, "0.87"), (1.0, "1"), (0.0, "0"), (1e-7, "0"), (0.12345, "0.1235")])
def test_a_decimal_is_never_written_with_an_exponent(number: float, text: str) -> None:
    assert decimal(number) == f'"{text}"^^<{XSD.decimal}>'


def test_a_reprint_points_to_the_first_article():
    (quad,) = reprint_quads({"a": "a", "b": "a"})
    assert quad == tuple(map(n_term, (article_iri("b"), KG.reprintOf, article_iri("a"), EVENTS_GRAPH)))
