"""Loading a graph into another SPARQL server: a small one of ours always, Virtuoso 7 where it is installed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from newsdesk import all_quads
from virtuoso import virtuoso  # noqa: F401  a fixture

import kg
from kg.errors import GraphError
from kg.push import push
from kg.query.sparql import answer
from kg.rdf.namespaces import EVENTS_GRAPH
from kg.rdf.terms import ref, text
from kg.store import GraphDirectory

TEXT = '"zitiert"\n\\ und \U0001f91d'
NEW = (ref("urn:new"), ref("urn:says"), text(TEXT, "de"), ref(EVENTS_GRAPH))


class Endpoint(HTTPServer):
    """A SPARQL server that reads and writes, with a name and a password."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.updates: list[str] = []
        self.fails_after: int | None = None
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.headers.get("Authorization") != "Basic a2c6c2VjcmV0":  # kg:secret
            self.reply(401, b"who are you?", **{"WWW-Authenticate": 'Basic realm="here"'})
        elif "update" in form:
            self.update(form["update"][0])
        else:
            out = BytesIO()
            found: Any = self.server.store.query(form["query"][0], use_default_graph_as_union=True)
            found.serialize(out, ox.QueryResultsFormat.JSON)
            self.reply(200, out.getvalue(), **{"Content-Type": "application/sparql-results+json"})

    def update(self, update: str) -> None:
        if self.server.fails_after is not None and len(self.server.updates) >= self.server.fails_after:
            self.reply(500, b"out of disk")
            return
        self.server.updates.append(update)
        self.server.store.update(update)
        self.reply(204, b"")

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def directory(tmp_path: Path) -> GraphDirectory:
    directory = GraphDirectory.create(tmp_path / "g")
    with directory.lock():
        directory.replace(all_quads())
    return directory


def log_in(directory: GraphDirectory, server: Endpoint, **options: Any) -> Any:
    return push(directory.path, server.url, user="kg", password="secret", **options)


def quads(store: ox.Store) -> set[str]:
    return {str(quad) for quad in store if not str(quad.graph_name).endswith("/pushed>")}


def test_a_push_brings_a_server_up_to_date(directory: GraphDirectory, server: Endpoint) -> None:
    report = log_in(directory, server)
    assert (report.sent, report.same, report.removed) == (5, 0, 0)
    assert len(quads(server.store)) == report.statements == len(set(all_quads()))

    server.updates.clear()
    assert log_in(directory, server).same == 5
    assert server.updates == []

    with directory.lock():
        directory.replace([NEW, *(quad for quad in all_quads() if "wire-2" not in quad[3])])
    assert (log_in(directory, server).sent, len(server.updates) > 0) == (1, True)
    assert any("zitiert" in quad for quad in quads(server.store))
    assert any("wire-2>" in quad for quad in quads(server.store))
    assert log_in(directory, server, prune=True).removed == 1
    assert not any("wire-2> ." in quad for quad in quads(server.store))


def test_other_graphs_of_the_server_stay(directory: GraphDirectory, server: Endpoint) -> None:
    server.store.update("INSERT DATA { GRAPH <urn:theirs> { <urn:a> <urn:b> <urn:c> } }")
    log_in(directory, server, prune=True)
    assert any("urn:theirs" in quad for quad in quads(server.store))


def test_what_was_cut_off_is_sent_again(directory: GraphDirectory, server: Endpoint) -> None:
    server.fails_after = 5
    with pytest.raises(GraphError, match=r"nothing more is sent: .* HTTP 500: out of disk"):
        log_in(directory, server)
    server.fails_after = None
    log_in(directory, server)
    assert len(quads(server.store)) == len(set(all_quads()))


def test_faults_are_told_in_one_line(directory: GraphDirectory, server: Endpoint) -> None:
    with pytest.raises(GraphError, match="not allowed"):
        push(directory.path, server.url)
    with pytest.raises(GraphError, match=r"not allowed|does not answer"):
        push(directory.path, server.url, user="kg", password="wrong")
    with pytest.raises(GraphError, match="does not answer"):
        push(directory.path, "http://127.0.0.1:9/sparql")
    with pytest.raises(GraphError, match="no address of a SPARQL server"):
        push(directory.path, "ftp://somewhere")


def test_virtuoso_answers_as_the_directory_does(
    virtuoso: str,  # noqa: F811
    directory: GraphDirectory,
) -> None:
    assert push(directory.path, virtuoso).sent == 5
    assert push(directory.path, virtuoso).same == 5
    for query in (
        "SELECT ?e ?t { ?e a kg:Event ; kg:action ?t } ORDER BY ?e",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?c nif:anchorOf ?quote } }",
        "SELECT ?quote { ?c nif:anchorOf ?quote } ORDER BY STR(?quote)",
    ):
        assert sorted(answer(virtuoso, query).rows()) == sorted(answer(directory.path, query).rows()), query
    here = [(one.id, one.type, one.date) for one in kg.ask(directory.path, "Rusia", "Iran")]
    assert [(one.id, one.type, one.date) for one in kg.ask(virtuoso, "Rusia", "Iran")] == here
    with directory.lock():
        directory.replace([NEW, *all_quads()])
    assert push(directory.path, virtuoso).sent == 1
    assert [value for (value,) in answer(virtuoso, "SELECT ?o { <urn:new> ?p ?o }").rows()] == [TEXT]
