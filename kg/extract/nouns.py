"""The nouns of a sentence in the order in which a pronoun takes them up: that of Hobbs's walk through the tree."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.quotes import Quotation
from kg.extract.syntax import relation
from kg.model import Noun

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE_NAMES = frozenset({"flat", "fixed", "goeswith"})
_NAMED = frozenset({"appos", "flat", "nmod"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_OBJECTS = frozenset({"obj", "iobj"})
_OF_ITS_VERB = frozenset({"obj", "iobj", "obl"})
_WITHOUT_SUBJECT = frozenset({"advcl", "xcomp", "conj"})
"""Relations of verbs that share the subject of the verb above them: "allowing" in "the judge released her, allowing her to leave"."""
_INSIDE_PHRASES = frozenset({"nmod", "det", "amod", "compound", "appos", "nummod"})
"""Relations by which a word belongs to the phrase above it, so that it cannot mean that phrase: "her" in "a friend of her"."""


def find_nouns(sentence: SpacySpan, pronouns: Container[str], quotations: Sequence[Quotation]) -> tuple[Noun, ...]:
    """The nouns of a sentence, in text order. `pronouns` are the words of the language that stand for somebody."""
    tokens = [token for token in sentence if token.pos_ in _NOUNS]
    places = {token.i: place for place, token in enumerate(tokens)}
    depths: dict[int, int] = {}
    return tuple(
        Noun(
            start=token.idx,
            lemma=token.lemma_.lower(),
            depth=_depth(first := _first_of_name(token), depths),
            is_subject=(label := relation(first)) in _SUBJECTS,
            is_core=token is first and label in _SUBJECTS | _OBJECTS and not _is_title(token),
            is_plural=token.morph.get("Number") == ["Plur"],
            is_joined=any(relation(child) == "conj" and child.i in places for child in token.children),
            is_quoted=any(quotation.holds(token.idx) for quotation in quotations),
            before=tuple(_before(token, places)) if token.lower_ in pronouns else (),
        )
        for token in tokens
    )


def _is_title(token: Token) -> bool:
    """Whether a noun belongs to a name behind it: "envoy Lena Moss", "gubernur Bank Indonesia Rini Astuti"."""
    before = token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
    return before or any(
        child.pos_ == "PROPN" and relation(child) in _NAMED and not any(relation(c) == "case" for c in child.children)
        for child in token.children
    )


def _first_of_name(token: Token) -> Token:
    """The word that heads the name in which `token` stands."""
    return _first_of_name(token.head) if relation(token) in _INSIDE_NAMES and token.head.i != token.i else token


def _depth(token: Token, depths: dict[int, int]) -> int:
    if token.i not in depths:
        depths[token.i] = 0 if token.head.i == token.i else 1 + _depth(token.head, depths)
    return depths[token.i]


def _before(pronoun: Token, places: dict[int, int]) -> Iterator[int]:
    """What stands before a pronoun under each word above it, the nearest word first; the subject that acts on it is left out."""
    node, seen = pronoun, set[int]()
    is_acted_on = relation(pronoun) in _OF_ITS_VERB
    while node.head.i != node.i:
        above = node.head
        subjects = [child for child in above.children if relation(child) in _SUBJECTS]
        left = [c for c in above.children if c.i < pronoun.i and c.i != node.i and not (is_acted_on and c in subjects)]
        is_acted_on = is_acted_on and not subjects and relation(above) in _WITHOUT_SUBJECT
        if above.i < pronoun.i and relation(node) not in _INSIDE_PHRASES:
            yield from _fresh(above, places, seen)
        for token in _breadth_first(sorted(left, key=_rank)):
            if token.i < pronoun.i:
                yield from _fresh(token, places, seen)
        node = above


def _breadth_first(tokens: Sequence[Token]) -> Iterator[Token]:
    level = list(tokens)
    while level:
        yield from level
        level = [child for token in level for child in sorted(token.children, key=_rank)]


def _rank(token: Token) -> tuple[bool, int]:
    return relation(token) not in _SUBJECTS, token.i


def _fresh(token: Token, places: dict[int, int], seen: set[int]) -> Iterator[int]:
    if token.i in places and token.i not in seen:
        seen.add(token.i)
        yield places[token.i]
