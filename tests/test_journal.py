"""The journal of readings: nothing written is lost, whatever happens to the last line."""

import pytest

from kg.errors import GraphError
from kg.journal import Journal
from kg.model import Article, Reading


def reading(name, text="Text."):
    return Reading(Article(name, text, lang="en"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "readings.jsonl"


def test_readings_come_back_by_article(path):
    journal = Journal(path, "1")
    journal.append(reading("b"))
    journal.append(reading("a"))
    assert [r.article.id for r in Journal(path, "1").readings()] == ["a", "b"]


def test_the_last_reading_of_an_article_counts(path):
    journal = Journal(path, "1")
    journal.append(reading("a", "Old."))
    journal.append(reading("a", "New."))
    assert [r.article.text for r in Journal(path, "1").readings()] == ["New."]


def test_a_line_that_was_cut_off_is_dropped_and_overwritten(path):
    journal = Journal(path, "1")
    journal.append(reading("a"))
    journal.append(reading("b"))
    path.write_bytes(path.read_bytes()[:-20])
    again = Journal(path, "1")
    assert [r.article.id for r in again.readings()] == ["a"]
    again.append(reading("c"))
    assert [r.article.id for r in Journal(path, "1").readings()] == ["a", "c"]


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
    Journal(path, "1").append(reading("a"))
    assert Journal(path, version).knows(article) is known


def test_a_damaged_line_is_named(path):
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(GraphError, match="not a reading"):
        Journal(path, "1")
