"""The journal of readings: nothing written is lost, whatever happens to the last line."""

import pytest

from kg.errors import GraphError
from kg.journal import Journal, entry
from kg.model import Article, Reading


def line(name, text="Text."):
    return entry(Reading(Article(name, text, lang="en")), "1")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "readings.jsonl"


def test_readings_come_back_by_article(path):
    journal = Journal(path)
    journal.append(line("b"))
    journal.append(line("a"))
    assert [r.article.id for r in Journal(path).readings()] == ["a", "b"]


def test_the_last_reading_of_an_article_counts(path):
    journal = Journal(path)
    journal.append(line("a", "Old."))
    journal.append(line("a", "New."))
    assert [r.article.text for r in Journal(path).readings()] == ["New."]


def test_a_line_that_was_cut_off_is_dropped_and_overwritten(path):
    journal = Journal(path)
    journal.append(line("a"))
    journal.append(line("b"))
    path.write_bytes(path.read_bytes()[:-20])
    again = Journal(path)
    assert [r.article.id for r in again.readings()] == ["a"]
    again.append(line("c"))
    assert [r.article.id for r in Journal(path).readings()] == ["a", "c"]


@pytest.mark.parametrize(
    ("article", "version", "known"),
    [
        (Article("a", "Text.", lang="en"), "1", True),
        (Article("a", "Changed.", lang="en"), "1", False),
        (Article("a", "Text.", lang="en"), "2", False),
    ],
    ids=["unchanged", "changed text", "other version"],
)
def test_what_need_not_be_read_again(path, article, version, known):
    Journal(path).append(line("a"))
    assert Journal(path).knows(article, version) is known


def test_a_damaged_line_is_named(path):
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(GraphError, match="not a reading"):
        Journal(path)


def test_what_is_dropped_is_gone_and_the_rest_stays(path):
    journal = Journal(path)
    journal.append(line("a"), line("b", "Secret."), line("c"))
    journal.drop({"b"})
    journal.append(line("d"))
    assert b"Secret" not in path.read_bytes()
    assert [r.article.id for r in Journal(path).readings()] == ["a", "c", "d"]


def test_an_article_is_known_by_what_it_came_as(tmp_path):
    came = Article("a", "text", lang="en")
    with_day = Article("a", "text", published="2025-10-21", lang="en")
    journal = Journal(tmp_path / "readings.jsonl")
    journal.append(entry(Reading(with_day), "1", came))
    assert journal.knows(came, "1")
    assert journal.reading("a").article.published == "2025-10-21"
