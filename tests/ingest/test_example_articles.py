"""The articles in ``examples/`` are read whole and without their furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ingest import read_articles
from kg.model import Article

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = list(read_articles([ARTICLES]))
    assert all(isinstance(article, Article) for article in found), found
    return [article for article in found if isinstance(article, Article)]


def test_both_languages_are_there(articles: list[Article]) -> None:
    assert [article.lang for article in articles].count("id") >= 4
    assert [article.lang for article in articles].count("en") >= 4


def test_no_furniture_is_left(articles: list[Article]) -> None:
    indonesian = ["SCROLL", "Baca Juga", "Baca juga", "Simak", "Terkait", "(dms/rwd)", "Wartanusa", "Pesisir"]
    left = [*indonesian, "Related", "Read more", "newsletter", "©", "Photo", "Gazette", "AUG"]
    assert [(article.id, word) for article in articles for word in left if word in article.text] == []


def test_one_visit_is_told_in_two_languages(articles: list[Article]) -> None:
    visits = [article for article in articles if "Shoigu" in article.text]
    assert {article.lang for article in visits} == {"en", "id"}
