"""The candidate events of a sentence, and what each means for the others: content, harm, reaction."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.frames import Frame
from kg.extract.lexicon import ActionRow
from kg.extract.syntax import conjuncts, prepositions, relation
from kg.extract.typerules import TypeRules
from kg.model import Mention, Participant, Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger that matched a row, with its participants."""

    row: ActionRow
    frame: Frame
    words: tuple[Token, ...]
    participants: tuple[Participant, ...]
    confidence: float
    decided: frozenset[Role] = frozenset()
    """Roles that nothing else may fill: a reaction to an event has no target but the event's author."""
    bystanders: frozenset[Span] = frozenset()
    """Who did not do it unless the rules say so: who reacts, "Russia condemned the killing", and who died."""
    is_bare: bool = False
    """Whether the rules found nobody at all."""
    is_refused: bool = False
    """Whether the actor says that they will not do what the words say, so that the refusal is the event."""
    is_alleged: bool = False
    """Whether it is what the sentence says that somebody is accused of."""

    @property
    def head(self) -> Token:
        """The head of the trigger words."""
        return self.frame.trigger

    @property
    def rule(self) -> str:
        """The row that matched, and how its slots were found."""
        path = " in a light verb" if self.frame.light else " in the passive" if self.frame.passive else ""
        return f"{self.row}{path}"

    def parties(self, role: Role) -> tuple[Mention, ...]:
        """Who stands in `role`."""
        return tuple(p.mention for p in self.participants if p.role is role)

    def with_parties(self, role: Role, mentions: Sequence[Mention]) -> Candidate:
        """The same candidate with `mentions`, and nobody else, in `role`."""
        others = [p for p in self.participants if p.role is not role]
        added = [Participant(role, mention) for mention in mentions]
        return replace(self, participants=tuple(sorted((*others, *added), key=lambda p: p.role.value)))


def settle(candidates: Sequence[Candidate], blame: Container[str], types: TypeRules) -> list[Candidate]:
    """Give each candidate what the others of its sentence tell about it.

    `blame` are the prepositions before what somebody is accused of: "blamed Iran for the attack".
    """
    violent = _as_violence([_alleged(candidate, candidates, blame) for candidate in candidates], types)
    violent = [_wrought(candidate, violent) for candidate in violent]
    settled = [_inherit(_react(_counterpart(c, candidates), candidates, types), candidates, types) for c in violent]
    return [replace(candidate, bystanders=_bystanders(candidate, settled, types)) for candidate in settled]


def _counterpart(candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Who gives what somebody receives from a partner: "deepened its cooperation with Iran and received drones"."""
    receivers = candidate.parties(Role.TARGET)
    if candidate.row.type != "AID" or candidate.parties(Role.ACTOR) or not receivers:
        return candidate
    for other in candidates:
        joined = candidate.frame.clause.head == other.frame.clause and relation(candidate.frame.clause) == "conj"
        givers = other.parties(Role.TARGET)
        if joined and other.parties(Role.ACTOR) == receivers and len(givers) == 1:
            return candidate.with_parties(Role.ACTOR, givers)
    return candidate


def _alleged(candidate: Candidate, candidates: Sequence[Candidate], blame: Container[str]) -> Candidate:
    """What somebody is accused of: whoever is blamed for it did it, as the accuser has it."""
    accusations = [other for other in candidates if other.row.type == "ACCUSE" and not other.row.is_noun]
    if candidate.frame.controlled:
        return replace(candidate, is_alleged=any(governs(other, candidate) for other in accusations))
    if not candidate.row.is_noun or candidate.parties(Role.ACTOR) or not candidate.row.actor:
        return candidate
    for other in accusations:
        if any(mark in blame for mark, heads in other.frame.slots.items() if candidate.head in heads):
            accused = tuple(m for m in other.parties(Role.TARGET) if m not in candidate.parties(Role.TARGET))
            return replace(candidate.with_parties(Role.ACTOR, accused), is_alleged=True)
    return candidate


def _react(candidate: Candidate, candidates: Sequence[Candidate], types: TypeRules) -> Candidate:
    """Reacting to an event is aimed at whoever did it, if the sentence names them: "condemned Israel's strike on Gaza"."""
    nouns = {other.head.i: other for other in candidates if other.row.is_noun and other is not candidate}
    objects = (token for head in candidate.frame.fillers("object") for token in conjuncts(head))
    events = [nouns[token.i] for token in objects if token.i in nouns]
    if candidate.row.type not in types.reactions or not events:
        return candidate
    if candidate.row.names_object and candidate.parties(Role.TARGET):
        return candidate
    authors = [mention for event in events for mention in event.parties(Role.ACTOR)]
    return replace(candidate.with_parties(Role.TARGET, authors), decided=frozenset({Role.TARGET}))


def _inherit(candidate: Candidate, candidates: Sequence[Candidate], types: TypeRules) -> Candidate:
    """Lifting or ending what hurts somebody is aimed at them, refusing what somebody asks for at who asks for it."""
    role = types.inherited.get(candidate.row.type)
    if role is None or candidate.parties(Role.TARGET) or not candidate.row.target:
        return candidate
    nouns = {other.head.i: other for other in candidates if other.row.is_noun and other is not candidate}
    objects = [
        *(nouns[token.i] for token in candidate.frame.fillers("object") if token.i in nouns),
        *(other for other in nouns.values() if other.row.type == "REQUEST" and governs(candidate, other)),
    ]
    actors = candidate.parties(Role.ACTOR)
    found = next((parties for other in objects if (parties := other.parties(role)) and parties != actors), ())
    return candidate.with_parties(Role.TARGET, found)


def _bystanders(candidate: Candidate, candidates: Sequence[Candidate], types: TypeRules) -> frozenset[Span]:
    others = [other for other in candidates if other is not candidate]
    reactions = (other for other in others if other.row.type in types.reactions and governs(other, candidate))
    reacting = (mention.span for other in reactions for mention in other.parties(Role.ACTOR))
    dead = (mention.span for other in others if other.row.type == "DIE" for mention in other.parties(Role.TARGET))
    return frozenset({*reacting, *dead})


def _as_violence(candidates: Sequence[Candidate], types: TypeRules) -> list[Candidate]:
    """Deaths and injuries in a clause beside violence are its harm: ASSAULT. "The strike killed two and injured ten"."""
    attacks = [candidate for candidate in candidates if candidate.row.type == "ASSAULT"]
    found = []
    for candidate in candidates:
        beside = [attack for attack in attacks if _is_beside(candidate.frame.clause, attack.frame)]
        harm = candidate.row.type in types.harm and beside
        found.append(
            replace(candidate, row=replace(candidate.row, type="ASSAULT", mode=beside[0].row.mode))
            if harm
            else candidate
        )
    return found


def _wrought(candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """What violence does, whoever committed it does: "Rebel attacks have killed ten people"."""
    if candidate.row.is_noun or candidate.parties(Role.ACTOR):
        return candidate
    means = {other.head.i: other for other in candidates if other.row.is_noun and other.row.type == candidate.row.type}
    found = (means[token.i].parties(Role.ACTOR) for token in candidate.frame.fillers("subject") if token.i in means)
    return candidate.with_parties(Role.ACTOR, next(found, ()))


def _is_beside(clause: Token, attack: Frame) -> bool:
    """Whether violence is in or next to the clause, or befell those of whom it speaks: "the police whom rebels ambushed died"."""
    other = attack.clause
    if other in (clause.head, clause) or other.head in (clause, clause.head):
        return True
    if relation(clause) == "conj" and clause in other.subtree:
        return True
    return attack.passive and other in clause.subtree


def objection(candidate: Candidate, candidates: Sequence[Candidate], types: TypeRules) -> str | None:
    """Why `candidate` is no event of its own beside the others; None where it is one."""
    if not candidate.participants:
        return f"no participant found for {candidate.row}"
    carried = next(
        (o for o in candidates if o.row.is_noun and o.participants and o.frame.clause == candidate.head), None
    )
    if (
        carried
        and not candidate.row.is_noun
        and not _means(candidate, carried)
        and not _covers(candidate, carried, types)
    ):
        return f"only carries the event '{carried.head.text}'"
    carrier = next((o for o in candidates if o.head == candidate.frame.clause and _covers(o, candidate, types)), None)
    if carrier and candidate.row.is_noun:
        return f"content of '{carrier.head.text}'"
    verb = next((o for o in candidates if o.head == candidate.frame.clause and _means(o, candidate)), None)
    if verb and candidate.row.is_noun:
        return f"object of '{verb.head.text}', which is the event"
    for governor in _governors(candidate.frame):
        for other in candidates:
            if other is candidate or governor not in other.words:
                continue
            if other.row.type in types.contents:
                return f"content of '{other.head.text}'"
            follows = 0 < candidate.head.i - other.head.i <= 2 and set(candidate.participants) <= set(
                other.participants
            )
            if not candidate.row.is_noun or not (follows or candidate.head in other.frame.fillers("object")):
                continue
            if other.row.type == candidate.row.type or other.row.names_object:
                return f"object of '{other.head.text}', which is the event"
    return None


def _covers(outer: Candidate, inner: Candidate, types: TypeRules) -> bool:
    """Whether a demand, promise, refusal or threat has another kind of event as its content: "called for the release"."""
    return outer.row.type in types.contents and inner.row.type not in types.contents


def _means(verb: Candidate, noun: Candidate) -> bool:
    """Whether `verb` has its meaning from its object, so that the event that the `noun` would be elsewhere is none: "opened fire"."""
    return not verb.row.is_noun and verb.row.names_object and verb.row.type != noun.row.type


def governs(outer: Candidate, inner: Candidate) -> bool:
    """Whether `inner` is the content of `outer`, or of what `outer` governs."""
    carried = inner.row.is_noun and inner.frame.clause == outer.head
    return carried or any(governor in outer.words for governor in _governors(inner.frame))


def _governors(frame: Frame) -> Iterator[Token]:
    """Verbs and nouns whose content the trigger is, through complements, objects and purpose clauses."""
    token = frame.clause
    while token.head != token and relation(token) in {
        "xcomp",
        "ccomp",
        "obj",
        "conj",
        "compound",
        "obl",
        "advcl",
        "nmod",
    }:
        yield token.head
        if relation(token) in {"obl", "advcl"} or (relation(token) == "nmod" and prepositions(token)):
            return
        token = token.head


def trigger_span(words: Sequence[Token]) -> Span:
    """The trigger words that stand side by side, from the first on: "called" in "called yesterday for calm"."""
    doc: Doc = words[0].doc
    last = words[0].i
    while last + 1 in {word.i for word in words}:
        last += 1
    span = doc[words[0].i : last + 1]
    return Span(span.start_char, span.end_char, span.text)
