"""The network counts each event once for each two actors, and only what is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk import IRAN, MINISTER, RUSSIA

from kg.analyze.network import Tie
from kg.analyze.questions import network
from kg.analyze.scale import load_scale, read_scale
from kg.errors import DataError
from kg.query.selection import Selection
from kg.rdf.taxonomy import load_taxonomy

DRILL = Tie(RUSSIA.id, IRAN.id, "COOPERATE", 1, True, "2024-03")
ARMS = Tie(IRAN.id, RUSSIA.id, "AID", 1, False, "2024-05")
VISIT = Tie(MINISTER.id, RUSSIA.id, "CONSULT-visit", 1, False, "2024-07")


def ties(graph: Path, selection: Selection, **options: bool) -> set[Tie]:
    return set(network(graph, selection, **options).ties)


def test_what_happened_relates_actors_and_plans_and_denials_do_not(graph: Path) -> None:
    assert ties(graph, Selection()) == {DRILL, ARMS, VISIT}


def test_a_status_that_is_asked_for_counts(graph: Path) -> None:
    assert ties(graph, Selection(status="planned")) == {Tie(RUSSIA.id, IRAN.id, "SUPPORT", 1, False, "2024-10")}
    assert ties(graph, Selection(status="denied")) == {Tie(RUSSIA.id, IRAN.id, "AID", 1, False, None)}


def test_filters_and_names(graph: Path) -> None:
    assert ties(graph, Selection(actors=["Rusia"], exact=True, since="2024-05", until="2024-06")) == {ARMS}
    assert ties(graph, Selection(top=2)) == {DRILL, ARMS}
    assert ties(graph, Selection(said_by="Amerika Serikat", type=["AID", "CONSULT"])) == {ARMS}


def test_officials_count_for_their_country_where_asked(graph: Path) -> None:
    found = network(graph, countries=True)
    assert set(found.actors) == {RUSSIA.id, IRAN.id}
    assert Tie(IRAN.id, RUSSIA.id, "CONSULT-visit", 1, False, "2024-07") in found.ties
    ((pair, relation),) = found.relations().items()
    assert set(pair) == {RUSSIA.id, IRAN.id}
    assert (relation.events, relation.forth + relation.back, relation.mutual) == (3, 2, 1)
    assert (relation.cooperation, relation.conflict) == (6.0 + 7.0 + 2.3, 0)


def test_the_graph_of_a_network_has_weights(graph: Path) -> None:
    drawn = network(graph).graph()
    assert drawn[IRAN.id][RUSSIA.id]["weight"] == 2
    assert drawn.degree(MINISTER.id, "weight") == 1


def test_every_type_has_a_value_and_signs_follow_the_classes() -> None:
    scale = load_scale()
    for code, type_ in load_taxonomy().types.items():
        if type_.quad_class:
            assert (scale.value(code) > 0) == type_.quad_class.endswith("cooperation"), code
    assert scale.value("AID-unheard") == scale.value("AID") == 7.0
    assert scale.value("RETREAT-ceasefire") == 9.0


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["NONSENSE,1,own"], "'NONSENSE' is no event type"),
        (["AID,much,own"], "AID: 'much' is no number"),
        (["AID,11,own"], "AID: '11' is no number from -10 to 10"),
        (["AID,7,07"], "no value for ACCUSE"),
    ],
)
def test_a_faulty_scale_is_refused(rows: list[str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_scale(["# a comment", "type,value,from", *rows])
