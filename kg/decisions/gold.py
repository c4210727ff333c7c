"""Decisions as gold: what people judged, in the line format of the gold that scorers read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.decisions.apply import Corrections
from kg.decisions.records import Decision
from kg.formats import Json
from kg.journal import Journal
from kg.model import Article, Claim, Mention, Span


def gold_records(journal: Journal, decisions: Iterable[Decision]) -> Iterator[Json]:
    """One record for each sentence with a judged claim: its text, and the events that are right in it.

    A sentence whose only judged claims are wrong has no events. Claims that nobody judged are left out.
    """
    decided = list(decisions)
    corrections = Corrections(decided)
    judged: dict[str, list[Decision]] = defaultdict(list)
    for decision in decided:
        for ref in () if decision.verdict.of_events else decision.claims:
            judged[ref.article].append(decision)
    for article in sorted(judged.keys() & journal.keys):
        reading = journal.reading(article)
        now = corrections.claims(reading)
        sentences: dict[Span, set[Claim]] = defaultdict(set)
        for decision in judged[article]:
            for claim in decision.find(now):
                sentences[claim.sentence].update(filter(None, [now[claim]]))
        for span in sorted(sentences):
            yield _record(reading.article, span, sorted(sentences[span], key=lambda claim: claim.trigger.span))


def _record(article: Article, sentence: Span, claims: list[Claim]) -> Json:
    day = {"date": article.published[:10]} if article.published else {}
    return {
        "id": f"{article.id}:{sentence.start}",
        "lang": article.lang,
        **day,
        "text": sentence.text,
        "events": [_event(claim) for claim in claims],
    }


def _event(claim: Claim) -> Json:
    event: Json = {"type": claim.type, "actor": _parties(claim.actors), "target": _parties(claim.targets)}
    if claim.mode:
        event["mode"] = claim.mode
    if claim.when and claim.when.value:
        event["date"] = claim.when.value
    return {**event, "trigger": claim.trigger.span.text, "status": claim.status.value}


def _parties(mentions: tuple[Mention, ...]) -> Json | list[Json] | None:
    """Nobody, one, or a list of several."""
    found = [_party(mention) for mention in mentions]
    return found if len(found) > 1 else next(iter(found), None)


def _party(mention: Mention) -> Json:
    entity = mention.entity
    names = {entity.name, *(label for _, label in entity.labels)} if entity else set()
    return {"text": mention.span.text, "names": sorted(names | {mention.span.text})}
