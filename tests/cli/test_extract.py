"""``kg extract``: the contract of the event lines."""

import json
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
FIELDS = {
    "id", "article", "lang", "type", "mode", "contexts", "actors", "targets", "trigger", "date", "place", "status", "certainty",
    "attribution", "sentence", "rule", "confidence",
}  # fmt: skip


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    from kg.formats import claim_to_json
    from kg.pipeline import extract

    readings = list(extract([ARTICLES]))
    return [(reading.article.text, claim_to_json(claim)) for reading in readings for claim in reading.claims]


def spans(event):
    yield event["trigger"]
    yield event["sentence"]
    yield from event["actors"] + event["targets"] + event["attribution"]
    if event["place"]:
        yield event["place"]


def test_each_line_has_all_fields(events):
    assert events
    assert all(set(event) >= FIELDS for _, event in events)


def test_offsets_give_the_exact_words(events):
    for text, event in events:
        for span in spans(event):
            assert text[span["start"] : span["end"]] == span["text"]


def test_participants_and_sources_are_linked(events):
    parties = [party for _, event in events for party in event["actors"] + event["targets"] + event["attribution"]]
    assert all(
        party["id"].startswith(("http://www.wikidata.org/entity/Q", "https://w3id.org/news-kg/entity/"))
        for party in parties
    )


def test_the_same_input_gives_the_same_bytes(run, tmp_path):
    paths = [tmp_path / "1.jsonl", tmp_path / "2.jsonl"]
    for path in paths:
        assert run("extract", ARTICLES, "-o", path).code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_with_text_adds_the_text_that_offsets_count_in(run):
    for line in run("extract", ARTICLES / "shoigu-in-tehran.html", "--with-text").out.splitlines():
        event = json.loads(line)
        trigger = event["trigger"]
        assert event["article_text"][trigger["start"] : trigger["end"]] == trigger["text"]


def test_relative_dates_need_a_publication_date(run, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Russia attacked Ukraine on Monday.\n", encoding="utf-8")
    (undated,) = run("extract", path).out.splitlines()
    (dated,) = run("extract", path, "--published", "2024-08-07").out.splitlines()
    assert (json.loads(undated)["date"]["value"], json.loads(undated)["date"]["text"]) == (None, "Monday")
    assert json.loads(dated)["date"]["value"] == "2024-08-05"


def test_explain_gives_offsets_of_mentions_times_and_candidates(run):
    text = "Russia attacked Ukraine on 5 August 2024. He had a heart attack."
    out = json.loads(run("explain", text, "--lang", "en", "--json").out)
    found = [item for sentence in out["sentences"] for item in sentence["mentions"] + sentence["times"]]
    assert {item["text"] for item in found} >= {"Russia", "Ukraine", "5 August 2024"}
    assert all(text[item["start"] : item["end"]] == item["text"] for item in found)
    assert all(candidate["rejected_because"] for sentence in out["sentences"] for candidate in sentence["candidates"])
