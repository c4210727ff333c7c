from __future__ import annotations

import pytest
from newsdesk import CITY, CLAIMS, EVENTS, IRAN, MINISTER, RUSSIA, USA, in_rdflib
from rdflib import Dataset

from kg.errors import QueryError
from kg.model import Certainty, Status
from kg.query.events import read, records
from kg.query.names import resolve_name
from kg.query.selection import Selection
from kg.query.stats import Count, count
from kg.rdf.namespaces import PREFIXES, claim_iri, event_iri

NAMES = {str(event_iri(event.id)): name for name, event in EVENTS.items()}


def found(graph: Dataset, **filters: object) -> list[str]:
    return [NAMES[record.id] for record in records(graph, Selection(**filters))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["drill", "arms", "visit", "pact", "tanks"]),
        ({"actors": [IRAN.id]}, ["drill", "arms", "visit", "pact", "tanks"]),
        ({"actors": [IRAN.id], "exact": True}, ["drill", "arms", "pact", "tanks"]),
        ({"actors": [MINISTER.id]}, ["visit"]),
        ({"actors": [MINISTER.id, IRAN.id], "exact": True}, []),
        ({"actors": [[MINISTER.id, USA.id], RUSSIA.id]}, ["visit"]),
        ({"actors": [USA.id]}, []),
        ({"type": "AID"}, ["arms", "tanks"]),
        ({"type": "consult-Visit"}, ["visit"]),
        ({"quad_class": "material-cooperation"}, ["drill", "arms", "tanks"]),
        ({"status": Status.PLANNED}, ["pact"]),
        ({"status": "denied"}, ["tanks"]),
        ({"since": "2024-05-31"}, ["arms", "visit", "pact"]),
        ({"until": "2024-03-04"}, ["drill"]),
        ({"since": "2024-05", "until": "2024-07"}, ["arms", "visit"]),
        ({"since": "2025"}, []),
        ({"min_sources": 2}, ["drill"]),
        ({"min_sources": 3}, []),
        ({"actors": [USA.id, RUSSIA.id, IRAN.id]}, ["drill", "arms", "visit", "pact", "tanks"]),
        ({"actors": [USA.id, MINISTER.id, CITY.id]}, []),
        ({"type": ["AID", "CONSULT-visit"]}, ["arms", "visit", "tanks"]),
        ({"quad_class": "cooperation"}, ["drill", "arms", "visit", "pact", "tanks"]),
        ({"quad_class": ["conflict", "verbal-cooperation"]}, ["visit", "pact"]),
        ({"quad_class": ["other-news", "material-conflict"]}, []),
        ({"status": ["planned", "denied"]}, ["pact", "tanks"]),
        ({"place": CITY.id}, ["visit"]),
        ({"place": RUSSIA.id}, ["visit"]),
        ({"place": RUSSIA.id, "exact": True}, []),
        ({"context": "military"}, ["visit"]),
        ({"publisher": "Wire"}, ["drill", "pact", "tanks"]),
        ({"publisher": ["Wire", "Kabar"], "said_by": USA.id}, ["arms"]),
        ({"denied_by": IRAN.id}, ["arms"]),
        ({"top": 2}, ["drill", "arms", "pact", "tanks"]),
        ({"top": 1}, []),
    ],
)
def test_filters(graph: Dataset, filters: dict[str, object], expected: list[str]) -> None:
    assert found(graph, **filters) == expected


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"since": "2024-13"}, "is not a date; write"),
        ({"until": "2023-02-29"}, "is not a date; write"),
        ({"type": "x y"}, "is not an event type"),
        ({"quad_class": "nice"}, "known: verbal-cooperation"),
        ({"context": "Military affairs"}, "is not a context"),
        ({"status": "over"}, "known: happened"),
        ({"actors": ["a> b"]}, "not an IRI"),
    ],
)
def test_a_filter_that_cannot_be_is_refused(graph: Dataset, filters: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        records(graph, Selection(**filters))  # type: ignore[arg-type]


def test_a_record_has_all_that_the_event_has(graph: Dataset) -> None:
    (visit,) = records(graph, Selection(type="CONSULT"))
    assert (visit.type, visit.mode, visit.contexts) == ("CONSULT", "visit", ("diplomatic", "military"))
    assert (visit.date, visit.begin, visit.end) == ("2024-07-30", "2024-07-30", "2024-07-30")
    assert (visit.actors[0].name, visit.actors[0].country, visit.actors[0].sector) == ("Aziz Nasirzadeh", "IR", "MIL")
    assert visit.targets == (RUSSIA,)
    assert visit.place == CITY
    (proof,) = visit.evidence
    claim = CLAIMS["visit"]
    assert (proof.claim, proof.quote, proof.trigger) == (str(claim_iri(claim.id)), claim.sentence, claim.trigger.span)
    assert (proof.publisher, proof.lang, proof.title) == ("Kabar", "id", "Kunjungan ke Moskow")
    assert (proof.confidence, proof.rule, proof.certainty) == (0.87, "test.rule", Certainty.CERTAIN)


def test_two_tellings_of_one_event_are_both_there(graph: Dataset) -> None:
    (drill,) = records(graph, Selection(type="COOPERATE"))
    assert [(one.lang, one.certainty) for one in drill.evidence] == [
        ("id", Certainty.CERTAIN),
        ("en", Certainty.PROBABLE),
    ]
    assert drill.independent_sources == 2
    assert {actor.id for actor in drill.actors} == {RUSSIA.id, IRAN.id}


def test_who_says_it_and_who_denies_it(graph: Dataset) -> None:
    (proof,) = next(
        record for record in records(graph, Selection(type="AID")) if record.status is Status.HAPPENED
    ).evidence
    assert [source.id for source in proof.asserted_by] == [USA.id]
    assert [source.id for source in proof.denied_by] == [IRAN.id]


def test_single_events_are_read_by_iri(graph: Dataset) -> None:
    iris = [str(event_iri(EVENTS[name].id)) for name in ("pact", "drill")]
    assert [NAMES[record.id] for record in read(graph, [*iris, "urn:unknown"])] == ["drill", "pact"]


def test_a_plain_rdflib_dataset_gives_the_same_records(graph: Dataset) -> None:
    plain = in_rdflib()
    for selection in (
        Selection(actors=[RUSSIA.id, IRAN.id], since="2024-04"),
        Selection(actors=[USA.id, RUSSIA.id, IRAN.id], quad_class=["cooperation", "other-news"]),
        Selection(place=RUSSIA.id, publisher="Kabar", type=["AID", "CONSULT-visit"]),
    ):
        assert records(plain, selection) == records(graph, selection) != []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rusia", [RUSSIA.id]),
        ("RUSSIA", [RUSSIA.id]),
        ("amerika serikat", [USA.id]),
        ("as", [USA.id]),
        ("Aziz Nasirzadeh", [MINISTER.id]),
        ("wd:Q5", ["http://www.wikidata.org/entity/Q5"]),
        (USA.id, [USA.id]),
    ],
)
def test_a_name_in_any_language_finds_its_bearer(graph: Dataset, name: str, expected: list[str]) -> None:
    assert resolve_name(graph, name) == expected


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Rusai", "nobody in the graph is called 'Rusai'; did you mean Rusia"),
        ("Nasirzade", "did you mean Aziz Nasirzadeh"),
        ("Ryssland", "nobody in the graph is called 'Ryssland'$"),
        ("", "nobody"),
        ('" } #', "nobody"),
    ],
)
def test_an_unknown_name_gets_suggestions(graph: Dataset, name: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        resolve_name(graph, name)


@pytest.mark.parametrize("name", ["Áziz Nasirzadeh", "aziz-nasirzadeh", "Aziz Nasīrzādeh", "'Aziz Nasirzadeh"])
def test_marks_do_not_matter_where_nobody_bears_the_very_name(graph: Dataset, name: str) -> None:
    assert resolve_name(graph, name) == [MINISTER.id]


def test_a_name_that_only_the_knowledge_base_knows(graph: Dataset) -> None:
    assert resolve_name(graph, "Qatar", lookup=lambda name: [f"urn:{name}"]) == ["urn:Qatar"]
    assert resolve_name(graph, "Iran", lookup=lambda name: ["urn:other"]) == [IRAN.id]


@pytest.mark.parametrize(
    "expected",
    [
        Count("articles", "", 2),
        Count("claims", "", 6),
        Count("events", "", 5),
        Count("entities", "", 5),
        Count("events by type", "AID", 2),
        Count("events by status", "happened", 3),
        Count("articles by language", "id", 1),
        Count("entities by kind", "country", 3),
        Count("first day", "", "2024-03-03"),
        Count("last day", "", "2024-10-31"),
    ],
)
def test_counts(graph: Dataset, expected: Count) -> None:
    assert expected in count(graph)


def test_open_events_are_counted_and_named_as_such() -> None:
    told = "INSERT DATA { GRAPH <urn:g> { <urn:a> a kg:Event ; kg:action act:OTHER . <urn:b> a kg:Event ; kg:action act:AID } }"
    graph = Dataset(default_union=True)
    graph.update(told, initNs=dict(PREFIXES))
    assert [row[1:] for row in count(graph) if row.what == "events"] == [
        ("", 2),
        ("open ones among them, shown with --other", 1),
    ]
