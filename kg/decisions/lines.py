"""Decisions as JSON lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.decisions.records import Change, ClaimRef, Decision, Party, Verdict
from kg.formats import Json, entity_from_json, entity_to_json
from kg.model import Entity, Status

_NOTES = ("who", "when", "why")


def decision_to_json(decision: Decision) -> Json:
    """One decision as a line of the file; absent fields are left out."""
    change = _change(decision.change)
    line = {
        "decision": decision.verdict.value,
        "a": _side(decision.a),
        "b": _side(decision.b) if decision.b else None,
        "article": decision.article,
        "now": change or None,
        **{name: getattr(decision, name) for name in _NOTES},
    }
    return {name: value for name, value in line.items() if value is not None}


def decision_from_json(line: Mapping[str, Any]) -> Decision:
    """Inverse of `decision_to_json`. Raises KeyError, TypeError or ValueError where it is none."""
    verdict = Verdict(line["decision"])

    def side(raw: Mapping[str, Any]) -> ClaimRef | Entity:
        return entity_from_json(raw) if verdict.of_entities else ClaimRef(**raw)

    return Decision(
        verdict,
        side(line["a"]),
        side(line["b"]) if line.get("b") else None,
        line.get("article"),
        _to_change(line.get("now", {})),
        *(line.get(name) for name in _NOTES),
    )


def _side(side: ClaimRef | Entity) -> Json:
    return entity_to_json(side) if isinstance(side, Entity) else asdict(side)


def _change(change: Change) -> Json:
    fields: Json = {
        "type": change.type,
        "mode": change.mode,
        "status": change.status.value if change.status else None,
        "actors": _parties(change.actors),
        "targets": _parties(change.targets),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _parties(parties: tuple[Party, ...] | None) -> list[Json] | None:
    if parties is None:
        return None
    return [{"text": party.text, "at": party.at, "entity": entity_to_json(party.entity)} for party in parties]


def _to_change(raw: Mapping[str, Any]) -> Change:
    return Change(
        raw.get("type"),
        raw.get("mode"),
        Status(raw["status"]) if "status" in raw else None,
        _to_parties(raw.get("actors")),
        _to_parties(raw.get("targets")),
    )


def _to_parties(raw: list[Json] | None) -> tuple[Party, ...] | None:
    if raw is None:
        return None
    return tuple(Party(entity_from_json(party["entity"]), party["text"], party["at"]) for party in raw)
