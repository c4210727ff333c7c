"""Offices that people are known to have held, as the page tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.entities import KnowledgeBase, Office
from kg.entities.offices import office_labels
from kg.model import EventRecord


@dataclass(frozen=True)
class Offices:
    """`holders`: IRI of a person -> offices, each {title, at, begin, end, sure}; `labels`: title -> language -> label."""

    holders: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def held(self, iri: str) -> Sequence[Mapping[str, Any]]:
        """Return the offices of the person `iri`, none where they are unknown."""
        return self.holders.get(iri, ())


NOBODY = Offices()


def offices_of(records: Iterable[EventRecord], knowledge: KnowledgeBase) -> Offices:
    """Return what the knowledge base knows of those who take part in `records`, the latest office first."""
    iris = {who.id for record in records for who in (*record.actors, *record.targets)}
    known = {iri: record.roles for iri in sorted(iris) if (record := knowledge.by_id(iri)) and record.roles}
    holders = {iri: [_office(role) for role in sorted(roles, key=_latest_first)] for iri, roles in known.items()}
    titles = {role.title for roles in known.values() for role in roles}
    return Offices(holders, {title: dict(names) for title, names in office_labels().items() if title in titles})


def _latest_first(role: Office) -> tuple[bool, tuple[int, ...]]:
    return role.end is not None and not role.open_end, tuple(-ord(letter) for letter in role.begin or "")


def _office(role: Office) -> dict[str, Any]:
    return {
        "title": role.title,
        "at": role.at,
        "begin": role.begin,
        "end": role.end,
        **({} if role.confirmed else {"sure": False}),
        **({"last_known": True} if role.open_end else {}),
    }
