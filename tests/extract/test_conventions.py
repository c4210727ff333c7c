"""How the news of a language dates what it tells: faults of the tables are named, and an article gets the day that it gives."""

import pytest
import yaml

from kg.errors import DataError
from kg.extract import conventions
from kg.extract.conventions import load_convention
from kg.extract.factuality import load_factuality
from kg.extract.grammar import load_grammar
from kg.model import Article
from kg.pipeline import Pipeline

PIPELINE = Pipeline()
SHIPPED = yaml.safe_load((conventions.SHIPPED / "storytime.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"harm": "DIE | NOSUCH"}, "unknown type NOSUCH"),
        ({"recent": "a fortnight"}, "not a number"),
        ({"languages": {"en": {"plaecd": "DIE"}}}, "unknown field plaecd"),
        ({"moods": "DIE"}, "unknown field moods"),
    ],
)
def test_faults_of_the_table_are_named(change, fault, tmp_path, monkeypatch):
    (tmp_path / "storytime.yaml").write_text(yaml.safe_dump(SHIPPED | change), encoding="utf-8")
    monkeypatch.setattr(conventions, "SHIPPED", tmp_path)
    with pytest.raises(DataError, match=fault):
        load_convention(load_grammar("en"), PIPELINE.taxonomy)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("cues:\n  - {word: study, scope: governor, as: adverb}", "unknown part of speech adverb"),
        ("cues:\n  - {word: study, scope: nowhere}", "unknown scope nowhere"),
        ("moods: []", "unknown section"),
    ],
)
def test_faulty_cues_are_named(table, fault, tmp_path, monkeypatch):
    grammar = load_grammar("en")
    (tmp_path / "factuality.yaml").write_text(table, encoding="utf-8")
    monkeypatch.setattr("kg.extract.tables.language_folder", lambda code: tmp_path)
    with pytest.raises(DataError, match=fault):
        load_factuality("en", grammar)


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("id", "Presiden Prabowo bertemu Putin di Jakarta, Selasa (21/10/2025).", "2025-10-21"),
        ("en", "OSLO, 5 May 2024 - Police arrested Peter Hansen.", "2024-05-05"),
        ("en", "Police arrested Peter Hansen on Monday.", None),
    ],
)
def test_an_article_without_a_day_gets_that_of_its_text(lang, text, day):
    assert PIPELINE.read(Article("a", text, lang=lang)).article.published == day


def test_the_day_that_came_with_an_article_stays():
    text = "Presiden Prabowo bertemu Putin di Jakarta, Selasa (21/10/2025)."
    assert PIPELINE.read(Article("a", text, published="2025-10-23", lang="id")).article.published == "2025-10-23"
