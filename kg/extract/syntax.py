"""Reads Universal Dependencies trees: who is subject, object or prepositional phrase of a word, and what a word inherits from its governor."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from kg.extract.grammar import Grammar
from kg.extract.memory import memory, remembered
from kg.extract.nlp import voice

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_STRAY = frozenset({"mark", "xcomp", "ccomp", "advmod", "advcl", "parataxis", "dep", "dislocated", "ROOT"})
"""Relations that no nominal has in a right parse, unless it is the predicate."""

_MAX_CLIMB = 4
"""How many governors up a missing subject is looked for."""

_RELATIONS: dict[int, str] = {}
"""Dependency labels without subtype by spaCy's number of the label, which follows from its letters."""

_LONGEST_PATH = 5
"""Relations from one word to another beyond which they are far apart."""


def relation(token: Token) -> str:
    """The dependency label without its subtype: ``nsubj:pass`` -> ``nsubj``."""
    number = token.dep
    if number not in _RELATIONS:
        _RELATIONS[number] = str(token.dep_).partition(":")[0]
    return _RELATIONS[number]


def sentence_of(token: Token) -> SpacySpan:
    """The sentence in which `token` stands."""
    known = memory(token.doc, sentence_of)
    if not known:
        known.update((place, sentence) for sentence in token.doc.sents for place in range(sentence.start, sentence.end))
    sentence: SpacySpan = known[token.i]
    return sentence


def children(token: Token, *labels: str) -> list[Token]:
    """Dependants of `token` whose label, with or without subtype, is one of `labels`."""
    return [child for child in token.children if child.dep_ in labels or relation(child) in labels]


def conjuncts(token: Token) -> Iterator[Token]:
    """`token` and everything coordinated with it, in text order."""
    yield token
    for child in token.children:
        if relation(child) == "conj":
            yield from conjuncts(child)


def is_passive(token: Token) -> bool:
    """Whether `token` is a passive verb: by its form, its dependants, or as a bare past participle after a noun."""
    if voice(token) == "passive":
        return not _acts(token)
    participle = token.morph.get("VerbForm") == ["Part"] and token.morph.get("Tense") == ["Past"]
    if participle and relation(token) == "conj" and token.head.pos_ == "VERB":
        return is_passive(token.head)
    return participle and not any(relation(child) in {"aux", "nsubj", "obj"} for child in token.children)


def _acts(verb: Token) -> bool:
    """Whether the tagger took for a passive participle what has a subject, and nothing that a passive has: "Trump called him a fool"."""
    labels = {child.dep_ for child in verb.children}
    passive = {"aux", "aux:pass", "nsubj:pass", "obl:agent"}
    return verb.morph.get("VerbForm") == ["Part"] and "nsubj" in labels and labels.isdisjoint(passive)


def object_clitic(verb: Token, grammar: Grammar) -> str | None:
    """The pronoun that hangs on an active verb and is its object: "nya" in "menuduhnya"."""
    if voice(verb) != "active":
        return None
    return next((clitic for clitic in sorted(grammar["object_clitics"]) if verb.lower_.endswith(clitic)), None)


def is_progressive(token: Token) -> bool:
    """Whether `token` is a present participle with an auxiliary: "is preparing"."""
    participle = token.morph.get("VerbForm") in (["Part"], ["Ger"]) and token.lower_.endswith("ing")
    return participle and any(relation(child) == "aux" and child.lemma_ == "be" for child in token.children)


@remembered
def prepositions(token: Token) -> tuple[str, ...]:
    """The words that mark `token` as a prepositional phrase: ``("to",)``, ``("according", "to")``."""
    marks = [m for child in token.children if relation(child) == "case" for m in (child, *children(child, "fixed"))]
    return tuple(mark.lower_ for mark in sorted(marks, key=lambda mark: mark.i))


def phrases(token: Token) -> Iterator[tuple[tuple[str, ...], Token]]:
    """Prepositional phrases below `token` as (preposition words, head noun)."""
    for child in token.children:
        if relation(child) in {"obl", "nmod", "advmod", "advcl", "acl"}:
            marks = prepositions(child)
            if marks:
                yield marks, child


def _is_owner(token: Token) -> bool:
    """Whether "'s" follows `token`."""
    return any(mark in {"'s", "’s"} for mark in prepositions(token))


def path(start: Token, goal: Token) -> str:
    """The relations up from `start` to the word that governs both, and down to `goal`: ``conj > nsubj``; ``far`` if there are many."""
    up, down = [start, *start.ancestors], [goal, *goal.ancestors]
    shared = next((token for token in up if token in down), None)
    if shared is None:
        return "apart"
    climb = [relation(token) for token in up[: up.index(shared)]]
    descent = [relation(token) for token in reversed(down[: down.index(shared)])]
    if len(climb) + len(descent) > _LONGEST_PATH:
        return "far"
    return f"{' '.join(climb)} > {' '.join(descent)}".strip()


class Clauses:
    """Finds the surface subject of a verb, its own or the one that it shares with its governor."""

    def __init__(self, grammar: Grammar, speech: Container[str]) -> None:
        """`speech` are the forms of the verbs of saying, whose complement never shares their subject when they have an object."""
        self._grammar = grammar
        self._speech = speech

    def own_subjects(self, verb: Token) -> list[Token]:
        """Subjects of `verb` itself, relative pronouns left out."""
        own = [s for s in children(verb, "nsubj") if s.lower_ not in self._grammar["relative_pronouns"]]
        own = [s for s in own if not _is_owner(s)] or own
        return [part for subject in own for part in (*self._companions(subject), subject, *self._fellows(subject))]

    def _companions(self, subject: Token) -> list[Token]:
        """Who stands before "bersama" or "alongside" in "mereka bersama Iran", where the parser took Iran for the head."""
        return children(subject, "nsubj") if self._is_together(subject) else []

    def _fellows(self, subject: Token) -> list[Token]:
        """Who stands behind "bersama" or "alongside" as part of the subject: "pemerintah bersama DPR"."""
        return [child for child in children(subject, "nmod") if self._is_together(child)]

    def _is_together(self, token: Token) -> bool:
        marks = prepositions(token)
        return not self._grammar["together"].isdisjoint({*marks, " ".join(marks)})

    def subjects(self, verb: Token, climb: int = _MAX_CLIMB) -> list[Token]:
        """Surface subjects of `verb`: its own, else those of the verb or noun that governs it."""
        own = self.own_subjects(verb)
        if own or climb == 0:
            return own
        label, governor = relation(verb), verb.head
        nominal = governor.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
        if label == "acl" and nominal and self._is_subordinate(verb):
            above = next((token for token in governor.ancestors if token.pos_ == "VERB"), None)
            return self.subjects(above, climb - 1) if above is not None else []
        if nominal and (label == "acl" or (label in {"nmod", "compound"} and not prepositions(verb))):
            return [governor]  # a verb that stands as a modifier is one that the tagger took for a noun
        if self.is_controlled(verb):
            objects = children(governor, "obj", "iobj")
            if not objects and object_clitic(governor, self._grammar):
                objects = [governor]
            if objects:
                return objects
        if label in {"conj", "xcomp", "advcl"} and governor != verb:
            return self.subjects(governor, climb - 1)
        return []

    def _is_subordinate(self, verb: Token) -> bool:
        """Whether a conjunction stands before `verb`, which the parser joined to the noun before: "told reporters after meeting X"."""
        return verb.i > sentence_of(verb).start and verb.nbor(-1).lower_ in self._grammar["subordinators"]

    def stray(self, verb: Token) -> list[Token]:
        """The nearest nominal before `verb` that the parser made part of nothing: "Shoigu, who …, met …".

        A word with a relative clause is a nominal, whatever its tag. A conjunction that the parser took for a preposition counts
        for nothing too: "after Haniyeh, leader of …, was killed".
        """
        for token in reversed(list(verb.doc[sentence_of(verb).start : verb.i])):
            nominal = token.pos_ in {"NOUN", "PROPN", "PRON"} or children(token, "acl:relcl")
            if not nominal or token.lower_ in self._grammar["relative_pronouns"]:
                continue
            marks = set(prepositions(token))
            if (relation(token) in _STRAY and not marks) or (marks and marks <= self._grammar["subordinators"]):
                return [token]
        return []

    def is_controlled(self, verb: Token) -> bool:
        """Whether `verb` is what somebody asks, makes or accuses another to do: "accused Iran of supplying drones"."""
        governor, label = verb.head, relation(verb)
        if label == "advcl":
            return any(mark.lower_ in self._grammar["content_marks"] for mark in children(verb, "mark", "case"))
        if label == "ccomp" and any(child.lower_ in self._grammar["complementisers"] for child in verb.children):
            return False
        bare = governor.lower_.removesuffix(object_clitic(governor, self._grammar) or "")
        words = {governor.lower_, governor.lemma_.lower(), bare}
        controls = bool(words & self._grammar["object_control"]) or governor.lower_ in self._speech
        return label in {"xcomp", "ccomp"} and controls

    def is_object_relative(self, verb: Token) -> bool:
        """Whether the noun that `verb` modifies is what it acts upon: "the missiles that Iran sent"."""
        return relation(verb) == "acl" and bool(self.own_subjects(verb)) and not children(verb, "obj")
