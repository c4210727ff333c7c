"""Interviews printed with the name of whoever speaks before each paragraph: "((Anna Berg)) I left the party in May."."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from kg.model import Attribution, Form, Kind, Mention, Span, Stance

_TAG = re.compile(r"^\(\((?P<name>[^()\n]+)\)\)(?P<said>.*)$", re.MULTILINE)
QUESTION = "asked by an interviewer, said by nobody"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one paragraph; `start` and `end` are offsets in the text, the tag left out."""

    speaker: Span
    start: int
    end: int
    asks: bool
    """Whether the speaker is the one who asks the questions."""

    def holds(self, offset: int) -> bool:
        """Whether the character at `offset` is said in this turn."""
        return self.start <= offset < self.end

    @property
    def attribution(self) -> Attribution:
        """The speaker as the source of the turn."""
        last = self.speaker.text.split()[-1].lower()
        return Attribution(Mention(self.speaker, Kind.PERSON, Form.NAME, last), Stance.ASSERTS, self.speaker)


def find_turns(text: str) -> list[Turn]:
    """The turns of the interview in a text, in text order. Whoever asks in most of his turns is the interviewer."""
    tags = list(_TAG.finditer(text))
    asking: dict[str, list[bool]] = defaultdict(list)
    for tag in tags:
        asking[tag["name"]].append(tag["said"].rstrip(' "”').endswith("?"))
    return [
        Turn(
            Span(tag.start("name"), tag.end("name"), tag["name"]),
            tag.start("said"),
            tag.end("said"),
            2 * sum(asking[tag["name"]]) > len(asking[tag["name"]]),
        )
        for tag in tags
    ]
