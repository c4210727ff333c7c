"""Which claims are one event."""

import pytest

from kg.model import (
    Article,
    Attribution,
    Basis,
    Claim,
    Entity,
    Kind,
    Mention,
    Participant,
    Reading,
    Role,
    Sentence,
    Span,
    Stance,
    Status,
    Trigger,
    When,
)
from kg.resolve import merge


def entity(name):
    return Entity(f"urn:{name}", name, Kind.COUNTRY)


def mention(name, start):
    return Mention(Span(start, start + len(name), name), Kind.COUNTRY, entity=entity(name))


def claim(article, type_="AID", actor="Iran", target="Russia", day="2024-02-01", source=None, **fields):
    when = When(day, day, day, Basis.EXPRESSION) if day else None
    said = (Attribution(mention(source, 60), Stance.ASSERTS, Span(70, 74, "said")),) if source else ()
    parties = [(Role.ACTOR, actor, 0), (Role.TARGET, target, 20)]
    return Claim(
        article=article,
        lang="en",
        sentence=Span(0, 80, f"sentence of {article}".ljust(80)),
        type=type_,
        trigger=Trigger(Span(10, 14, "sent"), "send"),
        participants=tuple(Participant(role, mention(name, start)) for role, name, start in parties if name),
        rule="test",
        confidence=0.9,
        when=when,
        attributions=said,
        **fields,
    )


def events(*claims, publishers=("One", "Two", "Three"), **decided):
    return merge(readings(*claims, publishers=publishers), **decided).events


TEXTS = (
    "Harbour cranes stood idle while dockers waited for wages owed since winter. Shipowners blamed a dispute about fuel, "
    "insurers counted delayed cargo, and truckers queued along the quay until midnight.",
    "Rain fell over the capital, and farmers counted drowned cattle along flooded banks. Engineers opened sluices, trains "
    "stopped at small stations, and volunteers carried blankets through muddy lanes.",
    "Teachers asked parliament about unpaid pensions before schools reopened. Parents painted classrooms, a choir rehearsed "
    "in the gymnasium, and the librarian sorted donated dictionaries.",
)


def readings(*claims, publishers=("One", "Two", "Three")):
    names = sorted({c.article for c in claims})
    return [
        Reading(
            Article(name, TEXTS[i], published=f"2024-03-0{i + 1}", publisher=publishers[i], lang="en"),
            tuple(Sentence(c.sentence, claims=(c,)) for c in claims if c.article == name),
        )
        for i, name in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (claim("a"), claim("b"), 1),
        (claim("a"), claim("b", day="2024-03-09"), 2),
        (claim("a"), claim("b", type_="CONSULT"), 2),
        (claim("a"), claim("b", actor="China"), 2),
        (claim("a"), claim("b", actor="Russia", target="Iran"), 2),
        (claim("a", target=None), claim("b", target=None), 2),
        (claim("a", day=None), claim("b", day=None), 2),
        (claim("a", mode="visit", type_="CONSULT"), claim("b", mode="phone", type_="CONSULT"), 2),
        (claim("a", mode="visit", type_="CONSULT"), claim("b", type_="CONSULT"), 1),
        (claim("a"), claim("b", status=Status.PLANNED), 2),
    ],
    ids=[
        "same",
        "weeks apart",
        "other type",
        "other actor",
        "roles swapped",
        "one party",
        "undated",
        "other mode",
        "one mode",
        "planned",
    ],
)
def test_two_tellings(first, second, expected):
    assert len(events(first, second)) == expected


def test_an_event_keeps_all_its_claims_and_says_why():
    (event,) = events(claim("a"), claim("b"))
    assert {c.article for c in event.claims} == {"a", "b"}
    assert event.why.startswith("2 claims in 2 articles: ")
    assert "same day" in event.why


def test_two_papers_that_cite_one_agency_are_one_source():
    (event,) = events(claim("a", source="Reuters"), claim("b", source="Reuters"))
    assert event.independent_sources == 1


def test_two_publishers_are_two_sources():
    (event,) = events(claim("a"), claim("b"))
    assert event.independent_sources == 2


def test_a_paper_that_quotes_itself_twice_is_one_source():
    (event,) = events(claim("a"), claim("b"), publishers=("One", "One"))
    assert (event.independent_sources, event.publishers, event.tellings) == (1, 1, 2)


def test_the_order_of_articles_does_not_matter():
    told = readings(claim("a"), claim("b"), claim("c", day="2024-02-03"), claim("c", type_="CONSULT"))
    assert merge(told) == merge(reversed(told))


def test_an_event_keeps_its_id_while_later_articles_are_added():
    told = readings(claim("a"), claim("b"), claim("c"))
    (before,) = merge(told[:1]).events
    (after,) = merge(told).events
    assert after.id == before.id == told[0].claims[0].id
    assert len(after.claims) == 3


def test_an_event_shrinks_to_what_it_would_have_been_without_an_article():
    told = readings(claim("a"), claim("b"), claim("c"))
    assert merge([told[0], told[2]]) == merge([reading for reading in told if reading.article.id != "b"])


@pytest.mark.parametrize("second", ["2024-02-09", "2024-02-02"], ids=["weeks later", "next day"])
def test_two_meetings_of_the_same_ministers_stay_two(second):
    first = claim("a", "CONSULT", "Iran", "Russia", "2024-02-01")
    assert len(events(first, claim("b", "CONSULT", "Iran", "Russia", second))) == 2


def test_who_met_whom_is_told_either_way_round():
    meeting = claim("a", "CONSULT", "Iran", "Russia"), claim("b", "CONSULT", "Russia", "Iran")
    (event,) = events(*meeting)
    assert [entity.name for entity in event.actors] == ["Iran"]
    assert [entity.name for entity in event.targets] == ["Russia"]


def test_people_can_decide_that_two_events_are_one():
    one, other = claim("a"), claim("b", day="2024-06-09")
    (event,) = events(one, other, same=[(one.id, other.id)])
    assert event.id == one.id
    assert event.why == "2 claims in 2 articles: by decision"


def test_people_can_decide_that_one_event_is_two():
    one, other = claim("a"), claim("b")
    assert len(events(one, other, apart=[(one.id, other.id)])) == 2


def test_a_decision_about_claims_that_are_gone_is_passed_over():
    assert len(events(claim("a"), claim("b"), same=[("0" * 16, "1" * 16)], apart=[("0" * 16, "1" * 16)])) == 1
