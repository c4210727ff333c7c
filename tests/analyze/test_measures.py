"""Positions and relations in networks small enough to count by hand, and the same answers from igraph."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kg.analyze import measures
from kg.analyze.network import Actor, Network, Tie
from kg.analyze.positions import brokers, centrality, communities
from kg.analyze.relations import balance, change, days_of, ego, mediators, path


def network(*ties: tuple[str, str, str, int]) -> Network:
    """Ties of June; an actor's id is its name."""
    found = [Tie(a, b, code, events, month="2024-06") for a, b, code, events in ties]
    return Network({name: Actor(name, name) for tie in found for name in (tie.actor, tie.target)}, found)


def two_groups() -> Network:
    """Two groups of three who work together, and Bea and Eli, who are the only ones to meet across."""
    groups = ("Ana", "Bea", "Cyd"), ("Dov", "Eli", "Fay")
    inside = [(a, b, "COOPERATE", 5) for group in groups for a, b in combinations(group, 2)]
    return network(*inside, ("Bea", "Eli", "ACCUSE", 2))


def test_those_in_the_middle_are_central() -> None:
    rows = {row.name: row for row in centrality(two_groups())}
    assert [row.name for row in centrality(two_groups())][:2] == ["Bea", "Eli"]
    assert (rows["Bea"].events, rows["Bea"].partners, rows["Bea"].acts, rows["Bea"].undergoes) == (12, 3, 7, 5)
    assert rows["Bea"].betweenness == pytest.approx(6 / 10)
    assert rows["Ana"].betweenness == 0
    assert rows["Bea"].closeness == pytest.approx((3 + 2 / 2) / 5)
    assert sum(row.importance for row in rows.values()) == pytest.approx(1, abs=1e-5)


def test_groups_are_found_and_the_same_every_time() -> None:
    members = communities(two_groups())
    assert [(row.community, row.name) for row in members] == [
        (1, "Bea"), (1, "Ana"), (1, "Cyd"), (2, "Eli"), (2, "Dov"), (2, "Fay"),
    ]  # fmt: skip
    assert members[0].inside == round(10 / 12, 3)
    assert communities(Network(two_groups().actors, two_groups().ties[::-1])) == members


def test_brokers_hold_groups_together() -> None:
    found = brokers(two_groups())
    assert [(row.name, row.communities) for row in found] == [("Bea", 2), ("Eli", 2)]
    assert found[0].spread == round(1 - (10 / 12) ** 2 - (2 / 12) ** 2, 3)


def test_the_partners_of_one() -> None:
    found = {row.name: row for row in ego(two_groups(), ["Eli"])}
    assert list(found) == ["Dov", "Fay", "Bea"]
    assert (found["Bea"].acts, found["Bea"].undergoes, found["Bea"].score, found["Bea"].common) == (0, 2, -4.0, 0)
    assert (found["Fay"].acts, found["Fay"].cooperation, found["Fay"].common, found["Fay"].types) == (
        5, 30.0, 1, "COOPERATE 5",
    )  # fmt: skip


def test_chains_go_the_shortest_and_strongest_way() -> None:
    links = network(("A", "B", "AID", 1), ("B", "D", "AID", 9), ("A", "C", "AID", 3), ("C", "D", "AID", 3))
    steps = path(links, ["A"], ["D"], number=5)
    assert [(row.chain, row.step, row.actor, row.target, row.events) for row in steps] == [
        (1, 1, "A", "C", 3), (1, 2, "C", "D", 3), (2, 1, "A", "B", 1), (2, 2, "B", "D", 9),
    ]  # fmt: skip
    apart = network(("A", "B", "AID", 1), ("C", "D", "AID", 1))
    assert path(apart, ["A"], ["D"]) == []


def test_the_balance_of_two() -> None:
    ties = [
        Tie("A", "B", "AID", 2, month="2024-05"),
        Tie("B", "A", "THREATEN", 1, month="2024-06"),
        Tie("A", "B", "AID", 1),
    ]
    found = Network({name: Actor(name, name) for name in "AB"}, ties)
    (row,) = balance(found)
    assert (row.events, row.cooperation, row.conflict, row.score, row.tone) == (4, 21.0, 6.0, 15.0, 3.75)
    assert [(row.month, row.score) for row in balance(found, monthly=True)] == [("2024-05", 14.0), ("2024-06", -6.0)]


def test_changes_are_named_and_rated_by_thirty_days() -> None:
    before = network(("A", "B", "AID", 1), ("A", "C", "AID", 1), ("A", "D", "AID", 1))
    after = network(("A", "B", "THREATEN", 2), ("A", "D", "AID", 2), ("A", "E", "ASSAULT-aerial", 1))
    rows = {row.target: row for row in change(before, after, (30, 60))}
    assert {name: row.what for name, row in rows.items()} == {"B": "cooler", "C": "ended", "D": "same", "E": "new"}
    assert (rows["B"].score_before, rows["B"].score_after, rows["B"].change) == (7.0, -6.0, -13.0)
    assert rows["E"].change == -5.0
    assert days_of("2024-02-01", "2024-03-01") == 30


def test_who_is_between_two() -> None:
    links = network(
        ("Q", "A", "CONSULT", 4), ("B", "Q", "CONSULT", 2), ("R", "A", "CONSULT", 9), ("R", "B", "ACCUSE", 1)
    )
    assert [(row.name, row.strength) for row in mediators(links, ["A"], ["B"])] == [("Q", 2), ("R", 1)]


def test_nothing_is_an_answer_too() -> None:
    empty = Network({}, [])
    assert centrality(empty) == communities(empty) == brokers(empty) == balance(empty) == []


def test_igraph_gives_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("igraph")
    random = nx.gnm_random_graph(60, 110, seed=3)  # some stand apart
    ties = [(str(a), str(b), "AID", (a * b) % 7 + 1) for a, b in random.edges]
    found = network(*ties, ("x", "y", "AID", 1))
    with_igraph = centrality(found), brokers(found)
    monkeypatch.setattr(measures, "igraph", None)
    assert (centrality(found), brokers(found)) == with_igraph
