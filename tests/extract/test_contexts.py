"""Contexts: the topics of an event, from its row, its code, who takes part, and the words of its clause."""

import pytest

from kg.errors import DataError
from kg.extract import contexts
from kg.extract.grammar import load_grammar
from kg.model import Article
from kg.pipeline import Pipeline
from kg.rdf.taxonomy import load_taxonomy

PIPELINE = Pipeline()
TAXONOMY = load_taxonomy()

CASES = [
    ("en", "The army shelled a hospital in Aleppo.", {"military", "health"}),
    ("en", "Police arrested two people smugglers on drug trafficking charges.", {"illegal_drugs", "trafficking"}),
    ("en", "Poland expelled three diplomats over espionage.", {"diplomatic"}),
    ("en", "The court sentenced the former minister to five years in prison for bribery.", {"legal", "corruption", "executive"}),
    ("en", "Kenya's parliament passed a law against same-sex marriage.", {"legislative", "lgbt"}),
    ("en", "The opposition accused the junta of fraud in the election.", {"election", "pro_autocracy", "crime"}),
    ("en", "Polish women protested in Warsaw against the abortion ban.", {"gender"}),
    ("en", "Chad granted asylum to 300 Sudanese refugees.", {"asylum"}),
    ("en", "Hackers attacked the website of the Estonian parliament.", {"cyber", "technology", "legislative"}),
    ("en", "Germany accused Russia of spreading disinformation.", {"misinformation"}),
    ("en", "The government banned the newspaper, a blow to press freedom.", {"rights_freedoms"}),
    ("en", "Iran agreed to limit uranium enrichment.", {"cbrn", "natural_resource"}),
    ("en", "Activists accused the company of polluting the river with toxic waste.", {"environment", "economic"}),
    ("en", "The United Nations sent peacekeepers to Mali.", {"peacekeeping", "diplomatic"}),
    ("en", "Namibia demanded reparations from Germany for the genocide.", {"reparations", "human_rights"}),
    ("en", "Spain deported forty migrants to Morocco.", {"migration"}),
    ("en", "A suicide bomber killed nine people at a mosque in Kabul.", {"terrorism", "religion_ethnicity"}),
    ("en", "Protesters demanded democracy and the release of political prisoners.", {"pro_democracy", "repression"}),
    ("en", "China annexed the disputed islands.", {"territory"}),
    ("en", "Workers protested in Jakarta for a higher minimum wage.", {"inequality", "economic"}),
    ("en", "The CIA spied on Angela Merkel, and its surveillance drew criticism from Germany.", {"intelligence"}),
    ("en", "Norway gave food aid to Somalia, where famine threatens.", {"human_security"}),
    ("en", "Lawmakers voted to impeach the president.", {"political_institutions", "legislative"}),
    ("en", "An earthquake struck Nepal on Monday.", {"disasters"}),
    ("id", "Pengadilan menghukum mantan bupati itu lima tahun penjara karena korupsi.", {"legal", "corruption", "executive"}),
    ("id", "Polisi menangkap tiga pengedar sabu di Medan.", {"illegal_drugs"}),
    ("id", "TNI menembak mati dua anggota KKB di Papua.", {"military", "terrorism"}),
    ("id", "Menlu Retno bertemu Dubes Jepang di Jakarta.", {"diplomatic"}),
    ("id", "Bawaslu memanggil dua caleg terkait pelanggaran kampanye pemilu.", {"election"}),
    ("id", "DPR mengesahkan RUU Perlindungan Perempuan.", {"legislative", "gender"}),
    ("id", "Banjir melanda Demak dan merendam rumah sakit.", {"disasters", "health"}),
    ("id", "Peretas menyerang situs Kementerian Keuangan dengan ransomware.", {"cyber", "economic"}),
    ("id", "Polisi menangkap pelaku perdagangan orang di Batam.", {"trafficking"}),
    ("id", "Komnas HAM mengecam pelanggaran HAM di Papua.", {"human_rights"}),
    ("id", "Iran dan Rusia sepakat membangun reaktor nuklir.", {"cbrn"}),
    ("id", "Warga memprotes pencemaran sungai oleh limbah pabrik.", {"environment"}),
    ("id", "Imigrasi mendeportasi dua warga negara asing asal Nigeria.", {"migration"}),
    ("id", "Polisi menembakkan gas air mata ke arah mahasiswa.", {"repression"}),
    ("id", "Polri menangkap penyebar hoaks soal vaksin.", {"misinformation", "health"}),
    ("id", "Pemerintah menyalurkan bantuan pangan untuk pengungsi di Aceh.", {"human_security"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_an_event_belongs_to_the_topics_of_its_clause(code, text, expected):
    claims = PIPELINE.read(Article("a", text, published="2024-06-14", lang=code)).claims
    assert any(expected <= set(claim.contexts) for claim in claims), [(c.type, c.contexts) for c in claims]


@pytest.mark.parametrize("code", ["en", "id"])
def test_every_context_has_words_in_every_language(code):
    assert set(contexts.read_table(code, "contexts")) == TAXONOMY.contexts


def test_another_clause_gives_no_context():
    text = "Oslo welcomed the Swedish king, and hundreds of miles away a hospital in Narvik was evacuated."
    claims = PIPELINE.read(Article("a", text, published="2024-06-14", lang="en")).claims
    assert all("military" not in claim.contexts for claim in claims)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("sport: goal", "sport: unknown context"),
        ("health: a b c d", "'a b c d' has more than 3 words"),
        ("military: <soup>", "unknown class <soup>"),
    ],
)
def test_a_faulty_row_is_named(row, message, tmp_path, monkeypatch):
    (tmp_path / "contexts.yaml").write_text(row, encoding="utf-8")
    grammar = load_grammar("en")
    monkeypatch.setattr("kg.extract.tables.language_folder", lambda code: tmp_path)
    monkeypatch.setattr("kg.extract.contexts.language_folder", lambda code: tmp_path)
    with pytest.raises(DataError, match=message):
        contexts.load_contexts(TAXONOMY, grammar)
