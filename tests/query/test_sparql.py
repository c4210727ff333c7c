from __future__ import annotations

import pytest
from newsdesk import IRAN, USA
from rdflib import XSD, Dataset, Literal, URIRef

from kg.errors import QueryError
from kg.query.parameters import bind, parse_value
from kg.query.recipes import recipe, recipes
from kg.query.sparql import run

IRAN_ACTS = "SELECT ?event WHERE { ?event a kg:Event ; kg:actor ?who }"


def test_prefixes_need_no_declaration(graph: Dataset) -> None:
    assert len(run(graph, IRAN_ACTS, {"who": "wd:Q794"})) == 2


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("ASK { wd:Q794 act:AID wd:Q159 }", True),
        ("ASK { wd:Q159 act:AID wd:Q794 }", False),
    ],
)
def test_ask(graph: Dataset, query: str, answer: bool) -> None:
    assert run(graph, query).askAnswer is answer


def test_construct_and_describe(graph: Dataset) -> None:
    built = run(graph, "CONSTRUCT { ?a kg:target ?b } WHERE { ?a act:AID ?b }").graph
    assert built is not None
    assert len(built) == 1
    described = run(graph, "DESCRIBE ?x", {"x": USA.id}).graph
    assert described is not None
    assert len(described) > 3


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
    assert len(run(graph, "SELECT ?e { ?e kg:why ?why }", {"why": '" } INSERT DATA { <a:> <a:> <a:> } #\n'})) == 0


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x { ?x a kgg:Event }", "line 1, column 18: unknown prefix kgg:; did you mean kg:?"),
        ("SELECT ?x\n{ ?x kg:actr ?y }", "line 2, column 6: kg:actr is not in the vocabulary; did you mean kg:actor?"),
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
        run(graph, query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("values", "message"),
    [({"wo": "1"}, r"no variable \?wo .*it has \?event \?who"), ({"who": "<a b>"}, "<a b> is not an IRI")],
)
def test_a_wrong_parameter_is_refused(graph: Dataset, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run(graph, IRAN_ACTS, values)


def test_a_plain_rdflib_dataset_answers_too() -> None:
    assert len(run(Dataset(), IRAN_ACTS)) == 0
    with pytest.raises(QueryError, match="line 1"):
        run(Dataset(), "SELECT ?x { ?x ?y }")


RUSSIA_AND_IRAN = {"a": "wd:Q159", "b": "wd:Q794"}


@pytest.mark.parametrize(
    ("name", "values", "column", "expected"),
    [
        ("dyad-timeline", RUSSIA_AND_IRAN, "type", ["AID", "COOPERATE", "AID", "CONSULT", "SUPPORT"]),
        (
            "dyad-timeline",
            RUSSIA_AND_IRAN | {"since": "2024-05-10", "until": "2024-08-01"},
            "type",
            ["AID", "AID", "CONSULT"],
        ),
        ("cooperation-by-month", RUSSIA_AND_IRAN, "month", ["2024-03", "2024-05", "2024-07"]),
        ("denials", {}, "said_by", ["United States"]),
        ("denials", {"who": "wd:Q159"}, "said_by", []),
        ("plans-not-reported", {"who": "wd:Q794"}, "type", ["SUPPORT"]),
        ("plans-not-reported", {"who": "wd:Q30"}, "type", []),
        ("most-active", {}, "name", ["Iran", "Aziz Nasirzadeh", "Russia"]),
        ("most-active", {"class": "verbal cooperation"}, "name", ["Aziz Nasirzadeh"]),
        ("well-sourced", {"least": "2"}, "type", ["COOPERATE"]),
    ],
)
def test_recipes_answer(graph: Dataset, name: str, values: dict[str, str], column: str, expected: list[str]) -> None:
    question = recipe(name)
    assert set(values) <= set(question.parameters)
    assert [str(row[column]) for row in run(graph, question.text, values)] == expected  # type: ignore[index,call-overload]


def test_every_recipe_explains_itself() -> None:
    assert len(recipes()) >= 6
    assert all(one.question.endswith(".") and one.parameters for one in recipes())
    with pytest.raises(QueryError, match="did you mean denials"):
        recipe("denial")
