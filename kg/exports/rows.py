"""Events as rows: what the tables and the networks are made of.

A tie is an event seen as an edge between two actors that it relates; what relates nobody is no tie. Rows come in the order
of the events' ids, so the same events give the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.model import Entity, EventRecord, Taxonomy
from kg.query.ties import quad_class, ties

Row = dict[str, object]
Columns = Mapping[str, type]
"""Name -> type of the values: str, int, float, bool, date, or tuple for a list of texts. Any value may be missing."""

ACTORS: Columns = MappingProxyType(
    {"id": str, "name": str, "kind": str, "country": str, "sector": str, "events": int, "first": date, "last": date}
)
EVENTS: Columns = MappingProxyType(
    {
        **dict.fromkeys(("event", "type", "mode"), str),
        "contexts": tuple,
        **dict.fromkeys(("quad_class", "status", "date"), str),
        "begin": date,
        "end": date,
        "place": str,
        **dict.fromkeys(("actors", "actor_ids", "targets", "target_ids"), tuple),
        "independent_sources": int,
        "tellings": int,
        "place_id": str,
    }
)
EVIDENCE: Columns = MappingProxyType(
    {
        **dict.fromkeys(("event", "claim", "article", "quote", "trigger", "claim_status", "certainty"), str),
        "confidence": float,
        "asserted_by": tuple,
        "denied_by": tuple,
        **dict.fromkeys(("title", "url", "publisher", "published", "lang", "rule"), str),
    }
)
TIES: Columns = MappingProxyType(
    {
        **dict.fromkeys(("id", "source", "target", "label", "event", "action", "mode", "quad_class", "status"), str),
        "mutual": bool,
        "date": str,
        "begin": date,
        "end": date,
        "sources": int,
        "quote": str,
    }
)


@dataclass
class _Seen:
    entity: Entity
    events: int = 0
    first: str | None = None
    last: str | None = None


class Actors:
    """Everybody who takes part in the events that pass through `seen_in`."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def seen_in(self, records: Iterable[EventRecord]) -> Iterator[EventRecord]:
        """The same events, while the actors are noted."""
        for record in records:
            for entity in {party.id: party for party in (*record.actors, *record.targets)}.values():
                self._note(entity, record)
            yield record

    def rows(self) -> Iterator[Row]:
        """A row of `ACTORS` for each, by id; first and last are the days of their dated events."""
        for _, one in sorted(self._seen.items()):
            entity = one.entity
            yield {
                "id": entity.id,
                "name": entity.name,
                "kind": entity.kind.value,
                "country": entity.country,
                "sector": entity.sector,
                "events": one.events,
                "first": one.first,
                "last": one.last,
            }

    def _note(self, entity: Entity, record: EventRecord) -> None:
        one = self._seen.setdefault(entity.id, _Seen(entity))
        one.events += 1
        one.first = min(filter(None, (one.first, record.begin)), default=None)
        one.last = max(filter(None, (one.last, record.end)), default=None)


def event_row(record: EventRecord, taxonomy: Taxonomy) -> Row:
    """A row of `EVENTS`."""
    return {
        "event": record.id,
        "type": record.type,
        "mode": record.mode,
        "contexts": record.contexts,
        "quad_class": quad_class(record, taxonomy),
        "status": record.status.value,
        "date": record.date,
        "begin": record.begin,
        "end": record.end,
        "place": record.place.name if record.place else None,
        "actors": _names(record.actors),
        "actor_ids": tuple(actor.id for actor in record.actors),
        "targets": _names(record.targets),
        "target_ids": tuple(target.id for target in record.targets),
        "independent_sources": record.independent_sources,
        "tellings": record.tellings,
        "place_id": record.place.id if record.place else None,
    }


def evidence_rows(record: EventRecord) -> Iterator[Row]:
    """A row of `EVIDENCE` for each claim of the event."""
    for evidence in record.evidence:
        yield {
            "event": record.id,
            "claim": evidence.claim,
            "article": evidence.article,
            "quote": evidence.quote.text,
            "trigger": evidence.trigger.text,
            "claim_status": evidence.status.value,
            "certainty": evidence.certainty.value,
            "confidence": evidence.confidence,
            "asserted_by": _names(evidence.asserted_by),
            "denied_by": _names(evidence.denied_by),
            "title": evidence.title,
            "url": evidence.url,
            "publisher": evidence.publisher,
            "published": evidence.published,
            "lang": evidence.lang,
            "rule": evidence.rule,
        }


def tie_rows(record: EventRecord, taxonomy: Taxonomy) -> Iterator[Row]:
    """A row of `TIES` for each two actors that the event relates; a mutual tie has no direction."""
    for number, tie in enumerate(ties(record, taxonomy)):
        yield {
            "id": f"{record.id}#{number}",
            "source": tie.actor,
            "target": tie.target,
            "label": record.type,
            "event": record.id,
            "action": record.type,
            "mode": record.mode,
            "quad_class": tie.quad_class,
            "status": record.status.value,
            "mutual": tie.mutual,
            "date": record.date,
            "begin": record.begin,
            "end": record.end,
            "sources": record.independent_sources,
            "quote": record.evidence[0].quote.text if record.evidence else None,
        }


def _names(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(entity.name for entity in entities)
