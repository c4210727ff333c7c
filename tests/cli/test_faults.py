"""What a user can do wrong ends in one clear line, and loses nothing."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

GOOD = '{"id": "good", "text": "Russia attacked Ukraine.", "lang": "en"}\n'


def one_line(outcome):
    assert "Traceback" not in outcome.err
    return [line for line in outcome.err.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("latin.txt", "Président à Genève, où il a été reçu à l'hôtel".encode("latin-1"), "UTF-8"),
        (
            "french.txt",
            "Le président français est arrivé hier à Genève pour une réunion avec les ministres.".encode(),
            "fr",
        ),
        ("broken.jsonl", b'{"text": "Russia attacked\n', "broken.jsonl:1"),
        ("no-text.jsonl", b'{"title": "Nothing"}\n', "text"),
    ],
    ids=["empty", "binary", "not UTF-8", "unsupported language", "broken JSON", "no text"],
)
def test_a_bad_article_is_named_and_the_rest_goes_on(run, tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.jsonl").write_text(GOOD, encoding="utf-8")
    outcome = run("extract", tmp_path, "--errors", tmp_path.parent / "errors.jsonl")
    assert outcome.code == 3
    (line,) = one_line(outcome)
    assert name in line
    assert reason in line
    assert [json.loads(event)["article"] for event in outcome.out.splitlines()] == ["good"]
    (failure,) = (tmp_path.parent / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert name in json.loads(failure)["where"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build", "nowhere.txt"), 1, "nowhere.txt"),
        (("ask", "Russia", "-g", "nowhere.kg"), 1, "nowhere.kg"),
        (("ask",), 2, "name an actor"),
        (("ask", "--class", "war"), 2, "war"),
        (("ask", "Russia", "--status", "maybe"), 2, "maybe"),
        (("extract",), 2, "INPUT"),
        (("view", "-g", "nowhere.kg"), 1, "nowhere.kg"),
        (("extract", "x.txt", "--published", "yesterday"), 1, "yesterday"),
        (("nonsense",), 2, "nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_fault_of_the_user(run, tmp_path, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    outcome = run(*arguments)
    assert outcome.code == code
    assert words in one_line(outcome)[-1]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "line 1"),
        ("SELECT * { ?s kgg:actor ?o }", "kgg"),
        ("SELECT * { ?s kg:aktor ?o }", "kg:actor"),
    ],
    ids=["syntax", "prefix", "property"],
)
def test_a_sparql_error_says_where(run, example_graph, query, words):
    outcome = run("query", query, "-g", example_graph)
    assert outcome.code == 1
    (line,) = one_line(outcome)
    assert words in line


def test_an_unknown_name_gets_suggestions(run, example_graph):
    outcome = run("ask", "Russsia", "-g", example_graph)
    assert outcome.code == 1
    assert "Russia" in one_line(outcome)[0]


def test_a_directory_that_is_not_ours_is_left_alone(run, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "good.jsonl").write_text(GOOD, encoding="utf-8")
    outcome = run("build", tmp_path / "good.jsonl", "-g", tmp_path / "letters")
    assert outcome.code == 1
    assert "not a graph" in one_line(outcome)[0]
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["mine.txt"]


def hold(path, ready, done):
    from kg.store import GraphDirectory

    with GraphDirectory.create(path).lock():
        ready.set()
        done.wait(30)


def test_a_locked_graph_names_who_holds_it(run, tmp_path):
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=hold, args=(tmp_path / "graph.kg", ready, done))
    holder.start()
    ready.wait(30)
    (tmp_path / "good.jsonl").write_text(GOOD, encoding="utf-8")
    outcome = run("build", tmp_path / "good.jsonl", "-g", tmp_path / "graph.kg")
    done.set()
    holder.join()
    assert outcome.code == 1
    assert str(holder.pid) in one_line(outcome)[0]


def test_a_second_build_reads_only_what_is_new(run, tmp_path):
    source = tmp_path / "news.jsonl"
    source.write_text(GOOD, encoding="utf-8")
    graph = tmp_path / "graph.kg"
    run("build", source, "-g", graph)
    source.write_text(GOOD + GOOD.replace("good", "more"), encoding="utf-8")
    outcome = run("build", source, "-g", graph)
    assert "1 articles read, 1 unchanged" in outcome.err


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path, number):
    source, graph = tmp_path / "news.jsonl", tmp_path / "graph.kg"
    source.write_text(
        "".join(GOOD.replace("good", f"a{i:04}").replace("Ukraine", f"Ukraine {i} times") for i in range(3000)),
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "kg", "build", str(source), "-g", str(graph)]
    build = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    journal = graph / "readings.jsonl"
    while not journal.exists() or journal.stat().st_size < 20_000:
        time.sleep(0.05)
        assert build.poll() is None
    build.send_signal(number)
    _, err = build.communicate(timeout=30)
    assert "Traceback" not in err
    assert build.returncode == (130 if number == signal.SIGINT else -number)
    read = journal.read_bytes().count(b"\n")
    again = tmp_path / "some.jsonl"
    again.write_text(
        "".join(source.read_text(encoding="utf-8").splitlines(keepends=True)[: read + 5]), encoding="utf-8"
    )
    finished = subprocess.run([*command[:4], str(again), "-g", str(graph)], capture_output=True, text=True, check=True)
    assert f"{read} unchanged" in finished.stderr
    assert f"the graph holds {read + 5} articles" in finished.stderr


def test_a_pipeline_that_does_not_exist_stops_at_once(run):
    outcome = run("explain", "Russia attacked Ukraine.", "--lang", "en", "--pipeline", "en=no-such-pipeline")
    assert outcome.code == 1
    (line,) = one_line(outcome)
    assert "no-such-pipeline" in line
