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
    Role,
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
        sentence=Span(0, 80, "s" * 80),
        type=type_,
        trigger=Trigger(Span(10, 14, "sent"), "send"),
        participants=tuple(Participant(role, mention(name, start)) for role, name, start in parties if name),
        rule="test",
        confidence=0.9,
        when=when,
        attributions=said,
        **fields,
    )


def events(*claims, publishers=("One", "Two", "Three")):
    names = sorted({c.article for c in claims})
    articles = {
        name: Article(name, "", published=f"2024-03-0{i + 1}", publisher=publishers[i]) for i, name in enumerate(names)
    }
    return merge(claims, articles)


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
    assert "same actors and targets" in event.why


def test_two_papers_that_cite_one_agency_are_one_source():
    (event,) = events(claim("a", source="Reuters"), claim("b", source="Reuters"))
    assert event.independent_sources == 1


def test_two_publishers_are_two_sources():
    (event,) = events(claim("a"), claim("b"))
    assert event.independent_sources == 2


def test_the_order_of_claims_does_not_matter():
    claims = [claim("a"), claim("b"), claim("c", day="2024-02-03"), claim("c", type_="CONSULT")]
    assert events(*claims) == events(*reversed(claims))
