"""Which language a text is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.ingest import identify
from kg.ingest.language import load_lookalikes
from kg.languages import languages


def test_supported_languages_are_the_folders() -> None:
    assert languages() == ("en", "id")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The president appointed a new minister.", "en"),
        ("Police arrested two suspects in Ankara.", "en"),
        ("Putin visits Beijing.", "en"),
        ("Israel bombed Gaza.", "en"),
        ("Presiden melantik menteri baru.", "id"),
        ("Rusia membantah tuduhan itu.", "id"),
        ("Israel menyerang Gaza.", "id"),
        ("Polisi menangkap dua tersangka karena suap.", "id"),
        ("POLISI MENANGKAP DUA TERSANGKA", "id"),
        ("Polis menahan dua suspek kerana rasuah.", "ms"),
        ("Hamas menafikan tuduhan bahawa pihaknya melanggar gencatan senjata.", "ms"),
        ("Syarikat itu mengumumkan keuntungan bersih bagi suku tahun pertama.", "ms"),
        ("Presiden wis ketemu karo menteri ing Solo.", "jv"),
        ("Die Regierung lehnt den Antrag ab.", "de"),
        ("首相は東京で会談した。", "ja"),
        ("12 345", "und"),
        ("", "und"),
    ],
)
def test_language_of_a_sentence(text: str, language: str) -> None:
    assert identify(text) == language


def test_script_of_no_supported_language_is_not_taken_for_one() -> None:
    assert identify("Президент посетил Тегеран.") not in languages()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("ms: {ours: [", "not YAML"),
        ("[ms]", "must hold language codes"),
        ("ms: {ours: [bahwa]}", "ms: needs the two lists ours and theirs"),
        ("ms: {ours: [bahwa], theirs: [Amerika Syarikat]}", "ms: theirs: 'Amerika Syarikat' is not a single word"),
    ],
)
def test_faults_in_lookalikes_are_named(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "lookalikes.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=complaint) as error:
        load_lookalikes(path)
    assert str(path) in str(error.value)
