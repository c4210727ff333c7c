"""Lemmas of English words: a table of forms, else the spelling rules of the language checked against a list of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Token

_KEPT = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "SPACE", "X"})
_BASE_FEATURES = {"VERB": "VerbForm=Inf", "NOUN": "Number=Sing", "ADJ": "Degree=Pos", "ADV": "Degree=Pos"}
_PREFIXES = ("over", "under", "out", "re", "un", "mis", "fore", "for", "with", "up", "counter", "inter", "air")
_VOWELS = frozenset("aeiou")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")
_MISSING_E = (
    "c",
    "v",
    "z",
    "u",
    "dg",
    "rg",
    "nc",
    "bl",
    "cl",
    "dl",
    "fl",
    "gl",
    "kl",
    "pl",
    "tl",
    "zl",
    "at",
    "iz",
    "is",
)
_NO_ENDING = ("ss", "us", "is")
_FILE = "words.msgpack"


@dataclass
class Words:
    """What the lemmatizer knows, by word class in capitals."""

    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Form -> lemma, for irregular and frequent forms."""
    lemmas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words that are their own lemma."""

    def find(self, word: str, pos: str) -> str:
        """The lemma of `word`, in small letters, as a word of the class `pos`."""
        known = self.forms.get(pos, {}).get(word)
        if known is not None:
            return known
        lemmas = self.lemmas.get(pos, frozenset())
        candidates = list(_candidates(word, pos))
        found = next((c for c in candidates if c in lemmas), None)
        if found is not None or word in lemmas:
            return found or word
        first, hyphen, last = word.rpartition("-")
        if hyphen and last:
            return f"{first}-{self.find(last, pos)}"
        plausible = candidates and pos in {"VERB", "NOUN"} and not word.endswith(_NO_ENDING)
        return self._after_prefix(word, pos) or (candidates[0] if plausible else word)

    def _after_prefix(self, word: str, pos: str) -> str | None:
        """The lemma of the verb "overshot" by that of "shot"; None where what follows the prefix is no known verb."""
        lemmas = self.lemmas.get(pos, frozenset())
        for prefix in _PREFIXES if pos == "VERB" else ():
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) > 2:
                lemma = self.forms.get(pos, {}).get(rest) or next(
                    (c for c in _candidates(rest, pos) if c in lemmas), None
                )
                if lemma:
                    return prefix + lemma
        return None


def _candidates(word: str, pos: str) -> Iterator[str]:
    """What the regular lemma of an inflected form may be, the most plausible first."""
    if pos in {"VERB", "AUX"}:
        for ending in ("ed", "ing"):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                yield from _stems(word.removesuffix(ending), ending)
    if pos in {"VERB", "NOUN"} and word.endswith("s") and not word.endswith("ss"):
        yield from _without_s(word[:-1])
    if pos == "NOUN" and word.endswith("men"):
        yield word[:-2] + "an"
    if pos in {"ADJ", "ADV"}:
        for ending in ("er", "est"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                yield from _stems(word.removesuffix(ending), ending)


def _stems(stem: str, ending: str) -> Iterator[str]:
    """Words that give `stem` before -ed, -ing, -er or -est: "rati" fi-ed, "hop" hope or hopp-ing hop."""
    if ending != "ing" and stem.endswith("i"):
        yield stem[:-1] + "y"
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    if doubled and stem[-1] not in "lszf":
        yield from (stem[:-1], stem)
        return
    if _misses_e(stem):
        yield from (stem + "e", stem)
    else:
        yield from (stem, stem + "e")
    if doubled:
        yield stem[:-1]


def _misses_e(stem: str) -> bool:
    """Whether the spelling of `stem` asks for a silent e: it would double its consonant, or no word ends so."""
    if stem.endswith(_MISSING_E):
        return True
    vowels = [letter in _VOWELS for letter in stem]
    return len(stem) > 2 and vowels[-3:] == [False, True, False] and sum(vowels) == 1 and stem[-1] not in "wxy"


def _without_s(stem: str) -> Iterator[str]:
    if stem.endswith("ie"):
        yield stem[:-2] + "y"
    if stem.endswith("ve"):
        yield from (stem, stem[:-2] + "f", stem[:-2] + "fe")
    elif stem.endswith("e") and stem[:-1].endswith(_SIBILANTS):
        yield from (stem[:-1], stem) if not stem.endswith(("se", "ze")) else (stem, stem[:-1])
    else:
        yield stem


@Language.factory("kg_english_words")
class EnglishWords:
    """Sets ``token.lemma_``: of a name its text, of other words the dictionary form in small letters."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.words = Words()
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """`doc` itself, with lemmas."""
        for token in doc:
            key = (token.orth, token.pos, token.morph.key)
            if key not in self._known:
                self._known[key] = doc.vocab.strings.add(self.find_lemma(token))
            token.lemma = self._known[key]
        return doc

    def find_lemma(self, token: Token) -> str:
        """The lemma of `token`, by its word class and features."""
        if token.pos_ in _KEPT:
            return str(token.text)
        word = str(token.lower_).replace("’", "'")
        features = str(token.morph).split("|")
        if _BASE_FEATURES.get(token.pos_) in features:
            return word
        return "not" if word == "n't" else self.words.find(word, token.pos_)

    def to_disk(self, path: Path, **_: object) -> None:
        """Write the tables into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        lemmas = {pos: sorted(words) for pos, words in self.words.lemmas.items()}
        srsly.write_msgpack(Path(path) / _FILE, {"forms": dict(self.words.forms), "lemmas": lemmas})

    def from_disk(self, path: Path, **_: object) -> EnglishWords:
        """Read the tables from the folder `path`."""
        tables = srsly.read_msgpack(Path(path) / _FILE)
        self.words = Words(tables["forms"], {pos: frozenset(words) for pos, words in tables["lemmas"].items()})
        return self
