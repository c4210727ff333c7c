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
    ("code", "text", "words"),
    [
        ("id", "Jend. Wiranto dan dr. Siti (KH. Ahmad)", "Jend.|Wiranto|dan|dr.|Siti|(|KH.|Ahmad|)"),
        ("id", "Komjen. Pol. (Purn.) Drs. H. Budi, S.H., M.Si.", "Komjen.|Pol.|(|Purn.|)|Drs.|H.|Budi|,|S.H.|,|M.Si."),
        ("id", "JEND. POL. Listyo", "JEND.|POL.|Listyo"),
        ("id", "harga Rp300 atau Rp2,3 triliun, Rp. 5.000", "harga|Rp|300|atau|Rp|2,3|triliun|,|Rp.|5.000"),
        ("id", "US$5 juta, S$10, €3", "US$|5|juta|,|S$|10|,|€|3"),
        ("id", "Senin (5/8/2024), pukul 10.30 WIB.", "Senin|(|5/8/2024|)|,|pukul|10.30|WIB|."),
        ("id", "jam 08.00-10.00, 5-10 orang, 2024-2025", "jam|08.00|-|10.00|,|5|-|10|orang|,|2024|-|2025"),
        ("id", "30% atau 4,00%-4,25%", "30|%|atau|4,00|%|-|4,25|%"),
        ("id", "pembicaraan AS-Iran dengan al-Assad", "pembicaraan|AS|-|Iran|dengan|al-Assad"),
        ("id", "anak-anaknya pada 1990-an, ke-5", "anak-anaknya|pada|1990-an|,|ke-5"),
        ("id", "COVID-19 dan F-16 milik U.S. Army", "COVID-19|dan|F-16|milik|U.S.|Army"),
        ("id", "pasukan U.S.-led di Washington, D.C.", "pasukan|U.S.-led|di|Washington|,|D.C."),
        ("id", "kabupaten/kota, 200 di-PHK...", "kabupaten|/|kota|,|200|di-PHK|..."),
        ("id", "mobil A/T. Pajak", "mobil|A|/|T|.|Pajak"),
        ("id", "“Ya,” katanya.", "“|Ya|,|”|katanya|."),
        ("id", "redaksi@contoh.id, https://contoh.id/a-1?x=2.", "redaksi@contoh.id|,|https://contoh.id/a-1?x=2|."),
        ("id", "@budi #IndonesiaMaju", "@budi|#IndonesiaMaju"),
        ("en", "It cost $5, US$5 million or Rp300.", "It|cost|$|5|,|US$|5|million|or|Rp|300|."),
        ("en", "Rp2.3 trillion, €10bn, £3m", "Rp|2.3|trillion|,|€|10|bn|,|£|3|m"),
        ("en", "on 5/8/2024 (5/8/2024), 30%", "on|5/8/2024|(|5/8/2024|)|,|30|%"),
        ("en", "at 10.30 a.m. or 10:30", "at|10.30|a.m.|or|10:30"),
        ("en", "the U.S.-led force in Washington, D.C. left", "the|U.S.-led|force|in|Washington|,|D.C.|left"),
        ("en", "Lt. Col. Smith, Maj. Gen. Ali, Sgt. Lee", "Lt.|Col.|Smith|,|Maj.|Gen.|Ali|,|Sgt.|Lee"),
        ("en", "PARIS (AP)—The 10-year-old", "PARIS|(|AP|)|—|The|10|-|year|-|old"),
        ("en", "news@example.org or https://example.org/a-1?x=2.", "news@example.org|or|https://example.org/a-1?x=2|."),
        ("en", "Iran's army didn't.", "Iran|'s|army|did|n't|."),
    ],
)
def test_words(code, text, words):
    assert [token.text for token in PIPELINES[code].make_doc(text)] == words.split("|")


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        # datelines, titles, initials
        ("id", ["Kantor.com - Menteri tiba di Jakarta.", "Ia bertemu presiden."]),
        ("id", ["JAKARTA, KOMPAS – Menteri tiba di Solo (5/8/2024).", "Ia bertemu presiden."]),
        ("id", ["Budi, yang dulu gubernur, dan Jend. Pol. K. Ali hadir."]),
        ("id", ["Anggarannya Rp2,3 triliun.", "Rp. 500 juta sudah cair."]),
        ("id", ["Dia dulu berpangkat Brigjen.", "Kemudian dia naik pangkat."]),
        ("id", ["Ada satu hal.", "Polisi belum datang."]),
        ("en", ["LONDON - The minister met Gen. John Smith.", "They talked."]),
        ("en", ["Troops of the U.S. Army left.", "They went to the U.S.", "The president stayed."]),
        # quotations that span sentences, that end in the middle of one, that leave something out
        ("id", ["“Kami siap.” kata Budi.", "Ia lalu pergi."]),
        ("id", ['"Kami siap berangkat.', 'Besok kami pulang," kata Budi.']),
        ("id", ['Dia tidak cukup "memakai alat."', "Yang perlu adalah latihan."]),
        ("en", ["“We are ready.” he said.", "Then he left."]),
        ("en", ['"We are ready," he said.', '"We leave today.', 'We will be back."', "Then he left."]),
        ("en", ['"We can wait [...]', 'But we will not wait for long," he said.']),
        # brackets, headlines, lists, wrapped lines
        ("id", ["Polisi menangkap dia (foto: ist.).", "Dia ditahan."]),
        ("id", ["Judul tanpa titik\n", "Rusia menyerang Ukraina."]),
        ("id", ["PRESIDEN BERTEMU MENTERI PERTAHANAN\n", "Presiden tiba kemarin."]),
        ("id", ["Syaratnya:\n", "1. Membawa kartu.\n", "2. Membayar biaya.\n", "- Surat asli"]),
        ("id", ["Presiden Rusia bertemu dengan menteri\ndan para duta besar di Moskow.", "Ia lalu pergi."]),
        ("en", ["A headline without a stop\n\n", "Russia attacked Ukraine."]),
        ("en", ["• A first point\n", "• A second point\n", "They left."]),
        ("en", ["They left.  ", "Nobody knows why."]),
    ],
)
def test_sentences(code, sentences):
    text = "".join(s if s.endswith(("\n", "  ")) else s + " " for s in sentences).strip()
    assert [s.text.strip() for s in PIPELINES[code](text).sents] == [s.strip() for s in sentences]


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("id", "PRESIDEN PRABOWO BERTEMU MENTERI MALAYSIA", {"BERTEMU": "VERB", "MENTERI": "NOUN", "PRABOWO": "PROPN"}),
        ("id", "Polisi Tangkap Pelaku Pencurian di Bekasi", {"Tangkap": "VERB", "Bekasi": "PROPN"}),
        ("en", "PRESIDENT VISITS TROOPS IN OSLO", {"VISITS": "VERB", "TROOPS": "NOUN", "OSLO": "PROPN"}),
    ],
)
def test_headlines_are_read_like_sentences_and_stay_as_written(code, text, words):
    doc = PIPELINES[code](f"{text}\n\n")
    assert doc.text.strip() == text
    assert {token.text: token.pos_ for token in doc if token.text in words} == words


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
        ("en", "Parliament ratified the treaty.", "ratified", "ratify"),
        ("en", "The plane had overshot the runway.", "overshot", "overshoot"),
        ("en", "They were hoping for peace.", "hoping", "hope"),
        ("en", "Police stopped the convoy.", "stopped", "stop"),
        ("en", "He didn't leave.", "n't", "not"),
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
