from __future__ import annotations

import pytest
from rdflib import RDFS, Graph, URIRef

from kg.errors import DataError
from kg.rdf.mapping import ontology_quads
from kg.rdf.namespaces import GAF, KG, NIF, SEM, article_iri, ontology_text
from kg.rdf.taxonomy import load_taxonomy


def test_the_vocabulary_in_turtle_and_in_python_is_the_same() -> None:
    graph = Graph().parse(data=ontology_text("kg.ttl"), format="turtle")
    defined = {str(term) for term in graph.subjects() if str(term).startswith(str(KG._NS))}
    assert defined == {str(term) for term in dir(KG)}


def test_every_term_of_ours_has_a_label_in_both_languages() -> None:
    graph = Graph().parse(data=ontology_text("kg.ttl"), format="turtle")
    for term in set(graph.subjects()):
        assert {label.language for label in graph.objects(term, RDFS.label)} >= {"en", "id"}, term  # type: ignore[attr-defined]


@pytest.mark.parametrize("namespace", [KG, SEM, GAF, NIF])
def test_a_misspelt_term_raises(namespace: type) -> None:
    with pytest.raises(AttributeError):
        namespace.hasActr  # type: ignore[attr-defined]  # noqa: B018


def test_an_article_id_becomes_part_of_an_iri() -> None:
    assert article_iri("a/b ç") == URIRef("https://w3id.org/news-kg/article/a%2Fb%20%C3%A7")


def test_the_ontology_graph_has_no_blank_nodes() -> None:
    quads = list(ontology_quads())
    assert len(quads) > 1000
    assert not any(term.startswith("_:") for quad in quads for term in quad)


def test_all_types_and_contexts_are_there() -> None:
    taxonomy = load_taxonomy()
    assert len(taxonomy.types) == 33
    assert len(taxonomy.contexts) == 37
    assert {code for code, type_ in taxonomy.types.items() if type_.reciprocal} == {
        "AGREE",
        "CONSULT",
        "COOPERATE",
        "TRADE",
        "COMPETE",
    }


@pytest.mark.parametrize(
    ("code", "quad_class", "modes"),
    [
        ("CONSULT", "verbal-cooperation", ("multilateral", "phone", "third-party", "visit")),
        ("AID", "material-cooperation", ()),
        ("REQUEST", "verbal-conflict", ("assist", "change", "meet", "yield")),
        ("PROTEST", "material-conflict", ("boycott", "demo", "hunger", "obstruct", "riot", "strike", "vandalize")),
        ("DISASTER", None, ()),
        ("OTHER", None, ()),
    ],
)
def test_types_have_their_class_and_modes(code: str, quad_class: str | None, modes: tuple[str, ...]) -> None:
    type_ = load_taxonomy().types[code]
    assert (type_.quad_class, type_.modes) == (quad_class, modes)
    assert set(type_.labels) == {"en", "id"}


PREFIXES = """@prefix act: <https://w3id.org/news-kg/action/> . @prefix kg: <https://w3id.org/news-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . """
AID = 'act:AID a skos:Concept ; skos:inScheme act: ; skos:notation "AID" ; skos:prefLabel "aid"@en, "bantu"@id . '


@pytest.mark.parametrize(
    ("turtle", "fault"),
    [
        ("act:AID a", "not valid Turtle"),
        (AID.replace(', "bantu"@id', ""), "AID: no skos:prefLabel in id"),
        (AID.replace('"AID"', '"AIDS"'), "AID: skos:notation must be"),
        (AID + "act:AID kg:quadClass kg:Nice .", "allowed: kg:VerbalCooperation, kg:MaterialCooperation"),
        (
            AID + "act:AID-food skos:inScheme act: ; skos:broader act:HELP .",
            "AID-food: a mode of HELP must be named HELP-",
        ),
        (
            AID + "act:HELP-food skos:inScheme act: ; skos:broader act:HELP .",
            "names HELP, which is no type; allowed: AID",
        ),
    ],
)
def test_a_fault_in_the_types_is_named(turtle: str, fault: str) -> None:
    with pytest.raises(DataError, match=r"^event-types\.ttl: ") as caught:
        load_taxonomy(PREFIXES + turtle)
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)
