"""Where the words stand that tell whether an event happened: beside it, with a participant, above it, at its clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames import Frame
from kg.extract.syntax import children, relation, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset({"advmod", "aux", "det", "cop", "amod", "neg", "discourse", "case"})
_DETERMINERS = ("det", "advmod", "amod")
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj", "conj", "advcl", "nsubj"})
_INHERITING = frozenset({"xcomp", "advcl"})
"""Complements that take the auxiliaries of the word above them: "will try to attack"."""
_PURPOSES = {"advcl": "purpose", "acl": "purpose", "xcomp": "infinitive"}
_INFINITIVE: tuple[list[str], ...] = ([], ["Inf"])
"""Forms of verbs that tell of a purpose; of a language without infinitives any form."""
_SUBORDINATE = frozenset({"xcomp", "advcl"})
_NOMINAL = frozenset({"acl", "nmod", "compound"})
_SMALL = frozenset({"AUX", "ADV", "PART"})
_ENDS = frozenset({".", "?", "!", '"', "”", "“", ";"})
"""Marks between which a question stands."""
_CIRCUMSTANCES = frozenset({"obl", "nmod", "advmod"})
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
    achieved: frozenset[str]
    """Words whose infinitive tells what was done, not what for: "used drones to attack", "the first to win"."""
    departures: frozenset[str]
    """Verbs of going and preparing, whose "for" or "untuk" names a purpose: "arrived for talks"."""
    presuming: frozenset[str]
    """Question words that take for granted what they ask about: "why did they attack?"."""

    def of(self, frame: Frame, is_cue: Callable[[Token], bool]) -> Iterator[Place]:
        """Every word that may bear a cue for the trigger of `frame`; `is_cue` tells which words begin one."""
        for carrier in dict.fromkeys((frame.trigger, frame.clause)):
            yield from self._below(carrier, is_cue)
            yield from _before(carrier, is_cue)
        yield frame.trigger, "itself"
        yield from self._purpose(frame)
        yield from self._question(frame)
        if frame.clause != frame.trigger:
            yield from _above(frame.clause)
        yield from self._governors(frame)

    def _purpose(self, frame: Frame) -> Iterator[Place]:
        """The words that show that somebody does something for the sake of the event: "to", "untuk"."""
        clause = _first_of_chain(frame.clause)
        governor = clause.head
        scope = _PURPOSES.get(relation(clause))
        if scope and clause.morph.get("VerbForm") in _INFINITIVE:
            around = [governor, *children(governor, *_DETERMINERS)]
            if relation(governor) == "obj":
                around.append(governor.head)
            if not any(_is_one_of(word, self.achieved) for word in around):
                yield from ((mark, scope) for mark in children(clause, "mark", "case"))
        elif clause.pos_ == "NOUN" and _is_one_of(governor, self.departures):
            yield from ((mark, "purpose") for mark in children(clause, "case"))

    def _question(self, frame: Frame) -> Iterator[Place]:
        """The mark of a question that asks whether the event takes place."""
        sentence, trigger = sentence_of(frame.trigger), frame.trigger.i
        end = next((t for t in frame.trigger.doc[trigger : sentence.end] if t.text in _ENDS), None)
        if end is None or end.text != "?" or any(relation(t) in {"acl", "advcl"} for t in _up(frame.clause)):
            return
        start = max((t.i + 1 for t in frame.trigger.doc[sentence.start : trigger] if t.text in _ENDS), default=0)
        if not any(_is_one_of(t, self.presuming) for t in frame.trigger.doc[max(start, sentence.start) : end.i]):
            yield end, "question"

    def _below(self, carrier: Token, is_cue: Callable[[Token], bool]) -> Iterator[Place]:
        for child in carrier.children:
            label = relation(child)
            if label in _BESIDE and not _belongs_to_next(child, carrier, is_cue):
                yield child, "dependent"
                yield from ((below, "dependent") for below in child.children if relation(below) == "fixed")
            if label in {"mark", "advmod"}:
                yield child, "clause"
                if relation(carrier) != "ccomp" or carrier.i < carrier.head.i:
                    yield child, "condition"
            if label in _CIRCUMSTANCES:
                yield from ((word, "frequency") for word in (child, *children(child, "det")))
            if label in {"nsubj", "obj"}:
                yield from ((word, "participant") for word in (child, *children(child, *_DETERMINERS)))
            if label == "advcl":
                yield from ((mark, "consequence") for mark in children(child, "mark"))

    def _governors(self, frame: Frame) -> Iterator[Place]:
        """The words in whose complement the event stands, and what stands beside these."""
        token = frame.clause
        for noun in () if frame.light else self._nouns_above(token):
            if relation(token) == "acl":
                yield from ((word, "participant") for word in children(noun, *_DETERMINERS))
                if _is_past_participle(token):
                    return  # it tells of the noun, whatever becomes of that: "cancelled the orders issued by …"
            token = noun
            yield from _above(token)
            yield from ((mark, "condition") for mark in children(token, "mark"))
        while token.head != token and relation(token) in _COMPLEMENTS:
            below, label, token = token, relation(token), token.head
            if label == "conj":
                if self._is_cut_off(below):
                    return
                if _shares_auxiliaries(below):
                    yield from ((child, "dependent") for child in children(token, "aux"))
                continue
            if label == "nsubj" and children(token, "obj") and below.dep_ == "nsubj":
                return  # who does something is not what it is done to: "the ruling cancelled the order"
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

    def _nouns_above(self, token: Token) -> Iterator[Token]:
        """The nouns that an event is part of: "plan" and "army" of "the plan of the army to attack", from the inside out."""
        while relation(token) in _NOMINAL and self._modifies(token):
            token = token.head
            yield token

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
        return _is_one_of(verb, self.occurrence)


def _is_one_of(token: Token, words: frozenset[str]) -> bool:
    return token.lower_ in words or token.lemma_.lower() in words


def _is_past_participle(token: Token) -> bool:
    return token.morph.get("VerbForm") == ["Part"] and "Past" in token.morph.get("Tense")


def _up(token: Token) -> Iterator[Token]:
    yield token
    yield from token.ancestors


def _first_of_chain(clause: Token) -> Token:
    """The first of clauses that share a subject and a mark: "came to see and help"."""
    while relation(clause) == "conj" and clause.head.pos_ == clause.pos_ and not children(clause, "nsubj", "mark"):
        clause = clause.head
    return clause


def _shares_auxiliaries(clause: Token) -> bool:
    """Whether a verb behind "and" goes on with the auxiliaries of the first: "will come and help", not "would go but stayed"."""
    finite = clause.morph.get("VerbForm") == ["Fin"] or clause.morph.get("Tense")
    return clause.pos_ == "VERB" and not finite and not children(clause, "nsubj", "aux")


def _belongs_to_next(word: Token, carrier: Token, is_cue: Callable[[Token], bool]) -> bool:
    """Whether a word beside a verb speaks of the other verb that follows it: "berjanji akan menindak", "orang tak dikenal"."""
    if word.i + 1 >= len(word.doc) or relation(word) not in {"advmod", "aux"}:
        return False
    following = word.nbor()
    return following.pos_ == "VERB" and following != carrier and not is_cue(following)


def _above(token: Token, *, clause: bool = False) -> Iterator[Place]:
    """A word that governs the event: by a full clause that it reports, or else by an infinitive or noun."""
    yield token, "governor"
    if not clause:
        yield token, "phase"


def _before(verb: Token, is_cue: Callable[[Token], bool]) -> Iterator[Place]:
    """The auxiliaries, adverbs and cues that stand right before a verb, whatever the parser joined them to."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    for token in reversed(verb.doc[max(sentence_of(verb).start, verb.i - _BEFORE_VERB) : verb.i]):
        if token.pos_ in {"SCONJ", "NOUN"} or (token.pos_ not in _SMALL and not is_cue(token)):
            return
        yield from _above(token)
        if token.pos_ != "VERB":
            yield token, "dependent"
