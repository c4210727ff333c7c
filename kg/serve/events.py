"""The JSON API: events, actors and their evidence, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from kg.api import find_actor, named
from kg.errors import QueryError
from kg.formats import entity_to_json, record_to_json
from kg.model import EventRecord
from kg.query.events import describe_entities, read, select
from kg.query.names import resolve_name
from kg.query.selection import Selection
from kg.rdf.namespaces import PREFIXES, event_iri
from kg.rdf.taxonomy import load_taxonomy
from kg.rdf.terms import KINDS
from kg.serve.replies import Parameters, Reply, ReplyError, json_reply
from kg.store import Graph, rows
from kg.view.page import Part, render

FILTERS = ("actor", "type", "class", "context", "status", "place", "publisher", "said_by", "denied_by")
"""Parameters that choose events and may be given several times."""
SINGLE = ("since", "until", "time", "min_sources", "min_confidence", "exact", "top")
"""Those that may be given once."""
PAGING = ("offset", "limit")
_FIELDS = {"actor": "actors", "class": "quad_class"}
_DEFAULT_LIMIT = 50


@dataclass(frozen=True)
class Page:
    """Which part of a list is wanted, and how its addresses begin."""

    path: str
    parameters: Parameters
    offset: int
    limit: int

    def reply(self, total: int, items: list[Any]) -> Reply:
        """A part of a list, with the address of the next one."""
        after = self.offset + self.limit
        rest = {name: given for name, given in self.parameters.items() if name != "offset"}
        following = f"{self.path}?{urlencode({**rest, 'offset': after}, doseq=True)}" if after < total else None
        headers = {"Link": f'<{following}>; rel="next"'} if following else {}
        content = {"total": total, "offset": self.offset, "limit": self.limit, "next": following, "items": items}
        reply = json_reply(content)
        return Reply(reply.status, reply.type, reply.body, headers)


def page_of(path: str, parameters: Parameters, most: int, default: int = _DEFAULT_LIMIT) -> Page:
    """The page that is asked for; ReplyError 400 where its numbers are none."""
    offset, limit = _number(parameters, "offset", 0), _number(parameters, "limit", default)
    return Page(path, parameters, offset, min(limit, most))


def selection_of(graph: Graph, parameters: Parameters) -> Selection:
    """The events that are asked for, names turned into IRIs; ReplyError 400 for a filter that is unknown or cannot be."""
    known = (*FILTERS, *SINGLE, *PAGING, "lang")
    for name in parameters:
        if name not in known:
            raise ReplyError(400, f"there is no parameter {name}; known: {', '.join(known)}")
    given: dict[str, Any] = {
        _FIELDS.get(name, name): tuple(parameters[name]) for name in FILTERS if parameters.get(name)
    }
    given |= {name: parameters[name][-1] for name in ("since", "until", "time") if parameters.get(name)}
    given["min_sources"] = _number(parameters, "min_sources", 1)
    given["exact"] = parameters.get("exact", ["false"])[-1] in {"true", "1"}
    if "top" in parameters:
        given["top"] = _number(parameters, "top", 0)
    if "min_confidence" in parameters:
        given["min_confidence"] = _share(parameters["min_confidence"][-1])
    return named(graph, Selection(**given))


def chosen(graph: Graph, selection: Selection) -> list[str]:
    """The IRIs of the events, in order of time, those without a date last."""
    days = _days(graph)
    return sorted(select(graph, selection), key=lambda event: (*days.get(event, ("9999", "9999")), event))


def events(graph: Graph, parameters: Parameters, most: int) -> Reply:
    """Events with their evidence."""
    page = page_of("/api/events", parameters, most)
    found = chosen(graph, selection_of(graph, parameters))
    part = found[page.offset : page.offset + page.limit]
    return page.reply(len(found), [record_to_json(record) for record in read(graph, part)])


def event(graph: Graph, name: str) -> Reply:
    """One event, by its id or IRI; ReplyError 404 where there is none."""
    iri = name if name.startswith(("http://", "https://")) else str(event_iri(name))
    found = read(graph, [iri]) if _is_iri(iri) else []
    if not found:
        raise ReplyError(404, f"there is no event {name}")
    return json_reply(record_to_json(found[0]))


def evidence(graph: Graph, parameters: Parameters, most: int) -> Reply:
    """Sentences that tell of events, each with the id of its event; pages are counted in events."""
    page = page_of("/api/evidence", parameters, most)
    chosen_by = {name: given for name, given in parameters.items() if name != "event"}
    wanted = [iri if ":" in iri else str(event_iri(iri)) for iri in parameters.get("event", [])]
    found = [iri for iri in wanted if _is_iri(iri)] or chosen(graph, selection_of(graph, chosen_by))
    records = read(graph, found[page.offset : page.offset + page.limit])
    return page.reply(len(found), [item for record in records for item in _sentences(record)])


def actors(graph: Graph, parameters: Parameters, most: int) -> Reply:
    """Who takes part in events, those with the most events first; ``name``, ``kind`` and ``country`` choose."""
    page = page_of("/api/actors", parameters, most)
    conditions = ["?event a kg:Event ; kg:actor|kg:target ?who .", *_actor_conditions(graph, parameters)]
    query = f"SELECT ?who (COUNT(DISTINCT ?event) AS ?events) {{ {' '.join(conditions)} }} GROUP BY ?who"
    counts = {who: int(number or 0) for who, number in rows(graph, query) if who}
    order = sorted(counts, key=lambda who: (-counts[who], who))
    part = order[page.offset : page.offset + page.limit]
    described = describe_entities(graph, part)
    return page.reply(len(order), [{**entity_to_json(described[who]), "events": counts[who]} for who in part])


def actor(graph: Graph, name: str) -> Reply:
    """One actor by IRI, Wikidata id or name, with the number of events by type; ReplyError 404 where there is none."""
    try:
        iri = f"{PREFIXES['wd']}{name}" if name[1:].isdigit() and name[0] == "Q" else find_actor(graph, name)[0]
    except QueryError as error:
        raise ReplyError(404, str(error)) from error
    query = f"""SELECT ?type (COUNT(DISTINCT ?event) AS ?events) {{
        ?event a kg:Event ; kg:actor|kg:target <{iri}> ; kg:action/skos:notation ?type }} GROUP BY ?type ORDER BY ?type"""
    types = {type_: int(number or 0) for type_, number in rows(graph, query) if type_}
    known = bool(types) or any(rows(graph, f"SELECT ?kind {{ <{iri}> kg:kind ?kind }}"))
    if not known:
        raise ReplyError(404, f"the graph knows nobody called {name}")
    entity = entity_to_json(describe_entities(graph, [iri])[iri])
    return json_reply({**entity, "events": sum(types.values()), "types": types})


def pages(graph: Graph, parameters: Parameters, title: str, most: int) -> Reply:
    """The page of some of the events; the header ``X-Total-Count`` says how many there are."""
    page = page_of("/page", parameters, most, most)
    found = chosen(graph, selection_of(graph, parameters))
    records = read(graph, found[page.offset : page.offset + page.limit])
    lang = parameters["lang"][-1] if "lang" in parameters else None
    part = Part(page.offset, page.limit, len(found)) if len(records) < len(found) else None
    html = render(records, load_taxonomy(), title=title, lang=lang, part=part).encode("utf-8")
    return Reply(200, "text/html; charset=utf-8", html, {"X-Total-Count": str(len(found))})


@lru_cache(maxsize=1)
def _days(graph: Graph) -> dict[str, tuple[str, str]]:
    """Event -> first and last day, of those that have any; a worker's graph never changes."""
    query = "SELECT ?event ?begin ?end { ?event a kg:Event OPTIONAL { ?event kg:begin ?begin } OPTIONAL { ?event kg:end ?end } }"
    found = ((event, begin or end, end or begin) for event, begin, end in rows(graph, query))
    return {event: (first, last) for event, first, last in found if event and first and last}


def _sentences(record: EventRecord) -> Iterable[dict[str, Any]]:
    return ({"event": record.id, "type": record.type, **one} for one in record_to_json(record)["evidence"])


def _actor_conditions(graph: Graph, parameters: Parameters) -> Iterable[str]:
    for name in parameters:
        if name not in {"name", "kind", "country", *PAGING}:
            raise ReplyError(400, f"there is no parameter {name}; known: name, kind, country, offset, limit")
    if "name" in parameters:
        yield f"VALUES ?who {{ {' '.join(f'<{iri}>' for iri in resolve_name(graph, parameters['name'][-1]))} }}"
    if "kind" in parameters:
        kinds = {kind.value: term for kind, term in KINDS.items()}
        wanted = parameters["kind"][-1]
        if wanted not in kinds:
            raise ReplyError(400, f"there is no kind {wanted}; known: {', '.join(kinds)}")
        yield f"?who kg:kind {kinds[wanted]} ."
    if "country" in parameters:
        yield f"?who kg:country? <{find_actor(graph, parameters['country'][-1])[0]}> ."


def _number(parameters: Parameters, name: str, default: int) -> int:
    text = parameters.get(name, [str(default)])[-1]
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ReplyError(400, f"{name}: {text!r} is not a whole number")
    return int(text)


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise ReplyError(400, f"min_confidence: {text!r} is not a number") from error


def _is_iri(text: str) -> bool:
    return not any(character in text for character in '<>"{}|^`\\ \n')
