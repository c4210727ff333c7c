"""Which time goes with which event: one of its own stretch between commas, else one of its clause, else the sentence's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.attribution import Scope
from kg.extract.candidates import Candidate
from kg.extract.conventions import Convention
from kg.extract.frames import Frame
from kg.extract.syntax import children, relation, sentence_of
from kg.model import Kind, When

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_NEAR_VERB = 4
"""Steps in the parse within which a time or a noun belongs to a verb of saying."""
_OPENING, _BEFORE = 2, 3
"""Tokens at the head of a sentence, and before a verb, among which a word that looks back is looked for."""
_MODIFIERS = frozenset({"nmod", "nummod", "compound", "amod", "flat"})
_POSSESSIVE = frozenset({"'s", "’s"})
_BREAKS = frozenset({",", ";", "–", "—", "(", ")"})


class _Dated(NamedTuple):
    """A time, the word that the rest of it depends on, the number of its stretch between commas, and the verb it belongs to there."""

    when: When
    word: Token
    stretch: int
    owner: Token | None
    clause: Token | None
    """The verb of the subordinate clause that it stands in, unless that only says who says so: "born in 1941, he …"."""
    bound: Token | None
    """The noun whose name a year is part of, which tells nothing of other words: "the 2016 election"."""


def assign(
    times: Sequence[When],
    sentence: SpacySpan,
    candidates: Sequence[Candidate],
    speech: Container[str],
    convention: Convention,
    scopes: Sequence[Scope] = (),
    published: dt.date | None = None,
) -> list[When | None]:
    """Return for each candidate the time that the sentence gives it, or None. `speech` are forms of verbs of saying.

    What stands outside the words that a source says tells when it says so, not when that happened. What is told in the past
    does not lie after `published`.
    """
    if not times:
        return [None for _ in candidates]
    stretches = _stretches(sentence)
    dated = list(_dated(times, sentence, stretches, speech))
    heads = [(candidate.head, stretches[candidate.head.i - sentence.start]) for candidate in candidates]
    reactions = [candidate.head for candidate in candidates if candidate.row.type in convention.backward]
    return [
        _choose(
            [
                time
                for time in dated
                if _may_tell(time, candidate, scopes, reactions, convention.unannounced)
                and not _is_impersonal(time, candidate, speech, scopes)
                and not (_is_past(candidate) and _is_to_come(time.when, published))
            ],
            candidate,
            stretch,
            heads,
        )
        for candidate, (_, stretch) in zip(candidates, heads, strict=True)
    ]


def claimed(times: Sequence[When], sentence: SpacySpan, scopes: Sequence[Scope]) -> list[Scope]:
    """`scopes` with the time at which each source says so: one that the sentence gives beside its verb or phrase."""
    if not times:
        return list(scopes)
    dated = list(_dated(times, sentence, _stretches(sentence), ()))
    return [replace(scope, attribution=replace(scope.attribution, when=_said_when(scope, dated))) for scope in scopes]


def _said_when(scope: Scope, dated: Sequence[_Dated]) -> When | None:
    if scope.attribution.when is not None or scope.verb is None:
        return scope.attribution.when
    verb = scope.verb
    beside = [
        time
        for time in dated
        if time.word.i not in scope.tokens
        and (time.owner == verb or verb in _path(time.word)[:_NEAR_VERB] or _follows(time.word, verb))
    ]
    return min(beside, key=lambda time: abs(time.word.i - verb.i)).when if beside else None


def _follows(word: Token, verb: Token) -> bool:
    """Whether a time stands behind a verb with no other verb between: "kata Saurlin di lokasi, Selasa"."""
    return word.i > verb.i and not any(token.pos_ == "VERB" for token in word.doc[verb.i + 1 : word.i])


def _may_tell(
    time: _Dated,
    candidate: Candidate,
    scopes: Sequence[Scope],
    reactions: Sequence[Token],
    unannounced: Container[str],
) -> bool:
    """Whether a time can be that of an event, rather than of what a year names, or of who says or does something about it."""
    if time.bound is not None:
        return time.bound in candidate.words
    head = candidate.frame.clause
    reacted_to = head.pos_ == "NOUN" and any(verb in reactions for verb in head.ancestors)
    return (not reacted_to or head in _path(time.word)) and _is_within(time, candidate, scopes, unannounced)


def _is_within(time: _Dated, candidate: Candidate, scopes: Sequence[Scope], unannounced: Container[str]) -> bool:
    """Whether a time stands inside the words of every source that says that `candidate` happened.

    The month or year in which a medium reports is as good for what it reports.
    """
    head, word = candidate.head, time.word
    coarse = time.when.begin != time.when.end
    for scope in scopes:
        named = (
            head.pos_ == "NOUN"
            and candidate.row.type not in unannounced
            and scope.verb is not None
            and scope.verb in _path(head)[:_NEAR_VERB]
        )
        if named or (coarse and scope.attribution.source.kind is Kind.MEDIA):
            continue
        if scope.complement and head.i in scope.tokens and word.i not in scope.tokens:
            return False
    return True


def _is_impersonal(time: _Dated, candidate: Candidate, speech: Container[str], scopes: Sequence[Scope]) -> bool:
    """Whether a time tells when something was said, where nobody is named who says so: "it was reported on Saturday that …"."""
    verb = time.word.head
    if any(scope.verb == verb for scope in scopes):
        return False
    steps = _path(candidate.frame.clause)
    said = steps[: steps.index(verb)] if verb in steps else []
    return (verb.lower_ in speech or verb.lemma_.lower() in speech) and any(
        relation(step) in {"ccomp", "csubj", "advcl"} for step in said
    )


def _is_past(candidate: Candidate) -> bool:
    """Whether a verb tells of the past: "crossed", not "will cross" or "said that he would"."""
    clause = candidate.frame.clause
    past = clause.morph.get("VerbForm") == ["Fin"] and clause.morph.get("Tense") == ["Past"]
    return past and not children(clause, "aux")


def _is_to_come(when: When, published: dt.date | None) -> bool:
    return published is not None and (when.begin or "") > published.isoformat()


def _choose(
    dated: Sequence[_Dated], candidate: Candidate, stretch: int, heads: Sequence[tuple[Token, int]]
) -> When | None:
    own = [time for time in dated if time.word.head in {candidate.frame.clause, candidate.head}]
    if own:
        return min(own, key=lambda time: abs(time.word.i - candidate.head.i)).when
    beside = [time for time in dated if time.stretch == stretch and _distance(candidate, time.word) is not None]
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
    alone = [
        time
        for time in dated
        if time.owner is None
        and (time.clause is None or time.clause in path)
        and not any(other == time.stretch for _, other in heads)
    ]
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
            opening = (verb for verb in word.ancestors if _opens_clause(verb) and verb.lower_ not in speech)
            yield _Dated(time, word, stretch, owner if owned else None, next(opening, None), _named_after(time, word))


def _named_after(time: When, word: Token) -> Token | None:
    """The noun that a bare year belongs to."""
    marks = [mark for mark in children(word, "case") if mark.lower_ not in _POSSESSIVE]
    modifies = relation(word) in _MODIFIERS and word.head.pos_ in {"NOUN", "PROPN"} and not marks
    return word.head if modifies and len(time.value or "") == len("2024") else None


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


def is_narrated(frame: Frame, background: Container[str]) -> bool:
    """Whether the text tells an event as it goes on: in a main clause, and with no word that looks back.

    `background` are such words: "telah", "had", "previously".
    """
    clause = frame.clause
    if any(relation(token) in {"acl", "nmod", "amod", "compound"} for token in (clause, frame.trigger)):
        return False
    marks = (token for token in clause.children if relation(token) in {"aux", "advmod", "mark"})
    opening = sentence_of(clause)[:_OPENING]
    near = clause.doc[max(sentence_of(clause).start, clause.i - _BEFORE) : clause.i]
    return not any(token.lower_ in background for token in (*marks, *opening, *near))
