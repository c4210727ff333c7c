"""The offices of those who say something, as the text has them: "Foreign Minister Sugiono said"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.link.phrases import PhraseLinker
from kg.link.titles import Office
from kg.model import Attribution, Form, Kind, Mention, Sentence, Span


def with_offices(sentence: Sentence, offices: Mapping[int, Office], phrases: PhraseLinker) -> Sentence:
    """Return `sentence` with the offices of its sources; `offices` are those of the article, by the start of the name."""

    def named(attribution: Attribution) -> Attribution:
        return replace(attribution, office=_office(attribution.source, offices, phrases))

    claims = (replace(c, attributions=tuple(map(named, c.attributions))) for c in sentence.claims)
    return replace(sentence, claims=tuple(claims))


def _office(source: Mention, offices: Mapping[int, Office], phrases: PhraseLinker) -> Span | None:
    """The words beside or within the name of a person; those of a person whom the text calls by the office alone."""
    if source.entity is None or source.entity.kind is not Kind.PERSON:
        return None
    inside = (offices[start] for start in range(source.span.start, source.span.end) if start in offices)
    found = next((office.words for office in inside if office.words), None)
    is_office = source.form is Form.NOMINAL and phrases.is_office(source)
    return found or (source.span if is_office else None)
