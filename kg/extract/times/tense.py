"""Whether a sentence looks ahead at a time: "will meet on Thursday" does, "said on Thursday it will" does not."""

from __future__ import annotations

import re

_VERB_GROUP = 25
"""Characters within which a past form after a future word belongs to it: "will probably be announced"."""
_CLAUSE_END = re.compile(r"[,;:()\"“”]|[.?!]\s+(?=[A-Z\"“])")
_OPENING_WORDS = 2


def looks_ahead(cues: re.Pattern[str], text: str, start: int, end: int) -> bool | None:
    """What the nearest cue before `start` tells, else the first after `end` in the clause; None without a cue."""
    ahead: bool | None = None
    last = 0
    for cue in cues.finditer(text, 0, start):
        future = cue["future"] is not None
        if future or not ahead or _starts_anew(text, last, cue.start()):
            ahead, last = future, cue.end()
    return _after(cues, text, start, end) if ahead is None else ahead


def _starts_anew(text: str, last: int, start: int) -> bool:
    """Whether a past form at `start` is another verb than the future word that ends at `last`."""
    return start - last > _VERB_GROUP or _CLAUSE_END.search(text, last, start) is not None


def _after(cues: re.Pattern[str], text: str, start: int, end: int) -> bool | None:
    opening = not _CLAUSE_END.search(text, 0, start) and len(text[:start].split()) <= _OPENING_WORDS
    begin = end + 1 if opening and text[end : end + 1] == "," else end
    stop = _CLAUSE_END.search(text, begin)
    cue = cues.search(text, begin, stop.start() if stop else len(text))
    return None if cue is None else cue["future"] is not None
