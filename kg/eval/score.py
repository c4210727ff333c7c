"""Precision, recall and F1 of extracted events at several levels, and what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.eval.pairs import RECIPROCAL, GoldRecord, Pair, same_party

Test = Callable[[Pair, Pair], bool]

LEVELS = ("type", "actor", "target", "triple", "quad")
"""The type alone; with the actor; with the target; with both; with both and the date."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts at one level: `right` of `found`, and of `gold` that had to be found."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 if nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 if there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The pairs of one record that were missed, and those that gold does not have."""

    record: GoldRecord
    missed: tuple[Pair, ...]
    extra: tuple[Pair, ...]


@dataclass(slots=True)
class Scores:
    """Everything measured on a gold file."""

    levels: dict[str, Score] = field(default_factory=lambda: {level: Score() for level in LEVELS})
    status_right: int = 0
    status_of: int = 0
    """Matched triples whose gold gives a status, and how many of them have it right."""
    types: dict[str, Score] = field(default_factory=dict)
    """Triples by gold type; a type with several accepted codes counts under each."""
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(gold type, found type) of pairs that differ in nothing else."""
    mistakes: list[Mistakes] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    """The confidence of each pair that was found, and whether it is a triple of gold."""

    @property
    def status(self) -> float | None:
        """Share of matched triples whose status is right; None where gold gives none."""
        return self.status_right / self.status_of if self.status_of else None


def evaluate(records: Sequence[GoldRecord], found: Mapping[str, Sequence[Pair]]) -> Scores:
    """Score `found`, pairs by the id of their record, against `records`.

    Pairs match one to one within a record, required gold first; optional gold costs nothing, missed or found.
    """
    scores = Scores()
    for record in records:
        _add_record(scores, record, record.pairs, found.get(record.id, ()))
    for code in sorted({code for record in records for pair in record.pairs for code in pair.types}):
        scores.types[code] = _triples(records, found, code)
    return scores


def is_right(gold: Pair, found: Pair) -> bool:
    """Whether `found` is the triple `gold`."""
    return _TESTS["triple"](gold, found)


def _triples(records: Sequence[GoldRecord], found: Mapping[str, Sequence[Pair]], code: str) -> Score:
    """The triple score over gold and found pairs of type `code` alone."""
    score = Score()
    for record in records:
        gold = [pair for pair in record.pairs if code in pair.types]
        score += _score("triple", gold, [pair for pair in found.get(record.id, ()) if code in pair.types])[0]
    return score


def _add_record(scores: Scores, record: GoldRecord, gold: Sequence[Pair], found: Sequence[Pair]) -> None:
    for level in LEVELS[:-1]:
        scores.levels[level] += _score(level, gold, found)[0]
    scores.levels["quad"] += _quad(gold, found)
    _, matched, gold_triples, found_triples = _score("triple", gold, found)
    for g, f in matched:
        if gold_triples[g].status:
            scores.status_of += 1
            scores.status_right += gold_triples[g].status == found_triples[f].status
    hit, used = {g for g, _ in matched}, {f for _, f in matched}
    scores.sure += [(pair.confidence, i in used) for i, pair in enumerate(found_triples)]
    missed = [pair for i, pair in enumerate(gold_triples) if i not in hit and not pair.optional]
    extra = [pair for i, pair in enumerate(found_triples) if i not in used]
    scores.confusion.update(
        ("|".join(missed[g].types), extra[f].types[0]) for g, f in _match(missed, extra, _same_parties)
    )
    if missed or extra:
        scores.mistakes.append(Mistakes(record, tuple(missed), tuple(extra)))


def _score(
    level: str, gold: Sequence[Pair], found: Sequence[Pair]
) -> tuple[Score, list[tuple[int, int]], list[Pair], list[Pair]]:
    required_first = sorted(gold, key=lambda pair: pair.optional)
    gold, found = _unique(required_first, _KEYS[level]), _unique(found, _KEYS[level])
    matched = _match(gold, found, _TESTS[level])
    right = sum(not gold[g].optional for g, _ in matched)
    free = len(matched) - right
    return Score(right, len(found) - free, sum(not pair.optional for pair in gold)), matched, gold, found


def _quad(gold: Sequence[Pair], found: Sequence[Pair]) -> Score:
    """Over gold with a date; what counts as found are the pairs whose triple is right."""
    dated = _unique([pair for pair in gold if pair.date and not pair.optional], _KEYS["quad"])
    found = _unique(found, _KEYS["quad"])
    return Score(len(_match(dated, found, _TESTS["quad"])), len(_match(dated, found, _TESTS["triple"])), len(dated))


def _match(gold: Sequence[Pair], found: Sequence[Pair], test: Test) -> list[tuple[int, int]]:
    """Greedy one-to-one matches as (position in gold, position in found), required gold first."""
    used: set[int] = set()
    matched = []
    for g in sorted(range(len(gold)), key=lambda i: gold[i].optional):
        f = next((f for f, pair in enumerate(found) if f not in used and test(gold[g], pair)), None)
        if f is not None:
            used.add(f)
            matched.append((g, f))
    return matched


def _unique(pairs: Collection[Pair], key: Callable[[Pair], Hashable]) -> list[Pair]:
    first: dict[Hashable, Pair] = {}
    for pair in pairs:
        first.setdefault(key(pair), pair)
    return list(first.values())


def _same_type(gold: Pair, found: Pair) -> bool:
    return found.types[0] in gold.types


def _same_parties(gold: Pair, found: Pair) -> bool:
    straight = same_party(gold.actor, found.actor) and same_party(gold.target, found.target)
    crossed = same_party(gold.actor, found.target) and same_party(gold.target, found.actor)
    return straight or (found.types[0] in RECIPROCAL and crossed)


def _same_actor(gold: Pair, found: Pair) -> bool:
    return same_party(gold.actor, found.actor) or (
        found.types[0] in RECIPROCAL and same_party(gold.actor, found.target)
    )


def _same_target(gold: Pair, found: Pair) -> bool:
    return same_party(gold.target, found.target) or (
        found.types[0] in RECIPROCAL and same_party(gold.target, found.actor)
    )


def _key(pair: Pair, *roles: str) -> Hashable:
    parties = (getattr(pair, role) for role in roles)
    return (pair.types, *(party and party.key for party in parties))


_TESTS: Mapping[str, Test] = {
    "type": _same_type,
    "actor": lambda gold, found: _same_type(gold, found) and _same_actor(gold, found),
    "target": lambda gold, found: _same_type(gold, found) and _same_target(gold, found),
    "triple": lambda gold, found: _same_type(gold, found) and _same_parties(gold, found),
    "quad": lambda gold, found: _same_type(gold, found) and _same_parties(gold, found) and gold.date == found.date,
}
_KEYS: Mapping[str, Callable[[Pair], Hashable]] = {
    "type": _key,
    "actor": lambda pair: _key(pair, "actor"),
    "target": lambda pair: _key(pair, "target"),
    "triple": lambda pair: _key(pair, "actor", "target"),
    "quad": lambda pair: (_key(pair, "actor", "target"), pair.date),
}
