"""Scores as plain data and as a Markdown report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.eval.score import Mistakes, Score, Scores

Row = dict[str, Any]

_BINS = 5
_LONGEST = 400
"""Characters of a sentence that a report shows."""


def level_rows(scores: Scores) -> list[Row]:
    """One row a level: precision, recall, F1 and their counts; the status accuracy last."""
    rows = [_row("level", level, score) for level, score in scores.levels.items()]
    return [*rows, {"level": "status", "precision": _rounded(scores.status), "found": scores.status_of}]


def type_rows(scores: Scores) -> list[Row]:
    """One row a type: the triples of that type, the most frequent in gold first."""
    ranked = sorted(scores.types.items(), key=lambda item: (-item[1].gold, item[0]))
    return [_row("type", code, score) for code, score in ranked]


def confusion_rows(scores: Scores) -> list[Row]:
    """One row for each gold type and the type found in its place with the same participants, the most frequent first."""
    ranked = sorted(scores.confusion.items(), key=lambda item: (-item[1], item[0]))
    return [{"gold": gold, "found": found, "times": times} for (gold, found), times in ranked]


def reliability_rows(scores: Scores) -> list[Row]:
    """One row for each fifth of confidence: how many pairs have it, their mean, and the share that is right."""
    rows = []
    for number in range(_BINS):
        inside = [(sure, right) for sure, right in scores.sure if min(int(sure * _BINS), _BINS - 1) == number]
        if inside:
            mean, right = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            label = f"{number / _BINS:.1f}–{(number + 1) / _BINS:.1f}"
            rows.append({"confidence": label, "pairs": len(inside), "mean": _rounded(mean), "right": _rounded(right)})
    return rows


def worst(scores: Scores, number: int) -> list[Mistakes]:
    """The `number` records with the most mistakes."""
    return sorted(scores.mistakes, key=lambda m: (-len(m.missed) - len(m.extra), m.record.id))[:number]


def as_json(scores: Scores, mistakes: int) -> Row:
    """Everything as JSON, with the `mistakes` worst records."""
    return {
        "levels": level_rows(scores),
        "types": type_rows(scores),
        "confusion": confusion_rows(scores),
        "reliability": reliability_rows(scores),
        "mistakes": [
            {"id": m.record.id, "missed": [str(p) for p in m.missed], "extra": [str(p) for p in m.extra]}
            for m in worst(scores, mistakes)
        ],
    }


def as_markdown(scores: Scores, mistakes: int) -> str:
    """The report as Markdown."""
    parts = [
        "## Scores",
        *_table(level_rows(scores), ("level", "precision", "recall", "f1", "right", "found", "gold")),
        "## Triples by type",
        *_table(type_rows(scores), ("type", "precision", "recall", "f1", "right", "found", "gold")),
    ]
    if scores.sure:
        parts += ["## Reliability", *_table(reliability_rows(scores), ("confidence", "pairs", "mean", "right"))]
    if scores.confusion:
        parts += ["## Types taken for others", *_table(confusion_rows(scores), ("gold", "found", "times"))]
    if mistakes:
        parts += ["## Worst errors", *mistake_lines(scores, mistakes)]
    return "\n".join(parts) + "\n"


def mistake_lines(scores: Scores, number: int) -> Iterator[str]:
    """The `number` worst records: each sentence with what was missed in it and what was found in excess."""
    for mistakes in worst(scores, number):
        yield f"{mistakes.record.id}"
        for kind, pairs in (("missed", mistakes.missed), ("extra", mistakes.extra)):
            for pair in pairs:
                yield f"- {kind}: {pair}" + (f" ({pair.trigger})" if pair.trigger else "")
                yield f"  > {_shortened(pair.sentence or mistakes.record.text)}"
        yield ""


def _row(name: str, value: str, score: Score) -> Row:
    return {
        name: value,
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "f1": _rounded(score.f1),
        "right": score.right,
        "found": score.found,
        "gold": score.gold,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"


def _table(rows: Sequence[Row], columns: Sequence[str]) -> Iterator[str]:
    yield ""
    yield "| " + " | ".join(columns) + " |"
    yield "|" + " --- |" * len(columns)
    for row in rows:
        yield "| " + " | ".join("" if row.get(column) is None else str(row[column]) for column in columns) + " |"
    yield ""
