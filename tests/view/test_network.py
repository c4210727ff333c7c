"""Which pairs of actors an event ties, and what the aggregated network says of them."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from event_factory import ARVONIA, BELMAR, COSTAVA, UNION, event, taxonomy

from kg.model import EventRecord, Status
from kg.view.layout import place
from kg.view.network import aggregate

AID = "material-cooperation"
TALK = "verbal-cooperation"
BLAME = "verbal-conflict"
FIGHT = "material-conflict"
NEWS = "other-news"
CASES = {
    "one actor, one target": (event(1, "AID", (ARVONIA,), (BELMAR,)), {("Arvonia", "Belmar", f"{AID}/happened")}),
    "two actors, two targets": (
        event(1, "ACCUSE", (ARVONIA, BELMAR), (COSTAVA, UNION)),
        {(a, t, f"{BLAME}/happened") for a in ("Arvonia", "Belmar") for t in ("Costava", "Harbour Union")},
    ),
    "what goes on counts as happened": (
        event(1, "ASSAULT", (ARVONIA,), (BELMAR,), status=Status.ONGOING),
        {("Arvonia", "Belmar", f"{FIGHT}/happened")},
    ),
    "what is denied stands apart": (
        event(1, "AID", (ARVONIA,), (BELMAR,), status=Status.DENIED),
        {("Arvonia", "Belmar", f"{AID}/denied")},
    ),
    "a meeting ties all who meet": (
        event(1, "CONSULT", (COSTAVA, ARVONIA, BELMAR)),
        {(a, b, f"{TALK}/happened/mutual") for a, b in combinations(("Arvonia", "Belmar", "Costava"), 2)},
    ),
    "a visit has a direction": (
        event(1, "CONSULT", (ARVONIA,), (BELMAR,)),
        {("Arvonia", "Belmar", f"{TALK}/happened")},
    ),
    "general news has a class of its own": (
        event(1, "ELECT", (ARVONIA,), (BELMAR,)),
        {("Arvonia", "Belmar", f"{NEWS}/happened")},
    ),
    "an unknown type likewise": (event(1, "OTHER", (ARVONIA,), (BELMAR,)), {("Arvonia", "Belmar", f"{NEWS}/happened")}),
    "a single participant": (event(1, "DISASTER", (), (BELMAR,)), set()),
    "two actors of what is not mutual": (event(1, "THREATEN", (ARVONIA, BELMAR)), set()),
    "nobody acts upon himself": (event(1, "AID", (ARVONIA,), (ARVONIA,)), set()),
}


@pytest.mark.parametrize(("record", "expected"), CASES.values(), ids=CASES)
def test_ties(record: EventRecord, expected: set[tuple[str, str, str]]) -> None:
    graph = aggregate([record], taxonomy())
    names = graph.nodes(data="name")
    assert {(names[a], names[b], key) for a, b, key in graph.edges(keys=True)} == expected
    for entity in (*record.actors, *record.targets):
        assert graph.nodes[entity.id]["events"] == (record.id,)


def test_counts() -> None:
    records = [event(n, "AID", (ARVONIA,), (BELMAR,)) for n in range(3)] + [event(3, "SANCTION", (ARVONIA,), (BELMAR,))]
    graph = aggregate(records, taxonomy())
    assert {key: count for *_, key, count in graph.edges(keys=True, data="count")} == {
        "material-conflict/happened": 1,
        "material-cooperation/happened": 3,
    }
    assert len(graph.nodes[ARVONIA.id]["events"]) == 4


def test_order_of_events_does_not_matter() -> None:
    records = [event(n, "AID", (ARVONIA,), (other,)) for n, other in enumerate((BELMAR, COSTAVA, UNION))]
    one, other = (aggregate(given, taxonomy()) for given in (records, records[::-1]))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    assert place(one) == place(other)


def test_nobody_stands_upon_another(many_events: list[EventRecord]) -> None:
    places = place(aggregate(many_events, taxonomy()))
    assert min(math.dist(a, b) for a, b in combinations(places.values(), 2)) > 0.3


def test_strong_ties_are_shorter() -> None:
    weak = [event(0, "AID", (ARVONIA,), (COSTAVA,))]
    strong = [event(n, "AID", (ARVONIA,), (BELMAR,)) for n in range(1, 9)]
    places = place(aggregate(weak + strong, taxonomy()))
    assert math.dist(places[ARVONIA.id], places[BELMAR.id]) < math.dist(places[ARVONIA.id], places[COSTAVA.id])


def test_no_events() -> None:
    assert place(aggregate([], taxonomy())) == {}
