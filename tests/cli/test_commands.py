"""Each verb of the command line, on the graph of the example articles."""

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg.exports
import kg.query.groups
import kg.query.selection
from kg.cli import COMMANDS
from kg.cli.ask import GROUPINGS
from kg.cli.common import CLASSES, TIMES
from kg.cli.export import FORMS

EXAMPLES = Path(__file__).parents[2] / "examples"


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_help_answers_at_once_and_names_every_verb():
    started = time.monotonic()
    result = subprocess.run([sys.executable, "-m", "kg", "--help"], capture_output=True, text=True, check=True)
    assert time.monotonic() - started < 1.5  # 0.5 s on an idle machine; tests share theirs
    assert all(f"  {verb} " in result.stdout for verb in COMMANDS)


def test_help_imports_nothing_heavy():
    code = "import sys, kg.cli\ntry: kg.cli.kg(['--help'])\nexcept SystemExit: pass\nprint([m for m in ('spacy', 'rdflib', 'networkx', 'rich') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_explains_itself(run, verb):
    outcome = run(verb, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith("Usage")


def test_ask_gives_the_same_answer_in_every_language(run, example_graph):
    indonesian, english = (
        run("ask", *names, "-g", example_graph).out for names in (("Rusia", "Iran"), ("Russia", "Iran"))
    )
    assert indonesian == english
    assert len(lines(indonesian)) >= 5


def test_ask_includes_officials_unless_exact(run, example_graph):
    def actors(*options):
        return {
            a["name"]
            for r in lines(run("ask", "Russia", "Iran", "-g", example_graph, *options).out)
            for a in r["actors"]
        }

    assert "Sergei Shoigu" in actors()
    assert "Sergei Shoigu" not in actors("--exact")


def test_ask_shows_who_asserts_and_who_denies(run, example_graph):
    records = lines(run("ask", "Iran", "Rusia", "--type", "AID", "-g", example_graph).out)
    evidence = [e for record in records for e in record["evidence"]]
    assert any(
        "United States" in [s["name"] for s in e["asserted_by"]] and "Russia" in [s["name"] for s in e["denied_by"]]
        for e in evidence
    )


@pytest.mark.parametrize(
    ("options", "kept"),
    [(("--since", "2024-10"), lambda r: r["date"]["end"] >= "2024-10-01"), (("--until", "2024-08"), lambda r: r["date"]["start"] <= "2024-08-31"),
     (("--status", "planned"), lambda r: r["status"] == "planned"), (("--type", "CONSULT"), lambda r: r["type"] == "CONSULT")],
    ids=["since", "until", "status", "type"],
)  # fmt: skip
def test_ask_filters(run, example_graph, options, kept):
    everything = lines(run("ask", "Russia", "-g", example_graph).out)
    some = lines(run("ask", "Russia", "-g", example_graph, *options).out)
    assert 0 < len(some) < len(everything)
    assert all(kept(record) for record in some)


def test_ask_counts_events_by_what_they_have_in_common(run, example_graph):
    events = lines(run("ask", "Iran", "-g", example_graph).out)
    for by in GROUPINGS:
        groups = lines(run("ask", "Iran", "--group-by", by, "-g", example_graph).out)
        assert all(group[by] and group["events"] >= group["cooperation"] + group["conflict"] for group in groups)
        assert sum(group["events"] for group in groups) == len(events) or by == "actor"
    chart = run("ask", "Iran", "--group-by", "type", "-g", example_graph, "--format", "table").out
    assert "█" in chart
    assert "cooperation" in chart.splitlines()[0]


def test_ask_narrows_by_class_and_place(run, example_graph):
    conflict = lines(run("ask", "Iran", "--class", "conflict", "-g", example_graph).out)
    assert {record["type"] for record in conflict} <= {
        "ACCUSE",
        "REJECT",
        "REQUEST",
        "THREATEN",
        "ASSAULT",
        "COERCE",
        "SANCTION",
        "MOBILIZE",
        "PROTEST",
    }
    there = lines(run("ask", "--place", "Iran", "-g", example_graph).out)
    assert there
    assert {record["place"]["country"] for record in there} == {"IR"}


def test_show_marks_the_trigger_in_its_sentence(run, example_graph):
    records = lines(run("ask", "Shoigu", "-g", example_graph).out)
    shown = run("show", records[0]["id"], "-g", example_graph, "--format", "table").out
    assert f"«{records[0]['evidence'][0]['trigger']['text']}»" in shown


@pytest.mark.parametrize("path", sorted((EXAMPLES / "queries").glob("*.rq")), ids=lambda path: path.stem)
def test_example_queries_have_answers(run, example_graph, path):
    parameters = ["-p", "a=RU", "-p", "b=IR"] if path.stem == "between" else []
    outcome = run("query", path, "-g", example_graph, *parameters)
    assert outcome.code == 0
    assert lines(outcome.out)


def test_query_prints_a_table_or_csv(run, example_graph):
    query = (
        "SELECT ?article ?url { ?article a schema:NewsArticle OPTIONAL { ?article schema:url ?url } } ORDER BY ?article"
    )
    table = list(csv.DictReader(io.StringIO(run("query", query, "-g", example_graph, "--format", "csv").out)))
    assert len(table) == len(lines(run("query", query, "-g", example_graph).out)) == 10


def test_stats_counts_articles(run, example_graph):
    counts = {(row["what"], row["of"]): row["number"] for row in lines(run("stats", "-g", example_graph).out)}
    assert counts["articles", ""] == 10


def test_the_example_graph_is_valid(run, example_graph):
    outcome = run("validate", "-g", example_graph)
    assert (outcome.code, outcome.out) == (0, "")


def test_view_writes_one_page(run, example_graph, tmp_path):
    page = tmp_path / "page.html"
    assert run("view", "-g", example_graph, "-o", page, "--title", "Example").code == 0
    assert "<title>Example" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_export_writes_every_format(run, example_graph, tmp_path, form):
    outcome = run("export", "--actor", "Iran", "-g", example_graph, "--format", form, "-o", tmp_path / "out")
    assert (outcome.code, outcome.err) == (0, "")
    files = [tmp_path / "out", *(tmp_path / "out").glob("*")]
    assert all(file.stat().st_size for file in files if file.is_file())


def test_export_takes_the_format_from_the_name(run, example_graph, tmp_path):
    assert run("export", "-g", example_graph, "-o", tmp_path / "actors.gexf").code == 0
    assert (tmp_path / "actors.gexf").read_text(encoding="utf-8").startswith("<?xml")
    outcome = run("export", "-g", example_graph, "-o", tmp_path / "actors")
    assert (outcome.code, "--format" in outcome.err) == (2, True)


def test_export_of_many_files_needs_a_folder(run, example_graph):
    outcome = run("export", "-g", example_graph, "--format", "neo4j")
    assert outcome.code == 1
    assert "name a folder" in outcome.err


def test_options_offer_what_there_is():
    assert set(FORMS) == set(kg.exports.FORMS)
    assert set(CLASSES) == set(kg.query.selection.CLASSES)
    assert TIMES == kg.query.selection.TIMES
    assert set(GROUPINGS) == set(kg.query.groups.GROUPINGS)


def test_exported_claims_name_their_event(run, example_graph, tmp_path):
    path = tmp_path / "claims.jsonl"
    run("export", "-g", example_graph, "--format", "claims", "-o", path)
    claims = lines(path.read_text(encoding="utf-8"))
    events = {record["id"] for record in lines(run("ask", "Russia", "-g", example_graph).out)}
    assert events <= {claim["event"] for claim in claims}


def test_languages_lists_both(run):
    assert {row["code"] for row in lines(run("languages").out)} >= {"id", "en"}


def test_explain_says_why_an_event_and_why_none(run):
    out = json.loads(
        run("explain", "Police arrested Peter Hansen. He had a heart attack.", "--lang", "en", "--json").out
    )
    first, second = out["sentences"]
    assert [event["type"] for event in first["events"]] == ["COERCE"]
    assert "arrest" in first["events"][0]["rule"]
    assert not second["events"]
    assert second["candidates"][0]["rejected_because"]
