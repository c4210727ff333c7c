"""The questions that ship with kg, asked of the small world of recipes.trig."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from rdflib import Dataset
from virtuoso import virtuoso  # noqa: F401  a fixture

from kg.errors import QueryError
from kg.push import push
from kg.query.names import resolve_name
from kg.query.recipes import recipe, recipes
from kg.query.sparql import answer
from kg.rdf.mapping import ontology_quads
from kg.rdf.nquads import quads_of
from kg.store import GraphDirectory, open_graph

RIVALS = {"a": "Arvonia Raya", "b": "belmar"}

ANSWERS = [
    ("contradictions", {}, [("2024-01-09", "ASSAULT", "Belmar", "Ilse Tamm")]),
    ("contradictions", {"who": "Costava"}, []),
    ("cooperation-by-month", RIVALS, [("2024-01", "material conflict", 1), ("2024-02", "material cooperation", 1)]),
    ("denials", {"who": "Arvonia"}, [("Ilse Tamm", "ASSAULT", None, None)]),
    ("denials", {"who": "Belmar"}, []),
    (
        "dyad-timeline",
        RIVALS,
        [("2024-01-09", "ASSAULT", "happened"), ("2024-02-02", "AID", "happened"), ("2024-05", "CONSULT", "planned")],
    ),
    ("dyad-timeline", {**RIVALS, "since": "2024-02", "until": "2024-02"}, [("2024-02-02", "AID", "happened")]),
    ("hot-spots", {}, [("Port Belmar", 1, "2024-01-09")]),
    ("hot-spots", {"type": "assault-aerial"}, [("Port Belmar", 1, "2024-01-09")]),
    ("hot-spots", {"type": "AID"}, []),
    ("least-certain", {}, [(0.4, "2024-05", "CONSULT"), (0.5, "2024-02-01", "CONSULT")]),
    ("least-certain", {"below": "0.45"}, [(0.4, "2024-05", "CONSULT")]),
    ("mediators", RIVALS, [("Costava", 1, 1)]),
    ("most-active", {"class": "material-cooperation"}, [("Arvonia", 1, 1), ("Costava", 1, 1), ("Ilse Tamm", 1, 0)]),
    ("most-active", {}, [("Arvonia", 2, 1), ("Ilse Tamm", 2, 1), ("Belmar", 1, 1), ("Costava", 1, 1)]),
    (
        "most-central",
        {},
        [("Belmar", 3, 4), ("Costava", 2, 2), ("Arvonia", 1, 2), ("Ilse Tamm", 1, 1), ("Piet Vos", 1, 1)],
    ),
    ("most-central", {"until": "2024-01-08"}, [("Belmar", 1, 1), ("Costava", 1, 1)]),
    ("net-polarity", {"who": "Arvonia"}, [("2024-01", 0, 1, -1.0), ("2024-02", 3, 0, 1.0)]),
    (
        "new-relations",
        {"since": "2024-02"},
        [("Belmar", "Piet Vos", "2024-02-01", 1), ("Ilse Tamm", "Costava", "2024-02-01", 1)],
    ),
    (
        "office-changes",
        {},
        [("2024-02", "appointed", "Piet Vos", "Belmar"), ("2024-02-03", "resigned", "Ilse Tamm", None)],
    ),
    ("office-changes", {"who": "Arvonia"}, [("2024-02-03", "resigned", "Ilse Tamm", None)]),
    (
        "offices-held",
        {},
        [
            ("Ilse Tamm", "minister", "Arvonia", "then", "2024-01-12"),
            ("Ilse Tamm", "minister", "Arvonia", "before", "2024-02-03"),
            ("Piet Vos", "envoy", None, "then", "2024-02-03"),
        ],
    ),
    ("offices-held", {"who": "Belmar"}, [("Piet Vos", "envoy", None, "then", "2024-02-03")]),
    ("only-one-publisher", {"publisher": "courier"}, [("Courier", "2024-02-01", "CONSULT")]),
    ("only-one-publisher", {"publisher": "Gazette"}, [("Gazette", "2024-01-08", "AID")]),
    ("plans-not-reported", {"who": "Arvonia"}, [("2024-05", "CONSULT", "Arvonia", "Belmar")]),
    ("plans-not-reported", {"who": "Costava"}, []),
    ("reprints", {}, [("Herald", "2024-01-13", "https://example.org/herald-2", "https://example.org/gazette-1")]),
    ("reprints", {"publisher": "Courier"}, []),
    ("statements-of", {"who": "Arvonia"}, [("Ilse Tamm", "denies", "denied", "ASSAULT")]),
    (
        "statements-of",
        {"who": "Belmar"},
        [("Belmar", "asserts", "said", "ASSAULT"), ("Belmar", "asserts", "said", "CONSULT")],
    ),
    ("third-party-talk", {"a": "Ilse Tamm", "b": "Costava"}, [("Belmar", 1)]),
    ("third-party-talk", RIVALS, []),
    ("well-sourced", {}, [("2024-01-09", "ASSAULT", 2)]),
    ("well-sourced", {"least": "3"}, []),
    ("who-reported-first", {}, [("2024-01-09", "ASSAULT", "Gazette", "2024-01-10", "2024-01-12", 2)]),
    ("worst-months", RIVALS, [("2024-01", 1, 0)]),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> GraphDirectory:
    told = Dataset().parse(Path(__file__).with_name("recipes.trig"), format="trig")
    directory = GraphDirectory.create(tmp_path_factory.mktemp("world"))
    with directory.lock():
        directory.replace(chain(quads_of(told), ontology_quads()))  # type: ignore[arg-type]
    return directory


@pytest.fixture(scope="module")
def world(home: GraphDirectory) -> Dataset:
    return home.dataset()


def ask(world: Dataset, name: str, values: dict[str, str]) -> list[tuple[object, ...]]:
    text = recipe(name).fill(values, lambda who: resolve_name(world, who))
    return list(answer(world, text).rows())


@pytest.mark.parametrize(("name", "values", "expected"), ANSWERS, ids=[f"{n} {' '.join(v)}" for n, v, _ in ANSWERS])
def test_a_recipe_finds_what_is_there(
    world: Dataset, name: str, values: dict[str, str], expected: list[tuple[object, ...]]
) -> None:
    assert begins(ask(world, name, values), expected) == expected


def begins(rows: list[tuple[object, ...]], expected: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The first columns of the rows, as many as are expected."""
    return [row[: len(expected[0])] for row in rows] if expected else rows


def test_virtuoso_answers_the_recipes_alike(virtuoso: str, home: GraphDirectory) -> None:  # noqa: F811
    push(home.path, virtuoso)
    there = open_graph(virtuoso)
    answers = [(name, values, begins(ask(there, name, values), expected)) for name, values, expected in ANSWERS]
    assert answers == ANSWERS


def test_every_recipe_explains_itself_and_is_tested() -> None:
    assert len(recipes()) >= 15
    assert {one.name for one in recipes()} == {name for name, _, _ in ANSWERS}
    assert all(one.question.endswith(".") and one.parameters for one in recipes())


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("denial", {}, "no recipe is called 'denial'; did you mean denials"),
        ("dyad-timeline", {"a": "Arvonia"}, "dyad-timeline needs -p b=…: the two actors"),
        ("dyad-timeline", {**RIVALS, "sinc": "2024"}, "has no parameter sinc; did you mean since"),
        ("dyad-timeline", {**RIVALS, "since": "last May"}, "-p since: 'last May' is not a date"),
        ("denials", {"who": "Arvnia"}, "-p who: nobody in the graph is called 'Arvnia'; did you mean Arvonia"),
        ("hot-spots", {"type": "ASSULT"}, "-p type: 'ASSULT' is not an event type; did you mean ASSAULT"),
        ("most-active", {"class": "nice"}, "-p class: 'nice' is not a class of action; known: verbal-cooperation"),
        ("well-sourced", {"least": "two"}, "-p least: 'two' is not a number"),
    ],
)
def test_a_value_that_cannot_be_is_refused(world: Dataset, name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(world, name, values)


def test_a_text_cannot_change_the_query(world: Dataset) -> None:
    assert ask(world, "reprints", {"publisher": 'x" = "x" || "\\'}) == []
