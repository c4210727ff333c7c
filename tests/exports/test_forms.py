"""Each form of a whole graph and of a part of it, read back by another library."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from newsdesk import CLAIMS, EVENTS, IRAN, RUSSIA, in_rdflib
from rdflib import PROV, RDF, Dataset, Graph, Namespace, URIRef

import kg
from kg.errors import KGError, QueryError
from kg.exports import FORMS, form_of
from kg.query.selection import Selection
from kg.rdf.namespaces import ACT, GAF, KG, claim_iri, event_iri

NP = Namespace("http://www.nanopub.org/nschema#")
NAMED = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
UNNAMED = {"ttl": "turtle", "rdfxml": "xml"}
QUADS = set(in_rdflib().quads())
TRIPLES = {(s, p, o) for s, p, o, _ in QUADS}
VISIT = Selection(type="CONSULT")


def written(graph: Path, form: str, selection: Selection = VISIT) -> bytes:
    out = io.BytesIO()
    kg.export(graph, form, out, selection)
    return out.getvalue()


def parsed(data: bytes, format: str) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(data=data, format=format)
    return dataset


@pytest.mark.parametrize("form", NAMED)
def test_rdflib_reads_all_quads_back(graph: Path, form: str) -> None:
    assert set(parsed(written(graph, form, Selection()), NAMED[form]).quads()) == QUADS


@pytest.mark.parametrize("form", UNNAMED)
def test_rdflib_reads_all_triples_back(graph: Path, form: str) -> None:
    assert set(Graph().parse(data=written(graph, form, Selection()), format=UNNAMED[form])) == TRIPLES


def test_a_part_has_its_events_with_all_that_they_rest_on(graph: Path) -> None:
    part = parsed(written(graph, "trig"), "trig")
    (event,) = part.subjects(RDF.type, KG.Event)
    assert event == event_iri(EVENTS["visit"].id)
    (claim,) = part.objects(event, GAF.denotedBy)
    assert claim == claim_iri(CLAIMS["visit"].id)
    assert (URIRef(IRAN.id), ACT.AID, URIRef(RUSSIA.id)) not in part
    assert {(s, p, o) for s, p, o, _ in part.quads()} < TRIPLES
    assert list(part.subjects(ACT.CONSULT, URIRef(RUSSIA.id)))


def test_a_part_can_be_opened_and_asked(graph: Path, tmp_path: Path) -> None:
    kg.export(graph, "nq", tmp_path / "part.nq", Selection(type="AID"))
    (asserted, denied) = kg.ask(tmp_path / "part.nq")
    assert [source.name for source in asserted.evidence[0].denied_by] == ["Iran"]
    assert denied.status.value == "denied"


def test_nanopublications_keep_the_rules(graph: Path) -> None:
    publications = parsed(written(graph, "nanopubs", Selection()), "trig")
    ids = set(publications.subjects(RDF.type, NP.Nanopublication))
    assert len(ids) == len(CLAIMS)
    for publication in ids:
        (head,) = (graph for *_, graph in publications.quads((publication, RDF.type, NP.Nanopublication, None)))
        named = Graph(publications.store, URIRef(str(head)))
        assertion, provenance, info = (
            Graph(publications.store, named.value(publication, NP[f"has{part}"]))  # type: ignore[arg-type]
            for part in ("Assertion", "Provenance", "PublicationInfo")
        )
        (claim,) = assertion.subjects(RDF.type, KG.Claim)
        assert assertion.value(claim, KG.action)
        assert provenance.value(assertion.identifier, PROV.wasDerivedFrom)
        assert provenance.value(
            claim, URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf")
        )
        assert info.value(publication, PROV.wasAttributedTo)


@pytest.mark.parametrize("form", sorted(FORMS.keys() - {"claims"}))
def test_the_same_graph_gives_the_same_bytes(graph: Path, form: str, tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        kg.export(graph, form, tmp_path / name)
        paths = [tmp_path / name, *sorted((tmp_path / name).glob("*"))]
        found.append([path.read_bytes() for path in paths if path.is_file()])
    assert found[0] == found[1] != []
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.graphml", "graphml"), ("a.nanopubs.trig", "nanopubs"), ("a.trig", "trig"), ("a.rdf", "rdfxml"), ("a", None)],
)
def test_a_name_says_its_form(name: str, form: str | None) -> None:
    assert form_of(name) == form


def test_what_cannot_be_written_is_refused(graph: Path) -> None:
    with pytest.raises(QueryError, match="unknown; known: trig"):
        kg.export(graph, "xlsx", io.BytesIO())
    with pytest.raises(QueryError, match="name a folder"):
        kg.export(graph, "parquet", io.BytesIO())


def test_without_pyarrow_the_error_says_what_to_install(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(KGError, match=r"pip install 'news-kg\[parquet\]'"):
        kg.export(graph, "parquet", tmp_path / "tables")
    assert not (tmp_path / "tables").exists()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("news.parquet", "kg export --format parquet -o news/"),
        ("news.zip", "news.zip does not say what to write: add --format, one of trig, nq"),
    ],
)
def test_a_name_that_does_not_say_the_form_is_answered_with_what_to_type(
    run, graph: Path, name: str, hint: str
) -> None:
    code, _, err = run("export", "-g", graph, "-o", name)
    assert code == 2
    assert hint in err
