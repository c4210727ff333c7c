"""Offices that people are known to have held, as the page tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Offices:
    """`holders`: IRI of a person -> offices, each {title, at, begin, end, sure}; `labels`: title -> language -> label."""

    holders: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def held(self, iri: str) -> Sequence[Mapping[str, Any]]:
        """Return the offices of the person `iri`, none where they are unknown."""
        return self.holders.get(iri, ())


NOBODY = Offices()
