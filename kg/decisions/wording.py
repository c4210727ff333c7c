"""Decisions in words, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.decisions.records import Change, ClaimRef, Decision, Party, Verdict
from kg.model import Entity

_WIDTH = 100


def describe(decision: Decision) -> str:
    """What a decision says, in one line."""
    names = [_name(entity) for entity in decision.entities]
    quotes = [quote(ref) for ref in decision.claims]
    if decision.verdict is Verdict.SAME_ENTITY:
        return f"{names[1]} is {names[0]}"
    if decision.verdict is Verdict.OTHER_ENTITY:
        return f"{names[1]} is not {names[0]}" if decision.b else f"{names[0]} is somebody else in {decision.article}"
    if decision.verdict is Verdict.SAME_EVENT:
        return f"one event: {quotes[0]}; {quotes[1]}"
    if decision.verdict is Verdict.OTHER_EVENT:
        return f"two events: {quotes[0]}; {quotes[1]}"
    if decision.verdict is Verdict.CORRECTED:
        return f"{', '.join(_changes(decision.change))}: {quotes[0]}"
    return f"{decision.verdict.value.replace('-', ' ')} {decision.claims[0].type}: {quotes[0]}"


def quote(ref: ClaimRef) -> str:
    """The words around the trigger of a claim, with the trigger marked, and the article."""
    end = ref.at + len(ref.trigger)
    room = max(0, _WIDTH - len(ref.trigger)) // 2
    before, after = ref.sentence[: ref.at], ref.sentence[end:]
    left = f"…{before[-room:]}" if len(before) > room else before
    right = f"{after[:room]}…" if len(after) > room else after
    return f"“{left}«{ref.trigger}»{right}” ({ref.article})"


def _changes(change: Change) -> Iterator[str]:
    parts = {"type": change.type, "mode": change.mode, "status": change.status and change.status.value}
    for name, value in parts.items():
        if value is not None:
            yield f"{name} {value or 'none'}"
    for name, parties in (("actor", change.actors), ("target", change.targets)):
        if parties is not None:
            yield f"{name} {_names(parties)}"


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(party.entity.name for party in parties) or "nobody"


def _name(entity: Entity) -> str:
    return f"{entity.name} <{entity.id}>"
