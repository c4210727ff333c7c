from __future__ import annotations

import pytest
from newsdesk import IRAN, RUSSIA
from rdflib import Dataset

from kg.errors import QueryError
from kg.query.events import records
from kg.query.groups import grouped
from kg.rdf.taxonomy import load_taxonomy


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("month", [("2024-03", 1), ("2024-05", 1), ("2024-07", 1), ("2024-10", 1), ("undated", 1)]),
        ("type", [("AID", 2), ("CONSULT", 1), ("COOPERATE", 1), ("SUPPORT", 1)]),
        ("actor", [("Russia", 5), ("Iran", 4), ("Aziz Nasirzadeh", 1)]),
        ("place", [("unknown", 4), ("Moscow", 1)]),
        ("status", [("happened", 3), ("denied", 1), ("planned", 1)]),
    ],
)
def test_events_are_counted(graph: Dataset, by: str, expected: list[tuple[str, int]]) -> None:
    assert [(group.group, group.events) for group in grouped(records(graph), by, load_taxonomy())] == expected


def test_a_group_says_how_it_is_made_up(graph: Dataset) -> None:
    first, second, *_ = grouped(records(graph), "actor", load_taxonomy())
    assert (first.id, first.cooperation, first.conflict, first.first, first.last) == (
        RUSSIA.id, 5, 0, "2024-03-03", "2024-10-31",
    )  # fmt: skip
    assert second.id == IRAN.id


def test_an_unknown_grouping_is_refused(graph: Dataset) -> None:
    with pytest.raises(QueryError, match="known: month, type, actor"):
        grouped([], "weather", load_taxonomy())
