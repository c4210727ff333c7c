"""The article that the project started from: a scraped page about Russia, Iran and a visit to Tehran."""

import json
import subprocess
import sys

import pytest

FURNITURE = (
    "Baca Juga",
    "Berita Terkait",
    "Terpopuler",
    "Pilihan",
    "Terkini",
    "Breaking News",
)


@pytest.fixture(scope="module")
def seed(shared):
    return next((shared / "seeds").glob("*.txt"))


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_no_event_comes_from_page_furniture(run, seed):
    events = lines(run("extract", seed, "--published", "2024-08-05").out)
    assert len(events) >= 10
    assert not [e["sentence"]["text"] for e in events if any(words in e["sentence"]["text"] for words in FURNITURE)]


def test_triples_and_dates(run, shared, tmp_path):
    scorer, gold = shared / "tools" / "score_events.py", shared / "gold" / "dev" / "seed_article.jsonl"
    articles, events = tmp_path / "articles.jsonl", tmp_path / "events.jsonl"
    command = [sys.executable, scorer, "articles", gold]
    articles.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    run("extract", articles, "-o", events)
    command = [sys.executable, scorer, "score", gold, events, "--json"]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert scores["triple"]["f1"] >= 0.60
    assert scores["quad"]["p"] == 1.0


def test_the_drones_are_asserted_by_washington_and_denied_by_moscow(run, seed, tmp_path):
    graph = tmp_path / "seed.kg"
    assert run("build", seed, "--published", "2024-08-05", "-g", graph).code == 0
    indonesian, english = (run("ask", *names, "-g", graph).out for names in (("Rusia", "Iran"), ("Russia", "Iran")))
    assert indonesian == english
    drones = [e for record in lines(indonesian) for e in record["evidence"] if "nirawak" in e["sentence"]["text"]]
    assert any(
        [s["name"] for s in e["asserted_by"]] == ["United States"] and [s["name"] for s in e["denied_by"]] == ["Russia"]
        for e in drones
    )
