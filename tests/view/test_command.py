"""``kg view``: what is drawn, in which language, and what happens while it is watched."""

from __future__ import annotations

import json
import os
import re
import time
import webbrowser
from pathlib import Path
from typing import Any

import pytest

PLANNED = "SELECT ?event ?day { ?event a kg:Event ; kg:status kg:Planned . OPTIONAL { ?event kg:begin ?day } }"
ACCUSES = "CONSTRUCT { ?a act:ACCUSE ?b } WHERE { ?e a kg:Event ; kg:action act:ACCUSE ; kg:actor ?a ; kg:target ?b }"
ABOUT = "CONSTRUCT { ?e ?p ?o } WHERE { ?e a kg:Event ; kg:status kg:Planned ; ?p ?o }"


def told(path: Path) -> dict[str, Any]:
    found = re.search(r'id="story-data">(.*?)</script>', path.read_text(encoding="utf-8"), re.S)
    assert found
    return dict(json.loads(found[1]))


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        (PLANNED, lambda event: event.get("status") == "planned"),
        (ABOUT, lambda event: event.get("status") == "planned"),
        (ACCUSES, lambda event: event["type"] == "ACCUSE"),
    ],
    ids=["select", "construct of events", "construct of relations"],
)
def test_a_query_says_what_is_drawn(run: Any, example_graph: Path, tmp_path: Path, query: str, holds: Any) -> None:
    question, page = tmp_path / "q.rq", tmp_path / "page.html"
    question.write_text(query)
    assert run("view", "-g", example_graph, "--query", question, "-o", page).code == 0
    events = told(page)["events"]
    assert events
    assert all(holds(event) for event in events)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT ?name { ?who schema:name ?name }", "gives no events"),
        ("ASK { ?e a kg:Event }", "ASK query gives no events"),
        ("SELECT ?e { ?e a kg:Evnt", "kg"),
    ],
)
def test_a_query_without_events(run: Any, example_graph: Path, tmp_path: Path, query: str, reason: str) -> None:
    question = tmp_path / "q.rq"
    question.write_text(query)
    outcome = run("view", "-g", example_graph, "--query", question, "-o", tmp_path / "page.html")
    assert outcome.code != 0
    assert reason in outcome.err
    assert "Traceback" not in outcome.err


def test_selection_and_query_hold_both(run: Any, example_graph: Path, tmp_path: Path) -> None:
    question, page = tmp_path / "q.rq", tmp_path / "page.html"
    question.write_text(PLANNED)
    run("view", "-g", example_graph, "--query", question, "--actor", "Iran", "-o", page)
    some = len(told(page)["events"])
    run("view", "-g", example_graph, "--query", question, "-o", page)
    assert 0 < some < len(told(page)["events"])


def test_title_language_and_offices(run: Any, example_graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("view", "-g", example_graph, "--title", "Berita", "--lang", "id", "-o", page).code == 0
    assert (told(page)["lang"], told(page)["top"]) == ("id", 40)
    assert '<h1 dir="auto">Berita</h1>' in page.read_text(encoding="utf-8")
    assert told(page)["offices"]["president"] == {"en": "President", "id": "Presiden"}
    outcome = run("view", "-g", example_graph, "--lang", "xx", "-o", page)
    assert outcome.code != 0
    assert "it speaks en, id" in outcome.err


def test_top_is_what_is_drawn_at_first(run: Any, example_graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("view", "-g", example_graph, "--top", "5", "-o", page).code == 0
    assert told(page)["top"] == 5


def test_open_shows_it_in_the_browser(
    run: Any, example_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert run("view", "-g", example_graph, "--open", "-o", tmp_path / "page.html").code == 0
    assert opened == [(tmp_path / "page.html").resolve().as_uri()]
    assert run("view", "-g", example_graph, "--open", "-o", "-").code == 2


def test_watch_writes_again_what_changes(
    run: Any, example_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one waits the query is changed: to another, to one with a fault, to nothing new; then one leaves."""
    question, page = tmp_path / "q.rq", tmp_path / "page.html"
    question.write_text(PLANNED)
    texts = iter([ACCUSES, "SELECT {", None])
    types: list[set[str]] = []

    def wait(_: float) -> None:
        types.append({event["type"] for event in told(page)["events"]})
        text = next(texts, "")
        if text == "":
            raise KeyboardInterrupt
        if text:
            question.write_text(text)
            os.utime(question, (time.time() + len(types), time.time() + len(types)))

    monkeypatch.setattr("kg.cli.view.time.sleep", wait)
    outcome = run("view", "-g", example_graph, "--query", question, "--watch", "-o", page)
    assert outcome.code == 130
    assert types[1] == types[2] == types[3] == {"ACCUSE"} != types[0]
    assert outcome.err.count("page.html: ") == 2
    assert told(page)["watch"] > 0
