"""Whether what a trigger says happened, goes on, is planned, is possible or is denied, and how sure the sentence is of it.

Cues are data: ``kg/lang/<code>/factuality.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from kg.extract.frames import Frame
from kg.extract.grammar import Grammar
from kg.extract.memory import memory
from kg.extract.surroundings import Place, Surroundings
from kg.extract.syntax import children, is_progressive, relation, sentence_of
from kg.extract.tables import alternatives, check_fields, fault, read_table
from kg.model import Certainty, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_WORD_LISTS = ("boundaries", "occurrence", "complement_marks", "achieved", "departures", "presuming")
_SECTIONS = frozenset({"cues", "performing", *_WORD_LISTS})
_FIELDS = frozenset({"word", "status", "certainty", "scope", "as", "types", "unless"})
_BESIDE = frozenset({"itself", "dependent", "participant", "frequency"})
_OUTSIDE = frozenset({"governor", "phase", "clause", "condition", "purpose", "infinitive", "question", "sentence"})
_SCOPES = _BESIDE | _OUTSIDE
_PARTS = {"verb": frozenset({"VERB", "AUX"}), "noun": frozenset({"NOUN"}), "adjective": frozenset({"ADJ"})}
_AHEAD = 5
"""Tokens from a cue on in which a word takes what it says to itself."""
_SEVERAL = 2
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
    types: frozenset[str] = frozenset()
    """Types of events that it tells of; empty for all."""
    unless: frozenset[str] = frozenset()
    """Words which, further on in the sentence, take what it says to themselves: "bukan meninggal karena", "not … because"."""

    def holds(self, scope: str, code: str) -> bool:
        """Whether it tells of events of the type `code` to which it stands in `scope`."""
        return self.scope == scope and (not self.types or code in self.types)

    def fits(self, token: Token) -> bool:
        """Whether the cue begins at `token`."""
        following = token.doc[token.i + 1 : token.i + len(self.words)]
        if tuple(word.lower_ for word in following) != self.words[1:]:
            return False
        if self.unless and any(word.lower_ in self.unless for word in token.doc[token.i : token.i + _AHEAD]):
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

    def __init__(self, cues: Sequence[Cue], surroundings: Surroundings, performing: Collection[str] = ()) -> None:
        """`performing` are words with which a speaker does what he says he wants to: "I want to thank", "ingin"."""
        self._cues: dict[str, list[Cue]] = {}
        for cue in cues:
            self._cues.setdefault(cue.words[0], []).append(cue)
        self._surroundings = surroundings
        self._performing = performing

    def judge(
        self,
        frame: Frame,
        code: str,
        speech: Iterable[Token] = (),
        *,
        performed: bool = False,
        used: Collection[str] = (),
    ) -> Judgement:
        """The strongest status and the lowest certainty that a cue in scope gives an event of the type `code`.

        `speech` are the verbs of saying in whose content the event stands: "alleged", "menduga". `performed` tells that a
        speaker does by these words what they say: "I am asking all of you". `used` are words without which the event would be
        another one, so that they are no cues: "not" of "did not agree", which is a refusal.
        """
        cues = self._in(sentence_of(frame.trigger))
        places: list[Place] = [*self._surroundings.of(frame, lambda token: token.i in cues)]
        places += [(verb, "governor") for verb in speech if _is_content(frame, verb)]
        places += [(token, "sentence") for token in sentence_of(frame.trigger)]
        found = [pair for token, scope in places for pair in cues.get(token.i, ()) if pair[0].holds(scope, code)]
        found = [pair for pair in found if pair[0].status is not Status.DENIED or " ".join(pair[0].words) not in used]
        if performed:
            found = [(cue, words) for cue, words in found if cue.words[0] not in self._performing]
        status, certainty = Status.HAPPENED, Certainty.CERTAIN
        status = max((cue.status for cue, _ in found if cue.status), key=_STRENGTH.index, default=status)
        certainty = max((cue.certainty for cue, _ in found if cue.certainty), key=_DOUBT.index, default=certainty)
        if doubts := self._doubts(status, found, places, cues):
            return Judgement(Status.POSSIBLE, certainty, _span(doubts[0]))
        if status is Status.HAPPENED and not performed and _goes_on(frame.clause):
            return Judgement(Status.ONGOING, certainty, _span(frame.clause.doc[frame.clause.i : frame.clause.i + 1]))
        shown = [words for cue, words in found if cue.status is status]
        shown += [words for cue, words in found if cue.certainty is certainty]
        return Judgement(status, certainty, _span(shown[0]) if shown else None)

    def _doubts(
        self, status: Status, found: Sequence[_Found], places: Iterable[Place], cues: Mapping[int, Sequence[_Found]]
    ) -> list[SpacySpan]:
        """The words that make a plan or a denial a mere possibility.

        A plan depends on a condition: "if they attack, we will retaliate". A denial stands in one itself, or somebody means
        to keep the event from happening: "in order to avert an attack".
        """
        if status is Status.PLANNED:
            marks = [pair for token, scope in places if scope == "consequence" for pair in cues.get(token.i, ())]
            return [words for cue, words in marks if cue.scope == "condition"]
        if status is not Status.DENIED:
            return []
        denials = [(cue, words) for cue, words in found if cue.status is Status.DENIED]
        meant = [self._meant(words.root, cues) for cue, words in denials if cue.scope == "governor"]
        conditions = [words for cue, words in found if cue.scope == "condition"]
        return conditions or ([words[0] for words in meant] if len(meant) == len(denials) and all(meant) else [])

    def _meant(self, governor: Token, cues: Mapping[int, Sequence[_Found]]) -> list[SpacySpan]:
        """The words that say that what `governor` says is only planned or possible."""
        near = children(governor, "aux", "advmod", "mark")
        if relation(governor) in {"xcomp", "acl", "ccomp"}:
            near.append(governor.head)
        unreal = {Status.PLANNED, Status.POSSIBLE}
        return [words for token in near for cue, words in cues.get(token.i, ()) if cue.status in unreal]

    def _in(self, sentence: SpacySpan) -> dict[int, list[_Found]]:
        """The cues of a sentence by the position of each of their words; of two that begin with the same word the longer."""
        known = memory(sentence.doc, self)
        if sentence.start in known:
            return cast("dict[int, list[_Found]]", known[sentence.start])
        found: dict[int, list[_Found]] = known.setdefault(sentence.start, {})
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
        if token.pos_ == "PROPN" and token.i > sentence_of(token).start:
            return  # part of a name: "Theresa May"
        as_written = [cue for cue in self._cues.get(token.lower_, ()) if cue.fits(token)]
        longest = max((len(cue.words) for cue in as_written), default=0)
        lemma = token.lemma_.lower()
        others = self._cues.get(lemma, ()) if lemma != token.lower_ else ()
        yield from as_written
        yield from (cue for cue in others if (longest < _SEVERAL or len(cue.words) > longest) and cue.fits(token))


def load_factuality(code: str, grammar: Grammar) -> Factuality:
    """Read and check the cues of language `code`. Raises DataError."""
    file = f"{code}/factuality.yaml"
    table = read_table(code, "factuality")
    if set(table) - _SECTIONS:
        raise fault(file, min(set(table) - _SECTIONS), "unknown section", _SECTIONS)
    surroundings = Surroundings(
        relative_pronouns=grammar["relative_pronouns"],
        **{name: frozenset(alternatives(table.get(name))) for name in _WORD_LISTS},
    )
    cues = [cue for raw in table.get("cues") or () for cue in _cues(file, raw)]
    return Factuality(cues, surroundings, frozenset(alternatives(table.get("performing"))))


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
    types = frozenset(code.upper() for code in alternatives(row.get("types")))
    unless = frozenset(alternatives(row.get("unless")))
    for word in alternatives(row["word"]):
        yield Cue(tuple(word.split()), row["scope"], status, certainty, part, types, unless)


def _goes_on(verb: Token) -> bool:
    """Whether the form of a verb shows that something goes on: "is preparing", "have been preparing", not "was preparing"."""
    if relation(verb) == "xcomp" and verb.morph.get("VerbForm") == ["Inf"]:
        return _goes_on(verb.head)
    finite = [token for token in children(verb, "aux") if token.morph.get("VerbForm") == ["Fin"]]
    return is_progressive(verb) and not any("Past" in token.morph.get("Tense") for token in finite)


def _is_content(frame: Frame, verb: Token) -> bool:
    """Whether the event is what a verb of saying says, rather than a circumstance that it takes for granted."""
    if frame.trigger.pos_ != "VERB":
        return False
    steps = [frame.clause, *frame.clause.ancestors]
    inside = steps[: steps.index(verb)] if verb in steps else []
    return not any(relation(step) in {"acl", "advcl"} for step in inside)


def _span(words: SpacySpan) -> Span:
    return Span(words.start_char, words.end_char, words.text)
