"""Sentence -> candidate events: matches triggers to lexicon rows and fills actor and target from the clause."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.frames import Frame, Frames
from kg.extract.grammar import Grammar
from kg.extract.lexicon import NO_EVENT, ActionRow, Condition, Entry, Lexicon
from kg.extract.mentions import Mentions, phrase_bounds
from kg.extract.syntax import children, prepositions, relation
from kg.model import Mention, Participant, Rejected, Role, Span, Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_COVERING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose embedded clause is their content and no event of its own: nobody attacked when somebody threatened to attack."""


_STRIKING = frozenset({"ASSAULT", "DISASTER"})
"""Types that strike things as well as people, so that a place where the thing stands is what is struck."""

_REACTIONS = frozenset({"ACCUSE", "SUPPORT"})
"""Types that pass judgement on what somebody did."""

_HARM = frozenset({"DIE", "INJURE"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger that matched a row, with its participants."""

    row: ActionRow
    frame: Frame
    words: tuple[Token, ...]
    participants: tuple[Participant, ...]
    confidence: float

    @property
    def head(self) -> Token:
        return self.frame.trigger

    @property
    def rule(self) -> str:
        path = " in a light verb" if self.frame.light else " in the passive" if self.frame.passive else ""
        return f"{self.row}{path}"


class Predicates:
    """Finds the events of a sentence with one language's lexicon and grammar."""

    def __init__(self, lexicon: Lexicon, grammar: Grammar, taxonomy: Taxonomy, frames: Frames) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._taxonomy = taxonomy
        self._frames = frames
        people = {word for words in (*grammar.groups, *grammar.titles) for word in words.split()}
        self.ordinary_words = lexicon.forms | people
        """Words of the lexicon and of the lists of people: a capital letter makes no name of them."""

    def find(
        self, sentence: SpacySpan, mentions: Mentions, reported: Container[int]
    ) -> tuple[list[Candidate], list[Rejected]]:
        """Return the events of `sentence`, and each trigger that gave none with the reason.

        `reported` are the positions of words that only say who reports, such as "dilaporkan" in "seperti dilaporkan".
        """
        candidates: list[Candidate] = []
        rejected: list[Rejected] = []
        used: set[int] = set()
        for token in sentence:
            if token.i in used:
                continue
            match = self._match(token, mentions, reported)
            if match is None:
                continue
            entry, frame, words = match
            used.update(word.i for word in words)
            if entry.row.type == NO_EVENT:
                rejected.append(Rejected(trigger_span(words), f"no event: {entry.row}"))
                continue
            candidates.append(self._fill(entry.row, frame, words, mentions))
        kept = []
        candidates = [_react(candidate, candidates) for candidate in _as_violence(candidates)]
        for candidate in candidates:
            reason = self._objection(candidate, candidates)
            if reason:
                rejected.append(Rejected(trigger_span(candidate.words), reason))
            else:
                kept.append(candidate)
        return kept, rejected

    def _match(self, token: Token, mentions: Mentions, reported: Container[int]) -> tuple[Entry, Frame, tuple[Token, ...]] | None:
        for entry in self._lexicon.entries(token.lower_, token.lemma_.lower()):
            words = _trigger_words(token, entry.row)
            if words is None or mentions.is_part_of_name(token) or token.i in reported:
                continue
            head = _head(words)
            if not _fits_part_of_speech(head, entry, token):
                continue
            frame = self._frames.of_noun(head) if entry.row.is_noun else self._frames.of_verb(head, entry.voice)
            if all(self._holds(condition, frame, mentions) for condition in entry.row.conditions):
                return entry, frame, words
        return None

    def _holds(self, condition: Condition, frame: Frame, mentions: Mentions) -> bool:
        field, values = condition.field, condition.values
        if field == "subject" or (field == "object" and frame.fillers("object")):
            return any(phrase_words(token) & values for token in frame.fillers(field))
        if field == "object":
            return not frame.passive and bool(_following_words(frame.trigger) & values)
        if field in {"object_is", "subject_is"}:
            return any(mentions.category(token) in values for token in frame.fillers(field[:-3]))
        if field == "prep":
            return any(frame.fillers(value) for value in values)
        if field == "voice":
            return ("passive" if frame.passive else "active") in values
        near = [frame.trigger, *frame.fillers("object"), frame.clause]
        around = [child for token in near for child in token.children]
        return any(_words(token) & values for token in around) or any(phrase_words(t) & values for t in frame.fillers("object"))

    def _fill(self, row: ActionRow, frame: Frame, words: tuple[Token, ...], mentions: Mentions) -> Candidate:
        actors = self._first(("subject", *row.actor) if frame.light and "owner" in row.actor else row.actor, frame, mentions, ())
        targets = self._first((*row.target, "subject") if frame.receiving else row.target, frame, mentions, actors)
        if not actors and "subject" in row.actor:
            actors = self._wielder(frame, mentions)
        if not targets and row.type in _COVERING and row.target:
            targets = self._embedded(frame, mentions, actors)
        if not targets and row.type in _STRIKING and row.target:
            targets = mentions.places_below(t for slot in row.target for t in frame.fillers(slot))
        if self._taxonomy.types[row.type].reciprocal:
            actors = _merge(actors, self._together(frame, mentions), targets)
        confidence = 0.45 + 0.2 * bool(actors) + 0.15 * bool(targets) + 0.1 * bool(row.conditions) + 0.05 * (len(words) > 1)
        participants = (*(Participant(Role.ACTOR, m) for m in actors), *(Participant(Role.TARGET, m) for m in targets))
        return Candidate(row, frame, words, participants, round(confidence, 2))

    def _first(self, slots: Sequence[str], frame: Frame, mentions: Mentions, taken: Sequence[Mention]) -> tuple[Mention, ...]:
        spans = {mention.span for mention in taken}
        for slot in slots:
            fillers = frame.fillers(slot) or _nearby_phrase(frame.trigger, slot)
            found = tuple(mention for mention in mentions.of(fillers) if mention.span not in spans)
            if found:
                return found
        return ()

    def _wielder(self, frame: Frame, mentions: Mentions) -> tuple[Mention, ...]:
        """Who acts by means of a thing: whoever receives or uses the "drones used to attack Ukraine"."""
        for thing in frame.fillers("subject"):
            if relation(thing) == "obj" and phrase_words(thing) & self._grammar.classes.get("weapon", frozenset()):
                return mentions.of(self._frames.of_verb(thing.head).fillers("subject"))
        return ()

    def _embedded(self, frame: Frame, mentions: Mentions, taken: Sequence[Mention]) -> tuple[Mention, ...]:
        """Who the content of a demand, promise, refusal or threat is about: "threatened to attack X", "menuntut pembebasan X"."""
        for clause in children(frame.trigger, "xcomp", "ccomp", "obj", "advcl"):
            inner = self._frames.of_noun(clause) if clause.pos_ == "NOUN" else self._frames.of_verb(clause)
            found = self._first(("object", "of", "owner", "indirect"), inner, mentions, taken)
            if found:
                return found
        return ()

    def _together(self, frame: Frame, mentions: Mentions) -> tuple[Mention, ...]:
        """Further parties of a reciprocal event: "antara A dan B", "bersama C"."""
        words = sorted(self._grammar["together"] | self._grammar["between"])
        return tuple(mention for word in words for mention in mentions.of(frame.fillers(word)))

    def _objection(self, candidate: Candidate, candidates: Sequence[Candidate]) -> str | None:
        if not candidate.participants:
            return f"no participant found for {candidate.row}"
        carried = next((o for o in candidates if o.row.is_noun and o.frame.clause == candidate.head), None)
        if carried and not candidate.row.is_noun:
            return f"only carries the event '{carried.head.text}'"
        for governor in _governors(candidate.frame):
            for other in candidates:
                if other is candidate or governor.i not in {word.i for word in other.words}:
                    continue
                if other.row.type in _COVERING:
                    return f"content of '{other.head.text}'"
                same = other.row.type == candidate.row.type
                if same and candidate.row.is_noun and relation(candidate.head) in {"obj", "nsubj"}:
                    return f"object of '{other.head.text}', which is the same event"
        return None


def _react(candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Reacting to an event is aimed at whoever did it, if the sentence names them: "condemned Israel's strike on Gaza"."""
    nouns = {other.head.i: other for other in candidates if other.row.is_noun and other is not candidate}
    events = [nouns[token.i] for token in candidate.frame.fillers("object") if token.i in nouns]
    if candidate.row.type not in _REACTIONS or not events:
        return candidate
    actors = [p.mention for event in events for p in event.participants if p.role is Role.ACTOR]
    own = tuple(p for p in candidate.participants if p.role is Role.ACTOR)
    return replace(candidate, participants=(*own, *(Participant(Role.TARGET, mention) for mention in dict.fromkeys(actors))))


def _as_violence(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Deaths and injuries that a sentence puts beside violence are its harm: ASSAULT by whoever committed it."""
    attack = next((candidate for candidate in candidates if candidate.row.type == "ASSAULT"), None)
    if attack is None:
        return list(candidates)
    return [
        replace(c, row=replace(c.row, type="ASSAULT", mode=attack.row.mode)) if c.row.type in _HARM else c for c in candidates
    ]


def trigger_span(words: Sequence[Token]) -> Span:
    """The trigger words that stand side by side, from the first on: "called" in "called yesterday for calm"."""
    doc: Doc = words[0].doc
    last = words[0].i
    while last + 1 in {word.i for word in words}:
        last += 1
    span = doc[words[0].i : last + 1]
    return Span(span.start_char, span.end_char, span.text)


def _trigger_words(token: Token, row: ActionRow) -> tuple[Token, ...] | None:
    """The tokens that stand for the words of `row`, `token` being the first: side by side, or a particle or preposition of a verb."""
    words = [token]
    for wanted in row.words[1:]:
        following = token.doc[words[-1].i + 1] if words[-1].i + 1 < len(token.doc) else None
        if following is not None and following.sent == token.sent and wanted in _words(following):
            words.append(following)
            continue
        apart = None if row.is_noun else _particle(token, wanted)
        if apart is None:
            return None
        words.append(apart)
    return tuple(words)


def _particle(verb: Token, wanted: str) -> Token | None:
    for child in verb.children:
        if child.dep_ == "compound:prt" and child.lower_ == wanted:
            return child
        if relation(child) == "obl" and child.i > verb.i and wanted in prepositions(child):
            return next(mark for mark in child.subtree if mark.lower_ == wanted)
    return None


def _head(words: Sequence[Token]) -> Token:
    inside = set(words)
    return next((word for word in words if word.head not in inside or word.head == word), words[0])


def _fits_part_of_speech(head: Token, entry: Entry, first: Token) -> bool:
    if entry.row.is_noun:
        if head.pos_ == "PROPN" and not head.is_lower and not head.is_sent_start and not head.is_upper:
            return False
        return head.pos_ in {"NOUN", "PROPN", "ADJ"} or (head.pos_ == "VERB" and relation(head) in {"obj", "nsubj", "obl", "nmod"})
    if entry.voice or len(entry.row.words) > 1:
        return first.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} or (first.pos_ == "PROPN" and first.is_lower)
    return first.pos_ in {"VERB", "AUX"}


def _words(token: Token) -> set[str]:
    return {token.lemma_.lower(), token.lower_}


def _following_words(trigger: Token) -> set[str]:
    """The two words after a verb whose object the parser did not see, alone and together."""
    following = [token for token in trigger.doc[trigger.i + 1 : trigger.i + 3] if token.sent == trigger.sent]
    return {" ".join(token.lower_ for token in following)}.union(*(_words(token) for token in following))


def _nearby_phrase(trigger: Token, preposition: str) -> tuple[Token, ...]:
    """The head of the first phrase with `preposition` between the trigger and the next verb or punctuation mark."""
    for token in trigger.doc[trigger.i + 1 : trigger.sent.end]:
        if token.pos_ in {"PUNCT", "SCONJ"} or (token.pos_ == "VERB" and token.i > trigger.i + 2):
            break
        if token.lower_ == preposition and relation(token) == "case":
            return (token.head,)
    return ()


def phrase_words(head: Token) -> set[str]:
    """Words of the phrase that `head` heads, and its runs of two words: "rudal" in "sejumlah besar rudal balistik"."""
    first, last = phrase_bounds(head)
    tokens = head.doc[first:last]
    pairs = {f"{a.lower_} {b.lower_}" for a, b in zip(tokens[:-1], tokens[1:], strict=True)} if len(tokens) > 1 else set()
    return pairs.union(*(_words(token) for token in tokens))


def _merge(actors: tuple[Mention, ...], more: tuple[Mention, ...], targets: tuple[Mention, ...]) -> tuple[Mention, ...]:
    taken = {mention.span for mention in targets}
    return tuple({mention.span: mention for mention in (*actors, *more) if mention.span not in taken}.values())


def _governors(frame: Frame) -> Iterator[Token]:
    """Verbs and nouns whose content the trigger is, through complements, objects and purpose clauses."""
    token = frame.clause
    while token.head != token and relation(token) in {"xcomp", "ccomp", "obj", "conj", "obl", "advcl", "nmod"}:
        yield token.head
        if relation(token) in {"obl", "advcl", "nmod"}:
            return
        token = token.head
