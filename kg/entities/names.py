"""How names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’‘ʼʻ`]\w+)*")
_SILENT = str.maketrans("", "", "'’‘ʼʻ`.")
_INNER = frozenset("'`.")
"""Marks that belong to a word or not, after what stands around them."""
_ASCII_MARKS = str.maketrans({mark: " " for mark in map(chr, range(128)) if not mark.isalnum() and mark != "_"})
_POSSESSIVE = ("'s", "’s")
_LETTERS = str.maketrans("øłđıßæœð", "oldisaod")
_ACRONYM_LENGTH = 3
_AT_HAND = 20_000
"""How many names are kept as they are compared: an article asks for each of its names many times."""


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of `text` as it is compared, with its start and end: "israel" for "Israel's", "us" for "U.S."."""
    for match in _WORD.finditer(text):
        word, end = match.group(), match.end()
        if word.endswith(_POSSESSIVE):
            word, end = word[:-2], end - 2
        yield _plain(word), match.start(), end


@lru_cache(_AT_HAND)
def normalise(text: str) -> str:
    """Return `text` without case, accents, punctuation: "Ma'ruf Amin" and "MARUF AMIN" become "maruf amin"."""
    if text.isascii() and not _INNER.intersection(text):
        return " ".join(text.lower().translate(_ASCII_MARKS).split())
    return " ".join([word for word, _, _ in words(text)])


def is_acronym(name: str) -> bool:
    """Whether `name` would be another word in other letters, so that these must agree: "US", "AS", "LeT"."""
    letters = name.translate(_SILENT)
    return len(letters) <= _ACRONYM_LENGTH and letters.isalnum() and (letters.isupper() or not letters[1:].islower())


def agrees(form: str, text: str) -> bool:
    """Whether `text`, which has the words of the name `form`, is written as a name: "AS", "Turkey", not "turkey"."""
    if is_acronym(form):
        return text.translate(_SILENT) == form.translate(_SILENT)
    if " " in form:
        return form.islower() or not text.islower()
    return text[:1].isupper() or not form[:1].isupper()


def _plain(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    word = word.lower().translate(_SILENT)
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join([letter for letter in decomposed if not unicodedata.combining(letter)])
