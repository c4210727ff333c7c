"""Lists of people that the parser seldom gets whole: "Bupati Ani; Ketua DPRD, Budi; serta Kapolres, Citra"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.namewords import Name
from kg.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_LEAST = 3
"""People that make a list; two who are coordinated the parser finds."""

_IN_LISTS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "CCONJ"})
_MARKS = frozenset(",;()")


class People(NamedTuple):
    """The names of a list, and its first and last (exclusive) token, with the offices before the names."""

    first: int
    last: int
    names: tuple[Name, ...]


def find_lists(sentence: SpacySpan, names: Mapping[int, Name]) -> Iterator[People]:
    """The lists of at least three people, with their offices between them and a conjunction before the last or whoever follows."""
    for is_list, tokens in groupby(sentence, lambda token: _may_stand_in_list(token, names)):
        if is_list:
            run = list(tokens)
            people = list(dict.fromkeys(name for token in run if (name := _person(token, names))))
            if len(people) >= _LEAST and _is_joined(run, people):
                yield People(run[0].i, run[-1].i + 1, tuple(people))


def _may_stand_in_list(token: Token, names: Mapping[int, Name]) -> bool:
    return token.i in names or token.is_title or token.pos_ in _IN_LISTS or token.text in _MARKS


def _person(token: Token, names: Mapping[int, Name]) -> Name | None:
    name = names.get(token.i)
    return name if name and name.kind is Kind.PERSON else None


def _is_joined(run: Sequence[Token], people: Sequence[Name]) -> bool:
    """Whether a conjunction stands before the last person or after them, and a mark between the others."""
    between = [[t for t in run if a.last <= t.i < b.first] for a, b in pairwise(people)]
    marked = all(any(t.text in _MARKS or t.pos_ == "CCONJ" for t in tokens) for tokens in between)
    return marked and any(t.pos_ == "CCONJ" for t in run if t.i >= people[-2].last)
