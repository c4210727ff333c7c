"""The JSON API as an OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any

from kg import __version__
from kg.serve.events import FILTERS

_TEXT: dict[str, Any] = {"type": "string"}
_MANY: dict[str, Any] = {"type": "array", "items": _TEXT}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
_EXPLAINED = {
    "actor": "Who takes part: a name in any language, or an IRI; given twice or more, what passed between two of them.",
    "type": "Event type, such as AID or ASSAULT-aerial.",
    "class": "Class of action, such as material-conflict.",
    "context": "Field of life, such as military.",
    "status": "happened, ongoing, planned, possible or denied.",
    "place": "Where it took place.",
    "publisher": "Who told of it.",
    "said_by": "A source that says so.",
    "denied_by": "A source that denies it.",
}
_ONCE: dict[str, tuple[dict[str, Any], str]] = {
    "since": (_TEXT, "First day, month or year."),
    "until": (_TEXT, "Last day, month or year."),
    "time": ({"enum": ["event", "published", "claimed"]}, "The time that since and until mean."),
    "min_sources": (_NUMBER, "How many independent sources at least."),
    "min_confidence": ({"type": "number"}, "How sure the surest claim is at least."),
    "exact": ({"type": "boolean"}, "A country without its people and bodies."),
    "top": (_NUMBER, "Only what passes among so many of the most active actors."),
}
_PAGING = {"offset": (_NUMBER, "How many to pass over."), "limit": (_NUMBER, "How many to give.")}
_ACTORS = {
    "name": (_TEXT, "A name in any language."),
    "kind": (_TEXT, "Such as person or country."),
    "country": (_TEXT, "Who belongs to this country."),
}


def document(title: str, url: str) -> dict[str, Any]:
    """The document of the server at `url`."""
    filters = [_parameter(name, _MANY, _EXPLAINED[name]) for name in FILTERS]
    once, paging, actors = ([_parameter(n, *d) for n, d in group.items()] for group in (_ONCE, _PAGING, _ACTORS))
    event = _parameter("event", _MANY, "Ids or IRIs of events.")
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{title}: events in the news", "version": __version__},
        "servers": [{"url": url}],
        "paths": {
            "/api/events": _get("Events with their evidence, in order of time", "List", [*filters, *once, *paging]),
            "/api/events/{id}": _get("One event, by id or IRI", "Event", [_id()]),
            "/api/evidence": _get("Sentences that tell of events", "List", [event, *filters, *once, *paging]),
            "/api/actors": _get("Who takes part in events, the most active first", "List", [*actors, *paging]),
            "/api/actors/{id}": _get("One actor, by IRI, Wikidata id or name", "Actor", [_id()]),
            "/api/recipes": _get("The questions that ship with kg", "List", []),
            "/api/recipes/{id}": _get(
                "What a recipe finds, as SPARQL results; its parameters go in the query", "Results", [_id()]
            ),
        },
        "components": {"schemas": _schemas()},
    }


def _get(summary: str, schema: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    failed = {
        "description": "What is wrong",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}},
    }
    return {
        "get": {
            "summary": summary,
            "parameters": parameters,
            "responses": {"200": {"description": summary, "content": content}, "default": failed},
        }
    }


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": _TEXT}


def _schemas() -> dict[str, Any]:
    nullable = {"type": ["string", "null"]}
    page = {
        "total": _NUMBER,
        "offset": _NUMBER,
        "limit": _NUMBER,
        "next": nullable,
        "items": {"type": "array", "items": {"type": "object"}},
    }
    actor = {"id": _TEXT, "name": _TEXT, "kind": _TEXT, "country": nullable, "events": _NUMBER}
    event = {
        **{
            "id": _TEXT,
            "type": _TEXT,
            "mode": nullable,
            "status": _TEXT,
            "date": {"type": ["object", "string", "null"]},
        },
        **{
            "actors": {"type": "array", "items": {"type": "object"}},
            "evidence": {"type": "array", "items": {"type": "object"}},
        },
    }
    return {
        "List": {"type": "object", "properties": page},
        "Event": {"type": "object", "properties": event},
        "Actor": {"type": "object", "properties": actor},
        "Results": {"type": "object", "description": "SPARQL 1.1 Query Results JSON"},
        "Fault": {"type": "object", "required": ["error"], "properties": {"error": _TEXT}},
    }
