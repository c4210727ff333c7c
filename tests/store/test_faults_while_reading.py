"""Whatever happens while a graph grows, it opens, holds what was reported as done, and goes on from there."""

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from telegrams import Telegraph, article, build, quads, write

import kg.growth
import kg.store
from kg.journal import open_journal
from kg.query.stats import total
from kg.store import GraphDirectory, open_graph

ARTICLES = [article(number) for number in range(24)]
RUN = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import kg
from telegrams import Telegraph
from kg.errors import KGError
try:
    kg.build([sys.argv[1]], sys.argv[2], pipeline=Telegraph(), jobs=int(sys.argv[3]), progress=lambda title: print(title, flush=True))
except KGError as error:
    sys.exit(f"kg: {{error}}")
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    graph = tmp_path_factory.mktemp("whole") / "g"
    build(graph, ARTICLES)
    return quads(graph)


def held(graph):
    return total(open_graph(graph), "articles")


def in_journal(graph):
    return list(open_journal(GraphDirectory.open(graph)).keys)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_kills_its_readers_is_put_aside_and_named(tmp_path, jobs):
    graph = tmp_path / "g"
    bad = article(5, "KILL")
    articles = [*ARTICLES[:5], bad, *ARTICLES[6:]]
    report = build(graph, articles, jobs=jobs)
    (failure,) = report.failures
    assert (failure.where, report.read) == ("t005", 23)
    assert "ended 2 workers" in failure.reason
    assert "SIGKILL" in failure.reason
    again = build(graph, articles, jobs=jobs)
    assert (again.read, again.unchanged, again.failures) == (0, 23, (failure,))
    assert build(graph, ARTICLES).failures == ()
    assert build(graph, ARTICLES).failures == ()


def test_an_article_that_breaks_a_rule_costs_nothing_else(tmp_path):
    graph = tmp_path / "g"
    articles = [ARTICLES[0], article(1, "BREAK"), ARTICLES[2]]
    report = build(graph, articles)
    assert report.read == 2
    assert "IndexError: list index out of range" in report.failures[0].reason
    assert build(graph, articles, pipeline=Telegraph("mended")).failures != ()
    assert build(graph, articles, retry=True).failures != ()


def test_few_articles_that_ended_the_program_are_read_by_workers_the_next_time(tmp_path):
    graph, source = tmp_path / "g", write(tmp_path / "a.jsonl", [ARTICLES[0], article(1, "KILL"), ARTICLES[2]])
    command = [sys.executable, "-c", RUN, source, graph, "1"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    report = kg.build([source], graph, pipeline=Telegraph())
    assert ([f.where for f in report.failures], report.articles) == (["t001"], 2)


def test_ctrl_c_leaves_a_graph_that_holds_what_was_reported(tmp_path, whole):
    graph, done = tmp_path / "g", []

    def progress(title):
        done.append(title)
        if len(done) == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(graph, ARTICLES, progress=progress)
    assert in_journal(graph) == done
    assert held(graph) == 7
    assert build(graph, ARTICLES).unchanged == 7
    assert quads(graph) == whole


@pytest.mark.parametrize("after", [1, 9, 24], ids="after {}".format)
def test_kill_9_loses_nothing_that_was_reported(tmp_path, whole, after):
    graph, source = tmp_path / "g", write(tmp_path / "a.jsonl", ARTICLES)
    build(graph, ARTICLES[:4])
    with subprocess.Popen(
        [sys.executable, "-c", RUN, source, graph, "2"], stdout=subprocess.PIPE, text=True
    ) as process:
        done = [process.stdout.readline().strip() for _ in range(min(after, 20))]
        time.sleep(0.3 if after == 24 else 0)  # while it makes the new store
        process.kill()
    assert {*done, "t000", "t003"} <= set(in_journal(graph))
    assert held(graph) >= 4
    build(graph, ARTICLES)
    assert quads(graph) == whole


@pytest.mark.parametrize("step", ["load", "replace_file", "readers_file", "sync"])
def test_a_crash_while_the_store_is_made_leaves_the_old_one(tmp_path, whole, monkeypatch, step):
    graph = tmp_path / "g"
    build(graph, ARTICLES[:10])
    with monkeypatch.context() as broken:
        broken.setattr(kg.store, step, lambda *_: (_ for _ in ()).throw(SystemError("crash")))
        with pytest.raises(SystemError):
            build(graph, ARTICLES)
    assert held(graph) == 10
    assert build(graph, ARTICLES).read == 0
    assert quads(graph) == whole


@pytest.mark.parametrize("room", [12_000, 40_000], ids=["while reading", "while the store is made"])
def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path, whole, room):
    graph, source = tmp_path / "g", write(tmp_path / "a.jsonl", ARTICLES)
    build(graph, ARTICLES[:2])
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))  # noqa: E731
    outcome = subprocess.run(
        [sys.executable, "-c", RUN, source, graph, "1"], preexec_fn=limit, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("kg: ")
    assert len(outcome.stderr.splitlines()) == 1
    assert set(outcome.stdout.split()) <= set(in_journal(graph))
    assert held(graph) >= 2
    build(graph, ARTICLES)
    assert quads(graph) == whole


def test_stats_name_articles_that_are_put_aside_or_wait(run, tmp_path, monkeypatch):
    graph = tmp_path / "g"
    build(graph, [ARTICLES[0], article(1, "BREAK")])
    monkeypatch.setattr(kg.growth, "derive", lambda *_: None)
    build(graph, [ARTICLES[2]])
    rows = [json.loads(line) for line in run("stats", "-g", graph).out.splitlines()]
    assert [tuple(row.values()) for row in rows[-2:]] == [("waiting for a build", "", 1), ("put aside", "t001", 1)]
