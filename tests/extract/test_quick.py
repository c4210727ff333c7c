"""The quick components find what those of spaCy find, and the vectors of a text depend on nothing but the text."""

import pytest
import spacy

from kg.extract.nlp import load_pipeline
from kg.extract.quick import speed_up
from kg.languages import language_folder

ANNOTATIONS = ["POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
TEXTS = {
    "id": [
        "",
        "Banjir.",
        "JAKARTA - Menteri Luar Negeri Retno Marsudi bertemu Antony Blinken di Washington, Senin (5/8/2024).\n\n"
        'Mereka membahas perang di Gaza. "Kami sepakat," kata Retno, "gencatan senjata harus segera dimulai."',
        "Polisi Polda Metro Jaya menangkap dua orang yang diduga mencuri 12 sepeda motor di Jalan M.H. Thamrin\n"
        "Kedua pelaku, AS (25) dan BR (31), mengaku sudah beraksi sejak Januari.",
        "Polisi datang ke lokasi.\n… Warga mengungsi ke balai desa. Hujan turun.\n: Sungai meluap! Tidak ada korban",
    ],
    "en": [
        "",
        "Floods.",
        "The United States and the European Union imposed sanctions on Iran on Monday, officials said.\n\n"
        'President Ebrahim Raisi called the move "illegal". Who will pay? Nobody, it seems',
        "Police in New South Wales arrested a 25-year-old man, John Smith Jr., after he allegedly threatened to bomb the "
        "Sydney Opera House; the court, which sits in Parramatta, refused bail.\nA second man (41) was freed.",
    ],
}


@pytest.fixture(scope="module", params=["id", "en"])
def pipelines(request):
    path = language_folder(request.param) / "pipeline"
    return request.param, load_pipeline(request.param), spacy.load(path)


def test_they_find_what_spacy_finds(pipelines):
    code, quick, slow = pipelines
    for text in TEXTS[code]:
        found, expected = quick(text), slow(text)
        assert found.to_array(ANNOTATIONS).tolist() == expected.to_array(ANNOTATIONS).tolist(), text


def test_what_was_read_before_does_not_matter(pipelines):
    code, quick, _ = pipelines
    fresh = load_pipeline(code)
    for text in reversed(TEXTS[code]):
        assert fresh(text).tensor.tobytes() == quick(text).tensor.tobytes()


def test_components_of_another_make_stay():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    model = {"@architectures": "spacy.TransitionBasedParser.v2", "use_upper": False}
    ner = nlp.add_pipe("ner", config={"model": model})
    ner.add_label("PERSON")
    nlp.initialize()
    speed_up(nlp)
    assert nlp.get_pipe("ner") is ner
