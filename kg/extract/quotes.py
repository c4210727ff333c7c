"""Speech over several sentences: who speaks in a quotation, and whom "ia menambahkan" or "he added" goes on with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.attribution import Scope
from kg.extract.grammar import Grammar
from kg.extract.interviews import find_turns
from kg.model import Attribution, Form, Mention

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

_MARK = re.compile(r'["“”«»]')
_OPENING, _CLOSING = frozenset("“«"), frozenset("”»")
_NEAR = 200
"""Characters between a quotation and the verb of saying that introduces or follows it."""
_AHEAD = 40
"""Characters by which a verb that follows a quotation may stand farther off than one that precedes it."""
_REACH = 3
"""Sentences over which "ia" or "he", and a quotation without a verb of saying, go on with the last speaker."""
_CLITIC_REACH = 8
"""The same for "ujarnya", which has no other antecedent."""
_LONG = 5
"""Words of a quotation from which on it is speech rather than a word held at a distance."""
_SINGULAR = "third_person_singular"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks; offsets in the text, the marks left out."""

    start: int
    end: int
    goes_on: bool = False
    """Whether the paragraph ends before the mark that closes it, so that the next paragraph goes on with it."""

    def holds(self, offset: int) -> bool:
        """Whether the character at `offset` is quoted."""
        return self.start <= offset < self.end

    def distance(self, offset: int) -> int:
        """How many characters `offset` is away; what precedes counts as farther than what follows."""
        return offset - self.end if offset >= self.end else self.start - offset + _AHEAD


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of a text. One that a paragraph leaves open ends with the paragraph."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found += [Quotation(start + first, start + last, goes_on) for first, last, goes_on in _in_line(line)]
        start += len(line)
    return found


def _in_line(line: str) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    for mark in _MARK.finditer(line):
        place = mark.start()
        closes = mark[0] in _CLOSING or (mark[0] not in _OPENING and _ends_speech(line, place))
        opens = mark[0] in _OPENING or (mark[0] not in _CLOSING and opened is None and not closes)
        if opens and opened is None:
            opened = place + 1
        elif closes and opened is None:
            yield 0, place, False  # opened in a paragraph before
        elif not opens and opened is not None:
            yield opened, place, False
            opened = None
    if opened is not None:
        yield opened, len(line.rstrip()), True


def _ends_speech(line: str, place: int) -> bool:
    """Whether a straight mark stands behind a comma or full stop and before a space, so that it closes."""
    return place > 0 and line[place - 1] in ",.?!" and not line[place + 1 : place + 2].isalnum()


def carry(
    text: str, sentences: Sequence[SpacySpan], scopes: Sequence[Sequence[Scope]], grammar: Grammar
) -> list[list[Scope]]:
    """The scopes of each sentence of `text` with its quotations covered, and pronouns that speak replaced by the last speaker."""
    return _Speakers(text, sentences, scopes, grammar).carry()


class _Speakers:
    def __init__(
        self, text: str, sentences: Sequence[SpacySpan], scopes: Sequence[Sequence[Scope]], grammar: Grammar
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._pronouns = {word for word, name in grammar.pronouns.items() if name == _SINGULAR}
        self._quotations = find_quotations(text)
        self._turns = [turn for turn in find_turns(text) if not turn.asks]
        self._begun: Attribution | None = None
        """Who speaks in a quotation that the paragraph before leaves open."""
        self._scopes = [list(found) for found in scopes]
        self._last: tuple[int, Attribution] | None = None
        """The sentence and the attribution of who spoke last, outside quotations."""

    def carry(self) -> list[list[Scope]]:
        quoted: list[list[Scope]] = [[] for _ in self._sentences]
        done: set[Quotation] = set()
        for number, sentence in enumerate(self._sentences):
            own = self._scopes[number] = [self._taken_up(number, scope) for scope in self._scopes[number]]
            for turn in self._turns:
                tokens = frozenset(token.i for token in sentence if turn.holds(token.idx))
                if tokens:
                    quoted[number].append(Scope(turn.attribution, tokens, complement=True))
            for quotation in self._quotations:
                if quotation not in done and sentence.start_char <= quotation.start < sentence.end_char:
                    done.add(quotation)
                    self._cover(number, quotation, quoted)
            for scope in own:
                if scope.speaks and not self._is_quoted(scope) and scope.attribution.source.form is not Form.PRONOUN:
                    self._last = number, scope.attribution
        return [[*own, *more] for own, more in zip(self._scopes, quoted, strict=True)]

    def _cover(self, number: int, quotation: Quotation, quoted: list[list[Scope]]) -> None:
        """Attribute a quotation that begins in the sentence `number` to its speaker, in every sentence that it runs over."""
        over = [n for n in range(number, len(self._sentences)) if self._sentences[n].start_char < quotation.end]
        attribution = (
            self._introduced(quotation, over)
            or self._begun
            or self._of_next(quotation)
            or self._continued(number, quotation)
        )
        self._begun = attribution if quotation.goes_on else None
        if attribution is None:
            return
        for n in over:
            tokens = frozenset(token.i for token in self._sentences[n] if quotation.holds(token.idx))
            quoted[n].append(Scope(attribution, tokens, complement=True))
        known = self._last is not None and number - self._last[0] <= _REACH
        if attribution.source.form is not Form.PRONOUN or not known:
            self._last = over[-1], attribution

    def _introduced(self, quotation: Quotation, over: Sequence[int]) -> Attribution | None:
        """Who says it by a verb of saying beside it."""
        near = [*over, over[-1] + 1] if self._goes_on(over[-1] + 1) else over
        found = [
            (quotation.distance(scope.attribution.cue.start), self._taken_up(number, scope).attribution)
            for number in near
            for scope in self._scopes[number]
            if scope.speaks and not self._is_quoted(scope) and self._same_paragraph(quotation, scope)
        ]
        distance, attribution = min(found, key=lambda pair: pair[0], default=(_NEAR, None))
        return attribution if distance < _NEAR else None

    def _of_next(self, quotation: Quotation) -> Attribution | None:
        """Who speaks in a quotation that its paragraph leaves open: whoever the next paragraph names."""
        following = self._quotations[self._quotations.index(quotation) + 1 :][:1] if quotation.goes_on else []
        for later in following:
            over = [n for n, s in enumerate(self._sentences) if s.start_char < later.end and s.end_char > later.start]
            if over:
                return self._introduced(later, over) or self._of_next(later)
        return None

    def _continued(self, number: int, quotation: Quotation) -> Attribution | None:
        """Who spoke last, for a quotation that no verb of saying introduces."""
        long = len(self._text[quotation.start : quotation.end].split()) >= _LONG
        if self._last is None or not long or number - self._last[0] > _REACH:
            return None
        before = self._text[: quotation.start - 1].rstrip(" ")
        return self._last[1] if not before or before[-1] in '\n."”?!:' else None

    def _goes_on(self, number: int) -> bool:
        """Whether the sentence `number` begins with a small letter, so that it is the rest of the one before."""
        return number < len(self._sentences) and self._sentences[number].text.lstrip(' "”»,')[:1].islower()

    def _taken_up(self, number: int, scope: Scope) -> Scope:
        """`scope` with the last speaker for its source where that is a pronoun which goes on with one."""
        source = scope.attribution.source
        if self._last is None or not self._is_pronoun(source):
            return scope
        reach = _CLITIC_REACH if source.span.text.lower() == source.head == "nya" else _REACH
        if number - self._last[0] > reach:
            return scope
        return replace(scope, attribution=replace(scope.attribution, source=self._last[1].source))

    def _is_pronoun(self, source: Mention) -> bool:
        return source.form is Form.PRONOUN and source.span.text.lower() in self._pronouns

    def _is_quoted(self, scope: Scope) -> bool:
        return any(quotation.holds(scope.attribution.cue.start) for quotation in self._quotations)

    def _same_paragraph(self, quotation: Quotation, scope: Scope) -> bool:
        first, last = sorted((quotation.start, scope.attribution.cue.start))
        return "\n" not in self._text[first:last]
