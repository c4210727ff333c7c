"""SPARQL updates change graphs of people's own, and every rebuild keeps them."""

from __future__ import annotations

import pytest
from telegrams import article, build

import kg
from kg.errors import GraphError, QueryError
from kg.query.sparql import answer
from kg.store import GraphDirectory
from kg.updates import update

NOTES = "<https://my.example/notes>"
NOTE = f'INSERT DATA {{ GRAPH {NOTES} {{ <urn:case> rdfs:label "Fall"@id ; kg:confidence 0.5 ; rdfs:seeAlso [ a kg:Claim ] }} }}'


@pytest.fixture
def graph(tmp_path):
    build(tmp_path / "g", [article(number) for number in range(4)])
    return tmp_path / "g"


def notes(graph):
    return sorted(map(str, answer(graph, f"SELECT ?o {{ GRAPH {NOTES} {{ <urn:case> ?p ?o }} }}").rows()))


def test_an_update_outlives_rebuilds_and_growth(graph):
    assert "4 statements added, 0 removed" in update(graph, NOTE)
    said = notes(graph)
    assert len(said) == 3
    build(graph, [article(number) for number in range(6)])
    assert notes(graph) == said
    kg.remove(graph, ["t001"])
    assert notes(graph) == said
    assert (graph / "own.nq").read_text().count("\n") == 4


def test_an_update_sees_all_graphs_and_takes_its_own_statements_back(graph):
    mark = f"INSERT {{ GRAPH {NOTES} {{ ?e rdfs:comment 'mine' }} }} WHERE {{ GRAPH ?g {{ ?e a kg:Event }} }}"
    events = len(list(answer(graph, "SELECT ?e { ?e a kg:Event }").rows()))
    assert f"{events} statements added" in update(graph, mark)
    assert "0 statements added, 0 removed" in update(graph, mark)
    assert f"{events} removed" in update(graph, f"DROP GRAPH {NOTES}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "a graph that it does not name, .* write into a graph of your own"),
        ("INSERT DATA { GRAPH graph:events { <urn:a> <urn:b> <urn:c> } }", "would change <.*graph/events>"),
        (
            "DELETE WHERE { GRAPH <https://w3id.org/news-kg/article/t001> { ?s ?p ?o } }",
            "would change <.*article/t001>",
        ),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", "a graph that it does not name"),
        ("WITH graph:entities DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "would change <.*graph/entities>"),
        ("DROP ALL", "a graph that it does not name"),
        (f"MOVE <https://w3id.org/news-kg/graph/events> TO {NOTES}", "would change <.*graph/events>"),
        (f"LOAD <file:///etc/passwd> INTO GRAPH {NOTES}", "LOAD fetches a file"),
        ("SELECT ?x { ?x a kg:Event }", "line 1, column 1: not a SPARQL update"),
        (
            "INSERT DATA { GRAPH <urn:x> { <urn:a> kg:actr <urn:c> } }",
            "kg:actr is not in the vocabulary; did you mean kg:actor",
        ),
        ("INSERT DATA { GRAPH <urn:x> { <urn:a> nope:x <urn:c> } }", "not a SPARQL update: .*nope"),
    ],
)
def test_an_update_of_anything_else_is_refused(graph, text, message):
    before = GraphDirectory.open(graph).generation
    with pytest.raises(QueryError, match=message):
        update(graph, text)
    assert GraphDirectory.open(graph).generation == before


def test_own_statements_that_cannot_be_read_are_reported(graph):
    (graph / "own.nq").write_text("nonsense\n")
    with pytest.raises(GraphError, match=r"own.nq: not readable: .*; mend or delete it"):
        build(graph, [article(9)])


def test_a_graph_of_the_first_format_is_read_and_brought_up_to_date(graph):
    manifest = graph / "kg.json"
    manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 1'))
    assert answer(graph, "ASK { ?e a kg:Event }").truth
    assert GraphDirectory.open(graph).format == 1
    update(graph, NOTE)
    assert GraphDirectory.open(graph).format == 2
