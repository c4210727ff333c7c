"""What sources contradict each other about."""

from __future__ import annotations

import pytest

from kg.model import Basis, Certainty, Entity, EventRecord, Evidence, Kind, Span, Status, When
from kg.query.conflicts import conflicts
from kg.query.tolls import load_tolls

MINISTRY = Entity("urn:ministry", "Ministry", Kind.MINISTRY)
REBELS = Entity("urn:rebels", "Rebels", Kind.ARMED_GROUP)
TOWN, PORT = Entity("urn:town", "Town", Kind.CITY), Entity("urn:port", "Port", Kind.CITY)
COUNTRY = Entity("urn:country", "Country", Kind.COUNTRY)


def told(sentence="A bomb fell.", publisher="One", day=None, **fields) -> Evidence:
    when = When(day, day, day, Basis.EXPRESSION, Span(0, 1, "A")) if day else None
    number = abs(hash((sentence, publisher, day, *fields)))
    span = Span(0, len(sentence), sentence)
    known = {"status": Status.HAPPENED, "certainty": Certainty.CERTAIN, "confidence": 0.9, "rule": "test", **fields}
    return Evidence(
        f"urn:claim:{number}", "urn:article", span, span, publisher=publisher, lang="en", when=when, **known
    )


def event(*evidence: Evidence, type: str = "ASSAULT") -> EventRecord:
    return EventRecord(
        *("urn:event", type, None, (), (REBELS,), (), None, None, None, None, Status.HAPPENED, 1, evidence)
    )


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (
            [told(asserted_by=(MINISTRY,)), told(denied_by=(REBELS,), publisher="Two")],
            {"truth": {"it is so": ("Ministry",), "it is not so": ("Rebels",)}},
        ),
        (
            [told(asserted_by=(MINISTRY,), denied_by=(REBELS,))],
            {"truth": {"it is so": ("Ministry",), "it is not so": ("Rebels",)}},
        ),
        (
            [told(day="2024-05-01"), told(day="2024-05-02", publisher="Two")],
            {"date": {"2024-05-01": ("One",), "2024-05-02": ("Two",)}},
        ),
        ([told(day="2024-05-01"), told(day="2024-05-01", publisher="Two")], {}),
        ([told(place=TOWN), told(place=PORT, publisher="Two")], {"place": {"Town": ("One",), "Port": ("Two",)}}),
        ([told(place=TOWN), told(place=COUNTRY, publisher="Two")], {}),
        (
            [told("It killed 12 people."), told("At least 15 died, officials said.", "Two")],
            {"dead": {"12": ("One",), "15": ("Two",)}},
        ),
        ([told("It killed 12 people."), told("Twelve people were killed.", "Two")], {}),
        ([told()], {}),
    ],
    ids=["denied", "denied at once", "days", "same day", "towns", "town and country", "dead", "same dead", "alone"],
)
def test_versions_stand_side_by_side(evidence, expected):
    found = {c.about: {v.value: v.told_by for v in c.versions} for c in conflicts([event(*evidence)])}
    assert found == expected


def test_tolls_are_read_for_events_that_hurt_people_only():
    sentences = told("It killed 12 jobs."), told("It killed 15 jobs.", "Two")
    assert conflicts([event(*sentences, type="TRADE")]) == []


@pytest.mark.parametrize(
    ("lang", "sentence", "expected"),
    [
        ("en", "At least 39 people were killed and 12 injured in 2019.", {"dead": 39, "injured": 12}),
        ("en", "The blaze killed 1,200 people on 5 March.", {"dead": 1200}),
        ("en", "The singer died at 92.", {}),
        ("en", "Three soldiers were wounded.", {"injured": 3}),
        ("id", "Ledakan itu menewaskan lima orang dan melukai 20 lainnya.", {"dead": 5, "injured": 20}),
        ("id", "Dua warga tewas pada Senin (5/8/2024).", {"dead": 2}),
        ("xx", "39 killed", {}),
    ],
)
def test_tolls(lang, sentence, expected):
    assert load_tolls().read(sentence, lang) == expected
