"""The SPARQL 1.1 Protocol: the W3C's tests that apply to who only reads, by their names."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import httpx
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.query import Result

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASK = "ASK { ?s ?p ?o }"
EVENTS = "https://w3id.org/news-kg/graph/events"
ENTITIES = "https://w3id.org/news-kg/graph/entities"


def post(
    client: httpx.Client, body: str | bytes, media: str, address: str = "/sparql", accept: str = "*/*"
) -> httpx.Response:
    content = body.encode() if isinstance(body, str) else body
    return client.post(address, content=content, headers={"Content-Type": media, "Accept": accept})


def count(client: httpx.Client, **graphs: list[str]) -> int:
    answer = client.get("/sparql", params={"query": "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a ?type }", **graphs})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_query_get(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_query_post_form(client: httpx.Client) -> None:
    assert post(client, f"query={quote(ASK)}", FORM).json()["boolean"] is True
    assert post(client, f"query={quote(ASK)}", f"{FORM}; charset=UTF-8").json()["boolean"] is True


def test_query_post_direct(client: httpx.Client) -> None:
    assert post(client, ASK, QUERY).json()["boolean"] is True


def test_query_dataset(client: httpx.Client) -> None:
    one, other = count(client, **{"default-graph-uri": [EVENTS]}), count(client, **{"default-graph-uri": [ENTITIES]})
    assert (one, other) == (5, 5)
    assert count(client, **{"default-graph-uri": [EVENTS, ENTITIES]}) == one + other
    assert count(client) > one + other
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    named = client.get("/sparql", params={"query": query, "named-graph-uri": [EVENTS, ENTITIES]}).json()
    assert {row["g"]["value"] for row in named["results"]["bindings"]} == {EVENTS, ENTITIES}


@pytest.mark.parametrize("query", ["SELECT ?s { ?s a kg:Event }", ASK])
@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("*/*", "application/sparql-results+json", "json"),
        ("application/sparql-results+json", "application/sparql-results+json", "json"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "xml"),
        ("text/html;q=0.9, application/xml;q=0.8, */*;q=0.1", "application/xml", "xml"),
        ("application/*;q=0.5, text/plain", "application/sparql-results+json", "json"),
    ],
)
def test_query_content_type_select_and_ask(
    client: httpx.Client, query: str, accept: str, media: str, form: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"] == media
    result = Result.parse(BytesIO(answer.content), format=form)
    assert result.askAnswer is True if query == ASK else len(result) == 5


@pytest.mark.parametrize(("accept", "separator"), [("text/csv", ","), ("text/tab-separated-values", "\t")])
def test_rows_as_tables(client: httpx.Client, accept: str, separator: str) -> None:
    query = "SELECT ?s ?t { ?s a kg:Event ; kg:action ?t }"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"] == f"{accept}; charset=utf-8"
    assert {line.count(separator) for line in answer.text.splitlines()} == {1}


@pytest.mark.parametrize("query", ["DESCRIBE wd:Q159", "CONSTRUCT { ?s a ?t } { ?s a ?t }"])
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_query_content_type_describe_and_construct(client: httpx.Client, query: str, accept: str, form: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert len(Graph().parse(data=answer.text, format=form)) > 3


@pytest.mark.parametrize(
    ("name", "status", "request_"),
    [
        ("bad_query_method", 405, lambda c: c.put("/sparql", params={"query": ASK})),
        ("bad_multiple_queries", 400, lambda c: c.get("/sparql", params={"query": [ASK, ASK]})),
        ("bad_query_wrong_media_type", 415, lambda c: post(c, ASK, "text/plain")),
        ("bad_query_missing_form_type", 415, lambda c: c.post("/sparql", content=f"query={quote(ASK)}".encode())),
        ("bad_query_missing_direct_type", 415, lambda c: c.post("/sparql", content=ASK.encode())),
        ("bad_query_non_utf8", 415, lambda c: post(c, ASK.encode("utf-16"), f"{QUERY}; charset=utf-16")),
        ("bytes that are not UTF-8", 400, lambda c: post(c, b"ASK { ?s ?p '\xff' }", QUERY)),
        ("bad_query_syntax", 400, lambda c: c.get("/sparql", params={"query": "ASK { ?s ?p"})),
        ("a post without a query", 400, lambda c: post(c, "", FORM)),
        ("bad_update_get", 403, lambda c: c.get("/sparql", params={"update": "DROP ALL"})),
        ("update_post_form", 403, lambda c: post(c, "update=DROP%20ALL", FORM)),
        ("update_post_direct", 403, lambda c: post(c, "DROP ALL", "application/sparql-update")),
        ("an update as a query", 403, lambda c: post(c, "DROP ALL", QUERY)),
        (
            "a media type that is not on offer",
            406,
            lambda c: c.get("/sparql", params={"query": ASK}, headers={"Accept": "image/png"}),
        ),
        ("an unknown property", 400, lambda c: c.get("/sparql", params={"query": "ASK { ?s kg:actr ?o }"})),
    ],
)
def test_what_cannot_be_answered_says_why(client: httpx.Client, name: str, status: int, request_: object) -> None:
    answer = request_(client)  # type: ignore[operator]
    assert answer.status_code == status, name
    if status != 405:
        assert answer.json()["error"]


def test_a_fault_names_line_and_column(client: httpx.Client) -> None:
    error = client.get("/sparql", params={"query": "ASK\n{ ?s kg:actr ?o }"}).json()["error"]
    assert error == "line 2, column 6: kg:actr is not in the vocabulary; did you mean kg:actor?"


def test_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    described = Graph().parse(data=answer.text, format="turtle")
    (service,) = described.subjects(RDF.type, URIRef("http://www.w3.org/ns/sparql-service-description#Service"))
    endpoint = described.value(service, URIRef("http://www.w3.org/ns/sparql-service-description#endpoint"))
    assert str(endpoint) == str(client.base_url.join("/sparql"))


def test_kg_reads_from_it(client: httpx.Client, graph_directory: object) -> None:
    import kg
    from kg.query.sparql import answer

    url = str(client.base_url.join("/sparql"))
    assert list(answer(url, "SELECT ?e { ?e a kg:Event } ORDER BY ?e").rows()) == list(
        answer(graph_directory, "SELECT ?e { ?e a kg:Event } ORDER BY ?e").rows()  # type: ignore[arg-type]
    )
    assert kg.ask(url, "Rusia", "Iran") == kg.ask(graph_directory, "Rusia", "Iran")  # type: ignore[arg-type]
