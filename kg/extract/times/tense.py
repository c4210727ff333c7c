"""Whether a sentence looks ahead at the place of a time expression: "will meet on Thursday" against "said on Thursday it will"."""

from __future__ import annotations

import re

_VERB_GROUP = 25
"""Characters within which a past form after a future word belongs to it: "will probably be announced"."""
_CLAUSE_END = re.compile(r"[,;:()\"“”]")


def looks_ahead(cues: re.Pattern[str], text: str, start: int, end: int) -> bool | None:
    """True or False as the nearest cue before `start` tells, else the first one after `end` in the same clause; None without a cue."""
    ahead: bool | None = None
    last = 0
    for cue in cues.finditer(text, 0, start):
        future = cue["future"] is not None
        if not future and ahead and cue.start() - last <= _VERB_GROUP and not _CLAUSE_END.search(text, last, cue.start()):
            continue
        ahead, last = future, cue.end()
    return _after(cues, text, start, end) if ahead is None else ahead


def _after(cues: re.Pattern[str], text: str, start: int, end: int) -> bool | None:
    opening = not _CLAUSE_END.search(text, 0, start) and len(text[:start].split()) <= 2
    begin = end + 1 if opening and text[end : end + 1] == "," else end
    stop = _CLAUSE_END.search(text, begin)
    cue = cues.search(text, begin, stop.start() if stop else len(text))
    return None if cue is None else cue["future"] is not None
