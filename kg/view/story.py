"""The events as the script of the page reads them: JSON values, actors and edges by their number in the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import networkx as nx

from kg.model import Entity, EventRecord, EventType, Evidence, Taxonomy
from kg.view.network import QUAD_CLASSES, quad_class, ties

OPEN_EVENT = "OTHER"
"""The type of an action that fits no type: its label is the word of the article."""


def tell(
    records: Sequence[EventRecord], graph: nx.MultiDiGraph, taxonomy: Taxonomy, strings: Mapping[str, str], lang: str
) -> dict[str, Any]:
    """Return what the page needs beside the network: events with their evidence, labels of the types, its own words."""
    actors = {node: index for index, node in enumerate(graph)}
    edges = {edge: index for index, edge in enumerate(graph.edges(keys=True))}
    articles = {item.article: item for record in records for item in record.evidence}
    numbers = {article: index for index, article in enumerate(articles)}
    events = []
    for record in records:
        event = _event(record, actors, taxonomy, lang)
        event["edges"] = [edges[tie.actor, tie.target, tie.key] for tie in ties(record, taxonomy)]
        event["evidence"] = [_evidence(item, lang) | {"article": numbers[item.article]} for item in record.evidence]
        events.append(event)
    codes = sorted({record.type for record in records})
    types = {code: _label_of_type(code, taxonomy.types.get(code), lang) for code in codes}
    told = {"events": events, "articles": [_article(item) for item in articles.values()]}
    return {"lang": lang, "strings": strings, "classes": QUAD_CLASSES, "types": types, **told}


def label(entity: Entity, lang: str) -> str:
    """Return the name of `entity` in `lang` where it has one."""
    return dict(entity.labels).get(lang, entity.name)


def _event(record: EventRecord, actors: Mapping[str, int], taxonomy: Taxonomy, lang: str) -> dict[str, Any]:
    return {
        "id": record.id,
        "type": record.type,
        "word": record.evidence[0].trigger.text if record.type == OPEN_EVENT and record.evidence else None,
        "mode": record.mode,
        "quad": quad_class(record, taxonomy),
        "status": record.status.value,
        "date": record.date,
        "begin": record.begin,
        "end": record.end,
        "place": label(record.place, lang) if record.place else None,
        "actors": [actors[entity.id] for entity in record.actors],
        "targets": [actors[entity.id] for entity in record.targets],
        "sources": record.independent_sources,
    }


def _evidence(evidence: Evidence, lang: str) -> dict[str, Any]:
    return {
        "quote": _marked(evidence),
        "certainty": evidence.certainty.value,
        "says": [label(entity, lang) for entity in evidence.asserted_by],
        "denies": [label(entity, lang) for entity in evidence.denied_by],
    }


def _article(evidence: Evidence) -> dict[str, Any]:
    return {
        "title": evidence.title,
        "url": _web_address(evidence.url),
        "publisher": evidence.publisher,
        "published": evidence.published,
        "lang": evidence.lang,
    }


def _marked(evidence: Evidence) -> list[str]:
    """Return the quote in three parts: before the trigger, the trigger, after it."""
    quote, trigger = evidence.quote, evidence.trigger
    if not quote.covers(trigger):
        return [quote.text, "", ""]
    begin, end = trigger.start - quote.start, trigger.end - quote.start
    return [quote.text[:begin], quote.text[begin:end], quote.text[end:]]


def _web_address(url: str | None) -> str | None:
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _label_of_type(code: str, kind: EventType | None, lang: str) -> str:
    labels = kind.labels if kind else {}
    return labels.get(lang) or labels.get("en") or code.capitalize()
