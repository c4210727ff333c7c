"""Where sentences of news may start and where they must: what the full stops, quotes and line breaks of a text say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

_CODES = {True: 1, False: -1, None: 0}
_STOPS = frozenset({".", "?", "!"})
_TERMINATORS = _STOPS | {"…", ":"}
_OPENING = frozenset("\"'“‘«([")
_CLOSING = frozenset("\"'”’»)]")
_OPENERS = frozenset({"PRON", "DET", "ADV", "SCONJ", "CCONJ", "ADP", "PART"})
"""Word classes that begin sentences and never follow a title or an initial as part of a name."""
_LEFT_OUT = ["[", "..."]
"""What a quotation leaves out: the end of a sentence, or some words of it."""
_ENUMERATOR = re.compile(r"\d{1,2}|[IVX]{1,4}|[A-Za-z]")


@Language.component("kg_sentence_limits")  # type: ignore[untyped-decorator,unused-ignore]
def limit_sentences(doc: Doc) -> Doc:
    """Starts sentences where the text is plain about it; lets the parser start others only where one can start."""
    words = [token.text for token in doc]
    spaced = [bool(token.whitespace_) for token in doc]
    classes = [token.pos_ for token in doc]
    starts = find_starts(words, spaced, classes)
    codes = [_CODES[start] for start in starts]
    # all at once: setting Token.is_sent_start looks through the whole document each time
    doc.from_array([SENT_START], numpy.array(codes, dtype="int64").astype("uint64").reshape(-1, 1))
    return doc


def find_starts(words: Sequence[str], spaced: Sequence[bool], classes: Sequence[str]) -> Iterator[bool | None]:
    """For each word whether it starts a sentence, None where that is open.

    `spaced` tells whether a space follows a word, `classes` gives their UPOS. White space other than a single space is a word.
    """
    end = 0  # the last word that is neither white space nor closes a quotation or bracket
    closing = ""  # what closes after it
    line = 0  # where the line starts
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        closes = word in _CLOSING and i > 0 and not spaced[i - 1] and not before.isspace()
        numbered = end <= line + 1 and bool(_ENUMERATOR.fullmatch(words[line]))
        if i == 0:
            yield None
        elif "\n" in before:
            line = i
            yield not _goes_on(words[end], before, words[i : i + 2])
        elif closes or word.isspace() or word[0].islower() or words[i : i + 2] == _LEFT_OUT or numbered:
            yield False
        elif closing == "]" and words[end - 1 : end + 1] == _LEFT_OUT:
            plain = words[end - 2] in _STOPS or classes[i] != "PROPN"
            yield True if plain and word[0].isupper() else None
        else:
            yield _follows(words[end], closing, words[i : i + 4], classes[i : i + 4])
        if closes:
            closing = word
        elif not word.isspace():
            end, closing = i, ""


def _goes_on(last: str, gap: str, after: Sequence[str]) -> bool:
    """Whether a line goes on with that after the line break `gap`, as hard-wrapped text does."""
    if gap.count("\n") > 1 or not (last == "," or last[-1].isalnum()):
        return False
    is_item = len(after) > 1 and after[1] in {".", ")"} and bool(_ENUMERATOR.fullmatch(after[0]))
    return after[0][0].islower() and not is_item


def _follows(last: str, closing: str, words: Sequence[str], classes: Sequence[str]) -> bool | None:
    """Whether a sentence starts with `words`, of the classes `classes`, after the word `last` and what is `closing` it."""
    first = next((j for j, word in enumerate(words) if word not in _OPENING), 0)
    capital = words[first][0].isupper()
    if set(last) <= _TERMINATORS:
        plain = last == "." if closing else last in _STOPS
        return True if capital and plain else None
    if not last.endswith("."):
        return False
    goes_on_small = words[first + 1 : first + 2] != [] and not words[first + 1][0].isupper()
    if capital and classes[first] in _OPENERS and goes_on_small:
        return True
    return None if last.count(".") > 1 else False
