"""Where the words stand that tell whether an event happened: beside it, with a participant, above it, at its clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames import Frame
from kg.extract.syntax import children, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset({"advmod", "aux", "det", "cop", "amod", "neg", "discourse", "case"})
_DETERMINERS = ("det", "advmod", "amod")
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj", "conj", "advcl", "nsubj"})
_INHERITING = frozenset({"xcomp", "obj", "advcl"})
"""Complements that take the auxiliaries of the word above them: "will try to attack"."""
_SUBORDINATE = frozenset({"xcomp", "advcl"})
_NOMINAL = frozenset({"acl", "nmod", "compound"})
_SMALL = frozenset({"AUX", "ADV", "PART"})
_BEFORE_VERB = 4
"""Tokens before a verb among which its auxiliaries are looked for."""

Place = tuple["Token", str]
"""A word and the scope in which it stands to an event."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around events of one language, by closed lists of ``factuality.yaml`` and ``language.yaml``."""

    boundaries: frozenset[str]
    """Conjunctions that open a clause of its own: what stands above it says nothing of it."""
    occurrence: frozenset[str]
    """Verbs that say that their subject takes place: "did not happen", "akan berlangsung"."""
    complement_marks: frozenset[str]
    """Prepositions before a verb that is a complement: "plans on leaving"."""
    relative_pronouns: frozenset[str]

    def of(self, frame: Frame, is_cue: Callable[[Token], bool]) -> Iterator[Place]:
        """Every word that may bear a cue for the trigger of `frame`; `is_cue` tells which words begin one."""
        for carrier in dict.fromkeys((frame.trigger, frame.clause)):
            yield from self._below(carrier)
            yield from _before(carrier, is_cue)
        if frame.clause != frame.trigger:
            yield from _above(frame.clause)
        yield from self._governors(frame)

    def _below(self, carrier: Token) -> Iterator[Place]:
        for child in carrier.children:
            label = relation(child)
            if label in _BESIDE:
                yield child, "dependent"
                yield from ((below, "dependent") for below in child.children if relation(below) == "fixed")
            if label in {"mark", "advmod"}:
                yield child, "clause"
                if relation(carrier) != "ccomp" or carrier.i < carrier.head.i:
                    yield child, "condition"
            if label in {"nsubj", "obj"}:
                yield from ((word, "participant") for word in (child, *children(child, *_DETERMINERS)))
            if label == "advcl":
                yield from ((mark, "consequence") for mark in children(child, "mark"))

    def _governors(self, frame: Frame) -> Iterator[Place]:
        """The words in whose complement the event stands, and what stands beside these."""
        token = frame.clause
        if not frame.light:
            while relation(token) in _NOMINAL and self._modifies(token):
                if relation(token) == "acl":
                    yield from ((word, "participant") for word in children(token.head, *_DETERMINERS))
                token = token.head
                yield from _above(token)
                yield from ((mark, "condition") for mark in children(token, "mark"))
        while token.head != token and relation(token) in _COMPLEMENTS:
            below, label, token = token, relation(token), token.head
            if label == "conj":
                continue
            controlled = frame.controlled and below == frame.clause
            if not controlled and (
                (label == "advcl" and not self._has_complement_mark(below)) or self._is_cut_off(below)
            ):
                return
            yield from _above(token, clause=label == "ccomp")
            if controlled and label == "advcl":
                return
            if label in _INHERITING or (label == "nsubj" and self._tells_occurrence(token)):
                yield from ((child, "dependent") for child in children(token, "advmod", "aux", "neg"))
                yield from ((child, "clause") for child in children(token, "mark"))
                yield from ((child, "condition") for child in children(token, "mark"))
            if label == "ccomp":
                return

    def _modifies(self, token: Token) -> bool:
        """Whether a noun or clause tells of what the noun above it is: no relative clause about something else."""
        return not any(child.lower_ in self.relative_pronouns for child in token.children)

    def _has_complement_mark(self, clause: Token) -> bool:
        return any(mark.lower_ in self.complement_marks for mark in children(clause, "mark", "case"))

    def _is_cut_off(self, clause: Token) -> bool:
        """Whether a clause stands by itself: behind "after" or "setelah", or before what governs it ("Selain melapor, …")."""
        if clause.i < clause.head.i:
            return relation(clause) in _SUBORDINATE
        between = clause.doc[clause.head.i + 1 : clause.i]
        return any(token.lower_ in self.boundaries for token in between)

    def _tells_occurrence(self, verb: Token) -> bool:
        return bool({verb.lower_, verb.lemma_.lower()} & self.occurrence)


def _above(token: Token, *, clause: bool = False) -> Iterator[Place]:
    """A word that governs the event: by a full clause that it reports, or else by an infinitive or noun."""
    yield token, "governor"
    if not clause:
        yield token, "phase"


def _before(verb: Token, is_cue: Callable[[Token], bool]) -> Iterator[Place]:
    """The auxiliaries, adverbs and cues that stand right before a verb, whatever the parser joined them to."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - _BEFORE_VERB) : verb.i]):
        if token.pos_ in {"SCONJ", "NOUN"} or (token.pos_ not in _SMALL and not is_cue(token)):
            return
        yield from _above(token)
        if token.pos_ != "VERB":
            yield token, "dependent"
