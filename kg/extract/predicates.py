"""Sentence -> candidate events: matches triggers to lexicon rows and fills actor and target from the clause."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.acceptance import Acceptance, least_probability
from kg.extract.arguments import Arguments, find_parties
from kg.extract.candidates import Candidate, objection, settle, trigger_span
from kg.extract.compositions import Compositions
from kg.extract.frames import Frame, Frames
from kg.extract.grammar import Grammar
from kg.extract.lexicon import NO_EVENT, ActionRow, Lexicon
from kg.extract.mentions import Mentions
from kg.extract.openevents import OpenEvents
from kg.extract.syntax import children, relation, sentence_of
from kg.extract.triggers import Match, Triggers, phrase_words
from kg.extract.typerules import TypeRules
from kg.model import Mention, Participant, Rejected, Role, Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token


class Predicates:
    """Finds the events of a sentence with one language's lexicon and grammar."""

    def __init__(
        self,
        lexicon: Lexicon,
        grammar: Grammar,
        taxonomy: Taxonomy,
        frames: Frames,
        arguments: Arguments,
        acceptance: Acceptance,
        compositions: Compositions,
        types: TypeRules,
        open_events: OpenEvents,
    ) -> None:
        self.arguments = arguments
        self.acceptance = acceptance
        self._compositions = compositions
        self._types = types
        self._open_events = open_events
        self._triggers = Triggers(lexicon, frames)
        self._grammar = grammar
        self._taxonomy = taxonomy
        self._frames = frames
        people = {word for words in (*grammar.groups, *grammar.titles) for word in words.split()}
        self.ordinary_words = lexicon.forms | people
        """Words of the lexicon and of the lists of people: a capital letter makes no name of them."""

    def find(
        self, sentence: SpacySpan, mentions: Mentions, reported: Collection[int], *, open_events: bool = False
    ) -> tuple[list[Candidate], list[Rejected]]:
        """Return the events of `sentence`, and each trigger that gave none with the reason.

        `reported` are the positions of words that only say who reports, such as "dilaporkan" in "seperti dilaporkan".
        `open_events` asks for what no type fits as well.
        """
        candidates: list[Candidate] = []
        rejected: list[Rejected] = []
        used: set[int] = set()
        for token in sentence:
            match = None if token.i in used or token.i in reported else self._triggers.match(token, mentions)
            if match is None:
                continue
            used.update(word.i for word in match.words)
            if match.row.type == NO_EVENT:
                rejected.append(Rejected(trigger_span(match.words), f"no event: {match.row}"))
            else:
                candidates.append(self._fill(match, mentions))
        accepted, doubted = self._weigh(
            self._compositions.apply(settle(candidates, self._grammar["content_marks"], self._types)),
            sentence,
            mentions,
        )
        if open_events:
            accepted += self._open_events.find(sentence, mentions, used.union(reported))
        return accepted, [*rejected, *doubted]

    def _weigh(
        self, ruled: Sequence[Candidate], sentence: SpacySpan, mentions: Mentions
    ) -> tuple[list[Candidate], list[Rejected]]:
        """Complete the participants of what the rules propose, and tell events from what is none."""
        parties = find_parties(sentence, mentions) if ruled else []
        ruled = [replace(candidate, is_bare=not candidate.participants) for candidate in ruled]
        candidates = [self.arguments.complete(candidate, parties) for candidate in ruled]
        accepted, rejected = [], []
        for candidate, proposed in zip(candidates, ruled, strict=True):
            why = objection(candidate, candidates, self._types)
            if why is None:
                confidence = self.acceptance.probability(candidate, proposed, candidates)
                improbable = confidence < least_probability(candidate)
                why = f"improbable ({confidence}) for {candidate.row}" if improbable else None
                accepted += [] if why else [replace(candidate, confidence=confidence)]
            rejected += [Rejected(trigger_span(candidate.words), why)] if why else []
        return accepted, rejected

    def _fill(self, match: Match, mentions: Mentions) -> Candidate:
        row, frame, words = match
        slots = ("subject", *row.actor) if frame.light and "owner" in row.actor else row.actor
        if not frame.passive and not frame.receiving and "subject" in slots:
            slots = (*slots, "stray")
        if frame.receiving:
            slots = (*(slot for slot in slots if slot != "subject"), *sorted(self._grammar["source_prepositions"]))
        actors = self._wielder(slots, frame, mentions) or self._first(slots, frame, mentions, ())
        goals = ("subject", *row.target) if frame.receiving else row.target
        if frame.passive and "object" in goals:
            goals = (*goals, "stray")
        targets = self._first(goals, frame, mentions, actors)
        if not targets and row.type in self._types.contents and row.target:
            targets = self._embedded(frame, row.type, mentions, actors)
        if not targets and row.type in self._types.striking and row.target:
            struck = [token for slot in row.target for token in frame.fillers(slot)]
            targets = mentions.places_below(struck)
            if not targets and row.type == "DISASTER" and not frame.light:
                targets = mentions.thing(frame.fillers("object"))
        if not targets and row.type in self._types.counted and row.target:
            targets = mentions.count(frame.fillers("object"))
        if self._taxonomy.types[row.type].reciprocal:
            actors = _merge(actors, self._together(frame, mentions), targets)
        if not targets and "rest" in row.target and not mentions.of(frame.fillers("object")):
            actors, targets = actors[:1], actors[1:]
        confidence = (
            0.45 + 0.2 * bool(actors) + 0.15 * bool(targets) + 0.1 * bool(row.conditions) + 0.05 * (len(words) > 1)
        )
        participants = (*(Participant(Role.ACTOR, m) for m in actors), *(Participant(Role.TARGET, m) for m in targets))
        return Candidate(
            row, frame, words, participants, round(confidence, 2), decided=_decided(row, frame, actors, targets)
        )

    def _first(
        self, slots: Sequence[str], frame: Frame, mentions: Mentions, taken: Sequence[Mention]
    ) -> tuple[Mention, ...]:
        spans = {mention.span for mention in taken}
        for slot in slots:
            fillers = frame.fillers(slot) or _nearby_phrase(frame.trigger, slot)
            found = tuple(mention for mention in mentions.of(fillers) if mention.span not in spans)
            if found:
                return found
        return ()

    def _wielder(self, slots: Sequence[str], frame: Frame, mentions: Mentions) -> tuple[Mention, ...]:
        """Who acts by means of a weapon: whoever receives or uses the "drones used to attack Ukraine"."""
        for thing in frame.fillers("subject") if "subject" in slots else ():
            weapons = self._grammar.classes.get("weapon", frozenset())
            if (
                thing.pos_ == "NOUN"
                and relation(thing) == "obj"
                and any(phrase_words(t) & weapons for t in children(thing.head, "obj"))
            ):
                return mentions.of(self._frames.of_verb(thing.head).fillers("subject"))
        return ()

    def _embedded(self, frame: Frame, code: str, mentions: Mentions, taken: Sequence[Mention]) -> tuple[Mention, ...]:
        """Who the content of a demand, promise, refusal or threat is about: "threatened to attack X", "mendesak X mundur"."""
        slots = ("object", "of", "owner", "indirect")
        for clause in children(frame.trigger, "xcomp", "ccomp", "obj", "advcl"):
            if any(mark.lower_ in self._grammar["circumstances"] for mark in children(clause, "mark", "advmod")):
                continue
            inner = self._frames.of_noun(clause) if clause.pos_ == "NOUN" else self._frames.of_verb(clause)
            found = self._first(("subject", *slots) if code == "REQUEST" else slots, inner, mentions, taken)
            if found:
                return found
        return ()

    def _together(self, frame: Frame, mentions: Mentions) -> tuple[Mention, ...]:
        """Further parties of a reciprocal event: "antara A dan B", "bersama C"."""
        words = sorted(self._grammar["together"] | self._grammar["between"])
        return tuple(mention for word in words for mention in mentions.of(frame.fillers(word)))


def _decided(row: ActionRow, frame: Frame, actors: Sequence[Mention], targets: Sequence[Mention]) -> frozenset[Role]:
    """The roles that the words leave no doubt of: an agent by its place, and both where a row turns them round ("received from")."""
    if targets and "rest" in row.target and not any(frame.fillers(slot) for slot in row.target):
        return frozenset(Role)
    if row.is_noun or not actors:
        return frozenset()
    if targets and "subject" in row.target:
        return frozenset(Role)
    return frozenset({Role.ACTOR}) if frame.by_position else frozenset()


def _nearby_phrase(trigger: Token, preposition: str) -> tuple[Token, ...]:
    """The head of the first phrase with `preposition` between the trigger and the next verb or punctuation mark."""
    for token in trigger.doc[trigger.i + 1 : sentence_of(trigger).end]:
        if token.pos_ in {"PUNCT", "SCONJ"} or (token.pos_ == "VERB" and token.i > trigger.i + 2):
            break
        if token.lower_ == preposition and relation(token) == "case":
            return (token.head,)
    return ()


def _merge(actors: tuple[Mention, ...], more: tuple[Mention, ...], targets: tuple[Mention, ...]) -> tuple[Mention, ...]:
    taken = {mention.span for mention in targets}
    return tuple({mention.span: mention for mention in (*actors, *more) if mention.span not in taken}.values())
