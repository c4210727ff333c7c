"""Roles once mentions are linked: a person who acts through one mention does not undergo the same act through another."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Claim, Kind, Reading, Role


def part_roles(reading: Reading) -> Reading:
    """`reading` without those targets who are the actor of the same claim as well: "Biden withdrew at Biden's own request"."""
    return replace(
        reading,
        sentences=tuple(replace(s, claims=tuple(_parted(claim) for claim in s.claims)) for s in reading.sentences),
    )


def _parted(claim: Claim) -> Claim:
    actors = {m.entity.id for m in claim.actors if m.entity and m.entity.kind is Kind.PERSON}
    kept = tuple(
        p
        for p in claim.participants
        if p.role is Role.ACTOR or p.mention.entity is None or p.mention.entity.id not in actors
    )
    return claim if len(kept) == len(claim.participants) else replace(claim, participants=kept)
