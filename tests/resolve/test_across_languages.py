"""What an Indonesian and an English paper tell of one event becomes one event; their other news stays apart."""

import pytest

from kg.model import Article
from kg.pipeline import Pipeline
from kg.resolve import merge

INDONESIAN = """Menteri Luar Negeri Iran Abbas Araghchi bertemu Menteri Luar Negeri Rusia Sergei Lavrov di Moskow, Jumat (18/4/2025).
Uni Eropa mengecam serangan itu pada Kamis (17/4/2025)."""
ENGLISH = """Iranian Foreign Minister Abbas Araghchi met Russian Foreign Minister Sergei Lavrov in Moscow on Friday, April 18, 2025.
Police arrested two men in Oslo on Thursday, April 17, 2025."""
A_WEEK_LATER = "Iranian Foreign Minister Abbas Araghchi met Russian Foreign Minister Sergei Lavrov in Tehran on Friday, April 25, 2025."


@pytest.fixture(scope="module")
def events():
    pipeline = Pipeline()
    told = [
        Article("id", INDONESIAN, published="2025-04-18", publisher="Kompas", lang="id"),
        Article("en", ENGLISH, published="2025-04-19", publisher="The Daily Echo", lang="en"),
        Article("later", A_WEEK_LATER, published="2025-04-26", publisher="The Daily Echo", lang="en"),
    ]
    return merge([pipeline.read(article) for article in told]).events


def tellings(events, type_):
    return sorted(sorted(claim.article for claim in event.claims) for event in events if event.type == type_)


def test_one_meeting_told_in_two_languages_is_one_event(events):
    assert tellings(events, "CONSULT") == [["en", "id"], ["later"]]


def test_it_has_two_independent_sources(events):
    (event,) = (event for event in events if len(event.claims) > 1)
    assert (event.tellings, event.publishers, event.independent_sources) == (2, 2, 2)
    assert "same day" in event.why


def test_other_news_of_the_same_papers_stays_apart(events):
    assert len([event for event in events if event.type != "CONSULT"]) == 2
