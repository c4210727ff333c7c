"""The language pipelines: words, sentences, lemmas, voice and names that everything else builds on."""

import pytest

from kg.errors import LanguageError
from kg.extract.nlp import load_pipeline, voice

PIPELINES = {code: load_pipeline(code) for code in ("id", "en")}


@pytest.fixture(scope="module", params=sorted(PIPELINES))
def nlp(request):
    return PIPELINES[request.param]


def only(code, text, word):
    return next(token for token in PIPELINES[code](text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jend. Wiranto dan dr. Siti (KH. Ahmad)", "Jend.|Wiranto|dan|dr.|Siti|(|KH.|Ahmad|)"),
        ("harga Rp300.000 atau Rp1,5 triliun", "harga|Rp|300.000|atau|Rp|1,5|triliun"),
        ("Senin (5/8/2024), pukul 09.30 WIB.", "Senin|(|5/8/2024|)|,|pukul|09.30|WIB|."),
        ("pembicaraan AS-Iran dengan al-Assad", "pembicaraan|AS|-|Iran|dengan|al-Assad"),
        ("anak-anaknya pada 1990-an, ke-13", "anak-anaknya|pada|1990-an|,|ke-13"),
        ("COVID-19 dan F-16 milik U.S. Army", "COVID-19|dan|F-16|milik|U.S.|Army"),
        ("kabupaten/kota, 30% naik...", "kabupaten|/|kota|,|30|%|naik|..."),
        ("“Ya,” katanya.", "“|Ya|,|”|katanya|."),
    ],
)
def test_indonesian_words(text, words):
    assert [token.text for token in PIPELINES["id"].make_doc(text)] == words.split("|")


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("id", ["Kantor.com - Menteri tiba di Jakarta.", "Ia bertemu presiden."]),
        ("id", ["Budi, yang dulu gubernur, dan Jend. K. Ali hadir."]),
        ("id", ["Judul tanpa titik\n", "Rusia menyerang Ukraina."]),
        ("id", ["“Kami siap.” kata Budi.", "Ia lalu pergi."]),
        ("id", ["Polisi menangkap dia (foto: ist.).", "Dia ditahan."]),
        ("en", ["LONDON - The minister met Gen. John Smith.", "They talked."]),
        ("en", ["A headline without a stop\n\n", "Russia attacked Ukraine."]),
        ("en", ["“We are ready.” he said.", "Then he left."]),
    ],
)
def test_sentences(code, sentences):
    text = "".join(s if s.endswith("\n") else s + " " for s in sentences).strip()
    assert [s.text.strip() for s in PIPELINES[code](text).sents] == [s.strip() for s in sentences]


def test_a_line_break_always_ends_a_sentence(nlp):
    text = "Moscow\nNATO\n\n- Jakarta\n"
    lines = [sentence.text.split() for sentence in nlp(text).sents]
    assert lines == [["Moscow"], ["NATO"], ["-", "Jakarta"]]


@pytest.mark.parametrize(
    ("code", "text", "word", "lemma"),
    [
        ("id", "Rusia menyerang Ukraina.", "menyerang", "serang"),
        ("id", "Ukraina diserang Rusia.", "diserang", "serang"),
        ("id", "Mereka menandatangani perjanjian.", "menandatangani", "tanda tangan"),
        ("id", "Pertemuannya dengan presiden batal.", "Pertemuannya", "pertemuan"),
        ("id", "Serangan-serangan itu melukai warga.", "Serangan-serangan", "serangan"),
        ("id", "Masalah itu dibahas Prabowo.", "Masalah", "masalah"),
        ("id", "Masalah itu dibahas Prabowo.", "Prabowo", "Prabowo"),
        ("en", "They met in Paris.", "met", "meet"),
        ("en", "He won the war.", "won", "win"),
        ("en", "The troops left the city.", "left", "leave"),
        ("en", "They discuss the attacks.", "discuss", "discuss"),
        ("en", "They discuss the attacks.", "attacks", "attack"),
        ("en", "The United States was angry.", "States", "States"),
        ("en", "The United States was angry.", "was", "be"),
    ],
)
def test_lemmas(code, text, word, lemma):
    assert only(code, text, word).lemma_ == lemma


@pytest.mark.parametrize(
    ("code", "text", "word", "expected"),
    [
        ("id", "Polisi menangkap pelaku.", "menangkap", "active"),
        ("id", "Pelaku ditangkap polisi.", "ditangkap", "passive"),
        ("id", "Menteri bertemu presiden.", "bertemu", "active"),
        ("id", "Menteri bertemu presiden.", "presiden", None),
        ("en", "Police arrested the man.", "arrested", "active"),
        ("en", "The man was arrested by police.", "arrested", "passive"),
        ("en", "The man was arrested by police.", "man", None),
    ],
)
def test_voice(code, text, word, expected):
    assert voice(only(code, text, word)) == expected


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("id", "Presiden Joko Widodo tiba di Jakarta.", {"Joko Widodo": "PERSON", "Jakarta": "GPE"}),
        ("en", "President Joe Biden arrived in Paris.", {"Joe Biden": "PERSON", "Paris": "GPE"}),
    ],
)
def test_names(code, text, names):
    assert {name.text: name.label_ for name in PIPELINES[code](text).ents} == names


def test_the_same_text_gives_the_same_annotation(nlp):
    text = "Shoigu met Pezeshkian in Tehran on Monday, Interfax reported."
    assert nlp(text).to_json() == nlp(text).to_json()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?!", "🙂", "\t- \n ."])
def test_odd_texts_are_kept(nlp, text):
    assert nlp(text).text == text


@pytest.mark.parametrize("path", [None, "nowhere"])
def test_a_missing_pipeline_is_named_in_one_line(path):
    with pytest.raises(LanguageError, match="no pipeline for the language 'xx'") as caught:
        load_pipeline("xx", path)
    assert "\n" not in str(caught.value)


def test_a_broken_pipeline_is_named(tmp_path):
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 1\n", encoding="utf-8")
    with pytest.raises(LanguageError, match="cannot be loaded"):
        load_pipeline("id", str(tmp_path))
