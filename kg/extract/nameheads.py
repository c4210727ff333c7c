"""Finds the names that a head word begins or ends: "Universitas Sriwijaya", "Harju County"."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract.namewords import Name, Words
from kg.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSON = frozenset({"PERSON", "PER"})
"""Labels of the recogniser for people."""
_LONGEST_HEAD = 4
_BETWEEN = frozenset({"DET", "ADP", "VERB", "AUX", "PRON", "SCONJ", "CCONJ", "ADV"})
"""Word classes over which a name does not reach back from its last word."""


class HeadedNames:
    """Finds them in one document."""

    def __init__(self, doc: Doc, words: Words, dated: Container[int]) -> None:
        """`dated` are the positions of tokens that belong to a time, not to a name."""
        self._doc = doc
        self._tokens = list(doc)
        self._words = words
        self._dated = dated
        self._people = {ent.start for ent in doc.ents if ent.label_ in PERSON and len(ent) > 1}

    def find(self, known: Iterable[Name]) -> Iterator[Name]:
        """Yield the names, which may overlap; none begins inside one of the `known`."""
        inside = {i for name in known for i in range(name.first + 1, name.last)} | self._inside_titles()
        for sentence in self._doc.sents:
            position = sentence.start
            while position < sentence.end:
                name = self._beginning(position, sentence.end) if position not in inside else None
                if name is None:
                    position += 1
                    continue
                yield name
                position = name.last
            yield from self._endings(sentence.start, sentence.end)

    def _inside_titles(self) -> set[int]:
        """Positions behind the first word of a title: "Reskrim" in "Kasat Reskrim"."""
        lengths = ((token.i, self._words.title_at(self._doc, token.i, len(self._tokens))) for token in self._tokens)
        return {i for start, length in lengths for i in range(start + 1, start + length)}

    def _beginning(self, position: int, end: int) -> Name | None:
        token = self._tokens[position]
        if not token.text[0].isupper() or position in self._dated:
            return None
        following = self._following(position, end)
        found = self._words.names.beginning(following)
        if found is None:
            return None
        length, kind = found
        head = " ".join(following[:length])
        if head in self._words.names.local:
            last = self._extend_over_places(position + length, end)
        else:
            last = self._extend(position + length, end, kind, head in self._words.names.long)
        return Name(position, last, kind, head=kind) if last > position + length else None

    def _extend(self, start: int, end: int, kind: Kind, is_long: bool) -> int:
        """The end of the name that goes on at `start`: over capitalised words, and over "dan" in a long one."""
        position = start
        while position < end:
            token = self._tokens[position]
            joins = is_long and token.lower_ in self._words.names.joins and self._goes_on(position + 1, end)
            is_other = position > start and self._is_new_name(position, end, kind)
            if not joins and (is_other or not self._is_name_word(token)):
                break
            position += 1
        return position

    def _extend_over_places(self, start: int, end: int) -> int:
        """The same for the name of a local body: as far as no person is named, over its short form: "PN (...) Kendari"."""
        position = self._behind_brackets(start, end)
        while position < end and self._is_name_word(self._tokens[position]):
            if position in self._people or self._words.title_at(self._doc, position, end):
                break
            position += 1
        return position

    def _behind_brackets(self, start: int, end: int) -> int:
        """Where a name goes on behind one word in parentheses; `start` where none stands there."""
        around = [token.text for token in self._tokens[start : min(end, start + 3)]]
        is_one = len(around) == 3 and (around[0], around[2]) == ("(", ")")
        goes_on = is_one and start + 3 < end and self._is_name_word(self._tokens[start + 3])
        return start + 3 if goes_on else start

    def _is_new_name(self, position: int, end: int, kind: Kind) -> bool:
        """Whether somebody else is named from `position` on, or a place within a place."""
        if position in self._people or self._words.title_at(self._doc, position, end):
            return True
        found = self._words.names.beginning(self._following(position, end))
        return found is not None and kind.is_place and found[1].is_place

    def _goes_on(self, position: int, end: int) -> bool:
        """Whether a name with "dan" or "of the" goes on at `position`."""
        while position < end and self._tokens[position].lower_ in self._words.names.joins:
            position += 1
        if position == end or not self._is_name_word(self._tokens[position]):
            return False
        is_acronym = self._tokens[position].text.isupper()
        return not is_acronym and self._words.names.beginning(self._following(position, end)) is None

    def _following(self, position: int, end: int) -> list[str]:
        return [token.lower_ for token in self._tokens[position : min(end, position + _LONGEST_HEAD)]]

    def _is_name_word(self, token: Token) -> bool:
        text = token.text
        return (
            (text[0].isupper() or (text[0].isdigit() and len(text) <= 3))
            and token.i not in self._dated
            and token.lower_ not in self._words.names.never
        )

    def _endings(self, start: int, end: int) -> Iterator[Name]:
        for position in range(start + 1, end):
            if not self._tokens[position].text[0].isupper():
                continue
            before = [t.lower_ for t in self._tokens[max(start, position + 1 - _LONGEST_HEAD) : position + 1]]
            found = self._words.names.ending(before)
            if found is None:
                continue
            length, kind = found
            first = head = position + 1 - length
            while first > start and self._is_before(self._tokens[first - 1], start):
                first -= 1
            last = self._end_of(position, end, " ".join(before[-length:]), kind)
            if first < head and last is not None:
                if kind is Kind.MEDIA and first > start and self._tokens[first - 1].text == "The":
                    first -= 1
                yield Name(first, last, kind, head=kind)

    def _end_of(self, position: int, end: int, head: str, kind: Kind) -> int | None:
        """The end of a name whose head word stands at `position`; None where it is only a part of a longer name."""
        after = position + 1
        joins = self._words.names.joins - {"and"}
        if (
            after < end
            and head in self._words.names.long
            and self._tokens[after].lower_ in joins
            and self._goes_on(after, end)
        ):
            return self._extend(after, end, kind, True)
        return None if after < end and self._is_name_word(self._tokens[after]) else after

    def _is_before(self, token: Token, start: int) -> bool:
        """Whether a name reaches back over `token`, which may start the sentence if it is a noun or a name."""
        if token.i == start and token.pos_ not in {"PROPN", "ADJ", "NOUN"}:
            return False
        return self._is_name_word(token) and token.text[0].isupper() and token.pos_ not in _BETWEEN
