"""The words of the page in each language that it speaks, from ``strings.yaml``."""

from __future__ import annotations

from importlib.resources import files

import yaml

from kg.errors import DataError, LanguageError

FILE = "strings.yaml"


def load_strings() -> dict[str, dict[str, str]]:
    """Return the texts of the page by language and key.

    Raises:
        DataError: an entry lacks a language that another has, or is not a text for each language.
    """
    entries = yaml.safe_load(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    languages = sorted({code for texts in entries.values() if isinstance(texts, dict) for code in texts})
    for key, texts in entries.items():
        _check(key, texts, languages)
    return {code: {key: texts[code] for key, texts in entries.items()} for code in languages}


def check_language(lang: str | None) -> None:
    """Raise LanguageError unless the page speaks `lang`; None leaves the choice to the browser."""
    languages = load_strings()
    if lang is not None and lang not in languages:
        raise LanguageError(f"the page does not speak {lang!r}; it speaks {', '.join(languages)}")


def _check(key: str, texts: object, languages: list[str]) -> None:
    if not isinstance(texts, dict):
        raise DataError(f"{FILE}: {key}: {texts!r} is not one text for each of {', '.join(languages)}")
    for code in languages:
        if not isinstance(texts.get(code), str):
            raise DataError(f"{FILE}: {key}: no text for {code!r}; each entry needs {', '.join(languages)}")
