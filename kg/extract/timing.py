"""Which time goes with which event: one of its own stretch between commas, else one of its clause, else the sentence's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.candidates import Candidate
from kg.extract.syntax import relation
from kg.model import When

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_BREAKS = frozenset({",", ";", "–", "—", "(", ")"})


class _Dated(NamedTuple):
    """A time, the word that the rest of it depends on, the number of its stretch between commas, and the verb it belongs to there."""

    when: When
    word: Token
    stretch: int
    owner: Token | None


def assign(
    times: Sequence[When], sentence: SpacySpan, candidates: Sequence[Candidate], speech: Container[str]
) -> list[When | None]:
    """Return for each candidate the time that the sentence gives it, or None. `speech` are forms of verbs of saying."""
    stretches = _stretches(sentence)
    dated = list(_dated(times, sentence, stretches, speech))
    heads = [(candidate.head, stretches[candidate.head.i - sentence.start]) for candidate in candidates]
    return [
        _choose(dated, candidate, stretch, heads) for candidate, (_, stretch) in zip(candidates, heads, strict=True)
    ]


def _choose(
    dated: Sequence[_Dated], candidate: Candidate, stretch: int, heads: Sequence[tuple[Token, int]]
) -> When | None:
    beside = [time for time in dated if time.stretch == stretch and _distance(candidate, time.word) is not None]
    beside = beside or [time for time in dated if time.stretch == stretch]
    if beside:
        return min(beside, key=lambda time: _rank(candidate, time)).when
    path = _path(candidate.frame.clause)
    shared = [
        time
        for time in dated
        if _distance(candidate, time.word) is not None
        and all(head in path for head, other in heads if other == time.stretch)
        and (time.owner is None or time.owner in path)
    ]
    if shared:
        return min(shared, key=lambda time: _rank(candidate, time)).when
    alone = [time for time in dated if time.owner is None and not any(other == time.stretch for _, other in heads)]
    return alone[0].when if len(alone) == 1 and not _is_relative(candidate) else None


def _dated(
    times: Sequence[When], sentence: SpacySpan, stretches: Sequence[int], speech: Container[str]
) -> Iterator[_Dated]:
    for time in times:
        span = time.span
        inside = [token for token in sentence if span and span.start <= token.idx < span.end]
        word = next((token for token in inside if token.head not in inside or token.head == token), None)
        if word is not None:
            stretch = stretches[word.i - sentence.start]
            owner = next((verb for verb in word.ancestors if verb.pos_ == "VERB"), None)
            owned = owner is not None and owner.lower_ not in speech and stretches[owner.i - sentence.start] == stretch
            yield _Dated(time, word, stretch, owner if owned else None)


def _stretches(sentence: SpacySpan) -> list[int]:
    """For each token of a sentence, the number of breaks before it."""
    numbers, count = [], 0
    for token in sentence:
        count += token.text in _BREAKS
        numbers.append(count)
    return numbers


def _rank(candidate: Candidate, time: _Dated) -> tuple[int, int]:
    distance = _distance(candidate, time.word)
    return 99 if distance is None else distance, abs(time.word.i - candidate.head.i)


def _distance(candidate: Candidate, word: Token) -> int | None:
    """Steps in the parse between a time and its event; None where the time belongs to a clause below another word."""
    governors = _path(word)
    for i, governor in enumerate(_path(candidate.frame.clause)):
        if governor in governors:
            j = governors.index(governor)
            return None if any(_opens_clause(step) for step in governors[:j]) else i + j
    return None


def _path(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _opens_clause(token: Token) -> bool:
    return relation(token) in {"ccomp", "acl", "advcl", "conj", "parataxis"} and token.pos_ in {"VERB", "AUX"}


def _is_relative(candidate: Candidate) -> bool:
    return any(relation(token) == "acl" for token in _path(candidate.frame.clause))
