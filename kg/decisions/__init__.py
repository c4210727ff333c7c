"""What people decided about a graph: kept in a file beside it, and applied whenever the graph is made."""

from kg.decisions.apply import Corrected, Corrections
from kg.decisions.file import Decisions, open_decisions
from kg.decisions.records import Change, ClaimRef, Decision, Party, Verdict

__all__ = [
    "Change",
    "ClaimRef",
    "Corrected",
    "Corrections",
    "Decision",
    "Decisions",
    "Party",
    "Verdict",
    "open_decisions",
]
