"""Extracted events against gold: pairs of actor and target, matched one to one at several levels."""

from __future__ import annotations

from kg.eval.pairs import (
    GoldRecord,
    Pair,
    Party,
    gold_from_json,
    gold_parties,
    pairs_of_claim,
    pairs_of_event,
    same_party,
)
from kg.eval.score import LEVELS, Mistakes, Score, Scores, evaluate, is_right

__all__ = [
    "LEVELS",
    "GoldRecord",
    "Mistakes",
    "Pair",
    "Party",
    "Score",
    "Scores",
    "evaluate",
    "gold_from_json",
    "gold_parties",
    "is_right",
    "pairs_of_claim",
    "pairs_of_event",
    "same_party",
]
