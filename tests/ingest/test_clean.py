"""What cleaning takes out of an article, and what it leaves alone."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.ingest import clean
from kg.ingest.furniture import load_phrases

ID = "Menteri itu tiba di Ankara."
EN = "The minister arrived in Ankara."

REMOVED = [
    # language, scraped, clean
    ("id", f"Wartanusa.com - {ID}", ID),
    ("id", f"JAKARTA, KOMPAS.com – {ID}", ID),
    ("id", f"Jakarta (ANTARA) - {ID}", ID),
    ("id", f"TEMPO.CO, Jakarta - {ID}", ID),
    ("id", f"REPUBLIKA.CO.ID, JAKARTA -- {ID}", ID),
    ("id", f"Jakarta, CNN Indonesia -- {ID}", ID),
    ("id", f"Liputan6.com, Jakarta {ID}", ID),
    ("id", f"Jakarta - {ID}", ID),
    ("id", f"KBRN, Jakarta: {ID}", ID),
    ("en", f"WASHINGTON (Reuters) - {EN}", EN),
    ("en", f"WASHINGTON, Aug 5 (Reuters) - {EN}", EN),
    ("en", f"LONDON (AP) — {EN}", EN),
    ("en", f"MOSCOW, August 5. /TASS/. {EN}", EN),
    ("en", f"BEIJING, Aug. 5 (Xinhua) -- {EN}", EN),
    ("en", f"London, Feb 21 - {EN}", EN),
    ("en", f"PORT VILA, Aug 5 (Pacific Wire) - {EN}", EN),
    ("id", f"{ID}\nBaca Juga: Harga Cabai Naik Lagi\n{ID}", f"{ID}\n{ID}"),
    ("id", f"{ID} Baca juga: Harga Cabai Naik Lagi", ID),
    ("id", f"{ID} Baca juga: Harga cabai naik. {ID}", f"{ID} {ID}"),
    ("id", f"{ID} [Baca juga: Harga Cabai Naik] {ID}", f"{ID} {ID}"),
    ("id", f"{ID}\nSimak juga Video: Panen Raya di Blora\n", ID),
    ("id", f'{ID}\nTonton juga video "Panen Raya" di sini:', ID),
    ("id", f"{ID} Tonton juga video 'Panen Raya' di sini: {ID}", f"{ID} {ID}"),
    ("id", f"{ID}\nSaksikan LiveDetikpagi:\n\n", ID),
    ("id", f"{ID}\n[Gambas:Video 20detik]\n{ID}", f"{ID}\n\n{ID}"),
    ("id", f"{ID}\nADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT\n{ID}", f"{ID}\n\n{ID}"),
    ("id", f"{ID} (abc/xyz)", ID),
    ("id", f"{ID}\n(abc/xyz)", ID),
    ("id", f"{ID} (ant)", ID),
    ("id", f"(Foto: Dok. Kemenlu)\n{ID}", ID),
    ("id", f"{ID}\nEditor: Ratri Widyaningsih\nTag: diplomasi, Ankara", ID),
    ("id", f"{ID}\n#diplomasi #ankara", ID),
    ("id", f"{ID}\nHak cipta © 2024 Wartanusa", ID),
    ("id", "Lihat laman dihttps://ankara.example.org/a?b=1.", "Lihat laman di."),
    (
        "id",
        f"{ID}\nBerita Terkait\n-\nHarga Cabai Naik Lagi\n-\nSiapa Dalangnya?\nTerpopuler\n- 7 Resep Sayur Asem\n",
        ID,
    ),
    ("id", f"{ID}\nBerita Terkait\nHarga Cabai Naik Lagi\n{ID}", f"{ID}\n{ID}"),
    ("id", f"{ID} Berita Terkait - Harga Cabai Naik - Siapa Dalangnya? Terpopuler - Tujuh Resep", ID),
    ("en", f"{EN}\nRelated: How ferries float\n{EN}", f"{EN}\n{EN}"),
    ("en", f"{EN}\nRead more\n{EN}", f"{EN}\n{EN}"),
    ("en", f"{EN}\nMost popular\nHow ferries float\nTen quiet beaches", EN),
    ("en", f"{EN}\nSign up for our newsletter to hear more", EN),
    ("en", f"{EN}\nFollow us on Mastodon\nShare this", EN),
    ("en", f"Photo: Ann Lee/Reuters\n{EN}", EN),
    ("en", f"A ferry at dawn. Image: Ann Lee (flickr).\n{EN}", EN),
    ("en", f"By Ann Lee and Tom Vreeland\n{EN}", EN),
    ("en", f"August 5, 2024 2:40 PM ET\n{EN}", EN),
    ("en", f"{EN} (Reporting by Ann Lee; Editing by Tom Vreeland)", EN),
    ("en", f"{EN} Reporting by Ann Lee; Editing by Tom Vreeland", EN),
    ("en", f'{EN}\nSources\n"Ferry". Example Times, May 4, 2019.\nExternal links\nFerry Museum.', EN),
    ("en", f"© 2024 Example Times. All rights reserved.\n{EN}", EN),
]

KEPT = [
    ("id", "Rusia - Iran menandatangani perjanjian."),
    ("id", "Antara Rusia dan Iran ada perjanjian."),
    ("id", "Perjanjian Jakarta-Bandung ditandatangani."),
    ("id", "Polisi membaca juga surat itu sebelum menangkap pelaku."),
    ("id", "Pilihan presiden itu ditolak DPR."),
    ("id", "Berita terkait kunjungan itu dibantah Moskow."),
    ("id", "Foto udara memperlihatkan banjir."),
    ("id", "Ia hadir sebagai menteri (dan/atau wakilnya) pada rapat itu."),
    ("id", "Editor surat kabar itu ditangkap polisi."),
    ("id", "- Rusia: 12 kapal\n- Iran: 3 kapal"),
    ("en", "Related firms denied the claim."),
    ("en", "By Monday, police had arrested ten people."),
    ("en", "Sources in Moscow confirmed the visit."),
    ("en", "Reuters reported on Monday that the treaty was signed."),
    ("en", "Jakarta and Ankara signed a treaty – the first of its kind."),
    ("en", "The Moscow-Tehran treaty was signed (see below)."),
    ("en", "Police published a photo of the suspect."),
    ("id", "Presiden hadir. Baca juga surat itu, katanya."),
    ("en", "He asked them to share this with the court."),
]


@pytest.mark.parametrize(("lang", "scraped", "expected"), REMOVED)
def test_furniture_goes(lang: str, scraped: str, expected: str) -> None:
    assert clean(scraped, lang) == expected


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_sentences_stay(lang: str, text: str) -> None:
    assert clean(text, lang) == text


@pytest.mark.parametrize(
    ("scraped", "expected"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a \u00a0b\u200b \t\n\n\n\nc\x07", "a  b\n\nc"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("Am\u00c3\u00a9lie \u00e2\u0080\u0094 \u00e2\u0080\u009cya", "Am\u00e9lie \u2014 \u201cya"),
        ("\ufeff \n", ""),
    ],
)
def test_characters(scraped: str, expected: str) -> None:
    assert clean(scraped, "en") == expected


PIECES = [
    *["Wartanusa.com - ", "JAKARTA, Aug 5 (Reuters) - ", "Jakarta - ", "By Ann Lee", "Menteri tiba", "Image: A"],
    *["Baca Juga: ", "Berita Terkait", "Terkini", "Related", "Sources", "SCROLL TO CONTINUE WITH CONTENT"],
    *["(Foto: Dok. A)", "(abc/xyz)", "(ant)", "https://a.example/b", "- ", "\n", ". ", "? ", " "],
    *["\u00a0", "\r", "\u200b", "e\u0301", "\u00c3\u00a9", "\u00e2\u0080"],
]


@pytest.mark.parametrize("lang", ["id", "en"])
@given(text=st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map("".join))
def test_clean_text_stays_as_it_is(lang: str, text: str) -> None:
    once = clean(text, lang)
    assert clean(once, lang) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("lines: [", "not YAML"),
        ("titles: []", "unknown list 'titles'; allowed: cut, lines"),
        ("lines: Baca juga", "lines: must be a list"),
        ("lines: [12]", "12 is not a phrase"),
    ],
)
def test_faults_in_furniture_are_named(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "furniture.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=complaint.replace("[", r"\[")) as error:
        load_phrases(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
