"""Open events: what a named party does to another where no type fits. Their type is OTHER, their label the lemma of the trigger."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.frames import Frames
from kg.extract.lexicon import ActionRow
from kg.extract.mentions import Mentions
from kg.model import OPEN_EVENT, Form, Mention, Participant, Role

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_CONFIDENCE = 0.5
"""Of every open event: no gold tells how often they are right."""


class OpenEvents:
    """Finds the open events of sentences."""

    def __init__(self, frames: Frames, without: AbstractSet[str]) -> None:
        """`without` are forms of verbs that tell of no event: those of saying, and those that only carry a noun."""
        self._frames = frames
        self._without = without

    def find(self, sentence: SpacySpan, mentions: Mentions, used: Collection[int]) -> Iterator[Candidate]:
        """Verbs of `sentence` with a name as subject and as object, in text order; `used` are positions of other triggers."""
        for token in sentence:
            if token.pos_ != "VERB" or token.i in used or not self._without.isdisjoint(_forms(token)):
                continue
            frame = self._frames.of_verb(token)
            actors = _named(frame.fillers("subject"), mentions)
            targets = _named(frame.fillers("object"), mentions)
            if actors and targets and not {m.span.text for m in actors} & {m.span.text for m in targets}:
                row = ActionRow((token.lemma_.lower(),), False, OPEN_EVENT, None, (), ("subject",), ("object",), ())
                parties = [
                    *(Participant(Role.ACTOR, m) for m in actors),
                    *(Participant(Role.TARGET, m) for m in targets),
                ]
                yield Candidate(row, frame, (token,), tuple(parties), _CONFIDENCE)


def _forms(token: Token) -> set[str]:
    return {token.lower_, token.lemma_.lower()}


def _named(heads: Collection[Token], mentions: Mentions) -> tuple[Mention, ...]:
    """The names that `heads` are part of; none where one of them is something else, such as what a name owns."""
    found = {mention.span: mention for mention in mentions.of(heads) if mention.form is Form.NAME}
    inside = all(any(span.start <= head.idx < span.end for span in found) for head in heads)
    return tuple(found.values()) if inside else ()
