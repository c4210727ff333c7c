"""Words -> lexicon rows: which row a trigger matches, by its words, part of speech, and the conditions of the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.frames import Frame, Frames
from kg.extract.lexicon import ActionRow, Condition, Entry, Lexicon, Voice
from kg.extract.memory import remembered
from kg.extract.mentions import Mentions
from kg.extract.phrases import phrase_bounds
from kg.extract.syntax import prepositions, relation, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Token


_HEADLINE = 0.6
"""Share of words with a capital from which on a sentence is a headline."""

_BELOW = frozenset({"obj", "obl", "nmod", "compound", "amod", "flat"})
"""Relations of a noun to what it belongs to, or to the verb that is done to it; its passive subject counts too."""

_CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})
"""Relations of a clause to the verb that governs it."""

_OBJECTS = frozenset({"obj", "iobj", "xcomp"})
"""What a verb has before a preposition that is no part of it: "called Trump a liar for it" is no "call for"."""


class Match(NamedTuple):
    """A row whose words and conditions hold, and the slots around its trigger."""

    row: ActionRow
    frame: Frame
    words: tuple[Token, ...]


class Triggers:
    """Matches the words of a sentence against a lexicon."""

    def __init__(self, lexicon: Lexicon, frames: Frames) -> None:
        self._lexicon = lexicon
        self._frames = frames

    def match(self, token: Token, mentions: Mentions) -> Match | None:
        """Return the most specific row whose trigger begins with `token`, or None."""
        entries = self._lexicon.entries(token.lower_, token.lemma_.lower())
        if not entries or mentions.is_part_of_name(token) or _is_capital_in_prose(token):
            return None
        frame_of = cache(self._frame)  # the rows of one trigger mostly share a frame
        for entry in entries:
            words = _trigger_words(token, entry.row)
            if words is None:
                continue
            head = _head(words)
            if not _fits_part_of_speech(head, entry, token) and not self._is_done_by_pronoun(entry, token):
                continue
            frame = frame_of(head, entry.row.is_noun, entry.voice)
            if all(_holds(condition, frame, mentions) for condition in entry.row.conditions):
                return Match(entry.row, frame, words)
        return None

    def _is_done_by_pronoun(self, entry: Entry, token: Token) -> bool:
        """Whether a pronoun before a bare form shows that it is a verb, whatever its tag: "kami tetapkan"."""
        is_bare = not entry.row.is_noun and not entry.voice and token.lower_ not in entry.row.words
        return is_bare and token.pos_ in {"NOUN", "ADJ"} and bool(self._frames.agent_before(token))

    def _frame(self, head: Token, is_noun: bool, voice: Voice | None) -> Frame:
        return self._frames.of_noun(head) if is_noun else self._frames.of_verb(head, voice)


def _holds(condition: Condition, frame: Frame, mentions: Mentions) -> bool:
    field, values = condition.field, condition.values
    if field == "subject" or (field == "object" and frame.fillers("object")):
        return any(phrase_words(token) & values for token in frame.fillers(field))
    if field == "object":
        return not frame.passive and bool(_following_words(frame.trigger) & values)
    if field in {"object_is", "subject_is"}:
        fillers = frame.fillers(field[:-3])
        if field == "subject_is" and not fillers:
            fillers = (*frame.fillers("owner"), *frame.fillers("by"))
        return any(mentions.categories(token) & values for token in fillers)
    if field == "prep":
        return any(frame.fillers(value) for value in values)
    if field == "clause":
        return any(_words(clause.left_edge) & values for clause in _clauses(frame.trigger))
    if field == "under":
        return any(_words(governor) & values for governor in _governors(frame.trigger))
    if field == "voice":
        return ("passive" if frame.passive else "active") in values
    near = [frame.trigger, *frame.fillers("object"), frame.clause]
    around = [child for token in near for child in token.children]
    return any(_words(token) & values for token in around) or any(
        phrase_words(t) & values for t in frame.fillers("object")
    )


def _trigger_words(token: Token, row: ActionRow) -> tuple[Token, ...] | None:
    """The tokens that stand for the words of `row`, `token` being the first: side by side, or a particle or preposition of a verb."""
    words = [token]
    for wanted in row.words[1:]:
        last = words[-1]
        following = last.nbor() if last.i + 1 < len(last.doc) else None
        if following is not None and not following.is_sent_start and wanted in _words(following):
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
            between = verb.doc[verb.i + 1 : child.i]
            if any(word.head == verb and relation(word) in _OBJECTS for word in between):
                return None
            return next(mark for mark in child.subtree if mark.lower_ == wanted)
    return None


def _head(words: Sequence[Token]) -> Token:
    inside = set(words)
    return next((word for word in words if word.head not in inside or word.head == word), words[0])


def _is_capital_in_prose(token: Token) -> bool:
    """Whether a capital makes `token` part of a name or title: not at the start of a sentence, and not in a headline."""
    if not token.is_title:
        return False
    words = [word for word in sentence_of(token) if word.is_alpha]
    capitals = sum(word.text[0].isupper() for word in words)
    return bool(token != words[0]) and capitals <= _HEADLINE * len(words)


def _fits_part_of_speech(head: Token, entry: Entry, first: Token) -> bool:
    if entry.row.is_noun:
        return head.pos_ in {"NOUN", "PROPN", "ADJ"} or (
            head.pos_ == "VERB" and (len(entry.row.words) > 1 or relation(head) in {"obj", "nsubj", "obl", "nmod"})
        )
    if entry.voice or len(entry.row.words) > 1:
        return first.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} or (first.pos_ == "PROPN" and first.is_lower)
    if first.pos_ not in {"VERB", "AUX"} or _is_attribute(first):
        return False
    is_bare = first.lower_ != entry.row.words[0] and first.lemma_.lower() != entry.row.words[0]
    return not is_bare or first.i == sentence_of(first).start or first.nbor(-1).pos_ not in {"NOUN", "ADJ"}


def _is_attribute(verb: Token) -> bool:
    """Whether a past participle describes the noun behind it, and tells of no event: "a convicted murderer"."""
    if relation(verb) != "amod" or verb.i > verb.head.i or verb.morph.get("Tense") != ["Past"]:
        return False
    return not any(child.dep_ in {"aux", "nsubj"} for child in verb.children) and not any(
        token.pos_ == "DET" for token in verb.doc[verb.i : verb.head.i]
    )


def _governors(noun: Token) -> Iterator[Token]:
    """The nouns that `noun` belongs to, and the verb whose object, oblique or passive subject it is with them."""
    token = noun
    while relation(token) in _BELOW or token.dep_ == "nsubj:pass":
        token = token.head
        yield token


def _clauses(verb: Token) -> Iterator[Token]:
    """The clauses that `verb` governs and that follow it: "to leave" in "asked him to leave"."""
    return (child for child in verb.children if relation(child) in _CLAUSES and child.i > verb.i)


def _words(token: Token) -> set[str]:
    return {token.lemma_.lower(), token.lower_}


def _following_words(trigger: Token) -> set[str]:
    """The four words after a verb whose object the parser did not see, alone and in pairs."""
    following = [
        token for token in trigger.doc[trigger.i + 1 : trigger.i + 5] if sentence_of(token) == sentence_of(trigger)
    ]
    pairs = {f"{a.lower_} {b.lower_}" for a, b in pairwise(following)}
    return pairs.union(*(_words(token) for token in following))


@remembered
def phrase_words(head: Token) -> set[str]:
    """Words of the phrase that `head` heads, and its runs of two words: "rudal" in "sejumlah besar rudal balistik"."""
    first, last = phrase_bounds(head)
    tokens = head.doc[first:last]
    pairs = {f"{a.lower_} {b.lower_}" for a, b in pairwise(tokens)} if len(tokens) > 1 else set()
    return pairs.union(*(_words(token) for token in tokens))
