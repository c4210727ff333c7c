"""Which of the entities that a name can mean is meant: a list of weighted features, in ``weights.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from kg.entities import Candidate, KnowledgeBase, Reason, is_acronym, normalise
from kg.errors import DataError
from kg.link.article import ArticleNames
from kg.link.decisions import Use, family
from kg.link.titles import Office
from kg.model import Entity, Kind

SURE_PROMINENCE = 3
_FEATURES = frozenset({
    "kind", "home", "country", "prominence", "reason", "office then", "office ever", "other local office", "named together",
})  # fmt: skip
_REASONS = list(Reason)
_DIRECT = frozenset({Reason.NAME, Reason.ALIAS, Reason.METONYM, Reason.DEMONYM})


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``weights.yaml`` says."""

    of: Mapping[str, float]
    tie: float
    least: float
    local_offices: frozenset[str]


class Choice(NamedTuple):
    """The candidate that fits best, and how that came about where there was a choice."""

    candidate: Candidate
    why: str

    @property
    def entity(self) -> Entity:
        """What is meant."""
        return self.candidate.entity


class Ranking:
    """Ranks candidates in one article."""

    def __init__(self, knowledge: KnowledgeBase, names: ArticleNames) -> None:
        self._knowledge = knowledge
        self._names = names
        self._weights = load_weights()

    def best(
        self, candidates: Sequence[Candidate], kind: Kind, text: str, use: Use, office: Office | None = None
    ) -> Choice | None:
        """Return the candidate that fits best; None where none fits well enough or two fit as well."""
        admitted = [c for c in candidates if self._admits(c, kind, text, use)]
        scored = sorted(
            ((self._total(c, kind, office), c) for c in admitted), key=lambda pair: (-pair[0], pair[1].entity.id)
        )
        if not scored or scored[0][0] < self._weights.least:
            return None
        score, best = scored[0]
        rivals = [(other, c) for other, c in scored[1:] if c.record is not best.record]
        if not rivals:
            return Choice(best, "")
        second, rival = rivals[0]
        if score - second < self._weights.tie:
            return None
        return Choice(best, f"{self._sum(best, score, kind, office)}; then {_described(rival)} {second:.1f}")

    def features(self, candidate: Candidate, kind: Kind, office: Office | None = None) -> Iterator[tuple[str, float]]:
        """What speaks for or against a candidate, each with its value."""
        entity, record = candidate.entity, candidate.record
        if family(candidate.kind) == family(kind) or (kind.is_place and candidate.kind is Kind.PEOPLE):
            yield "kind", 1
        if entity.country == self._names.home:
            yield "home", 1
        elif entity.country in self._names.countries:
            yield "country", 1
        yield "prominence", record.prominence
        yield "reason", _indirectness(candidate.reason)
        if record.roles:
            yield from self._offices(candidate, office)

    def _offices(self, candidate: Candidate, office: Office | None) -> Iterator[tuple[str, float]]:
        roles = candidate.record.roles
        if office is not None:
            same = [role for role in roles if role.title == office.key]
            if any(role.held_on(self._names.day) for role in same if self._names.day):
                yield "office then", 1
            elif same:
                yield "office ever", 1
            elif self.is_local(office):
                yield "other local office", 1
        if any(normalise(role.at) in self._names.kinds for role in roles if len(role.at) > 2):
            yield "named together", 1

    def is_local(self, office: Office) -> bool:
        """Whether every place has its own holder of an office."""
        return office.key in self._weights.local_offices

    def _total(self, candidate: Candidate, kind: Kind, office: Office | None) -> float:
        return sum(self._weights.of[name] * value for name, value in self.features(candidate, kind, office))

    def _sum(self, candidate: Candidate, score: float, kind: Kind, office: Office | None) -> str:
        """ "5.4 by kind, prominence 3"."""
        parts = [
            f"{name} {value:g}" if name in {"prominence", "reason"} else name
            for name, value in self.features(candidate, kind, office)
            if value
        ]
        return f"{score:.1f} by {', '.join(parts)}"

    def _admits(self, candidate: Candidate, kind: Kind, text: str, use: Use) -> bool:
        record, reason = candidate.record, candidate.reason
        if reason is Reason.CAPITAL:
            return use is Use.AGENT and kind is not Kind.PERSON
        if (
            record.capital_of
            and use is Use.AGENT
            and kind is not Kind.PERSON
            and self._knowledge.country(record.capital_of)
        ):
            return False
        if is_acronym(candidate.form) and record.prominence <= SURE_PROMINENCE and not self._is_near(record.entity):
            return False
        is_person = record.entity.kind is Kind.PERSON
        if is_person and record.prominence < SURE_PROMINENCE and not self._is_near(record.entity):
            return False
        if kind is Kind.PERSON and record.entity.kind is Kind.COUNTRY and " " in text:
            return True
        if kind is Kind.PERSON and not is_person:
            is_personal = self._is_personal(text) and not is_acronym(text)
            return record.prominence >= SURE_PROMINENCE and not is_personal and reason in _DIRECT
        if is_person and kind.is_place:
            return record.prominence >= SURE_PROMINENCE or " " in text
        return True

    def _is_near(self, entity: Entity) -> bool:
        return entity.country is None or entity.country == self._names.home or entity.country in self._names.countries

    def _is_personal(self, text: str) -> bool:
        return bool(self._knowledge.person_words & set(normalise(text).split()))


@cache
def load_weights() -> Weights:
    """Read ``weights.yaml``. Raises DataError at a fault."""
    path = Path(__file__).parent / "weights.yaml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    weights = table.get("weights") or {}
    for name in {*weights, *_FEATURES}:
        if name not in _FEATURES or not isinstance(weights.get(name), (int, float)):
            allowed = ", ".join(sorted(_FEATURES))
            raise DataError(f"link/weights.yaml: weights: {name!r} needs a number; the features are {allowed}")
    offices = str(table.get("local offices", "")).split("|")
    return Weights(weights, float(table["tie"]), float(table["least"]), frozenset(map(normalise, offices)))


def _described(candidate: Candidate) -> str:
    return f"{candidate.entity.name} ({candidate.entity.kind.value})"


def _indirectness(reason: Reason) -> int:
    """A capital that acts is as good a name of its country as any."""
    return 0 if reason is Reason.CAPITAL else _REASONS.index(reason)
