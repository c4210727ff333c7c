"""Offices and roles that a text gives to people: "Sekretaris Dewan Keamanan Rusia, Sergei Shoigu", "terdakwa Budi"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.entities import KnowledgeBase, words
from kg.link.language import Language
from kg.model import Entity, Kind, Mention, Span

_REACH = 120
_WORDS = 5
_BESIDE = 3
"""Characters between an office and the name beside it: a space, or the 's of "Kenya's president"."""
_SEPARATOR = re.compile(r"[.!?;:]\s|\n")
_CLOSING = frozenset({",", ".", ";"})
_FILLING = " ,\"'“”"
_AFTER = re.compile(r",\s+(?:the\s+)?([^,.;:!?()\n]{3,100}?)(?=[,.;])")
_PEOPLE = frozenset({Kind.PERSON, Kind.UNKNOWN})

Token = tuple[str, int, int]
"""A normalised word, and where it starts and ends."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office or role that the text gives to a person."""

    key: str
    country: str | None = None
    body: Entity | None = None
    """The known organisation at which it is held."""
    where: Mention | None = None
    """What the text names beside the office: a body, place or country."""
    scope: str = ""
    """What the office is for, normalised, where that is no name: "pekerjaan umum"."""
    is_former: bool = False
    span: Span | None = None
    """The words of the office with what it is for and where; None for a mere role or form of address."""
    words: Span | None = None
    """The same, and the word of a mere role: "tersangka"."""


class _Spot(NamedTuple):
    start: int
    end: int
    entity: Entity


def office_key(phrase: str, knowledge: KnowledgeBase, language: Language) -> str | None:
    """Return the office or role that the normalised `phrase` is a word for."""
    return knowledge.office(phrase) or (phrase if phrase in language.roles or phrase in language.titles else None)


def find_offices(
    text: str, mentions: Sequence[Mention], knowledge: KnowledgeBase, language: Language, lang: str
) -> Iterator[tuple[int, Office]]:
    """Yield the start of each name of a person with the office that stands before it, behind it, or within it."""
    finder = _Finder(text, mentions, knowledge, language, lang)
    for mention in mentions:
        if mention.kind in _PEOPLE:
            office = finder.of(mention)
            if office:
                yield mention.span.start, office


class _Finder:
    def __init__(
        self, text: str, mentions: Sequence[Mention], knowledge: KnowledgeBase, language: Language, lang: str
    ) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self._starts = [mention.span.start for mention in self._mentions]
        self._people = [m for m in self._mentions if m.kind is Kind.PERSON]
        self._people_starts = [mention.span.start for mention in self._people]
        self._knowledge = knowledge
        self._language = language
        self._lang = lang

    def of(self, mention: Mention) -> Office | None:
        """The office of the person whom `mention` names."""
        return self._before(mention.span) or self._behind(mention.span.end) or self._within(mention.span)

    def _before(self, name: Span) -> Office | None:
        end = name.start
        start = max(0, end - _REACH)
        line = self._text[start:end]
        line = line[max((match.end() for match in _SEPARATOR.finditer(line)), default=0) :]
        start = end - len(line)
        bare = line.rstrip(_FILLING)
        tokens = [(word, start + begin, start + stop) for word, begin, stop in words(bare)]
        if not tokens or tokens[-1][2] < start + len(bare):
            return None
        full = self._leading(tokens) if self._language.head_first else None
        is_apposed = "," in line[len(bare) :] and self._text[name.end : name.end + 1] in _CLOSING
        return (
            full or self._last(tokens) or (self._before_comma(tokens, start + bare.rfind(",")) if is_apposed else None)
        )

    def _before_comma(self, tokens: Sequence[Token], comma: int) -> Office | None:
        """The office, with where it is held, that a name follows between commas: "the mayor of Nairobi, Johnson Sakaja,"."""
        part = [token for token in tokens if token[1] > comma]
        found = (self._held_at(part[position:]) for position in range(len(part)))
        return next((office for office in found if office), None)

    def _held_at(self, tokens: Sequence[Token]) -> Office | None:
        """The office that opens some words and goes on with where it is held: "spokesman for the army"."""
        for length in range(min(_WORDS, len(tokens) - 2), 0, -1):
            key = self._knowledge.office(_phrase(tokens[:length]))
            if key and tokens[length][0] in self._language.held_at and len(tokens) - length <= _WORDS:
                is_named = any(self._is_in_person(start) for _, start, _ in tokens[length:])
                return None if is_named else self._post(key, tokens, length)
        return None

    def _leading(self, tokens: Sequence[Token]) -> Office | None:
        """The office that opens the longest run of words before the name: "Sekretaris Dewan Keamanan Rusia"."""
        first = self._run(tokens)
        for position in range(first, len(tokens)):
            for length in range(min(_WORDS, len(tokens) - position), 0, -1):
                key = self._knowledge.office(_phrase(tokens[position : position + length]))
                if key:
                    return self._post(key, tokens[position:], length)
        return None

    def _run(self, tokens: Sequence[Token]) -> int:
        """Where the words begin that can all belong to an office: no name of a person, nothing in small letters but joints."""
        first = position = len(tokens)
        while position and not self._is_in_person(tokens[position - 1][1]):
            position -= 1
            word, start, _ = tokens[position]
            if not self._text[start].islower():
                first = position
            elif length := self._ending(tokens[: position + 1]):
                first = position = position + 1 - length
            elif word not in self._language.joints:
                break
        return first

    def _ending(self, tokens: Sequence[Token]) -> int:
        """How many words the longest office has that ends some words; 0 where none does."""
        lengths = range(min(_WORDS, len(tokens)), 0, -1)
        return next((length for length in lengths if self._knowledge.office(_phrase(tokens[-length:]))), 0)

    def _post(self, key: str, tokens: Sequence[Token], length: int) -> Office:
        """The office whose first `length` of `tokens` are its words; the rest says what it is for, or where."""
        last = len(tokens)
        while last > length and tokens[last - 1][0] in self._language.titles:
            last -= 1
        start, end = tokens[0][1], tokens[last - 1][2]
        where = self._where(tokens[length - 1][2], end) if last > length else None
        scope = "" if where else _phrase(tokens[length:last])
        spots = self._spots(tokens[length - 1][2], end) if last > length else []
        return self._office(key, where, scope, spots, Span(start, end, self._text[start:end]))

    def _is_in_person(self, position: int) -> bool:
        number = bisect_left(self._people_starts, position + 1) - 1
        return number >= 0 and position < self._people[number].span.end

    def _where(self, start: int, end: int) -> Mention | None:
        """The first name between two places of the text, the longest there: "Dewan Keamanan Rusia"."""
        number = bisect_left(self._starts, start)
        inside = (m for m in self._mentions[number : number + _WORDS] if m.span.end <= end)
        return next((m for m in inside if m.kind is not Kind.PERSON), None)

    def _office(self, key: str, where: Mention | None, scope: str, spots: Sequence[_Spot], span: Span) -> Office:
        whole = [s.entity for s in spots if where is None or (s.start, s.end) == (where.span.start, where.span.end)]
        body = next((entity for entity in whole if entity.kind.is_organisation), None)
        codes = {s.entity.country for s in spots} - {None}
        country = next(iter(codes)) if len(codes) == 1 else None
        return Office(key, country, body, where, scope, self._is_former(span.start), span, span)

    def _is_former(self, start: int) -> bool:
        before = [word for word, _, _ in words(self._text[max(0, start - _WORDS * 2) : start])]
        return bool(before) and before[-1] in self._language.former

    def _spots(self, start: int, end: int) -> list[_Spot]:
        text = self._text[start:end]
        if not any(letter.isupper() for letter in text):
            return []
        return [
            _Spot(start + s.start, start + s.end, s.candidates[0].entity)
            for s in self._knowledge.spot(text, self._lang)
        ]

    def _last(self, tokens: Sequence[Token]) -> Office | None:
        """The office that ends a line, its country or body on either side: "Russian Foreign Minister", "Presiden Rusia"."""
        spots = self._spots(tokens[0][1], tokens[-1][2])
        found = [token for token in tokens if not any(s.start <= token[1] < s.end for s in spots)]
        for length in range(min(_WORDS, len(found)), 0, -1):
            begin, end = found[-length][1], found[-1][2]
            phrase = _phrase(found[-length:])
            key = office_key(phrase, self._knowledge, self._language)
            if key and not any(begin < s.start < end for s in spots):
                begin = self._institution_before(tokens, begin)
                near = [s for s in spots if self._adjoins(end, s.start) or self._adjoins(s.end, begin)]
                entity = near[-1].entity if near else None
                return self._beside(key, phrase, Span(begin, end, self._text[begin:end]), entity)
        return None

    def _adjoins(self, end: int, start: int) -> bool:
        return 0 <= start - end <= _BESIDE and "," not in self._text[end:start]

    def _institution_before(self, tokens: Sequence[Token], office: int) -> int:
        """Where the words begin that say of what institution an office is, else the office: "foreign ministry spokesman"."""
        before = [token for token in tokens if token[2] <= office] if not self._language.head_first else []
        for length in range(min(_WORDS, len(before)), 0, -1):
            if self._knowledge.institution(_phrase(before[-length:])):
                return before[-length][1]
        return office

    def _beside(self, key: str, phrase: str, span: Span, entity: Entity | None) -> Office:
        body = entity if entity and entity.kind.is_organisation else None
        near = bisect_left(self._starts, span.start - _REACH)
        around = self._mentions[near : bisect_left(self._starts, span.end + _REACH)]
        where = next((m for m in around if m.kind is not Kind.PERSON and self._is_beside(m.span, span)), None)
        is_post = self._knowledge.office(phrase) is not None
        if where and is_post:
            start, end = min(span.start, where.span.start), max(span.end, where.span.end)
            span = Span(start, end, self._text[start:end])
        is_former = is_post and self._is_former(span.start)
        country = entity.country if entity else None
        words = span if is_post or key in self._language.roles else None
        return Office(key, country, body, where, is_former=is_former, span=span if is_post else None, words=words)

    def _is_beside(self, name: Span, office: Span) -> bool:
        """Whether only a space, or a joint such as "of", parts a name from an office."""
        first, second = sorted((name, office))
        between = self._text[first.end : second.start]
        return first.end <= second.start and (
            between == " " or (len(between) <= _WORDS and between.strip() in self._language.joints)
        )

    def _behind(self, end: int) -> Office | None:
        """The office in an apposition behind the name: ", the finance minister of Kenya,"."""
        match = _AFTER.match(self._text, end)
        if match is None:
            return None
        tokens = [(word, match.start(1) + a, match.start(1) + b) for word, a, b in words(match[1])]
        if not self._language.head_first:
            bare = tokens[1:] if tokens and tokens[0][0] in self._language.small else tokens
            return self._around(tokens) or self._held_at(bare)
        return self._opening(tokens) if self._run(tokens) == 0 else None

    def _opening(self, tokens: Sequence[Token]) -> Office | None:
        for length in range(min(_WORDS, len(tokens)), 0, -1):
            key = self._knowledge.office(_phrase(tokens[:length]))
            if key:
                return self._post(key, tokens, length)
        return None

    def _around(self, tokens: Sequence[Token]) -> Office | None:
        """The office that fills an apposition but for a name before it, or a joint and a name behind it."""
        spots = self._spots(tokens[0][1], tokens[-1][2]) if tokens else []
        rest = [t for t in tokens if not any(s.start <= t[1] < s.end for s in spots)]
        plain = [token for token in rest if token[0] not in self._language.joints]
        phrase = _phrase(plain)
        key = self._knowledge.office(phrase) if plain and len(spots) <= 1 else None
        if key is None:
            return None
        return self._beside(key, phrase, Span(plain[0][1], plain[-1][2], ""), spots[0].entity if spots else None)

    def _within(self, name: Span) -> Office | None:
        """The office with which a name begins: "Presiden Masoud Pezeshkian"."""
        found = [word for word, _, _ in words(name.text)]
        for length in range(min(_WORDS, len(found) - 1), 0, -1):
            key = office_key(" ".join(found[:length]), self._knowledge, self._language)
            if key:
                return Office(key)
        return None


def _phrase(tokens: Sequence[Token]) -> str:
    return " ".join(word for word, _, _ in tokens)
