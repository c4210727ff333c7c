"""Headlines in capitals, or With Every Word Capitalised, are parsed in the case that running text would give their words.

A parser that learnt from sentences takes the verbs of "PRABOWO BERTEMU PUTIN" for names. The text, its offsets and
``token.text`` stay as they are: a copy in plain case is parsed, and its annotations are put on the words as given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import simplemma
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

_ANNOTATIONS = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
_GIVEN = "kg_given_case"
_FEWEST_WORDS = 4
_SHARE = 0.8
_ACRONYM = 4
"""An unknown word in capitals of at most so many letters stays in capitals."""
_ENDINGS = {"id": ("kan", "nya")}
"""Endings of words whose dictionary form is known: headlines leave the prefix of "meragukan" out."""
_SHORTEST = 3
_LONG = 4
"""Shorter words may be small in a headline whose words have capitals."""


@Language.factory("kg_plain_case")
class PlainCase:
    """Makes of a text with headlines in capitals a copy in plain case; comes first in a pipeline."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._lang = nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        """`doc`, or where it has such headlines a copy of it that remembers `doc`."""
        lines = list(_lines(doc))
        loud = [line for line in lines if _is_loud(line)]
        if not loud:
            return doc
        prose = {word.text for line in lines if line not in loud for word in _inner_words(line)}
        words = [token.text for token in doc]
        for line in loud:
            for before, token in pairwise([None, *line]):
                opens = before is None or before.text in {".", "?", "!"}
                words[token.i] = self._recase(token.text, prose, opens=opens)
        copy = Doc(doc.vocab, words, [bool(token.whitespace_) for token in doc])
        copy.user_data[_GIVEN] = doc
        return copy

    def _recase(self, word: str, prose: set[str], *, opens: bool) -> str:
        """`word` of a headline as running text would write it: by the `prose` of the article, else by a dictionary."""
        small, capital = word.lower(), word.capitalize()
        if len(small) != len(word) or not word[0].isupper() or (word.isupper() and word in prose):
            return word
        if small in prose or (capital not in prose and self._is_word(small)):
            return capital if opens else small
        is_name = capital in prose or self._is_listed(small)
        return capital if is_name or not word.isupper() or len(word) > _ACRONYM else word

    def _is_word(self, small: str) -> bool:
        """Whether the dictionary has a word and no name of these letters: "arrest", not "oslo" or "trump"."""
        forms = (small, *(small.removesuffix(ending) for ending in _ENDINGS.get(self._lang, ())))
        listed = (form for form in forms if (len(form) > _SHORTEST or form == small) and self._is_listed(form))
        return any(simplemma.lemmatize(form.capitalize(), lang=self._lang).islower() for form in listed)

    def _is_listed(self, small: str) -> bool:
        """Whether the dictionary has a word or name of these letters; a language without a dictionary has none."""
        try:
            return bool(simplemma.is_known(small, lang=self._lang))
        except ValueError:
            return False


@Language.component("kg_given_case")  # type: ignore[untyped-decorator,unused-ignore]
def restore_case(doc: Doc) -> Doc:
    """The text as it was given, with what was found in its copy in plain case; comes last in a pipeline."""
    given = doc.user_data.get(_GIVEN)
    return doc if given is None else given.from_array(_ANNOTATIONS, doc.to_array(_ANNOTATIONS))


def _lines(doc: Doc) -> Iterator[list[Token]]:
    """The lines of `doc`, each as its tokens without white space."""
    line: list[Token] = []
    for token in doc:
        if not token.is_space:
            line.append(token)
        elif "\n" in token.text:
            yield line
            line = []
    yield line


def _is_loud(line: Sequence[Token]) -> bool:
    """Whether a line is in capitals throughout, or nearly all its words have one and no full stop ends it."""
    words = [token.text for token in line if token.is_alpha and len(token.text) > 1]
    if len(words) < _FEWEST_WORDS:
        return False
    if sum(word.isupper() for word in words) >= _SHARE * len(words):
        return True
    long = [word for word in words if len(word) >= _LONG]
    capitals = sum(word[0].isupper() for word in long)
    return bool(line[-1].text != "." and capitals >= max(_SHARE * len(long), _FEWEST_WORDS - 1))


def _inner_words(line: Sequence[Token]) -> Iterator[Token]:
    """The words of a line of prose that no sentence can begin with."""
    for before, token in pairwise(line):
        if before.is_alpha or before.text == ",":
            yield token
