"""Tables of weights, one row a feature, with which the small models of extraction judge: ``kg/lang/<name>.csv``."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence

from kg.errors import DataError
from kg.languages import SHIPPED

Weights = Mapping[str, float]


def load_weights(name: str) -> Weights:
    """Return feature -> weight from the table `name`. Raises DataError for a row without a number."""
    weights: dict[str, float] = {}
    lines = (SHIPPED / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(csv.reader(lines), start=1):
        if not row or row[0].startswith("#") or row == ["feature", "weight"]:
            continue
        try:
            feature, weight = row
            weights[feature] = float(weight)
        except ValueError as error:
            raise DataError(f"{name}.csv, line {number}: expected a feature, a comma and a number") from error
    return weights


def total(weights: Weights, features: Iterable[str]) -> float:
    """The sum of the weights of `features`; a feature without a row counts nothing."""
    return sum(weights.get(feature, 0.0) for feature in features)


def shares(scores: Sequence[float]) -> list[float]:
    """Scores -> probabilities that sum to one."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]
