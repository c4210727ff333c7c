"""Properties of linking that hold for every article."""

from __future__ import annotations

import pytest

from kg.entities import load_knowledge
from kg.link import Linker
from kg.model import (
    NAMESPACE,
    Article,
    Claim,
    Entity,
    Form,
    Kind,
    Mention,
    Participant,
    Reading,
    Role,
    Sentence,
    Span,
    Trigger,
)


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_knowledge())


def reading(article: str, text: str, kind: Kind, form: Form = Form.NAME, lang: str = "id") -> Reading:
    """A sentence that is one mention, which is also the actor of a claim."""
    span = Span(0, len(text), text)
    mention = Mention(span, kind, form)
    claim = Claim(article, lang, span, "CONSULT", Trigger(span, "x"), (Participant(Role.ACTOR, mention),), "rule", 1.0)
    return Reading(Article(article, text, lang=lang), (Sentence(span, (mention,), claims=(claim,)),))


def entity(linker: Linker, *args: object, **kwargs: object) -> Entity:
    found = linker.link(reading(*args, **kwargs)).sentences[0].mentions[0].entity
    assert found is not None
    return found


def test_an_unknown_name_has_one_iri_in_all_articles(linker: Linker) -> None:
    first = entity(linker, "a", "Sulastri Wening", Kind.PERSON)
    assert first == entity(linker, "b", "Sulastri Wening", Kind.PERSON)
    assert first.id == entity(linker, "c", "SULASTRI WENING", Kind.PERSON, lang="en").id
    assert first.id.startswith(NAMESPACE + "entity/")
    assert first.id != entity(linker, "a", "Sulastri Wening", Kind.COMPANY).id


def test_a_group_of_a_country_is_the_same_in_all_articles_and_another_group_is_not(linker: Linker) -> None:
    def group(article: str, text: str) -> str:
        return entity(linker, article, text, Kind.GROUP, Form.NOMINAL).id

    assert group("a", "para pemimpin Iran") == group("b", "Para pemimpin Iran")
    assert group("a", "para pengunjuk rasa") == group("a", "pengunjuk rasa")
    assert group("a", "para pengunjuk rasa") != group("b", "para pengunjuk rasa")


@pytest.mark.parametrize(
    ("indonesian", "english", "form"),
    [
        ("Rusia", "Russia", Form.NAME),
        ("Moskow", "the Kremlin", Form.NAME),
        ("Perserikatan Bangsa-Bangsa", "UN", Form.NAME),
        ("pemerintah Jepang", "the Japanese government", Form.NOMINAL),
        ("militer Mesir", "Egypt's military", Form.NOMINAL),
        ("Kementerian Luar Negeri Iran", "the Iranian Foreign Ministry", Form.NOMINAL),
    ],
)
def test_both_languages_give_one_iri(linker: Linker, indonesian: str, english: str, form: Form) -> None:
    kind = Kind.GROUP if form is Form.NOMINAL else Kind.ORGANISATION
    english = english.removeprefix("the ") if form is Form.NAME else english
    first = entity(linker, "a", indonesian, kind, form, lang="id")
    assert first.id == entity(linker, "b", english, kind, form, lang="en").id


def test_linking_changes_no_input_and_repeats_itself(linker: Linker) -> None:
    source = reading("a", "Moskow", Kind.PLACE)
    linked = linker.link(source)
    assert linked == linker.link(source)
    assert source == reading("a", "Moskow", Kind.PLACE)
    assert linked.sentences[0].span is source.sentences[0].span


def test_a_claim_about_nobody_known_is_rejected(linker: Linker) -> None:
    linked = linker.link(reading("a", "mereka", Kind.UNKNOWN, Form.PRONOUN))
    assert linked.claims == ()
    assert linked.sentences[0].rejected
    assert linked.sentences[0].mentions[0].entity is None
    assert linked.sentences[0].mentions[0].why


def test_every_decision_says_why(linker: Linker) -> None:
    for text, kind, form in [("Moskow", Kind.PLACE, Form.NAME), ("polisi", Kind.GROUP, Form.NOMINAL)]:
        mention = linker.link(reading("a", text, kind, form)).claims[0].participants[0].mention
        assert mention.entity
        assert mention.why


def test_a_language_without_words_still_links_names(linker: Linker) -> None:
    assert entity(linker, "a", "Rusia", Kind.PLACE, lang="xx").name == "Russia"


def test_an_article_without_sentences(linker: Linker) -> None:
    empty = Reading(Article("a", ""))
    assert linker.link(empty) == empty
