"""The verbs that take articles out, and those that decide about a graph."""

import io
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
from telegrams import article, build, quads

from kg.review import questions

ARTICLES = [article(number, title=f"Telegram {number}") for number in range(1, 7)]


@pytest.fixture
def graph(tmp_path):
    build(tmp_path / "g", ARTICLES)
    return tmp_path / "g"


@pytest.fixture
def answer(monkeypatch):
    """Type answers on standard input."""

    def type_in(text):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))

    return type_in


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def claims(run, graph):
    return lines(run("export", "-g", graph, "--format", "claims").out)


def test_remove_names_the_articles_and_asks(run, graph, answer):
    before = quads(graph)
    answer("n\n")
    outcome = run("remove", "t002", "-g", graph)
    assert (outcome.code, "Telegram 2" in outcome.err) == (0, True)
    assert quads(graph) == before
    answer("y\n")
    assert "1 articles removed" in run("remove", "t002", "-g", graph).err
    assert {claim["article"] for claim in claims(run, graph)} == {a.id for a in ARTICLES} - {"t002"}


def test_remove_does_not_ask_when_told_yes(run, graph):
    assert "3 articles removed" in run("remove", "--before", "2024-03-05", "--yes", "-g", graph).err


def test_remove_needs_a_choice(run, graph):
    outcome = run("remove", "-g", graph)
    assert (outcome.code, "--publisher" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("t999",), "no article t999"),
        (("--publisher", "Nobody"), "no article of 'Nobody'; its publishers: Courier, Gazette, Herald"),
    ],
)
def test_remove_of_what_is_not_there_says_so(run, graph, arguments, words):
    before = quads(graph)
    outcome = run("remove", *arguments, "--yes", "-g", graph)
    assert (outcome.code, words in outcome.err) == (2, True)
    assert quads(graph) == before


def test_decisions_are_made_listed_and_undone(run, graph):
    before = quads(graph)
    first, second, third = (claim["id"] for claim in claims(run, graph)[:3])
    decided = [
        ("reject", first, "--why", "misread"),
        ("correct", second, "--type", "AID", "--by", "ann"),
        ("merge", "Graustark", "Moldavia"),
        ("split", "Sylvania", "t004"),
        ("merge", third, claims(run, graph)[5]["id"]),
    ]
    for arguments in decided:
        outcome = run(*arguments, "-g", graph)
        assert (outcome.code, len(outcome.err.splitlines())) == (0, 1)
    listed = lines(run("decisions", "-g", graph).out)
    assert [row["decision"] for row in listed] == [
        "wrong-claim", "corrected-claim", "same-entity", "other-entity", "same-event",
    ]  # fmt: skip
    assert (listed[0]["why"], listed[1]["who"], listed[0]["applies"]) == ("misread", "ann", "yes")
    assert quads(graph) != before
    for _ in decided:
        assert run("decisions", "--undo", "1", "-g", graph).code == 0
    assert (quads(graph), run("decisions", "-g", graph).out) == (before, "")


def test_decisions_as_gold(run, graph, tmp_path):
    first = claims(run, graph)[0]
    run("correct", first["id"], "--type", "AID", "--no-target", "-g", graph)
    assert run("decisions", "--format", "gold", "-o", tmp_path / "gold.jsonl", "-g", graph).code == 0
    (record,) = lines((tmp_path / "gold.jsonl").read_text(encoding="utf-8"))
    assert record["text"] == first["sentence"]["text"]
    assert [(event["type"], event["target"]) for event in record["events"]] == [("AID", None)]


def test_review_goes_through_the_least_certain_first(run, graph, answer):
    answer("n\ny\ns\nq\n")
    outcome = run("review", "--claims", "-g", graph)
    assert (outcome.code, "2 decisions made" in outcome.err) == (0, True)
    assert [row["decision"] for row in lines(run("decisions", "-g", graph).out)] == ["wrong-claim", "right-claim"]
    certain = sorted(claim["confidence"] for claim in claims(run, graph))
    answer("y\n")
    run("review", "--claims", "--limit", "1", "-g", graph)
    assert len(lines(run("decisions", "-g", graph).out)) == 3
    assert sorted(claim["confidence"] for claim in claims(run, graph)) == sorted([*certain[1:], 1.0])


def test_review_asks_whether_two_tellings_are_one_event(run, tmp_path, answer):
    graph = tmp_path / "g"
    text = "Sylvania helped Graustark on 2024-03-05."
    build(graph, [article(1, text), article(2, f"{text} Moldavia visited Freedonia on 2024-03-01.")])
    answer("n\n")
    outcome = run("review", "--merges", "-g", graph)
    assert "«helped»" in outcome.err
    assert [row["decision"] for row in lines(run("decisions", "-g", graph).out)] == ["other-event"]
    assert len({claim["event"] for claim in claims(run, graph)}) == 3
    answer("")
    assert "0 decisions made" in run("review", "--merges", "-g", graph).err


def test_review_asks_first_about_the_merge_with_the_least_score(tmp_path):
    told = [
        article(1, "Sylvania helped Graustark on 2024-03-05. Moldavia attacked Freedonia on 2024-03-04."),
        article(2, "Sylvania helped Graustark on 2024-03-05. Moldavia attacked Ruritania on 2024-03-04."),
    ]
    build(tmp_path / "g", told)
    asked = questions(tmp_path / "g", "merges")
    scores = [float(question.why.rpartition("least score ")[2]) for question in asked]
    assert scores == sorted(scores)
    assert [question.sure for question in asked] == sorted(question.sure for question in asked)
    assert all(0.5 < question.sure < 1 for question in asked)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("reject", "0123456789abcdef"), "no event or claim"),
        (("merge", "Atlantis", "Sylvania"), "Atlantis"),
        (("correct", "0123456789abcdef", "--type", "X"), "no event or claim"),
        (("decisions", "--undo", "7"), "no decision 7"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_fault_of_the_user_is_one_line(run, graph, arguments, words):
    outcome = run(*arguments, "-g", graph)
    assert outcome.code == 1
    (line,) = outcome.err.splitlines()
    assert words in line
