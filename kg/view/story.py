"""The events as the script of the page reads them: JSON values, actors and edges by their number in the network.

What is usual is left out, since there can be many thousands of events: a missing list is empty, a missing number is one,
a missing status is that it happened, and an event of one day has no ``begin`` and ``end`` beside its ``date``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import networkx as nx

from kg.model import NAMESPACE, OPEN_EVENT, Certainty, Entity, EventRecord, Evidence, Stance, Status, Taxonomy
from kg.query.ties import QUAD_CLASSES, quad_class_of, ties

BASE = f"{NAMESPACE}event/"
"""What the id of an event usually starts with, and the page leaves out."""


def tell(
    records: Sequence[EventRecord], graph: nx.MultiDiGraph, taxonomy: Taxonomy, weights: Mapping[str, int]
) -> dict[str, Any]:
    """Return the events with their evidence, and the labels of their types, in all languages.

    `weights`: for how many events one stands, by id; one where it is missing.
    """
    actors = {node: index for index, node in enumerate(graph)}
    edges = {edge: index for index, edge in enumerate(graph.edges(keys=True))}
    articles = {item.article: item for record in records for item in record.evidence}
    article_numbers = {article: index for index, article in enumerate(articles)}
    names = _Names()
    events = []
    for record in records:
        event = _event(record, actors, names) | {"n": weights.get(record.id)}
        event["edges"] = [edges[tie.actor, tie.target, tie.key] for tie in ties(record, taxonomy)]
        event["evidence"] = [
            _evidence(item, record, names) | {"article": article_numbers[item.article]} for item in record.evidence
        ]
        events.append(lean(event))
    codes = sorted({record.type for record in records})
    known = {code: taxonomy.types[code] for code in codes if code in taxonomy.types}
    modes = {
        f"{code}-{mode}": dict(labels) for code, kind in known.items() for mode, labels in kind.mode_labels.items()
    }
    return {
        "classes": QUAD_CLASSES,
        "types": {code: dict(known[code].labels) if code in known else {"en": code.capitalize()} for code in codes},
        "quads": {code: quad_class_of(code, taxonomy) for code in codes},
        "modes": {code: modes[code] for code in sorted({f"{r.type}-{r.mode}" for r in records} & set(modes))},
        "names": names.told,
        "articles": [lean(_article(item)) for item in articles.values()],
        "events": events,
    }


class _Names:
    """Names of sources and places, each once."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}

    def number(self, entity: Entity) -> int:
        if entity.id not in self._numbers:
            self._numbers[entity.id] = len(self.told)
            self.told.append(lean({"name": entity.name, "labels": labels(entity)}))
        return self._numbers[entity.id]

    def numbers(self, entities: Iterable[Entity]) -> list[int]:
        return [self.number(entity) for entity in entities]


def labels(entity: Entity) -> dict[str, str]:
    """Return the names of `entity` by language, where these differ from its name."""
    return {lang: label for lang, label in entity.labels if label != entity.name}


def lean(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` without those that are empty."""
    return {key: value for key, value in values.items() if value is not None and value not in ([], {}, "")}


def _event(record: EventRecord, actors: Mapping[str, int], names: _Names) -> dict[str, Any]:
    is_one_day = record.begin == record.end == record.date
    return {
        "id": record.id.removeprefix(BASE),
        "type": record.type,
        "word": record.evidence[0].trigger.text if record.type == OPEN_EVENT and record.evidence else None,
        "mode": record.mode,
        "status": record.status.value if record.status is not Status.HAPPENED else None,
        "date": record.date,
        "begin": None if is_one_day else record.begin,
        "end": None if is_one_day else record.end,
        "place": names.number(record.place) if record.place else None,
        "actors": [actors[entity.id] for entity in record.actors],
        "targets": [actors[entity.id] for entity in record.targets],
        "sources": record.independent_sources if record.independent_sources != 1 else None,
        "why": record.why if len(record.evidence) > 1 else None,
    }


def _evidence(evidence: Evidence, record: EventRecord, names: _Names) -> dict[str, Any]:
    voiced = {(voice.source.id, voice.stance) for voice in evidence.voices}
    says = [who for who in evidence.asserted_by if (who.id, Stance.ASSERTS) not in voiced]
    denies = [who for who in evidence.denied_by if (who.id, Stance.DENIES) not in voiced]
    voices = [
        [names.number(voice.source), int(voice.stance is Stance.DENIES), voice.cue.text, voice.date]
        for voice in evidence.voices
    ]
    when = evidence.when
    told = {
        "quote": _marked(evidence),
        "certainty": evidence.certainty.value if evidence.certainty is not Certainty.CERTAIN else None,
        "status": evidence.status.value if evidence.status is not record.status else None,
        "cue": evidence.status_cue.text if evidence.status_cue else None,
        "when": [when.value, when.span.text] if when and when.span else None,
        "voices": voices,
        "says": names.numbers(says),
        "denies": names.numbers(denies),
    }
    return lean(told)


def _article(evidence: Evidence) -> dict[str, Any]:
    return {
        "name": None if evidence.title or evidence.publisher else unquote(evidence.article.rpartition("/")[2]),
        "title": evidence.title,
        "url": _web_address(evidence.url),
        "publisher": evidence.publisher,
        "published": evidence.published,
        "lang": evidence.lang,
    }


def _marked(evidence: Evidence) -> list[str]:
    """Return the quote in three parts: before the trigger, the trigger, after it; nothing where there is no quote."""
    quote, trigger = evidence.quote, evidence.trigger
    if not quote.text:
        return []
    if not quote.covers(trigger):
        return [quote.text, "", ""]
    begin, end = trigger.start - quote.start, trigger.end - quote.start
    return [quote.text[:begin], quote.text[begin:end], quote.text[end:]]


def _web_address(url: str | None) -> str | None:
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None
