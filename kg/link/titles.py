"""Offices and roles that a text gives to people: "Presiden Rusia Vladimir Putin", "terdakwa Budi"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.entities import KnowledgeBase, words
from kg.link.language import Language
from kg.model import Entity, Kind, Mention

_REACH = 70
_WORDS = 5
_SEPARATOR = re.compile(r"[.!?;:]\s|\n")


class Office(NamedTuple):
    """An office or role that the text gives to a person, and its country and organisation where the text names them."""

    key: str
    country: str | None = None
    body: Entity | None = None


def office_key(phrase: str, knowledge: KnowledgeBase, language: Language) -> str | None:
    """Return the office or role that the normalised `phrase` is a word for."""
    return knowledge.office(phrase) or (phrase if phrase in language.roles or phrase in language.titles else None)


def find_offices(
    text: str, mentions: Sequence[Mention], knowledge: KnowledgeBase, language: Language, lang: str
) -> Iterator[tuple[int, Office]]:
    """Yield the start of each name of a person with the office that stands before it, or within it."""
    for mention in mentions:
        if mention.kind in {Kind.PERSON, Kind.UNKNOWN}:
            start = mention.span.start
            before = _SEPARATOR.split(text[max(0, start - _REACH) : start])[-1]
            office = _office_at_end(before, knowledge, language, lang)
            office = office or _office_at_start(mention.span.text, knowledge, language)
            if office:
                yield start, office


def _office_at_end(line: str, knowledge: KnowledgeBase, language: Language, lang: str) -> Office | None:
    """The office that ends a line, its country on either side: "Presiden Rusia", "Russian Foreign Minister"."""
    tokens = list(words(line))
    if not tokens or line[tokens[-1][2] :].strip(" ,\"'“”"):
        return None
    spots = list(knowledge.spot(line, lang)) if any(letter.isupper() for letter in line) else []
    found = [token for token in tokens if not any(s.start <= token[1] < s.end for s in spots)]
    for length in range(min(_WORDS, len(found)), 0, -1):
        begin, end = found[-length][1], found[-1][2]
        key = office_key(" ".join(word for word, _, _ in found[-length:]), knowledge, language)
        if key and not any(begin < s.start < end for s in spots):
            near = [s for s in spots if 0 <= s.start - end <= 2 or 0 <= begin - s.end <= 2]
            entity = near[-1].candidates[0].entity if near else None
            return (
                Office(key, entity.country, entity if entity.kind.is_organisation else None) if entity else Office(key)
            )
    return None


def _office_at_start(name: str, knowledge: KnowledgeBase, language: Language) -> Office | None:
    """The office with which a name begins: "Presiden Masoud Pezeshkian"."""
    found = [word for word, _, _ in words(name)]
    for length in range(min(_WORDS, len(found) - 1), 0, -1):
        key = office_key(" ".join(found[:length]), knowledge, language)
        if key:
            return Office(key)
    return None
