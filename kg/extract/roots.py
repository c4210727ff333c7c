"""Roots and voice of Indonesian words."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Literal

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.errors import DataError

_CLITICS = ("nya", "lah", "kah", "pun")
_SHORTEST_STEM = 3
_NO_LEMMA = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "SPACE", "X"})


@Language.factory("kg_indonesian_words")
class IndonesianWords:
    """Sets ``token.lemma_`` and, on verbs whose prefix shows it, the feature Voice.

    The lemma of a verb is its root ("dipertemukan" -> "temu"), of a name its text, of other words the dictionary form
    ("serangan-serangannya" -> "serangan").
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self._roots = load_roots()
        self._known: dict[tuple[int, int, int], tuple[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """`doc` itself, annotated."""
        for token in doc:
            key = (token.orth, token.pos, token.morph.key)
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = self._annotate(token)
            else:
                token.lemma = known[0]
                if known[1] != key[2]:
                    token.set_morph(known[1])
        return doc

    def _annotate(self, token: Token) -> tuple[int, int]:
        """Annotate `token`; the keys of its lemma and features, which are the same wherever word and class are."""
        token.lemma_ = self.find_lemma(token)
        marked = prefix_voice(token)
        if marked:
            token.set_morph({**token.morph.to_dict(), "Voice": marked})
        return token.lemma, token.morph.key

    def find_lemma(self, token: Token) -> str:
        """The lemma of `token`, by its word class."""
        word: str = token.lower_
        if token.pos_ in _NO_LEMMA:
            return str(token.text)
        return self.find_root(word) if token.pos_ == "VERB" else strip_clitics(word)

    def find_root(self, word: str) -> str:
        """The root of a verb in lower case: by our own table, else by simplemma's, else without its clitics."""
        bare = strip_clitics(word)
        for form in (word, bare):
            if form in self._roots:
                return self._roots[form]
        root: str = simplemma.lemmatize(word, lang="id").lower()
        return root if root != word else str(simplemma.lemmatize(bare, lang="id").lower())


def strip_clitics(word: str) -> str:
    """A word in lower case without -nya, -lah, -kah, -pun and without its repetition: "kota-kotanya" -> "kota"."""
    if not _is_base(word):
        stems = (word.removesuffix(clitic) for clitic in _CLITICS if word.endswith(clitic))
        word = next((stem for stem in stems if len(stem) >= _SHORTEST_STEM), word)
    first, _, second = word.partition("-")
    return first if first == second else word


def _is_base(word: str) -> bool:
    """Whether the dictionary has `word` as its own lemma, so that its ending is no clitic: "masalah", "sekolah"."""
    return bool(simplemma.is_known(word, lang="id") and simplemma.lemmatize(word, lang="id") == word)


def prefix_voice(token: Token) -> Literal["Act", "Pass"] | None:
    """The voice that a verb's prefix shows: me- and ber- are active, di- passive; others depend on the sentence."""
    word = token.lower_
    if token.pos_ != "VERB" or word == token.lemma_:
        return None
    if word.startswith("di"):
        return "Pass"
    return "Act" if word.startswith(("me", "ber")) else None


def load_roots() -> dict[str, str]:
    """Word -> root, from the table of exceptions of the Indonesian language folder."""
    name = "kg/lang/id/roots.csv"
    text = (files("kg") / "lang" / "id" / "roots.csv").read_text(encoding="utf-8")
    roots: dict[str, str] = {}
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        if not row or row[0].startswith("#") or row == ["word", "root"]:
            continue
        if len(row) != 2 or not all(cell and cell == cell.strip().lower() for cell in row):
            found = ",".join(row)
            raise DataError(
                f"{name}, line {number}: '{found}' should be a word, a comma and its root, in small letters"
            )
        roots[row[0]] = row[1]
    return roots
