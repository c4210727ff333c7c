"""Finds the words that say what an office is for, which are no names: "Menteri Pekerjaan Umum", "Public Works Minister"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.namewords import NameWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 3
_REACH = 8


def find_fields(doc: Doc, names: NameWords, is_ordinary: Callable[[Token], bool]) -> frozenset[int]:
    """Return the positions of the capitalised words that say what an office is for.

    They follow a word of `names.posts`, or stand before one of `names.posts_last`; `is_ordinary` tells them from names.
    """
    found: set[int] = set()
    for sentence in doc.sents:
        tokens = list(sentence)
        for position in range(len(tokens)):
            if _holds(names.posts, tokens, position):
                found |= _field(tokens[position + 1 : position + 1 + _REACH], names, is_ordinary)
            if tokens[position].lower_ in names.posts_last:
                found |= _field(tokens[max(0, position - _REACH) : position][::-1], names, is_ordinary)
    return frozenset(found)


def _holds(posts: frozenset[str], tokens: Sequence[Token], position: int) -> bool:
    """Whether one of `posts` ends at `position`."""
    return tokens[position].lower_ in _last_words(posts) and any(
        " ".join(token.lower_ for token in tokens[position + 1 - length : position + 1]) in posts
        for length in range(1, min(_LONGEST, position + 1) + 1)
    )


@cache
def _last_words(posts: frozenset[str]) -> frozenset[str]:
    return frozenset(post.rpartition(" ")[2] for post in posts)


def _field(following: Sequence[Token], names: NameWords, is_ordinary: Callable[[Token], bool]) -> set[int]:
    return {token.i for token in _run(following, names, is_ordinary) if token.lower_ not in names.joins}


def _run(following: Sequence[Token], names: NameWords, is_ordinary: Callable[[Token], bool]) -> Iterator[Token]:
    """The words up to the first that is no ordinary one or begins the name of a body: "Sekretaris [Dewan ...]"."""
    for token in following:
        is_word = token.text[:1].isupper() and is_ordinary(token)
        head = names.begins.get(token.lower_)
        if (not is_word and token.lower_ not in names.joins) or (head and head.is_organisation):
            return
        yield token
