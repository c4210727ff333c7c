"""Whom pronouns mean, read by the whole of kg."""

from __future__ import annotations

import pytest

from kg.model import Article, Form
from kg.pipeline import Pipeline

CASES = [
    ("en", "Peter Hansen met Lena Moss in Oslo. He arrested a spy.", "He", "Peter Hansen"),
    ("en", "Lena Moss criticised John Carter. He sued the newspaper.", "He", "John Carter"),
    ("en", "Researcher Sam Weber said that Conrad Hill was ill before his death.", "his", "Conrad Hill"),
    ("en", "Lena Moss said, \"He attacked the minister.\"", "He", None),
    ("en", "The plane left Oslo. It crashed near Bergen.", "It", None),
    ("en", "Iran released two sailors. It condemned the attack.", "It", "Iran"),
    ("en", "A driver left the bar with Peter Hansen. He was arrested.", "He", None),
    ("id", "Gubernur Bank Indonesia Rini Astuti bertemu wartawan. Ia mengkritik pemerintah.", "Ia", "Rini Astuti"),
    ("id", "\"Kami menangkap tiga orang,\" kata Kapolres Tuban AKBP Rudi Santoso.", "Kami", "Polres Tuban"),
]  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize(("lang", "text", "pronoun", "wanted"), CASES)
def test_a_pronoun_means(pipeline: Pipeline, lang: str, text: str, pronoun: str, wanted: str | None) -> None:
    claims = pipeline.read(Article("a", text, published="2025-03-03", lang=lang)).claims
    found = {
        p.mention.entity.name
        for claim in claims
        for p in claim.participants
        if p.mention.form is Form.PRONOUN and p.mention.span.text == pronoun and p.mention.entity
    }
    assert found == ({wanted} if wanted else set())


def test_initials_are_somebody_else_in_every_article(pipeline: Pipeline) -> None:
    text = "Polisi menangkap tersangka AS (31) di Tuban."
    people = [
        {
            m.entity
            for s in pipeline.read(Article(name, text, lang="id")).sentences
            for m in s.mentions
            if m.span.text == "AS"
        }
        for name in ("a", "b")
    ]
    assert all(len(found) == 1 for found in people)
    assert not people[0] & people[1]


def test_a_local_body_is_one_under_its_long_and_its_short_name(pipeline: Pipeline) -> None:
    long, short = (
        pipeline.read(Article("a", f"{name} Tuban menangkap dua warga.", lang="id")).claims[0].actors[0].entity
        for name in ("Kepolisian Resor", "Polres")
    )
    assert long == short
