"""Offices that texts give to people, people whom no table knows, and groups that are counted; every text is made up."""

from __future__ import annotations

import pytest

from kg.link.counts import count_in
from kg.link.language import load_language
from kg.model import Article, Kind, Reading
from kg.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def read(pipeline: Pipeline, text: str, lang: str = "id", article: str = "a") -> Reading:
    return pipeline.read(Article(article, text, lang=lang, published="2024-08-05"))


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "id",
            "Sekretaris Dewan Keamanan Rusia, Sergei Shoigu, mengunjungi Teheran.",
            ("Sergei Shoigu", "secretary", "Security Council of Russia", False),
        ),
        (
            "id",
            "Bupati Sukamaju Joko Wijayanto menemui warga.",
            ("Joko Wijayanto", "regent", "Sukamaju", False),
        ),
        (
            "id",
            "Kasat Reskrim Polres Tuban AKP Dimas Wardana menangkap dua warga.",
            ("Dimas Wardana", "head of detectives", "Polres Tuban", False),
        ),
        (
            "id",
            "Menteri Pekerjaan Umum Dody Hanggodo menemui warga.",
            ("Dody Hanggodo", "minister", None, False),
        ),
        (
            "id",
            "Polisi menahan mantan Bupati Sukamaju Joko Wijayanto.",
            ("Joko Wijayanto", "regent", "Sukamaju", True),
        ),
        (
            "en",
            "Kenyan Foreign Minister Peter Otieno met his guests in Nairobi.",
            ("Peter Otieno", "foreign minister", "Kenya", False),
        ),
        (
            "en",
            "Lucy Wambui, the health minister of Kenya, resigned on Monday.",
            ("Lucy Wambui", "health minister", "Kenya", False),
        ),
        (
            "en",
            "Prime Minister Boris Johnson thanked the doctors.",
            ("Boris Johnson", "prime minister", "United Kingdom", False),
        ),
    ],
)
def test_an_office_is_read_with_its_words(pipeline: Pipeline, lang: str, text: str, wanted: tuple) -> None:
    found = read(pipeline, text, lang)
    held = [
        (m.member.name, m.office, m.organisation.name if m.organisation else None, m.is_former)
        for m in found.memberships
    ]
    assert held == [wanted]
    (membership,) = found.memberships
    assert text[membership.span.start : membership.span.end] == membership.span.text
    assert membership.sentence.text == text


def holder(pipeline: Pipeline, text: str, article: str) -> str:
    return read(pipeline, text, article=article).memberships[0].member.id


def test_a_namesake_with_another_local_office_is_somebody_else(pipeline: Pipeline) -> None:
    regent = holder(pipeline, "Bupati Sukamaju Joko Wijayanto menemui warga.", "a")
    assert regent == holder(pipeline, "Warga menemui Bupati Sukamaju, Joko Wijayanto.", "b")
    assert regent != holder(pipeline, "Kapolsek Tebet Joko Wijayanto menemui warga.", "c")
    both = read(pipeline, "Bupati Sukamaju Joko Wijayanto bertemu Kapolsek Tebet Joko Wijayanto.")
    assert len({membership.member.id for membership in both.memberships}) == 2


def test_an_unknown_official_belongs_to_a_country_and_a_sector(pipeline: Pipeline) -> None:
    member = read(pipeline, "Kenyan Foreign Minister Peter Otieno met his guests.", "en").memberships[0].member
    assert (member.kind, member.country, member.sector) == (Kind.PERSON, "KE", "GOV")


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("id", "Polisi menangkap 12 warga di Bekasi.", ("12 warga", None, "CVL", 12)),
        ("id", "KPK menuduh dua perusahaan Rusia.", ("dua perusahaan Rusia", "RU", "BUS", 2)),
        ("id", "Polisi menangkap 1.200 buruh.", ("1.200 buruh", None, "LAB", 1200)),
        ("id", "Prabowo Subianto bertemu para pemimpin Iran.", ("para pemimpin Iran", "IR", "GOV", None)),
        ("en", "Police arrested three Ukrainian soldiers.", ("three Ukrainian soldiers", "UA", "MIL", 3)),
        ("en", "Police arrested twenty-five protesters.", ("twenty-five protesters", None, "CVL", 25)),
    ],
)
def test_a_group_has_count_country_and_sector(pipeline: Pipeline, lang: str, text: str, wanted: tuple) -> None:
    targets = [m.entity for claim in read(pipeline, text, lang).claims for m in claim.targets if m.entity]
    assert [e.kind for e in targets] == [Kind.GROUP]
    assert [(e.name, e.country, e.sector, e.count) for e in targets] == [wanted]


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("id", "dua ratus lima belas buruh", 215),
        ("id", "3 ribu warga", 3000),
        ("id", "ratusan warga", None),
        ("id", "1,5 juta warga", None),
        ("en", "three thousand two hundred soldiers", 3200),
        ("en", "1,250 protesters", 1250),
        ("en", "dozens of protesters", None),
    ],
)
def test_counts(lang: str, text: str, count: int | None) -> None:
    assert count_in(text, load_language(lang)) == count


def test_the_reason_names_the_second_best(pipeline: Pipeline) -> None:
    mention = read(pipeline, "Georgia accused Russia of meddling.", "en").sentences[0].mentions[0]
    assert mention.entity is not None
    assert mention.entity.kind is Kind.COUNTRY
    assert "then Georgia (territory)" in (mention.why or "")
