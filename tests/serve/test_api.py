"""The JSON API, the pages, and how the server lives."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import time
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from newsdesk import IRAN, RUSSIA, all_quads
from serving import serving

from kg.serve.pages import YASGUI
from kg.store import GraphDirectory


def test_events_come_page_by_page(client: httpx.Client) -> None:
    whole = client.get("/api/events").json()
    assert (whole["total"], len(whole["items"]), whole["next"]) == (5, 5, None)
    path, seen = "/api/events?limit=2", []
    while path:
        answer = client.get(path)
        seen += answer.json()["items"]
        path = answer.json()["next"]
        assert ("link" in answer.headers) is bool(path)
    assert seen == whole["items"]
    dates = [item["date"] for item in seen if item["date"]]
    assert len(dates) == 4


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({"actor": ["Rusia", "Iran"], "since": "2024-05", "until": "2024-08"}, ["AID", "CONSULT"]),
        ({"type": "consult-visit"}, ["CONSULT"]),
        ({"status": ["planned", "denied"]}, ["SUPPORT", "AID"]),
        ({"class": "verbal-cooperation"}, ["CONSULT", "SUPPORT"]),
        ({"denied_by": "Nobody Known"}, []),
        ({"denied_by": "Iran"}, ["AID"]),
        ({"publisher": "Wire", "min_sources": "2"}, ["COOPERATE"]),
    ],
)
def test_events_are_chosen_by_filters(client: httpx.Client, filters: dict[str, str], types: list[str]) -> None:
    answer = client.get("/api/events", params=filters)
    if not types:
        assert answer.status_code == 400
    else:
        assert [item["type"] for item in answer.json()["items"]] == types


def test_one_event_and_its_evidence(client: httpx.Client) -> None:
    drill = client.get("/api/events", params={"type": "COOPERATE"}).json()["items"][0]
    assert client.get(f"/api/events/{drill['id'].rpartition('/')[2]}").json() == drill
    told = client.get("/api/evidence", params={"event": drill["id"]}).json()
    assert [item["event"] for item in told["items"]] == [drill["id"]] * 2
    assert client.get("/api/evidence", params={"actor": "Iran", "limit": 1}).json()["total"] == 5


def test_actors_come_with_the_most_active_first(client: httpx.Client) -> None:
    actors = client.get("/api/actors").json()
    assert [(item["id"], item["events"]) for item in actors["items"][:2]] == [(RUSSIA.id, 5), (IRAN.id, 4)]
    assert client.get("/api/actors", params={"kind": "person"}).json()["total"] == 1
    assert client.get("/api/actors", params={"name": "rusia"}).json()["items"][0]["name"] == "Russia"
    for name in ("Q794", "iran", IRAN.id):
        assert client.get(f"/api/actors/{name}").json()["types"] == {"AID": 2, "COOPERATE": 1, "SUPPORT": 1}


def test_recipes_are_listed_and_answered(client: httpx.Client) -> None:
    names = {item["name"] for item in client.get("/api/recipes").json()["items"]}
    assert "dyad-timeline" in names
    rows = client.get("/api/recipes/dyad-timeline", params={"a": "Rusia", "b": "Iran"}).json()["results"]["bindings"]
    assert [row["type"]["value"] for row in rows] == ["AID", "COOPERATE", "AID", "CONSULT", "SUPPORT"]
    assert "needs -p b=" in client.get("/api/recipes/dyad-timeline", params={"a": "Rusia"}).json()["error"]


def test_the_openapi_document_names_every_address(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        *("/api/events", "/api/events/{id}", "/api/evidence", "/api/actors", "/api/actors/{id}", "/api/recipes"),
        "/api/recipes/{id}",
    }
    references = re.findall(r'"#/components/schemas/(\w+)"', client.get("/openapi.json").text)
    assert set(references) <= set(document["components"]["schemas"])


@pytest.mark.parametrize("path", ["/", "/sparql", "/page?limit=2&actor=Iran"])
def test_pages_load_nothing_from_elsewhere(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    links = re.findall(r'(?:src|href)="([^"]*)"', answer.text)
    assert all(link.startswith(("/", "data:")) for link in links if not link.startswith("https://news"))
    policy = answer.headers.get("content-security-policy") or answer.text
    assert "default-src &#39;none&#39;" in policy or "default-src 'none'" in policy


def test_the_page_is_served_in_parts(client: httpx.Client) -> None:
    part = client.get("/page", params={"limit": 2})
    assert part.headers["x-total-count"] == "5"
    assert 'src="/page?limit=2&amp;offset=2"' in client.get("/?limit=2&offset=2").text
    assert "&lt;script&gt;" in client.get("/", params={"actor": "<script>"}).text


@pytest.mark.parametrize("name", YASGUI)
def test_yasgui_is_the_release_that_is_meant(client: httpx.Client, name: str) -> None:
    assert hashlib.sha256(client.get(f"/static/{name}").content).hexdigest() == YASGUI[name]
    assert "MIT" in (files("kg.serve") / "static" / "yasgui.LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/../../../../etc/passwd", 404),
        ("/static/%2e%2e%2f%2e%2e%2fapp.py", 404),
        ("/static/..%5c..%5capp.py", 404),
        ("/static/yasgui.LICENSE.txt", 404),
        ("/api/events/..%2f..%2fetc%2fpasswd", 404),
        ("/api/events/%3E%20%7D%20%23", 404),
        ("/api/events?since=yesterday", 400),
        ("/api/events?limit=-1", 400),
        ("/api/events?limit=" + "9" * 400, 400),
        ("/api/events?colour=red", 400),
        ("/api/events?actor=Nobody+Known", 400),
        ("/api/actors/Nobody%20Known", 404),
        ("/api/recipes/..%2fkg", 404),
        ("/api/recipes/denials?who=%3E%3C", 400),
        ("/nowhere", 404),
    ],
)
def test_an_address_that_is_none_is_refused(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_health_and_metrics(client: httpx.Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
    lines = client.get("/metrics").text.splitlines()
    assert any(line.startswith('kg_requests_total{route="/health",status="200"} ') for line in lines)
    assert any(line.startswith("kg_request_seconds_count ") for line in lines)
    for line in lines:
        assert line.startswith("# TYPE kg_") or re.fullmatch(r"kg_\w+(\{.*\})? [\d.e+-]+", line)


def test_a_new_generation_is_picked_up_and_the_server_ends_when_told(tmp_path: Path) -> None:
    directory = GraphDirectory.create(tmp_path / "g.kg")
    with serving(directory.path, tmp_path / "log") as (client, process):
        assert client.get("/api/events").json()["total"] == 0
        with directory.lock():
            directory.replace(all_quads())
        assert {client.get("/api/events").json()["total"] for _ in range(6)} == {5}
        workers = _children(process.pid)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        assert time.monotonic() - begun < 10
    deadline = time.monotonic() + 5
    while any(_runs(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if _runs(worker)]


def _runs(process: int) -> bool:
    """Whether `process` is more than an entry that nobody has collected yet."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except (FileNotFoundError, ProcessLookupError):
        return False


def _children(process: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(number) for number in found.stdout.split() if int(number) != os.getpid()]


def test_an_rdf_file_is_served_too(tmp_path: Path) -> None:
    file = tmp_path / "small.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .")
    with serving(file, tmp_path / "log") as (client, _):
        answer = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }"}, headers={"Accept": "text/csv"})
        assert answer.text.split() == ["s", "urn:a"]
