"""How probable it is that a candidate is an event with these participants: a small model that weighs what the rules propose.

A logistic regression over readable features with a weight each (``kg/lang/acceptance.csv``). Its probability is the confidence
of the claim; below a threshold the candidate is rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.candidates import Candidate
from kg.extract.syntax import children, relation, sentence_of
from kg.extract.weights import Weights, shares, total
from kg.model import Form, Mention, Role

THRESHOLD = 0.25
"""Candidates that are less probable are no events."""

BARE_THRESHOLD = 0.6
"""The same for those of which the rules find no participant."""

ALLEGED_THRESHOLD = 0.1
"""The same for what somebody is accused of: readers of gold seldom list it, but who says what of whom is asked for."""

_QUOTES = frozenset('"“”„')
_LEAD = 2
"""Sentences that open an article."""


def least_probability(candidate: Candidate) -> float:
    """How probable `candidate` has to be at least."""
    if candidate.is_bare:
        return BARE_THRESHOLD
    return ALLEGED_THRESHOLD if candidate.is_alleged else THRESHOLD


class Acceptance:
    """Judges candidates by the weights of their features."""

    def __init__(self, weights: Weights, code: str) -> None:
        """`code` is the language, whose own rows of the lexicon may have weights."""
        self._weights = weights
        self._code = code

    def probability(self, candidate: Candidate, ruled: Candidate, others: Sequence[Candidate]) -> float:
        """The probability of `candidate`, which the rules proposed as `ruled`, beside the `others` of its sentence."""
        score = total(self._weights, self.features(candidate, ruled, others))
        return round(shares([0.0, score])[1], 2)

    def features(self, candidate: Candidate, ruled: Candidate, others: Sequence[Candidate]) -> list[str]:
        """What speaks for or against `candidate`."""
        return [
            *self._of_row(candidate),
            *_of_roles(candidate, ruled),
            *_of_clause(candidate),
            *_of_others(candidate, others),
        ]

    def _of_row(self, candidate: Candidate) -> Iterator[str]:
        row = candidate.row
        shape = "noun" if row.is_noun else "verb"
        yield "event"
        yield row.type
        yield shape
        yield f"{row.type}, {shape}"
        yield f"{shape}, {min(len(row.conditions), 2)} conditions"
        yield f"{shape}, {min(len(candidate.words), 2)} words"
        yield f"{self._code}: {shape} {' '.join(row.words)}"
        if candidate.frame.light:
            yield "light verb"
        if candidate.frame.passive:
            yield "passive"
        if candidate.is_bare:
            yield "bare"


def _of_roles(candidate: Candidate, ruled: Candidate) -> Iterator[str]:
    shape = "noun" if candidate.row.is_noun else "verb"
    found = []
    for role in Role:
        mentions = candidate.parties(role)
        kind = _kind(mentions[0]) if mentions else "nobody"
        by_rule = "by rule" if mentions == ruled.parties(role) else "by weight"
        found.append(f"{role.value} {'nobody' if kind == 'nobody' else by_rule}")
        yield f"{role.value} {kind}"
        yield f"{candidate.row.type}, {role.value} {kind}"
    yield f"{shape}, {', '.join(found)}"
    yield f"participants {int(candidate.confidence * 10) / 10}"


def _of_clause(candidate: Candidate) -> Iterator[str]:
    trigger, clause = candidate.head, candidate.frame.clause
    shape = "noun" if candidate.row.is_noun else "verb"
    label = relation(clause)
    yield f"{shape}, {label}"
    yield f"{shape}, tagged {trigger.pos_}"
    yield f"{candidate.row.type}, {label}"
    marked = [child for child in clause.children if relation(child) == "mark"]
    if marked:
        yield f"{label}, with a conjunction"
    if children(clause, "aux"):
        yield f"{shape}, with an auxiliary"
    sentence = sentence_of(trigger)
    before = sum(token.text in _QUOTES for token in sentence[: trigger.i - sentence.start])
    if before % 2:
        yield "in quotation marks"
    number = next((n for n, other in enumerate(trigger.doc.sents) if n >= _LEAD or other == sentence), _LEAD)
    yield f"sentence {number + 1}" if number < _LEAD else "later sentence"


def _of_others(candidate: Candidate, others: Sequence[Candidate]) -> Iterator[str]:
    row = candidate.row
    beside = [other for other in others if other is not candidate]
    yield f"{min(len(beside), 4)} others"
    if any(other.row.type == row.type for other in beside):
        yield "another of its type"
    above = {token.i: relation(candidate.frame.clause) for token in candidate.frame.clause.ancestors}
    for other in beside:
        if other.head.i in above:
            yield f"below {other.row.type}"
            yield f"below another, {above[other.head.i]}"


def _kind(mention: Mention) -> str:
    if mention.form is Form.PRONOUN:
        return "pronoun"
    return "place" if mention.kind.is_place else "organisation" if mention.kind.is_organisation else mention.kind.value
