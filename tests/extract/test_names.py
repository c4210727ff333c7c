"""Names of made-up texts: where they begin and end, and of what kind they are."""

import pytest

from kg.model import Article, Form
from kg.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("id", "Kejari Sumberwaru menahan dua orang.", {"Kejari Sumberwaru": "organisation"}),
        ("id", "Ia kuliah di Universitas Gunung Lawu.", {"Universitas Gunung Lawu": "organisation"}),
        ("id", "Banjir melanda Kecamatan Kaliputih.", {"Kecamatan Kaliputih": "place"}),
        ("id", "Kementerian Hukum dan HAM menolak usul itu.", {"Kementerian Hukum dan HAM": "organisation"}),
        ("id", "Kombes Budi Raharjo menangkap pelaku.", {"Budi Raharjo": "person"}),
        ("en", "She studied at Harlow Valley University.", {"Harlow Valley University": "organisation"}),
        ("en", "President Marta Ruiz left. Ruiz resigned.", {"Marta Ruiz": "person", "Ruiz": "person"}),
    ],
)
def test_span_and_kind(pipeline, lang, text, wanted):
    reading = pipeline.read(Article("a", text, lang=lang))
    found = {m.span.text: m.kind for s in reading.sentences for m in s.mentions if m.form is Form.NAME}
    for name, kind in wanted.items():
        assert name in found, found
        is_kind = {"organisation": found[name].is_organisation, "place": found[name].is_place}
        assert is_kind.get(kind, found[name].value == kind), found


def test_what_is_no_name(pipeline):
    text = "Pemutusan hubungan kerja (PHK) merugikan buruh. Buruh menolak PHK. Nilainya Rp 5 miliar."
    reading = pipeline.read(Article("a", text, lang="id"))
    assert not {m.span.text for s in reading.sentences for m in s.mentions} & {"PHK", "Rp", "Nilainya"}
