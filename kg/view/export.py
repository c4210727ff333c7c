"""The network and its events for other programs: GraphML, GEXF with dates (Gephi plays them), CSV tables.

In the graphs each event is an edge of its own between each two actors that it relates; what relates nobody is in the
tables only. The same events give the same bytes, in whatever order they come.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.model import Entity, EventRecord, Evidence, Taxonomy
from kg.view.network import aggregate, quad_class, ties

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CHANGED = "1970-01-01"
"""GEXF must bear a date of change; this one does not change."""

ACTOR_COLUMNS = ("id", "name", "kind", "country", "sector", "events")
EVENT_COLUMNS = (
    *("event", "type", "mode", "contexts", "quad_class", "status", "date", "begin", "end", "place"),
    *("actors", "actor_ids", "targets", "target_ids", "independent_sources"),
)
EVIDENCE_COLUMNS = (
    *("event", "claim", "article", "quote", "trigger", "claim_status", "certainty", "confidence"),
    *("asserted_by", "denied_by", "title", "url", "publisher", "published", "lang", "rule"),
)
Row = Mapping[str, object]


def graphml(records: Sequence[EventRecord], target: Path | IO[bytes], taxonomy: Taxonomy | None = None) -> None:
    """Write the network as GraphML.

    Without `taxonomy` every event is other news, and one without target is no edge.
    """
    stream = io.BytesIO()
    nx.write_graphml_xml(_network(records, taxonomy or Taxonomy()), stream)
    _write(target, stream.getvalue())


def gexf(records: Sequence[EventRecord], target: Path | IO[bytes], taxonomy: Taxonomy | None = None) -> None:
    """Write the network as GEXF, whose edges start and end with their events. `taxonomy` is as for `graphml`."""
    network = _network(records, taxonomy or Taxonomy())
    network.graph["mode"] = "dynamic"
    for _, _, edge in network.edges(data=True):
        if "begin" in edge:
            edge["start"] = edge.pop("begin")
    writer = GEXFWriter(network)
    for meta in writer.xml.iter("meta"):
        meta.set("lastmodifieddate", CHANGED)
    stream = io.BytesIO()
    writer.write(stream)
    _write(target, stream.getvalue())


def csv_table(records: Sequence[EventRecord], target: Path | IO[bytes], taxonomy: Taxonomy | None = None) -> None:
    """Write one table: a row for each piece of evidence, its event's columns first. Lists are joined with ``; ``."""
    rows = (
        {**_event_row(record, taxonomy or Taxonomy()), **row}
        for record in _ordered(records)
        for row in _evidence_rows(record) or [{}]
    )
    _write(target, _table((*EVENT_COLUMNS, *EVIDENCE_COLUMNS[1:]), rows))


def csv_tables(records: Sequence[EventRecord], folder: Path, taxonomy: Taxonomy | None = None) -> None:
    """Write ``actors.csv``, ``events.csv`` and ``evidence.csv`` into `folder`, made where it is missing."""
    ordered, known = _ordered(records), taxonomy or Taxonomy()
    events = (_event_row(record, known) for record in ordered)
    evidence = (row for record in ordered for row in _evidence_rows(record))
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "actors.csv", _table(ACTOR_COLUMNS, _actor_rows(ordered, known)))
    _write(folder / "events.csv", _table(EVENT_COLUMNS, events))
    _write(folder / "evidence.csv", _table(EVIDENCE_COLUMNS, evidence))


def _ordered(records: Iterable[EventRecord]) -> list[EventRecord]:
    return sorted(records, key=lambda record: record.id)


def _network(records: Sequence[EventRecord], taxonomy: Taxonomy) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    for node, data in aggregate(records, taxonomy).nodes(data=True):
        entity: Entity = data["entity"]
        values = {"label": entity.name, "kind": entity.kind.value, "country": entity.country, "sector": entity.sector}
        network.add_node(node, **_for_xml(values), events=len(data["events"]))
    for record in _ordered(records):
        for number, tie in enumerate(ties(record, taxonomy)):
            name = f"{record.id}#{number}"
            values = _for_xml(_edge(record)) | {"mutual": tie.mutual, "quad_class": tie.quad_class}
            network.add_edge(tie.actor, tie.target, key=name, id=name, **values)
    return network


def _edge(record: EventRecord) -> dict[str, Any]:
    return {
        "label": record.type,
        "event": record.id,
        "action": record.type,
        "mode": record.mode,
        "status": record.status.value,
        "date": record.date,
        "begin": record.begin,
        "end": record.end,
        "sources": record.independent_sources,
        "quote": record.evidence[0].quote.text if record.evidence else None,
    }


def _for_xml(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` without those that are missing and without characters that XML forbids."""
    known = {key: value for key, value in values.items() if value is not None}
    return {key: NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value for key, value in known.items()}


def _actor_rows(records: Sequence[EventRecord], taxonomy: Taxonomy) -> Iterable[Row]:
    for _, data in aggregate(records, taxonomy).nodes(data=True):
        entity: Entity = data["entity"]
        yield {
            "id": entity.id,
            "name": entity.name,
            "kind": entity.kind.value,
            "country": entity.country,
            "sector": entity.sector,
            "events": len(data["events"]),
        }


def _event_row(record: EventRecord, taxonomy: Taxonomy) -> Row:
    return {
        "event": record.id,
        "type": record.type,
        "mode": record.mode,
        "contexts": "; ".join(record.contexts),
        "quad_class": quad_class(record, taxonomy),
        "status": record.status.value,
        "date": record.date,
        "begin": record.begin,
        "end": record.end,
        "place": record.place.name if record.place else None,
        "actors": _names(record.actors),
        "actor_ids": "; ".join(actor.id for actor in record.actors),
        "targets": _names(record.targets),
        "target_ids": "; ".join(target.id for target in record.targets),
        "independent_sources": record.independent_sources,
    }


def _evidence_rows(record: EventRecord) -> list[Row]:
    return [_evidence_row(record, evidence) for evidence in record.evidence]


def _evidence_row(record: EventRecord, evidence: Evidence) -> Row:
    return {
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


def _names(entities: Iterable[Entity]) -> str:
    return "; ".join(entity.name for entity in entities)


def _table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


def _write(target: Path | IO[bytes], content: bytes) -> None:
    """Write the whole of `content`; a file is replaced at once or left as it was."""
    if not isinstance(target, Path):
        target.write(content)
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
