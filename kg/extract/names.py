"""Finds the names of a document: known ones, recognised ones, those that a head word begins, and left-over proper nouns."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import simplemma

from kg.extract.nameheads import PERSON, HeadedNames
from kg.extract.nameposts import find_fields
from kg.extract.namewords import Name, Words
from kg.model import Kind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KIND_OF_LABEL = {
    "PERSON": Kind.PERSON, "PER": Kind.PERSON, "ORG": Kind.ORGANISATION, "GPE": Kind.PLACE, "LOC": Kind.PLACE, "FAC": Kind.PLACE,
    "NORP": Kind.PEOPLE, "MISC": Kind.UNKNOWN, "EVENT": Kind.EVENT_NAME,
}  # fmt: skip
_MARKS = frozenset("\"'“”‘’«»()[]{},;:.!?…-–—/|*#&")
_BRACKETS = frozenset("()[]")
_QUOTES = frozenset('"“”«')
_EXPLANATION = 7


class Gazetteer(Protocol):
    """What is known of names."""

    def spot(self, text: str) -> Iterable[tuple[int, int, tuple[Kind, ...]]]:
        """Find known names in a text: (start, end, what it can be, the likeliest first), offsets in code points."""

    def kinds(self, name: str) -> tuple[Kind, ...]:
        """Return what `name` can be, the likeliest first; nothing where it is not known."""

    def is_of_people(self, word: str) -> bool:
        """Return whether people are known in whose names `word` stands."""


class NameFinder:
    """Finds the names of one document."""

    def __init__(self, doc: Doc, words: Words, gazetteer: Gazetteer, times: Sequence[Span] = ()) -> None:
        """`times` are spans that hold no name."""
        self._doc = doc
        self._tokens = list(doc)
        self._words = words
        self._gazetteer = gazetteer
        self._known = list(self._find_known())
        in_known = {i for name in self._known for i in range(name.first, name.last)}
        self._other = {
            token.i for time in times for token in doc.char_span(time.start, time.end, alignment_mode="expand") or ()
        } | (find_fields(doc, words.names, self._is_ordinary) - in_known)
        self._explained = frozenset(_common_acronyms(doc))
        self._starts = {sentence.start for sentence in doc.sents}
        self._inside = {token.text for token in self._tokens if not self._starts_sentence(token.i)}
        self._small = {token.text for token in self._tokens if token.text.islower()}
        self._heads = HeadedNames(doc, words, self._other)

    def find(self) -> list[Name]:
        """Return the names in text order, none inside another; their kinds are those of the recogniser and the tables."""
        headed = [replace(name, known=self._kinds(name.first, name.last)) for name in self._heads.find(self._known)]
        covered = {i for name in (*self._known, *headed) for i in range(name.first, name.last)}
        found = [name for name in self._recognised() if not all(i in covered for i in range(name.first, name.last))]
        ranked = sorted(
            [*((name, 2) for name in headed), *((name, 1) for name in self._known), *((name, 0) for name in found)],
            key=lambda pair: (pair[0].first - pair[0].last, -pair[1], pair[0].first),
        )
        taken: dict[int, Name] = {}
        for name, _ in ranked:
            if not any(i in taken or i in self._other for i in range(name.first, name.last)):
                taken.update(dict.fromkeys(range(name.first, name.last), name))
        names = [*dict.fromkeys(taken.values()), *self._left_over(taken.keys())]
        covered = {i for name in names for i in range(name.first, name.last)}
        return sorted((self._with_hyphen(name, covered) for name in names), key=lambda name: name.first)

    def _with_hyphen(self, name: Name, taken: Container[int]) -> Name:
        """A name with what a hyphen joins to it and is no name itself: "Sea-Eye", "Park Won-soon", but not "US-led"."""
        last = name.last
        if last + 1 >= len(self._tokens) or self._tokens[last].text != "-" or last + 1 in taken:
            return name
        before, hyphen, after = self._tokens[last - 1], self._tokens[last], self._tokens[last + 1]
        if before.whitespace_ or hyphen.whitespace_ or not after.text.isalpha():
            return name
        is_given = name.last - name.first > 1 and self._tokens[name.first].lower_ in self._words.names.family_first
        goes_on = is_given if after.text.islower() else not (name.known or self._is_ordinary(after))
        return replace(name, last=last + 2) if goes_on else name

    def _find_known(self) -> Iterator[Name]:
        for start, end, kinds in self._gazetteer.spot(self._doc.text):
            span = self._doc.char_span(start, end)
            if span is not None and not self._is_part_of_person(span.start, span.end):
                yield Name(span.start, span.end, kinds[0], kinds)

    def _is_part_of_person(self, first: int, last: int) -> bool:
        """Whether what a table knows is only a part of a person's name: "Jackson" in "Jackson Setiawan"."""
        if self._tokens[first].ent_type_ not in PERSON:
            return False
        begins = self._tokens[first].ent_iob_ == "B"
        goes_on = last < len(self._tokens) and self._tokens[last].ent_iob_ == "I"
        before = self._tokens[first - 1].lower_ if first else ""
        return (goes_on or not begins) and last - first == 1 and not self._is_title(before)

    def _is_title(self, word: str) -> bool:
        return word in self._words.titles or word in self._words.names.holders

    def _recognised(self) -> Iterator[Name]:
        """The names of the recogniser without titles, marks and small words at their ends."""
        for ent in self._doc.ents:
            kind = kind_of_label(ent.label_)
            if ent.text.lower() in self._words.names.never:
                continue
            for first, last in self._pieces(ent.start, ent.end, kind is Kind.PERSON):
                is_proper = self._tokens[first].pos_ == "PROPN" and not self._words.names.loose
                is_person = kind is Kind.PERSON and is_proper
                if not self._is_common(first, last) and (is_person or not self._is_mere_start(first, last)):
                    yield Name(first, self._with_suffix(last) if kind is Kind.PERSON else last, kind)

    def _with_suffix(self, last: int) -> int:
        """The end of a person's name with what tells generations apart: "Davis III"."""
        is_suffix = last < len(self._tokens) and self._tokens[last].lower_ in self._words.names.suffixes
        return last + 1 if is_suffix else last

    def _pieces(self, first: int, last: int, is_person: bool = False) -> Iterator[tuple[int, int]]:
        """A stretch of tokens as one name or several: cut at titles and brackets, trimmed of marks."""
        start = position = first
        while position < last:
            length = 1 if self._tokens[position].text in _BRACKETS else self._words.title_at(self._doc, position, last)
            is_surname = is_person and start < position and position + length == last
            is_given = self._is_given(position, length) and (is_person or position == first)
            if length and not is_given and not is_surname:
                yield from self._trimmed(start, position)
                start = position = position + length
            else:
                position += 1
        yield from self._trimmed(start, last)

    def _is_given(self, position: int, length: int) -> bool:
        """Whether a title is rather a given name."""
        words = self._doc[position : position + length].text.lower()
        return words in self._words.names.given

    def _trimmed(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        while first < last and (first in self._other or not self._may_begin(self._tokens[first])):
            first += 1
        while first < last and not self._may_end(self._tokens[last - 1]):
            last -= 1
        if any(letter.isalpha() for token in self._tokens[first:last] for letter in token.text):
            yield first, last

    def _may_begin(self, token: Token) -> bool:
        return token.text not in _MARKS and (not token.text.islower() or token.lower_ in self._words.names.inside)

    def _may_end(self, token: Token) -> bool:
        return token.text not in _MARKS and not token.text.islower()

    def _left_over(self, taken: Container[int]) -> Iterator[Name]:
        """Runs of proper nouns of one sentence that are in no other name, without ordinary words at their start."""
        for sentence in self._doc.sents:
            start = sentence.start
            for i in range(sentence.start, sentence.end + 1):
                if i == sentence.end or i in taken or i in self._other or not _is_proper(self._tokens[i]):
                    for first, last in self._pieces(start, i) if start < i else ():
                        is_word = last == first + 1 and self._is_mere_word(self._tokens[first])
                        if not is_word and not self._is_common(first, last) and not self._is_mere_start(first, last):
                            yield Name(first, last, Kind.UNKNOWN, self._kinds(first, last))
                    start = i + 1
                elif self._tokens[i].lower_ in self._words.names.never or (
                    i == start and self._tokens[i].lower_ in self._words.ordinary
                ):
                    start = i + 1

    def _is_common(self, first: int, last: int) -> bool:
        """Whether it is the short form of a common noun, as words in small letters before its parentheses show."""
        text = self._doc[first:last].text
        return text.lower() in self._words.names.common or text in self._explained

    def _is_mere_start(self, first: int, last: int) -> bool:
        """Whether a single word has its capital only since a sentence starts with it, as far as the document shows."""
        token = self._tokens[first]
        is_capitalised = token.text.istitle() or _is_doubled(token.lower_)
        if last > first + 1 or not is_capitalised or not self._starts_sentence(first):
            return False
        if self._kinds(first, last) or (token.pos_ == "PROPN" and not self._is_word(token.lower_)):
            return False
        return token.text not in self._inside or token.lower_ in self._small

    def _is_mere_word(self, token: Token) -> bool:
        """Whether a word that neither recogniser nor tables know has a capital without being a name: "Pemohon"."""
        if not self._words.names.loose:
            return False
        return token.text.istitle() and self._is_ordinary(token) and not self._kinds(token.i, token.i + 1)

    def _is_ordinary(self, token: Token) -> bool:
        """Whether a capitalised word is one of the dictionary that no name is known to hold."""
        return self._is_word(token.lower_) and not self._gazetteer.is_of_people(token.lower_)

    def _is_word(self, text: str) -> bool:
        """Whether the dictionary has a word, and no name, of these letters."""
        if text in self._words.ordinary:
            return True
        if _is_doubled(text):
            return self._is_word(text.partition("-")[0])
        try:
            known = simplemma.is_known(text, lang=self._words.lang)
            return bool(known and simplemma.lemmatize(text.capitalize(), lang=self._words.lang).islower())
        except ValueError:  # a language without a dictionary
            return False

    def _starts_sentence(self, position: int) -> bool:
        """Whether nothing but marks stands before a word in its sentence or quotation."""
        if position and self._tokens[position - 1].text in _QUOTES:
            return True
        while position not in self._starts and self._tokens[position - 1].text in _MARKS:
            position -= 1
        return position in self._starts

    def _kinds(self, first: int, last: int) -> tuple[Kind, ...]:
        return self._gazetteer.kinds(self._doc[first:last].text)


def _is_doubled(text: str) -> bool:
    """Whether it is a plural by doubling: "bukti-bukti"."""
    half, mark, other = text.partition("-")
    return bool(mark) and half == other


def _common_acronyms(doc: Doc) -> Iterator[str]:
    """The short forms of common nouns that the document explains: "pemutusan hubungan kerja (PHK)"."""
    for token in doc[2:-1]:
        in_brackets = token.text.isupper() and token.nbor(-1).text == "(" and token.nbor(1).text == ")"
        if in_brackets and token.nbor(-2).text.islower():
            initials = {word.text[0] for word in doc[max(0, token.i - _EXPLANATION) : token.i - 1]}
            if token.text[0].lower() in initials:
                yield token.text


def kind_of_label(label: str) -> Kind:
    """The kind that a label of the recogniser stands for."""
    return _KIND_OF_LABEL.get(label, Kind.UNKNOWN)


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and "$" not in token.text
