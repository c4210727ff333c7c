"""Place and agency before the first word of an article: "LAGOS - ", "Geneva, May 3 (Reuters)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.names import Gazetteer
from kg.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'’]{2,}(?:[ ,]+[A-Z][A-Za-z'’]+){0,3})(?: \([A-Z][\w. ]{1,20}\))? ?(?:-|--|–|—|(?<=\)) ?:) (?=[\"“A-Z])"
    r"|[A-Z][\w'’]+(?:[ ,]+[A-Z][\w'’]+){0,3}, [A-Z][a-z]{2,8}\.? \d{1,2} \([A-Z][\w ]{1,20}\)"
)
"""A place in capitals before a dash, or a place, a day and an agency in brackets."""


def find_datelines(doc: Doc, gazetteer: Gazetteer) -> Iterator[Span]:
    """Place and agency before the first word of a sentence, who take part in nothing: "LAGOS - ", "Geneva, May 3 (Reuters)".

    A body before a dash is none: "NATO - Russia talks".
    """
    for sentence in doc.sents:
        found = _DATELINE.match(sentence.text)
        if found and not any(kind.is_organisation for kind in gazetteer.kinds(found["place"] or "")):
            yield Span(sentence.start_char, sentence.start_char + found.end(), found.group())
