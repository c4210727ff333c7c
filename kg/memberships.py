"""The offices that articles give to people, as JSON and as shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.model import Entity, Membership, Span


def membership_to_json(membership: Membership) -> dict[str, Any]:
    """One office that a sentence gives to somebody."""
    span, sentence, where = membership.span, membership.sentence, membership.organisation
    return {
        "member": membership.member.id,
        "name": membership.member.name,
        "office": membership.office,
        "organisation": where.id if where else None,
        "former": membership.is_former,
        "text": span.text,
        "start": span.start,
        "end": span.end,
        "sentence": {"text": sentence.text, "start": sentence.start, "end": sentence.end},
    }


def membership_from_json(raw: Mapping[str, Any], entities: Mapping[str, Entity]) -> Membership:
    """Inverse of `membership_to_json`; `entities` holds all that it speaks of."""
    sentence = raw["sentence"]
    return Membership(
        member=entities[raw["member"]],
        office=raw["office"],
        span=Span(raw["start"], raw["end"], raw["text"]),
        sentence=Span(sentence["start"], sentence["end"], sentence["text"]),
        organisation=entities[raw["organisation"]] if raw["organisation"] else None,
        is_former=raw["former"],
    )


def entities_in(memberships: Iterable[Membership]) -> Iterator[Entity]:
    """Who holds the offices, and at what."""
    for membership in memberships:
        yield membership.member
        if membership.organisation:
            yield membership.organisation


def renamed(membership: Membership, rename: Callable[[Entity], Entity]) -> Membership:
    """The same with the entities that decisions put in the place of others."""
    where = membership.organisation
    return replace(membership, member=rename(membership.member), organisation=rename(where) if where else None)
