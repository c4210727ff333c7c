"""The weights of the features, read from `weights.yaml` and checked."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError

FILE = Path(__file__).with_name("weights.yaml")

FEATURES = frozenset(
    {
        *("same word", "same type", "same mode"),
        *("same actor", "same target", "both parties that day"),
        *("other actor", "other target", "another round", "nobody in common"),
        *("same day", "same week", "days differ", "told apart", "same place", "other place"),
        *("shared words", "shared number"),
        *("same article", "same sentence", "reprinted sentence", "same story", "alike"),
    }
)
"""What `kg.resolve.features` finds."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What `weights.yaml` says; its head explains the fields."""

    start: float
    weights: Mapping[str, float]
    mutual: frozenset[str]
    recurring: frozenset[str]
    vague: frozenset[str]
    slack: int
    window: int
    nearest: int
    similar: float
    thread: float

    def score(self, features: Mapping[str, float]) -> float:
        """How much more speaks for one event than against it."""
        return self.start + sum(self.weights[name] * value for name, value in features.items())


def load_weights(path: Path = FILE) -> Weights:
    """Read the weights. DataError where a field is missing, unknown or no number."""
    try:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DataError(f"{path.name}: not YAML: {' '.join(str(error).split())}") from error
    _check_names(path.name, table, {field.name for field in fields(Weights)})
    _check_names(f"{path.name}: weights", table["weights"], FEATURES)
    for name in ("start", "slack", "window", "nearest", "similar", "thread"):
        _number(f"{path.name}: {name}", table[name])
    return Weights(
        **{
            **table,
            "weights": {name: _number(f"{path.name}: {name}", value) for name, value in table["weights"].items()},
            **{name: frozenset(table[name]) for name in ("mutual", "recurring", "vague")},
        }
    )


def _check_names(where: str, table: object, expected: Set[str]) -> None:
    if not isinstance(table, dict) or table.keys() != expected:
        odd = sorted(map(str, table.keys() ^ expected)) if isinstance(table, dict) else ["it is no mapping"]
        raise DataError(f"{where}: missing or unknown: {', '.join(odd)}; expected: {', '.join(sorted(expected))}")


def _number(where: str, value: Any) -> float:
    if not isinstance(value, (int, float)):
        raise DataError(f"{where}: {value!r} is no number")
    return float(value)
