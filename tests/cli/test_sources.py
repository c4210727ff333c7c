"""``kg ask`` by source and by the three times, on the graph of the example articles."""

import json

import pytest


def records(run, graph, *options):
    outcome = run("ask", *options, "-g", graph)
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_what_a_source_denies(run, example_graph):
    found = records(run, example_graph, "--status", "denied", "--by", "Rusia")
    assert found
    for record in found:
        voices = [voice for one in record["evidence"] for voice in one["attribution"]]
        assert any(voice["stance"] == "denies" and voice["country"] == "RU" for voice in voices)


def test_what_a_source_says(run, example_graph):
    found = records(run, example_graph, "--said-by", "Reuters")
    assert found
    for record in found:
        assert any("Reuters" in [s["name"] for s in one["asserted_by"]] for one in record["evidence"])


@pytest.mark.parametrize("time", ["event", "published", "claimed"])
def test_days_of_each_time(run, example_graph, time):
    everything = records(run, example_graph, "Russia")
    some = records(run, example_graph, "Russia", "--since", "2024-08", "--time", time)
    assert 0 < len(some) < len(everything)
    if time == "published":
        assert all(any((one["article"]["published"] or "") >= "2024-08" for one in r["evidence"]) for r in some)
    if time == "event":
        assert all(record["date"]["end"] is None or record["date"]["end"] >= "2024-08-01" for record in some)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ((), "name an actor"),
        (("--by", "Nobody At All"), "Nobody At All"),
        (("Russia", "--since", "August"), "'August' is not a date"),
        (("--said-by", "Nobody At All"), "Nobody At All"),
        (("Russia", "--time", "noon"), "noon"),
    ],
    ids=["nothing", "unknown-speaker", "no-date", "unknown-source", "unknown-time"],
)
def test_mistakes_are_told_in_a_line(run, example_graph, options, complaint):
    outcome = run("ask", *options, "-g", example_graph)
    assert outcome.code != 0
    assert complaint in outcome.err
    assert "Traceback" not in outcome.err


def test_show_names_the_words_for_status_date_and_source(run, example_graph):
    record = records(run, example_graph, "--status", "denied", "--by", "Russia")[0]
    one = record["evidence"][0]
    shown = run("show", record["id"], "-g", example_graph, "--format", "table").out
    assert f"{one['status']}: {one['status_cue']['text']}" in shown
    assert all(f"({voice['cue']['text']}" in shown for voice in one["attribution"])


def test_explain_names_the_words_for_status_date_and_source(run):
    text = "Polisi menyatakan akan menangkap Budi Santoso pada Senin."
    shown = run("explain", text, "--published", "2024-08-07").out
    assert "cue     akan" in shown
    assert "asserts Polisi" in shown
    assert "(menyatakan)" in shown
    assert "Senin" in shown
