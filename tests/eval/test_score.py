"""How extracted events are scored: a table of small cases, and the same figures as the scoring tool of the shared material."""

import importlib.util
import json

import pytest

from kg.eval import LEVELS, evaluate, gold_from_json
from kg.eval.pairs import pairs_of_line
from kg.eval.report import as_json, as_markdown, reliability_rows
from kg.eval.score import Scores


def gold(*events):
    return gold_from_json({"id": "a", "text": "…", "events": list(events)})


def found(type_, actors, targets, date=None, status="happened"):
    return {
        "article": "a",
        "type": type_,
        "actors": [{"text": text, "name": text, "id": None} for text in actors],
        "targets": [{"text": text, "name": text, "id": None} for text in targets],
        "date": {"value": date},
        "status": status,
    }


RUSSIA, IRAN = {"text": "Russian officials", "names": ["Russia"]}, {"text": "Tehran", "names": ["Iran"]}

CASES = {
    "a name that gold accepts": (
        [{"type": "AID", "actor": RUSSIA, "target": IRAN}],
        [found("AID", ["Russia"], ["Iran"])],
        (1, 1, 1),
    ),
    "a word of the text": (
        [{"type": "AID", "actor": RUSSIA, "target": None}],
        [found("AID", ["the officials"], [])],
        (1, 1, 1),
    ),
    "an empty role is only an empty role": (
        [{"type": "AID", "actor": RUSSIA, "target": IRAN}],
        [found("AID", ["Russia"], [])],
        (0, 1, 1),
    ),
    "one of several accepted types": (
        [{"type": "CONCEDE|RETREAT", "actor": RUSSIA, "target": None}],
        [found("RETREAT", ["Russia"], [])],
        (1, 1, 1),
    ),
    "reciprocal types have no direction": (
        [{"type": "CONSULT", "actor": [RUSSIA, IRAN], "target": None}],
        [found("CONSULT", ["Iran"], ["Russia"])],
        (1, 1, 1),
    ),
    "other types have one": (
        [{"type": "ACCUSE", "actor": RUSSIA, "target": IRAN}],
        [found("ACCUSE", ["Iran"], ["Russia"])],
        (0, 1, 1),
    ),
    "one pair for each actor and target": (
        [{"type": "AID", "actor": [RUSSIA, IRAN], "target": "Syria"}],
        [found("AID", ["Russia", "Iran"], ["Syria"])],
        (2, 2, 2),
    ),
    "optional gold costs nothing": (
        [{"type": "AID", "actor": RUSSIA, "target": IRAN, "optional": True}],
        [found("AID", ["Russia"], ["Iran"])],
        (0, 0, 0),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_triples(case):
    events, lines, expected = CASES[case]
    scores = evaluate([gold(*events)], {"a": [pair for line in lines for pair in pairs_of_line(line)]})
    triple = scores.levels["triple"]
    assert (triple.right, triple.found, triple.gold) == expected


def test_confused_types_are_counted():
    scores = evaluate(
        [gold({"type": "AID", "actor": RUSSIA, "target": IRAN})],
        {"a": pairs_of_line(found("AGREE", ["Russia"], ["Iran"]))},
    )
    assert scores.confusion == {("AID", "AGREE"): 1}
    assert "| AID | AGREE | 1 |" in as_markdown(scores, 1)
    assert as_json(scores, 1)["mistakes"][0]["missed"] == ["Russia AID Iran"]


@pytest.mark.parametrize("name", ["plover_id", "articles_en", "seed_article"])
def test_same_figures_as_the_scoring_tool(name, shared):
    """Every other gold event, given back as if it had been extracted, and some with their roles or dates changed."""
    spec = importlib.util.spec_from_file_location("score_events", shared / "tools" / "score_events.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    gold_file = shared / "gold" / "dev" / f"{name}.jsonl"
    records = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    lines = {record["id"]: list(_echo(record, tool)) for record in records}
    expected, _ = tool.score(records, lines)
    scores = evaluate(
        [gold_from_json(record) for record in records],
        {id_: [pair for line in own for pair in pairs_of_line(line)] for id_, own in lines.items()},
    )
    for level in LEVELS:
        score = scores.levels[level]
        assert [score.right, score.found, score.gold] == [expected[level][key] for key in ("tp", "found", "gold")], (
            level
        )
    assert scores.status_of == expected["status"]["n"]


def _echo(record, tool):
    for number, event in enumerate(record["events"]):
        actors, targets = ([p["text"] for p in tool.participants(event.get(r))] for r in ("actor", "target"))
        if number % 3 == 1:
            actors, targets = targets, actors
        if number % 4 != 3:
            yield found(event["type"].split("|")[number % 2 * -1], actors, targets, event.get("date"), "planned")


def test_reliability_is_the_share_that_is_right_by_confidence():
    scores = Scores(sure=[(0.9, True), (0.9, False), (1.0, True), (0.3, False)])
    assert reliability_rows(scores) == [
        {"confidence": "0.2–0.4", "pairs": 1, "mean": 0.3, "right": 0.0},
        {"confidence": "0.8–1.0", "pairs": 3, "mean": 0.933, "right": 0.667},
    ]
