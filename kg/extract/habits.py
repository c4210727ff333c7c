"""What a text tells in the present tense: not that something happened, but that it goes on, or what usually happens."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate
from kg.extract.mentions import Mentions
from kg.extract.syntax import children, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

GENERIC = "tells what usually happens, not that it happened"


@dataclass(frozen=True, slots=True)
class Habits:
    """Knows events told in the simple present of a language that has tenses: "the firm helps developers"."""

    spoken: Collection[str]
    """Types that one does by saying so, which the present tense tells of too: "Iran condemns the attack"."""
    unchanged: Collection[str]
    """Verbs whose past looks like their present: "protesters set up tents"."""

    def is_habit(self, candidate: Candidate) -> bool:
        """Whether a verb in the simple present tells of an act that is not done by speaking."""
        verb = candidate.frame.clause
        if candidate.row.type in self.spoken or candidate.frame.passive or verb != candidate.head:
            return False
        is_present = verb.morph.get("Tense") == ["Pres"] and verb.morph.get("VerbForm") == ["Fin"]
        return is_present and verb.lower_ not in self.unchanged and not children(verb, "aux", "cop", "case")

    def is_generic(self, candidate: Candidate, mentions: Mentions) -> bool:
        """Whether such a verb has nobody in particular for its subject: "poachers sell the skins"."""
        subjects = candidate.frame.fillers("subject")
        return self.is_habit(candidate) and bool(subjects) and all(_is_kind(token, mentions) for token in subjects)


def _is_kind(subject: Token, mentions: Mentions) -> bool:
    """Whether a subject names a kind: a plural without article, or one with "a" or "any"."""
    if subject.pos_ != "NOUN" or mentions.name_kind(subject) is not None:
        return False
    marks = [child for child in subject.children if relation(child) in {"det", "nummod", "nmod"}]
    definite = [child for child in marks if "Ind" not in child.morph.get("Definite") and relation(child) != "nmod"]
    return not definite and not any(relation(child) == "nmod" and child.pos_ in {"PRON", "PROPN"} for child in marks)
