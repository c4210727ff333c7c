"""Whether what a trigger says happened, goes on, is planned, is possible or is denied, and how sure the sentence is of it.

Cues are data: ``kg/lang/<code>/factuality.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames import Frame
from kg.extract.syntax import is_progressive, relation
from kg.extract.tables import alternatives, check_fields, fault, read_table
from kg.model import Certainty, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCOPES = frozenset({"dependent", "governor", "clause", "sentence"})
_FIELDS = frozenset({"word", "status", "certainty", "scope"})
_STRENGTH = (Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.POSSIBLE, Status.DENIED)
_DOUBT = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show factuality. `scope` says where they stand: below the trigger, above it, at its clause, or in its sentence."""

    words: tuple[str, ...]
    scope: str
    status: Status | None
    certainty: Certainty | None


class Factuality:
    """The factuality cues of one language."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues: dict[str, list[Cue]] = {}
        for cue in cues:
            self._cues.setdefault(cue.words[0], []).append(cue)

    def judge(self, frame: Frame) -> tuple[Status, Certainty]:
        """Return the strongest status and the lowest certainty that a cue in scope gives."""
        cues = [*_tense(frame), *(cue for token, scope in _surroundings(frame) for cue in self._at(token, scope))]
        status = max((cue.status for cue in cues if cue.status), key=_STRENGTH.index, default=Status.HAPPENED)
        certainty = max((cue.certainty for cue in cues if cue.certainty), key=_DOUBT.index, default=Certainty.CERTAIN)
        return status, certainty

    def _at(self, token: Token, scope: str) -> Iterator[Cue]:
        for word in {token.lower_, token.lemma_.lower()}:
            for cue in self._cues.get(word, ()):
                following = token.doc[token.i + 1 : token.i + len(cue.words)]
                if cue.scope == scope and tuple(t.lower_ for t in following) == cue.words[1:]:
                    yield cue


def load_factuality(code: str) -> Factuality:
    """Read and check the cues of language `code`. Raises DataError."""
    file = f"{code}/factuality.yaml"
    cues: list[Cue] = []
    for raw in read_table(code, "factuality").get("cues") or ():
        row = check_fields(file, raw, _FIELDS, frozenset({"word", "scope"}))
        if row["scope"] not in _SCOPES:
            raise fault(file, row, f"unknown scope {row['scope']}", _SCOPES)
        try:
            status = Status(row["status"]) if "status" in row else None
            certainty = Certainty(row["certainty"]) if "certainty" in row else None
        except ValueError as error:
            raise fault(file, row, str(error), [*(s.value for s in Status), *(c.value for c in Certainty)]) from error
        cues.extend(Cue(tuple(word.split()), row["scope"], status, certainty) for word in alternatives(row["word"]))
    return Factuality(cues)


def _tense(frame: Frame) -> Iterator[Cue]:
    """A progressive verb form shows that something goes on."""
    if is_progressive(frame.clause):
        yield Cue((frame.clause.lower_,), "dependent", Status.ONGOING, None)


def _surroundings(frame: Frame) -> Iterator[tuple[Token, str]]:
    """Every token that may bear a cue for the trigger, with the scope in which it stands."""
    carriers = dict.fromkeys((frame.trigger, frame.clause))
    for carrier in carriers:
        for child in carrier.children:
            if relation(child) in {"advmod", "aux", "det", "cop", "amod", "neg", "discourse", "case"}:
                yield child, "dependent"
                yield from ((below, "dependent") for below in child.children if relation(below) == "fixed")
            if relation(child) in {"mark", "advmod"}:
                yield child, "clause"
    token = frame.clause
    if relation(token) in {"acl", "nmod", "compound"} and relation(token.head) == "obj" and not frame.light:
        yield token.head.head, "governor"
    while token.head != token and relation(token) in {"xcomp", "ccomp", "obj", "conj", "advcl", "nsubj", "csubj"}:
        label, token = relation(token), token.head
        if label == "conj":
            continue
        if label == "csubj" or (label == "advcl" and not frame.controlled):
            break
        yield token, "governor"
        if label in {"xcomp", "obj", "nsubj"}:
            yield from ((child, "dependent") for child in token.children if relation(child) in {"advmod", "aux", "neg"})
        if label == "ccomp":
            break
    yield from ((token, "sentence") for token in frame.trigger.sent)
