"""What linking decides for a mention, and the entities that it coins."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from kg.model import NAMESPACE, Entity, Kind, digest


class Use(Enum):
    """What a sentence does with a mention: a capital that acts is a government, one where something happens a city."""

    AGENT = "agent"
    """Acts, is acted upon, or says something."""
    STRUCK = "struck"
    """Undergoes something physical."""
    PLACE = "place"
    OTHER = "other"


class Decision(NamedTuple):
    """The entity of a mention, None where it stays open, and why."""

    entity: Entity | None
    why: str


def family(kind: Kind) -> str:
    """The coarse kind under which a name without a row is the same in every article."""
    if kind.is_place:
        return "place"
    return "organisation" if kind.is_organisation else kind.value


def new_entity(
    *key: object, name: str, kind: Kind, country: str | None = None, sector: str | None = None, count: int | None = None
) -> Entity:
    """Coin an entity of ours; its IRI depends on `key` only."""
    return Entity(f"{NAMESPACE}entity/{digest(*key)}", name, kind, country, sector, count=count)
