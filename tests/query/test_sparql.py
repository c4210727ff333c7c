from __future__ import annotations

from io import BytesIO

import pytest
from newsdesk import IRAN, USA, in_rdflib
from rdflib import XSD, Dataset, Graph, Literal, URIRef
from rdflib.query import Result

from kg.errors import QueryError
from kg.query.parameters import bind, parse_value
from kg.query.sparql import answer, declared, limited

IRAN_ACTS = "SELECT ?event WHERE { ?event a kg:Event ; kg:actor ?who }"


def test_prefixes_need_no_declaration(graph: Dataset) -> None:
    assert len(list(answer(graph, IRAN_ACTS, {"who": "wd:Q794"}).rows())) == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { wd:Q794 act:AID wd:Q159 }", True),
        ("ASK { wd:Q159 act:AID wd:Q794 }", False),
    ],
)
def test_ask(graph: Dataset, query: str, expected: bool) -> None:
    assert answer(graph, query).truth is expected


def written(graph: Dataset, query: str, form: str, **bindings: str) -> str:
    out = BytesIO()
    answer(graph, query, bindings).write(out, form)
    return out.getvalue().decode()


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld"])
def test_construct_and_describe(graph: Dataset, form: str) -> None:
    formats = {"rdf": "xml", "jsonld": "json-ld"}
    built = written(graph, "CONSTRUCT { ?a kg:target ?b } WHERE { ?a act:AID ?b }", form)
    assert len(Graph().parse(data=built, format=formats.get(form, form))) == 1
    described = written(graph, "DESCRIBE ?x", form, x=f"<{USA.id}>")
    assert len(Graph().parse(data=described, format=formats.get(form, form))) > 3


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_written_as_the_w3c_says(graph: Dataset, form: str) -> None:
    text = written(graph, "SELECT ?a ?b ?none { ?a act:AID ?b }", form)
    result = Result.parse(BytesIO(text.encode()), format=form)
    assert [str(name) for name in result.vars or ()] == ["a", "b", "none"]
    assert [str(row[0]) for row in result] == [IRAN.id]  # type: ignore[index]


def test_rows_are_plain_values(graph: Dataset) -> None:
    query = "SELECT ?e (1 + 1 AS ?n) (0.5 AS ?d) (true AS ?t) ?none { ?e kg:mode act:CONSULT-visit ; a kg:Event }"
    ((event, *values),) = answer(graph, query).rows()
    assert (str(event).rpartition("/")[0], values) == ("https://w3id.org/news-kg/event", [2, 0.5, True, None])


EVENTS = "SELECT ?e { ?e a kg:Event }"


@pytest.mark.parametrize(
    ("query", "limit", "rows"),
    [
        (EVENTS, 2, 2),
        (EVENTS, 99, 5),
        (f"{EVENTS} LIMIT 3", 2, 2),
        (f"{EVENTS} LIMIT 1", 2, 1),
        (f"{EVENTS} ORDER BY ?e # no end", 2, 2),
        (f"{EVENTS} OFFSET 4", 2, 1),
        (f"{EVENTS} LIMIT 4 OFFSET 1", 2, 2),
        (f"SELECT ?e {{ {{ {EVENTS} LIMIT 4 }} }}", 3, 3),
        ("SELECT ?e ?x { ?e a kg:Event } VALUES ?x { 1 2 }", 3, 3),
    ],
)
def test_a_limit_holds_for_the_whole_query(graph: Dataset, query: str, limit: int, rows: int) -> None:
    assert len(list(answer(graph, query, limit=limit).rows())) == rows


def test_a_limit_leaves_ask_alone(graph: Dataset) -> None:
    assert limited("ASK { ?s ?p ?o }", 5) == "ASK { ?s ?p ?o }"
    assert answer(graph, "ASK { ?s ?p ?o }", limit=5).truth


def test_from_asks_the_graphs_that_it_names(graph: Dataset) -> None:
    query = "SELECT ?s FROM graph:events { ?s a ?type }"
    assert len(list(answer(graph, query).rows())) == 5
    assert len(list(answer(graph, EVENTS, default_graphs=["https://w3id.org/news-kg/graph/entities"]).rows())) == 0


def test_only_missing_prefixes_are_declared() -> None:
    query = "PREFIX kg: <urn:x> SELECT * { ?s kg:a wd:Q1 ; foaf:b 'act:AID' }"
    assert declared(query) == "PREFIX wd: <http://www.wikidata.org/entity/> " + query


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("wd:Q794", URIRef(IRAN.id)),
        ("<urn:x>", URIRef("urn:x")),
        ("https://a.example/b", URIRef("https://a.example/b")),
        ("2024-05-01", Literal("2024-05-01", datatype=XSD.date)),
        ("12", Literal(12)),
        ("0.5", Literal("0.5", datatype=XSD.decimal)),
        ("true", Literal(True)),
        ('"12"', Literal("12")),
        ('"kapal"@id', Literal("kapal", lang="id")),
        ("note: this", Literal("note: this")),
        ('a" } DROP ALL #', Literal('a" } DROP ALL #')),
    ],
)
def test_values_have_the_type_they_look_like(text: str, term: URIRef | Literal) -> None:
    assert parse_value(text) == term


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?s ?p ?x }", "ASK { ?s ?p <urn:v> }"),
        ("ASK { ?s ?p $x } # ?x '?x", "ASK { ?s ?p <urn:v> } # ?x '?x"),
        ("ASK { ?s ?p \"?x\", '''?x''', <urn:?x>, ?xy }", "ASK { ?s ?p \"?x\", '''?x''', <urn:?x>, ?xy }"),
        ("SELECT ?x ?s { ?s ?p ?x }", "SELECT (<urn:v> AS ?x) ?s { ?s ?p <urn:v> }"),
        ("SELECT (STR(?x) AS ?y) { ?s ?p ?x }", "SELECT (STR(<urn:v>) AS ?y) { ?s ?p <urn:v> }"),
        ("SELECT ?s { ?s ?p ?x } ORDER BY ?x DESC(?x)", "SELECT ?s { ?s ?p <urn:v> } ORDER BY (<urn:v>) DESC(<urn:v>)"),
    ],
)
def test_a_value_replaces_its_variable_and_nothing_else(query: str, expected: str) -> None:
    if "?xy" in query:
        query, expected = query.replace("?xy", "?xy, ?x"), expected.replace("?xy", "?xy, <urn:v>")
    assert bind(query, {"x": "<urn:v>"}) == expected


def test_a_value_cannot_change_the_query(graph: Dataset) -> None:
    values = {"why": '" } INSERT DATA { <a:> <a:> <a:> } #\n'}
    assert list(answer(graph, "SELECT ?e { ?e kg:why ?why }", values).rows()) == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x { ?x a kgg:Event }", "line 1, column 18: unknown prefix kgg:; did you mean kg:?"),
        ("SELECT ?x\n{ ?x kg:actr ?y }", "line 2, column 6: kg:actr is not in the vocabulary; did you mean kg:actor?"),
        (
            "SELECT ?x { ?x act:CONSLT ?y }",
            "line 1, column 16: act:CONSLT is not in the vocabulary; did you mean act:CONSULT?",
        ),
        ("SELECT ?x { ?x a kg:Event", "line 1, column 11: '{' is not closed"),
        ("SELECT ?x { ?x a kg:Event }}", "line 1, column 28: '}' closes nothing"),
        ("SELECT ?x { ?x kg:why 'a }", "line 1, column 23: this string is not closed"),
        ("SELEC ?x { ?x a kg:Event }", "line 1, column 1: found 'SELEC'; .* did you mean SELECT?"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE would change the graph"),
        ("", "the query is empty"),
        (
            "SELECT ?x (COUNT(*) AS ?n) { ?x a kg:Event }",
            "SELECT names a variable that is neither grouped by nor aggregated",
        ),
        ("SELECT ?x { ?x a kg:Event } ORDER ?x", "line 1, column .* expected BY"),
        ("SELECT ?x WHERE ?x { ?x kg:why ?y }", "line 1, column 17: not SPARQL at '?x'"),
    ],
)
def test_a_fault_is_explained_in_one_line(graph: Dataset, query: str, message: str) -> None:
    with pytest.raises(
        QueryError, match="^" + message.replace("?", r"\?") if ".*" not in message else message
    ) as caught:
        answer(graph, query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("values", "message"),
    [({"wo": "1"}, r"no variable \?wo .*it has \?event \?who"), ({"who": "<a b>"}, "<a b> is not an IRI")],
)
def test_a_wrong_parameter_is_refused(graph: Dataset, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        answer(graph, IRAN_ACTS, values)


def test_a_plain_rdflib_dataset_answers_too(graph: Dataset) -> None:
    plain = in_rdflib()
    assert set(answer(plain, IRAN_ACTS, {"who": "wd:Q794"}).rows()) == set(
        answer(graph, IRAN_ACTS, {"who": "wd:Q794"}).rows()
    )
    assert answer(plain, "ASK { wd:Q794 act:AID wd:Q159 }").truth
    assert "Q159" in written(plain, "CONSTRUCT { ?a kg:target ?b } WHERE { ?a act:AID ?b }", "ttl")
    with pytest.raises(QueryError, match="line 1"):
        answer(plain, "SELECT ?x { ?x ?y }")
