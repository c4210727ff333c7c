"""What in a graph is least certain, as questions that a person answers with yes or no."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.decisions import ClaimRef, Corrections, Decision, Verdict, open_decisions
from kg.derive import merge_all
from kg.journal import open_journal
from kg.model import Article, Claim
from kg.resolve import Merged
from kg.store import GraphDirectory

About = Literal["merges", "claims"]
Told = Mapping[str, tuple[ClaimRef, "Telling"]]
"""Id of a claim as corrected -> the claim as it was read, and its telling."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim to be judged, with its article."""

    claim: Claim
    article: Article


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a claim is right, or whether two tell of one event. `sure` is between 0 and 1."""

    tellings: tuple[Telling, ...]
    sure: float
    why: str
    yes: Decision
    no: Decision


def questions(graph: str | Path, about: About | None = None) -> list[Question]:
    """What nobody has decided yet, least certain first: merges, claims, or both."""
    directory = GraphDirectory.open(graph)
    journal, decisions = open_journal(directory), list(open_decisions(directory))
    corrections = Corrections(decisions)
    decided = {frozenset(decision.claims) for decision in decisions if decision.claims}
    told = {
        now.id: (ClaimRef.of(old), Telling(now, reading.article))
        for reading in journal.readings()
        for old, now in corrections.claims(reading).items()
        if now is not None
    }
    asked = [
        *(_merges(merge_all(journal, corrections), told) if about != "claims" else ()),
        *(_claims(told) if about != "merges" else ()),
    ]
    return sorted((q for q in asked if frozenset(q.yes.claims) not in decided), key=lambda q: q.sure)


def _claims(told: Told) -> Iterator[Question]:
    for ref, telling in told.values():
        yes, no = Decision(Verdict.RIGHT, ref), Decision(Verdict.WRONG, ref)
        yield Question((telling,), telling.claim.confidence, telling.claim.rule, yes, no)


def _merges(merged: Merged, told: Told) -> Iterator[Question]:
    for event in merged.events:
        for claim in event.claims[1:]:
            if claim.id not in merged.scores:  # somebody decided it
                continue
            (first, one), (second, other) = told[event.claims[0].id], told[claim.id]
            yes, no = Decision(Verdict.SAME_EVENT, first, second), Decision(Verdict.OTHER_EVENT, first, second)
            yield Question((one, other), _probability(merged.scores[claim.id]), event.why, yes, no)


def _probability(score: float) -> float:
    """A score, which is 0 where as much speaks for a merge as against it, on the scale of confidences."""
    return 1 / (1 + math.exp(-score))
