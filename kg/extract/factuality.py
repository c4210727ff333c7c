"""Whether what a trigger says happened, goes on, is planned, is possible or is denied, and how sure the sentence is of it.

Cues are data: ``kg/lang/<code>/factuality.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames import Frame
from kg.extract.syntax import children, is_progressive, relation
from kg.extract.tables import alternatives, check_fields, fault, read_table
from kg.model import Certainty, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCOPES = frozenset({"dependent", "participant", "governor", "clause", "sentence"})
_BESIDE = frozenset({"advmod", "aux", "det", "cop", "amod", "neg", "discourse", "case"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj", "conj", "advcl", "nsubj", "csubj"})
_SMALL = frozenset({"AUX", "ADV", "PART"})
_BEFORE_VERB = 4
"""Tokens before a verb among which its auxiliaries are looked for."""
_FIELDS = frozenset({"word", "status", "certainty", "scope"})
_STRENGTH = (Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.POSSIBLE, Status.DENIED)
_DOUBT = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show factuality. `scope` says where they stand: beside the trigger, with a participant, above, at its clause, in its sentence."""

    words: tuple[str, ...]
    scope: str
    status: Status | None
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Status and certainty of an event, and the words that decide them; no words where nothing marks it."""

    status: Status
    certainty: Certainty
    cue: Span | None = None


class Factuality:
    """The factuality cues of one language."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues: dict[str, list[Cue]] = {}
        for cue in cues:
            self._cues.setdefault(cue.words[0], []).append(cue)

    def judge(self, frame: Frame, speech: Iterable[Token] = ()) -> Judgement:
        """The strongest status and the lowest certainty that a cue in scope gives.

        `speech` are the verbs of saying in whose content the event stands: "alleged", "menduga".
        """
        surroundings = (
            *_surroundings(frame, self._is_cue),
            *((verb, "governor") for verb in speech if frame.trigger.pos_ == "VERB"),
        )
        found = [*_tense(frame), *(pair for token, scope in surroundings for pair in self._at(token, scope))]
        status = max((cue.status for cue, _ in found if cue.status), key=_STRENGTH.index, default=Status.HAPPENED)
        certainty = max(
            (cue.certainty for cue, _ in found if cue.certainty), key=_DOUBT.index, default=Certainty.CERTAIN
        )
        spans = [span for cue, span in found if cue.status is status]
        spans += [span for cue, span in found if cue.certainty is certainty]
        return Judgement(status, certainty, spans[0] if spans else None)

    def _is_cue(self, token: Token) -> bool:
        return token.lower_ in self._cues

    def _at(self, token: Token, scope: str) -> Iterator[tuple[Cue, Span]]:
        for word in {token.lower_: None, token.lemma_.lower(): None}:
            for cue in self._cues.get(word, ()):
                words = token.doc[token.i : token.i + len(cue.words)]
                if cue.scope == scope and tuple(t.lower_ for t in words[1:]) == cue.words[1:]:
                    yield cue, Span(words.start_char, words.end_char, words.text)


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


def _tense(frame: Frame) -> Iterator[tuple[Cue, Span]]:
    """A progressive verb form shows that something goes on."""
    verb = frame.clause
    if is_progressive(verb):
        span = Span(verb.idx, verb.idx + len(verb), verb.text)
        yield Cue((verb.lower_,), "dependent", Status.ONGOING, None), span


def _surroundings(frame: Frame, is_cue: Callable[[Token], bool]) -> Iterator[tuple[Token, str]]:
    """Every token that may bear a cue for the trigger, with the scope in which it stands."""
    for carrier in dict.fromkeys((frame.trigger, frame.clause)):
        for child in carrier.children:
            if relation(child) in _BESIDE:
                yield child, "dependent"
                yield from ((below, "dependent") for below in child.children if relation(below) == "fixed")
            if relation(child) in {"mark", "advmod"}:
                yield child, "clause"
            if relation(child) in {"nsubj", "obj"}:
                yield from ((word, "participant") for word in (child, *children(child, "det", "advmod", "amod")))
        yield from ((token, "dependent") for token in _auxiliaries(carrier, is_cue))
    yield from _governors(frame)
    yield from ((token, "sentence") for token in frame.trigger.sent)


def _governors(frame: Frame) -> Iterator[tuple[Token, str]]:
    """The words in whose complement the event stands, and what stands beside these."""
    token = frame.clause
    if relation(token) in {"acl", "nmod", "compound"} and not frame.light and not children(token, "nsubj"):
        yield token.head, "governor"
        if relation(token.head) == "obj":
            yield token.head.head, "governor"
    while token.head != token and relation(token) in _COMPLEMENTS:
        label, token = relation(token), token.head
        if label == "conj":
            continue
        if label == "csubj":
            break
        if label == "advcl" and not frame.controlled:
            break
        yield token, "governor"
        if label in {"xcomp", "obj", "nsubj"}:
            yield from ((child, "dependent") for child in token.children if relation(child) in {"advmod", "aux", "neg"})
            yield from ((child, "clause") for child in children(token, "mark"))
        if label == "ccomp":
            break


def _auxiliaries(verb: Token, is_cue: Callable[[Token], bool]) -> Iterator[Token]:
    """The auxiliaries and adverbs that stand right before a verb, whatever the parser joined them to."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - _BEFORE_VERB) : verb.i]):
        if token.pos_ not in _SMALL and not (is_cue(token) and token.pos_ not in {"VERB", "SCONJ"}):
            return
        yield token
