"""What strangers may not ask, however they spell it."""

from __future__ import annotations

import time

import pytest

from kg.errors import QueryError
from kg.query.guard import RefusedError, check
from kg.query.tokens import tokenize

OUT = "SERVICE <http://e.example/> { ?a ?b ?c }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {OUT} }}",
        f"SELECT * {{ {OUT.lower()} }}",
        "SELECT * { SERVICE SILENT <http://e.example/> { ?a ?b ?c } }",
        "SELECT*{SERVICE<http://e.example/>{?a ?b ?c}}",
        "PREFIX : <http://e.example/> ASK { SERVICE:x { ?s ?p ?o } }",
        "PREFIX service: <http://e.example/> ASK { service:x { ?s ?p ?o } }",
        f"ASK {{ ?s ?p true{OUT} }}",
        f"ASK {{ ?s ?p true.{OUT} }}",
        f"ASK {{ ?s ?p 1.{OUT} }}",
        f"ASK {{ ?s ?p 'x'@en.{OUT} }}",
        f"PREFIX : <urn:> ASK {{ ?s ?p :.{OUT} }}",
        f"ASK {{ ?s ?p ?o }} # {OUT}\nVALUES ?x {{ 1 }} {OUT}",
        f"ASK {{ ?s ?p '''a'' {{''' . {OUT} }}",
        "LOAD <http://e.example/>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DROP ALL",
    ],
)
def test_what_reaches_out_or_changes_is_refused(query: str) -> None:
    with pytest.raises(RefusedError, match=r"^line \d+, column \d+: "):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ ?s ?p ?o FILTER(?o<?p#>'''\n) {OUT} #'''\n}}",
        f"ASK {{ ?s ?p ?o FILTER(?o<'>'||'') {OUT} #'\n}}",
        f'ASK {{ ?s ?p "a {OUT} }}',
        "SELECT * FROM { ?s ?p ?o }",
        "SELECT * FROM",
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        check(query)


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT ?service { ?service schema:serviceType 'SERVICE <http://x>' } # SERVICE", []),
        ("PREFIX : <urn:> SELECT * { ?a :load ?b ; :from <http://x/SERVICE#1> }", []),
        ("SELECT * { ?s ?p ?o FILTER(?o < 5 && ?o>3) }", []),
        (
            "SELECT * FROM <urn:a> FROM NAMED graph:events { ?s ?p ?o }",
            ["urn:a", "https://w3id.org/news-kg/graph/events"],
        ),
        ("SELECT*FROM<file:///etc/passwd>{?s ?p ?o}", ["file:///etc/passwd"]),
    ],
)
def test_what_stays_inside_is_allowed(query: str, graphs: list[str]) -> None:
    assert check(query) == graphs


@pytest.mark.parametrize(
    "text",
    [
        '"\\"' + '\\"' * 20_000,
        "'''" + "'x" * 20_000,
        "<" * 40_000,
        "a." * 20_000,
        "kg:" + "." * 40_000,
        "#" * 40_000,
    ],
    ids=["escapes", "quotes", "angles", "dots", "tail", "comments"],
)
def test_hostile_text_takes_no_longer_than_other_text(text: str) -> None:
    begun = time.process_time()
    assert "".join(token.text for token in tokenize(text)) == text
    assert time.process_time() - begun < 3
