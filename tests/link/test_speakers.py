"""The office in which a source speaks, and the body that "our side" means; every text is made up."""

from __future__ import annotations

import pytest

from kg.formats import claim_from_json, claim_to_json, reading_from_json, reading_to_json
from kg.link.language import load_language
from kg.model import Article, Claim, Form, Reading
from kg.pipeline import Pipeline

OFFICES = [
    ("id", "Menteri Keuangan Rina Astuti mengatakan Indonesia menandatangani perjanjian dengan Peru.", "Menteri Keuangan"),
    ("id", "Rina Astuti, menteri keuangan Indonesia, mengatakan Rusia menyerang Kyiv.", "menteri keuangan Indonesia"),
    ("id", "\"Polisi menangkap dua orang,\" kata Kabid Humas Polda Maluku Kombes Yusuf Tuasikal.", "Kabid Humas Polda Maluku"),
    ("id", "Menurut Wakil Ketua DPR Joko Wijayanto, Rusia menyerang Kyiv.", "Wakil Ketua DPR"),
    ("en", "Kenyan President Daniel Mboya said Kenya signed a trade deal with China.", "Kenyan President"),
    ("en", "A spokesman for the army, Lars Moberg, said Israel attacked Beirut.", "spokesman for the army"),
    ("en", "Russia attacked Kharkiv, said Peter Hansen, governor of the Kharkiv region.", "governor of the Kharkiv region"),
    ("en", "Iran attacked a tanker, Iranian foreign ministry spokesman Reza Karimi said.",
     "Iranian foreign ministry spokesman"),
    ("en", "The Russian president said that Iran attacked a tanker.", "The Russian president"),
    ("en", "Peter Hansen said that Iran attacked a tanker.", None),
    ("en", "After meeting the mayor of Oslo, Peter Hansen said that Iran attacked a tanker.", None),
]  # fmt: skip
SIDES = [
    ("id", "Kapolres Tuban AKBP Rudi Santoso mengatakan pihaknya menangkap tiga orang.", "Polres Tuban"),
    ("id", "Presiden Rusia Vladimir Putin mengatakan Ukraina menyerang pihak kami.", "Russia"),
    ("id", "Polda Maluku menangkap dua orang. Pihaknya juga menyita senjata.", "Polda Maluku"),
]  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def read(pipeline: Pipeline, lang: str, text: str) -> Reading:
    return pipeline.read(Article("a", text, published="2025-03-03", lang=lang))


def offices(claims: tuple[Claim, ...]) -> set[str | None]:
    return {a.office.text if a.office else None for claim in claims for a in claim.attributions}


@pytest.mark.parametrize(("lang", "text", "wanted"), OFFICES)
def test_a_source_keeps_the_words_of_its_office(pipeline: Pipeline, lang: str, text: str, wanted: str | None) -> None:
    claims = read(pipeline, lang, text).claims
    assert offices(claims) == {wanted}
    for office in (a.office for claim in claims for a in claim.attributions):
        assert office is None or text[office.start : office.end] == office.text


def test_the_office_of_a_source_outlives_the_journal(pipeline: Pipeline) -> None:
    reading = read(pipeline, *OFFICES[0][:2])
    assert offices(reading_from_json(reading_to_json(reading)).claims) == {"Menteri Keuangan"}


def test_event_lines_written_before_offices_were_kept_can_be_read(pipeline: Pipeline) -> None:
    (claim,) = read(pipeline, *OFFICES[0][:2]).claims
    line = claim_to_json(claim)
    del line["attribution"][0]["office"]
    assert offices((claim_from_json(line),)) == {None}


@pytest.mark.parametrize(("lang", "text", "wanted"), SIDES)
def test_our_side_is_the_body_for_which_a_source_speaks(pipeline: Pipeline, lang: str, text: str, wanted: str) -> None:
    sides = load_language(lang).sides
    parties = (p.mention for claim in read(pipeline, lang, text).claims for p in claim.participants)
    found = {m.entity.name for m in parties if m.entity and m.form is not Form.NAME and m.span.text.lower() in sides}
    assert found == {wanted}
