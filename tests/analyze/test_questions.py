"""The questions as Python functions and as verbs of the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import KGError, QueryError


def test_functions_give_frames(graph: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = kg.analyze.centrality(graph, kg.Selection(since="2024-05"))
    assert isinstance(frame, pandas.DataFrame)
    assert frame.sort_values("name").events.tolist() == [1, 1, 2]
    assert kg.analyze.balance(graph, kg.Selection(type="THREATEN")).columns[0] == "actor"
    months = kg.analyze.balance(graph, monthly=True, countries=True)
    assert months.month.tolist() == ["2024-03", "2024-05", "2024-07"]
    assert kg.analyze.ego(graph, "Rusia").name.tolist() == ["Iran", "Aziz Nasirzadeh"]
    assert len(kg.analyze.path(graph, "Iran", "Aziz Nasirzadeh")) == 2
    assert kg.analyze.mediators(graph, "Iran", "Aziz Nasirzadeh").name.tolist() == ["Russia"]
    assert kg.analyze.change(graph, "2024-03", "2024-05/2024-07").what.tolist() == ["cooler", "new"]
    assert len(kg.analyze.communities(graph)) == len(frame)
    assert kg.analyze.brokers(graph).name.tolist() == ["Russia"]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda graph: kg.analyze.ego(graph, "Atlantis"), "nobody in the graph is called 'Atlantis'"),
        (lambda graph: kg.analyze.ego(graph, "Amerika Serikat"), "Amerika Serikat has no event with anybody"),
        (lambda graph: kg.analyze.change(graph, "spring", "2024"), "'spring' is not a date"),
        (lambda graph: kg.analyze.change(graph, "2024/2023", "2024"), "ends before it begins"),
        (lambda graph: kg.analyze.change(graph, "2023", "2024", kg.Selection(since="2022")), "between two periods"),
    ],
)
def test_what_cannot_be_answered_is_told(graph: Path, ask: Callable[[Path], object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(graph)


VERBS = {
    "centrality": ["--class", "cooperation"],
    "communities": [],
    "path": ["Iran", "Aziz Nasirzadeh", "--number", "2"],
    "ego": ["Rusia"],
    "brokers": [],
    "balance": ["--monthly", "--countries"],
    "change": ["2024-03", "2024-05/2024-07"],
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_answers_in_lines_and_in_a_table(run: Callable[..., object], graph: Path, verb: str) -> None:
    outcome = run("analyze", verb, *VERBS[verb], "-g", graph)
    assert (outcome.code, outcome.err) == (0, "")  # type: ignore[attr-defined]
    rows = [json.loads(line) for line in outcome.out.splitlines()]  # type: ignore[attr-defined]
    assert rows
    table = run("analyze", verb, *VERBS[verb], "-g", graph, "--format", "table", "--limit", "1").out  # type: ignore[attr-defined]
    assert "Russia" in table or "Iran" in table


def test_brokers_of_two_are_mediators(run: Callable[..., object], graph: Path) -> None:
    outcome = run("analyze", "brokers", "Iran", "Aziz Nasirzadeh", "-g", graph, "--format", "csv")
    assert outcome.out.splitlines()[1].startswith("Russia,country,1,2,1")  # type: ignore[attr-defined]
    assert run("analyze", "brokers", "Iran", "-g", graph).code == 2  # type: ignore[attr-defined]


def test_without_pandas_the_error_says_what_to_install(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    for ask in (lambda: kg.analyze.centrality(graph), lambda: kg.ask(graph, "Iran").frame()):
        with pytest.raises(KGError, match=r"pip install 'news-kg\[analysis\]'"):
            ask()
