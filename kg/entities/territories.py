"""What countries are called in the languages that the tables do not have: the names of Unicode's CLDR, which Babel ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kg.entities.names import normalise

WORLD = (
    "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "tr", "ar", "fa", "he", "hi", "ur", "bn", "zh", "ja", "ko", "vi", "th",
    "ms", "fil", "sw", "el", "sv", "cs", "hu", "ro",
)  # fmt: skip
"""Languages whose names are tried where nobody says in which a question is asked, in this order."""
_CODE_LENGTH = 2


@cache
def country_names(language: str) -> Mapping[str, str]:
    """Normalised name -> ISO 3166-1 code, in `language` (ISO 639); empty where CLDR does not have it."""
    from babel import Locale, UnknownLocaleError  # takes time, and few questions need it

    try:
        territories = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {normalise(name): code for code, name in territories.items() if len(code) == _CODE_LENGTH}


def codes_of(name: str, language: str | None) -> Iterator[str]:
    """Yield the code of the country that is called `name` in `language`, or in a language of the world where that is None."""
    key = normalise(name)
    for code in dict.fromkeys(country_names(lang).get(key) for lang in ((language,) if language else WORLD)):
        if code:
            yield code
