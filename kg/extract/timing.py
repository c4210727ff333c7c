"""Which time goes with which event: the one closest above or below it in the parse, else the only one of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.predicates import Candidate
from kg.extract.syntax import relation
from kg.model import When

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_FAR = 99


def anchor(time: When, sentence: SpacySpan) -> Token | None:
    """The word of a time expression that the rest of it depends on; None if the expression is outside `sentence`."""
    if time.span is None:
        return None
    inside = [token for token in sentence if time.span.start <= token.idx < time.span.end]
    return next((token for token in inside if token.head not in inside or token.head == token), None)


def assign(times: Sequence[When], anchors: Sequence[Token | None], candidates: Sequence[Candidate]) -> list[When | None]:
    """Return for each candidate the time that its clause gives, or None."""
    dated = [(time, word) for time, word in zip(times, anchors, strict=True) if word is not None]
    found = []
    for candidate in candidates:
        ranked = sorted((_distance(candidate, word), abs(word.i - candidate.head.i), i) for i, (_, word) in enumerate(dated))
        found.append(dated[ranked[0][2]][0] if ranked and ranked[0][0] < _FAR else None)
    return found


def _distance(candidate: Candidate, word: Token) -> int:
    """Steps in the parse between a time and its event; far where the time belongs to another clause."""
    governors = _path(word)
    for i, governor in enumerate(_path(candidate.frame.clause)):
        if governor in governors:
            j = governors.index(governor)
            crossed = [step for step in governors[:j] if _opens_clause(step)]
            return _FAR if crossed else i + j
    return _FAR


def _path(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _opens_clause(token: Token) -> bool:
    return relation(token) in {"ccomp", "acl", "advcl", "conj", "parataxis"} and token.pos_ in {"VERB", "AUX"}
