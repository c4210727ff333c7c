from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from urllib.parse import parse_qs

import pytest
from newsdesk import IRAN, RUSSIA
from rdflib import Dataset

from kg.errors import GraphError, QueryError
from kg.query.events import records
from kg.query.names import resolve_name
from kg.query.selection import Selection
from kg.query.sparql import answer
from kg.store import dump, open_graph


@pytest.fixture
def endpoint(graph: Dataset) -> Iterator[str]:
    """A SPARQL endpoint over the graph, as simple as one can be."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            try:
                out = BytesIO()
                answer(graph, form["query"][0]).write(out, "xml")
                body, status = out.getvalue(), 200
            except QueryError as error:
                body, status = str(error).encode(), 400
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+xml")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()
        thread.join()


def test_an_endpoint_answers_like_a_directory(graph: Dataset, endpoint: str) -> None:
    remote = open_graph(endpoint)
    actors = [resolve_name(remote, "rusia"), [IRAN.id]]
    selection = Selection(actors=actors, since="2024-04")
    assert records(remote, selection) == records(graph, selection)
    assert len(list(answer(remote, "SELECT ?e { ?e a kg:Event ; kg:target ?t }", {"t": RUSSIA.id}).rows())) == 2


def test_an_endpoint_can_be_written_as_rdf(graph: Dataset, endpoint: str) -> None:
    here, there = BytesIO(), BytesIO()
    dump(graph, here, "nq")
    dump(open_graph(endpoint), there, "nq")
    assert there.getvalue() == here.getvalue() != b""


def test_an_endpoint_that_refuses_or_is_not_there_gives_one_line(endpoint: str) -> None:
    with pytest.raises(QueryError, match="cannot be answered: HTTP 400: line 1"):
        answer(endpoint, "SELECT ?e { ?e a }")
    with pytest.raises(GraphError, match="does not answer"):
        answer("http://127.0.0.1:9/sparql", "SELECT ?e { ?e a kg:Event }")
    with pytest.raises(GraphError, match="does not answer"):
        records(open_graph("http://127.0.0.1:9/sparql"))
