"""Offices that articles give to people: in the graph, through the journal, and corrected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from newsdesk import ARTICLE_ID, IRAN, MINISTER, READINGS, RUSSIA, VISIT, find
from rdflib import ORG, PROV, RDF, Dataset, Literal, URIRef

from kg.decisions import Corrections, Decision, Verdict
from kg.formats import entities_of, reading_from_json, reading_to_json
from kg.model import Membership
from kg.rdf.mapping import entity_quads, reading_quads
from kg.rdf.namespaces import KG, article_iri, office_iri
from kg.rdf.nquads import Quad, n_quads
from kg.rdf.validate import validate

HELD = Membership(
    MINISTER, "defence minister", find(ARTICLE_ID, "Menteri Pertahanan"), find(ARTICLE_ID, VISIT), organisation=IRAN
)
READING = replace(READINGS[0], memberships=(HELD,))


def quads(held: Membership) -> list[Quad]:
    reading = replace(READING, memberships=(held,))
    return [*reading_quads(reading), *entity_quads(entities_of(reading))]


@pytest.mark.parametrize(("is_former", "when"), [(False, KG.heldOn), (True, KG.heldBefore)])
def test_an_office_stands_in_the_graph_of_its_article_with_day_and_sentence(is_former: bool, when: URIRef) -> None:
    told = Dataset().parse(data=b"".join(n_quads(quads(replace(HELD, is_former=is_former)))), format="nquads")
    found = told.graph(article_iri(ARTICLE_ID.id))
    (membership,) = found.subjects(RDF.type, ORG.Membership)
    assert found.value(membership, ORG.member) == URIRef(MINISTER.id)
    assert found.value(membership, ORG.organization) == URIRef(IRAN.id)
    assert found.value(membership, ORG.role) == office_iri("defence minister")
    assert found.value(membership, KG.officeText) == Literal("Menteri Pertahanan", lang="id")
    assert str(found.value(membership, when)) == "2024-07-31"
    assert found.value(membership, PROV.wasDerivedFrom) == article_iri(ARTICLE_ID.id)


def faults(folder: Path, held: Membership) -> list[str]:
    file = folder / "graph.nq"
    file.write_bytes(b"".join(n_quads(quads(held))))
    return [finding.what for finding in validate(file) if "membership" in finding.where]


def test_an_office_fits_its_shape_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    assert faults(tmp_path, HELD) == []
    shifted = replace(HELD, span=replace(HELD.span, start=HELD.span.start + 3, end=HELD.span.end + 3))
    assert faults(tmp_path, shifted) == ["the office 'Menteri Pertahanan' does not stand at offset 3"]


def test_offices_outlive_the_journal_and_follow_decisions_on_entities() -> None:
    assert reading_from_json(reading_to_json(READING)).memberships == (HELD,)
    corrected = Corrections([Decision(Verdict.SAME_ENTITY, RUSSIA, IRAN)]).apply(READING).reading
    assert [m.organisation.id for m in corrected.memberships if m.organisation] == [RUSSIA.id]
