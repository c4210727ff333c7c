"""Who takes part where the rules leave a role open or doubtful: a small model that weighs everybody whom the sentence names.

A conditional logit. Each way to fill a role, nobody included, has readable features with a weight each
(``kg/lang/arguments.csv``); the one with the largest sum fills it. The features speak of the parse, of kinds and of event
types, not of words, so one table serves every language.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.grammar import Grammar
from kg.extract.mentions import Mentions
from kg.extract.syntax import path, prepositions, relation
from kg.extract.typerules import TypeRules
from kg.extract.weights import Weights, shares, total
from kg.model import Form, Kind, Mention, Role, Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_SLOTS = frozenset({"subject", "object", "owner", "by", "indirect", "of"})
_CORE = frozenset({"subject", "object"})
_PREPOSITIONS = ("agent_prepositions", "together", "between", "place_prepositions", "genitive")
_PLAIN_KINDS = frozenset({Kind.PERSON, Kind.COUNTRY, Kind.GROUP, Kind.PEOPLE, Kind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody whom a sentence names, with those who are coordinated with them; `head` is the word that brings them in."""

    head: Token
    mentions: tuple[Mention, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two parties the same."""
        return tuple(mention.span for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fill a role: `mentions`, empty for nobody, and what speaks for or against it."""

    mentions: tuple[Mention, ...]
    features: tuple[str, ...]


class Arguments:
    """Fills the roles of candidates."""

    def __init__(
        self, weights: Weights, grammar: Grammar, taxonomy: Taxonomy, types: TypeRules, speech: Container[str]
    ) -> None:
        """`weights` belong to the features of options; `speech` are the forms of the verbs of saying."""
        self._weights = weights
        self._grammar = grammar
        self._taxonomy = taxonomy
        self._types = types
        self._speech = speech

    def with_weights(self, weights: Weights) -> Arguments:
        """The same with other weights."""
        return Arguments(weights, self._grammar, self._taxonomy, self._types, self._speech)

    def complete(self, candidate: Candidate, parties: Sequence[Party]) -> Candidate:
        """`candidate` with the most probable participants, and their probability as its confidence."""
        if self.is_settled(candidate):
            return candidate
        confidence = 1.0
        for role in (role for role in Role if role not in candidate.decided):
            options = self.options(candidate, role, parties)
            chances = shares([total(self._weights, option.features) for option in options])
            best = max(range(len(options)), key=chances.__getitem__)
            candidate = candidate.with_parties(role, options[best].mentions)
            confidence *= chances[best]
        return replace(candidate, confidence=round(confidence, 2))

    def is_settled(self, candidate: Candidate) -> bool:
        """Whether a reciprocal event has its two parties."""
        return self._taxonomy.types[candidate.row.type].reciprocal and len(candidate.participants) > 1

    def options(self, candidate: Candidate, role: Role, parties: Sequence[Party]) -> list[Option]:
        """The ways to fill `role`: nobody, the choice of the rules, and each of `parties` who is not in the other role."""
        chosen = candidate.parties(role)
        others = candidate.parties(Role.TARGET if role is Role.ACTOR else Role.ACTOR)
        ruled = [Party(_head(candidate, chosen[0]), chosen)] if chosen else []
        found = {party.key: party for party in (*parties, *ruled)}
        taken = {mention.span for mention in others}
        heads = [party.head.i for party in parties]
        options = [self._option(candidate, role, (), self._of_nobody(candidate, role, bool(others)), not chosen)]
        for key, party in found.items():
            is_rule = party.mentions == chosen
            is_other = not taken.isdisjoint(key)
            if is_other and role is Role.TARGET:
                continue
            if role is Role.TARGET and candidate.row.type in self._types.bodily and _is_body(party):
                continue
            if not is_rule and not self._may_fill(candidate, role, party):
                continue
            features = chain(self._of_party(candidate, role, party, heads), ["in the other role"] if is_other else [])
            mentions = chosen if _is_within(party, chosen) else party.mentions
            options.append(self._option(candidate, role, mentions, features, is_rule))
        return options

    def _may_fill(self, candidate: Candidate, role: Role, party: Party) -> bool:
        """Whether somebody whom the rules do not choose may fill `role`.

        A thing in the place of the role leaves it empty rather than to whoever speaks, and so does a passive:
        "X said the plan would fail", "X said he was arrested".
        """
        chosen = candidate.parties(role)
        places = candidate.row.actor if role is Role.ACTOR else candidate.row.target
        has_thing = not chosen and any(candidate.frame.fillers(place) for place in _CORE.intersection(places))
        if party.head in candidate.words:
            return False
        if (has_thing or candidate.frame.passive) and self._speaks(party.head):
            return False
        if role is Role.ACTOR:
            return candidate.bystanders.isdisjoint(mention.span for mention in party.mentions)
        return candidate.row.type not in self._types.grave or _is_near(candidate, party)

    @staticmethod
    def _option(
        candidate: Candidate, role: Role, mentions: tuple[Mention, ...], features: Iterator[str], is_rule: bool
    ) -> Option:
        if is_rule:
            found = "somebody" if candidate.parties(role) else "nobody"
            features = chain(features, ["rule", f"rule found {found}"])
        name = role.value
        return Option(mentions, tuple([f"{name}: {feature}" for feature in features]))

    @staticmethod
    def _of_nobody(candidate: Candidate, role: Role, has_other: bool) -> Iterator[str]:
        row, frame = candidate.row, candidate.frame
        slots = "open" if (row.actor if role is Role.ACTOR else row.target) else "no slot"
        shape = _shape(candidate)
        yield "nobody"
        yield f"nobody, {row.type}"
        yield f"nobody, {shape}, {slots}"
        yield f"nobody, {slots}"
        yield f"nobody, {'with' if has_other else 'without'} the other role"
        if candidate.is_bare:
            yield "nobody, bare"
            yield f"nobody, bare, {shape}"
        if frame.light:
            yield "nobody, light verb"

    def _of_party(self, candidate: Candidate, role: Role, party: Party, heads: Sequence[int]) -> Iterator[str]:
        """`heads` are the positions of all parties of the sentence."""
        row, trigger, head = candidate.row, candidate.head, party.head
        shape, label, kind = _shape(candidate), relation(head), _kind(party.mentions[0])
        side = "before" if head.i < trigger.i else "after"
        steps = path(candidate.frame.clause, head)
        left, right = sorted([head.i, trigger.i])
        nearer = min(sum(left < position < right for position in heads), 3)
        yield kind
        yield f"{row.type}, {kind}"
        yield "several" if len(party.mentions) > 1 else "one"
        yield f"path {steps}"
        yield f"{shape}, path {steps}"
        yield f"{shape}, {side}"
        yield f"{shape}, {side}, {nearer} nearer"
        yield f"{shape}, {side}, {label}"
        if candidate.is_bare:
            yield f"bare, {shape}, {side}"
        yield f"{row.type}, {side}"
        yield f"{row.type}, {side}, {label}"
        yield f"{min(len(heads), 4)} in the sentence"
        if head == trigger or trigger.is_ancestor(head):
            yield f"{shape}, below"
        if not party.mentions[0].span.start <= head.idx < party.mentions[0].span.end:
            yield f"{shape}, owner of the thing"
        yield from self._of_preposition(candidate, role, head)
        yield from self._of_subject(shape, head)

    def _of_preposition(self, candidate: Candidate, role: Role, head: Token) -> Iterator[str]:
        row, shape, marks = candidate.row, _shape(candidate), set(prepositions(head))
        slots = row.actor if role is Role.ACTOR else row.target
        classes = [name for name in _PREPOSITIONS if marks & self._grammar[name]]
        for name in classes or ["other" if marks else "no"]:
            yield f"{shape}, {relation(head)}, {name} preposition"
            yield f"{row.type}, {name} preposition"
        if marks & set(slots):
            yield f"{shape}, preposition of the row"
        for slot in slots:
            if head in candidate.frame.fillers(slot):
                yield f"in slot {slot if slot in _SLOTS else 'preposition'}"

    def _of_subject(self, shape: str, head: Token) -> Iterator[str]:
        if relation(head) == "nsubj":
            yield "speaker" if self._speaks(head) else "subject"
            if relation(head.head) == "ROOT":
                yield f"{shape}, subject of the sentence"

    def _speaks(self, head: Token) -> bool:
        verb = head.head
        return relation(head) == "nsubj" and (verb.lower_ in self._speech or verb.lemma_.lower() in self._speech)


def find_parties(sentence: SpacySpan, mentions: Mentions) -> list[Party]:
    """Everybody whom `sentence` names or describes, those whom the parse puts highest first."""
    found: dict[tuple[object, ...], Party] = {}
    heads = [token for token in sentence if token.pos_ in _NOMINALS and _heads_mention(token, mentions)]
    for token in sorted(heads, key=lambda token: sum(1 for _ in token.ancestors)):
        party = Party(token, mentions.of((token,)))
        if party.mentions:
            found.setdefault(party.key, party)
    return list(found.values())


def _heads_mention(token: Token, mentions: Mentions) -> bool:
    """Whether `token` brings in somebody, and is not headed by another word of the same mention."""
    mention = mentions.of_head(token)
    if mention is None:
        return False
    span, head = mention.span, token.head
    return bool(head == token or token.idx < span.start or not span.start <= head.idx < span.end)


def _is_within(party: Party, chosen: Sequence[Mention]) -> bool:
    """Whether `party` is but a part of how one of `chosen` is described: "Venezuelan" in "Venezuelan migrants"."""
    inner = party.mentions[0].span
    return any(m.form is Form.NOMINAL and m.span != inner and m.span.covers(inner) for m in chosen)


def _is_body(party: Party) -> bool:
    """Whether `party` is an organisation that is named, and not its people."""
    return all(mention.form is Form.NAME and mention.kind.is_organisation for mention in party.mentions)


def _is_near(candidate: Candidate, party: Party) -> bool:
    """Whether `party` depends on the trigger itself."""
    frame = candidate.frame
    return party.head.head in {frame.trigger, frame.clause}


def _head(candidate: Candidate, mention: Mention) -> Token:
    doc = candidate.head.doc
    return doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand").root


def _shape(candidate: Candidate) -> str:
    return "noun" if candidate.row.is_noun else "passive" if candidate.frame.passive else "verb"


def _kind(mention: Mention) -> str:
    if mention.form is Form.PRONOUN:
        return "pronoun"
    if mention.kind in _PLAIN_KINDS:
        return mention.kind.value
    return "organisation" if mention.kind.is_organisation else "place" if mention.kind.is_place else "thing"
