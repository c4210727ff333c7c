"""Whether what a trigger says happened, goes on, is planned, is possible or is denied, and how sure the sentence is of it.

Cues are data: ``kg/lang/<code>/factuality.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames import Frame
from kg.extract.grammar import Grammar
from kg.extract.surroundings import Place, Surroundings
from kg.extract.syntax import children, is_progressive, relation
from kg.extract.tables import alternatives, check_fields, fault, read_table
from kg.model import Certainty, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_SECTIONS = frozenset({"cues", "boundaries", "occurrence", "complement_marks"})
_FIELDS = frozenset({"word", "status", "certainty", "scope", "as"})
_SCOPES = frozenset({"dependent", "participant", "governor", "phase", "clause", "condition", "sentence"})
_PARTS = {"verb": frozenset({"VERB", "AUX"}), "noun": frozenset({"NOUN"}), "adjective": frozenset({"ADJ"})}
_STRENGTH = (Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.POSSIBLE, Status.DENIED)
_DOUBT = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show factuality. `scope` says where one of them stands; `part` what part of speech the first is, if it matters."""

    words: tuple[str, ...]
    scope: str
    status: Status | None
    certainty: Certainty | None
    part: str | None = None

    def fits(self, token: Token) -> bool:
        """Whether the cue begins at `token`."""
        following = token.doc[token.i + 1 : token.i + len(self.words)]
        if tuple(word.lower_ for word in following) != self.words[1:]:
            return False
        return self.part is None or token.pos_ in _PARTS[self.part]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Status and certainty of an event, and the words that decide them; no words where nothing marks it."""

    status: Status
    certainty: Certainty
    cue: Span | None = None


_Found = tuple[Cue, "SpacySpan"]


class Factuality:
    """The factuality cues of one language."""

    def __init__(self, cues: Sequence[Cue], surroundings: Surroundings) -> None:
        self._cues: dict[str, list[Cue]] = {}
        for cue in cues:
            self._cues.setdefault(cue.words[0], []).append(cue)
        self._surroundings = surroundings

    def judge(self, frame: Frame, speech: Iterable[Token] = ()) -> Judgement:
        """The strongest status and the lowest certainty that a cue in scope gives.

        `speech` are the verbs of saying in whose content the event stands: "alleged", "menduga".
        """
        cues = self._in(frame.trigger.sent)
        places: list[Place] = [*self._surroundings.of(frame, lambda token: token.i in cues)]
        places += [(verb, "governor") for verb in speech if _is_content(frame, verb)]
        places += [(token, "sentence") for token in frame.trigger.sent]
        found = [pair for token, scope in places for pair in cues.get(token.i, ()) if pair[0].scope == scope]
        status, certainty = Status.HAPPENED, Certainty.CERTAIN
        status = max((cue.status for cue, _ in found if cue.status), key=_STRENGTH.index, default=status)
        certainty = max((cue.certainty for cue, _ in found if cue.certainty), key=_DOUBT.index, default=certainty)
        if status is Status.PLANNED and (conditions := self._conditions(places, cues)):
            return Judgement(Status.POSSIBLE, certainty, _span(conditions[0]))
        if status is Status.HAPPENED and _goes_on(frame.clause):
            return Judgement(Status.ONGOING, certainty, _span(frame.clause.doc[frame.clause.i : frame.clause.i + 1]))
        shown = [words for cue, words in found if cue.status is status]
        shown += [words for cue, words in found if cue.certainty is certainty]
        return Judgement(status, certainty, _span(shown[0]) if shown else None)

    def _conditions(self, places: Iterable[Place], cues: Mapping[int, Sequence[_Found]]) -> list[SpacySpan]:
        """The words that make a plan depend on something: "if they attack, we will retaliate"."""
        marks = [pair for token, scope in places if scope == "consequence" for pair in cues.get(token.i, ())]
        return [words for cue, words in marks if cue.scope == "condition"]

    def _in(self, sentence: SpacySpan) -> dict[int, list[_Found]]:
        """The cues of a sentence by the position of each of their words; of two that begin with the same word the longer."""
        found: dict[int, list[_Found]] = {}
        for token in sentence:
            if token.i in found:
                continue
            fitting = list(self._at(token))
            longest = max((len(cue.words) for cue in fitting), default=0)
            for cue in fitting:
                if len(cue.words) == longest:
                    words = token.doc[token.i : token.i + longest]
                    for word in words:
                        found.setdefault(word.i, []).append((cue, words))
        return found

    def _at(self, token: Token) -> Iterator[Cue]:
        if token.pos_ == "PROPN" and token.i > token.sent.start:
            return  # part of a name: "Theresa May"
        for word in {token.lower_: None, token.lemma_.lower(): None}:
            yield from (cue for cue in self._cues.get(word, ()) if cue.fits(token))


def load_factuality(code: str, grammar: Grammar) -> Factuality:
    """Read and check the cues of language `code`. Raises DataError."""
    file = f"{code}/factuality.yaml"
    table = read_table(code, "factuality")
    if set(table) - _SECTIONS:
        raise fault(file, min(set(table) - _SECTIONS), "unknown section", _SECTIONS)
    surroundings = Surroundings(
        boundaries=frozenset(alternatives(table.get("boundaries"))),
        occurrence=frozenset(alternatives(table.get("occurrence"))),
        complement_marks=frozenset(alternatives(table.get("complement_marks"))),
        relative_pronouns=grammar["relative_pronouns"],
    )
    return Factuality([cue for raw in table.get("cues") or () for cue in _cues(file, raw)], surroundings)


def _cues(file: str, raw: object) -> Iterator[Cue]:
    """The cues of a row."""
    row = check_fields(file, raw, _FIELDS, frozenset({"word", "scope"}))
    if row["scope"] not in _SCOPES:
        raise fault(file, row, f"unknown scope {row['scope']}", _SCOPES)
    part = row.get("as")
    if part is not None and part not in _PARTS:
        raise fault(file, row, f"unknown part of speech {part}", _PARTS)
    try:
        status = Status(row["status"]) if "status" in row else None
        certainty = Certainty(row["certainty"]) if "certainty" in row else None
    except ValueError as error:
        raise fault(file, row, str(error), [*(s.value for s in Status), *(c.value for c in Certainty)]) from error
    for word in alternatives(row["word"]):
        yield Cue(tuple(word.split()), row["scope"], status, certainty, part)


def _goes_on(verb: Token) -> bool:
    """Whether the form of a verb shows that something goes on: "is preparing", not "was preparing"."""
    auxiliaries = children(verb, "aux")
    return is_progressive(verb) and not any("Past" in token.morph.get("Tense") for token in auxiliaries)


def _is_content(frame: Frame, verb: Token) -> bool:
    """Whether the event is what a verb of saying says, rather than a circumstance that it takes for granted."""
    if frame.trigger.pos_ != "VERB":
        return False
    steps = [frame.clause, *frame.clause.ancestors]
    inside = steps[: steps.index(verb)] if verb in steps else []
    return not any(relation(step) in {"acl", "advcl"} for step in inside)


def _span(words: SpacySpan) -> Span:
    return Span(words.start_char, words.end_char, words.text)
