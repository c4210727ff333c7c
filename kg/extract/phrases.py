"""Which words belong to the phrase that a word heads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.memory import remembered
from kg.extract.syntax import children, prepositions, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = frozenset({"det", "nummod", "amod", "compound", "nmod", "flat", "clf"})
_MAX_WORDS = 12
_PART_OF_PHRASE = frozenset({"of", "'s", "’s", "'", "’"})


@remembered
def phrase_bounds(token: Token) -> tuple[int, int]:
    """First and last token (exclusive) of the phrase that `token` heads, without clauses and with at most twelve words.

    Of prepositional phrases only those with "of" belong to it: "leaders of Iran", but "protesters" in "protesters outside the court".
    """
    first, last = token.i, token.i + 1
    for child in sorted(token.children, key=lambda child: abs(child.i - token.i)):
        if relation(child) not in _MODIFIERS or set(prepositions(child)) - _PART_OF_PHRASE:
            continue
        left, right = phrase_bounds(child)
        left = min([left, *(mark.i for mark in children(child, "case"))])
        right = max([right, *(mark.i + 1 for mark in children(child, "case"))])
        if max(last, right) - min(first, left) > _MAX_WORDS:
            continue
        if right == first or (right + 1 == first and _is_hyphen(token.doc[right])):
            first = left
        elif left == last:
            last = right
    while first > 1 and _is_hyphen(token.doc[first - 1]) and not token.doc[first - 2].whitespace_:
        first -= 2
    return first, last


def is_right_behind(child: Token, token: Token) -> bool:
    """Whether `child` follows as the owner of what `token` names: "kebijakan pemerintah"."""
    return bool(child.head == token) and (child.i == token.i + 1 or (child.i > token.i and relation(child) == "nmod"))


def dependants(token: Token, labels: set[str], depth: int = 2) -> Iterator[Token]:
    """Dependants with one of `labels`, nearest first, and theirs."""
    for child in sorted(token.children, key=lambda child: abs(child.i - token.i)):
        if relation(child) in labels:
            yield child
            if depth > 1:
                yield from dependants(child, labels, depth - 1)


def _is_hyphen(token: Token) -> bool:
    """Whether `token` joins two parts of a word, and does not end a dateline: "Franco-German", not "LAGOS - Armed men"."""
    return token.text == "-" and not token.whitespace_
