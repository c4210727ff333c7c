"""Countries by their names in languages that the tables do not have."""

from __future__ import annotations

import pytest

from kg.entities import KnowledgeBase, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@pytest.mark.parametrize(
    ("name", "lang", "code"),
    [
        ("Russland", None, "RU"),
        ("deutschland", None, "DE"),
        ("États-Unis", "fr", "US"),
        ("Etats-Unis", "fr", "US"),
        ("Россия", "ru", "RU"),
        ("日本", "ja", "JP"),
        ("Russland", "de", "RU"),
        ("Russland", "fr", None),
        ("Russland", "en", None),
        ("Atlantis", None, None),
        ("Russland", "xx", None),
    ],
)
def test_a_country_is_found_by_its_name_in_another_language(
    knowledge: KnowledgeBase, name: str, lang: str | None, code: str | None
) -> None:
    found = [candidate.entity.country for candidate in knowledge.by_name(name, lang)]
    assert found == ([code] if code else [])


def test_texts_in_another_language_name_countries_in_it(knowledge: KnowledgeBase) -> None:
    text = "Russland und Frankreich verhandeln."
    spots = {text[s.start : s.end]: s.candidates[0].entity.name for s in knowledge.spot(text, "de")}
    assert spots == {"Russland": "Russia", "Frankreich": "France"}
    assert not list(knowledge.spot(text, "en"))


def test_the_tables_come_first(knowledge: KnowledgeBase) -> None:
    assert knowledge.by_name("Georgia")[0].entity.name == "Georgia"
    assert [spot.candidates[0].entity.name for spot in knowledge.spot("Rusia dan Inggris", "id")] == [
        "Russia",
        "United Kingdom",
    ]
