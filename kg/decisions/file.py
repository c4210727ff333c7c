"""The file of decisions of a graph directory: JSON lines that people may read, edit and delete."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.decisions.lines import decision_from_json, decision_to_json
from kg.decisions.records import Decision
from kg.errors import GraphError, QueryError
from kg.locks import replace_file
from kg.store import GraphDirectory


class Decisions:
    """All decisions, in the order in which they were made. The file is read anew at each use."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[Decision]:
        for number, line in enumerate(self._lines(), start=1):
            try:
                yield decision_from_json(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                reason = f"{type(error).__name__}: {error}"
                raise GraphError(
                    f"{self._path}:{number}: not a decision ({reason}); mend or delete the line"
                ) from error

    def add(self, decision: Decision) -> None:
        """Write a decision at the end; it is on disk when this returns."""
        line = json.dumps(decision_to_json(decision), ensure_ascii=False)
        self._write([*self._lines(), line])

    def undo(self, number: int) -> Decision:
        """Delete the decision with this number, counted from 1, and return it. Raises QueryError if there is none."""
        decisions, lines = list(self), self._lines()
        if not 0 < number <= len(decisions):
            raise QueryError(f"there is no decision {number}; there are {len(decisions)}: see `kg decisions`")
        self._write([*lines[: number - 1], *lines[number:]])
        return decisions[number - 1]

    def _lines(self) -> list[str]:
        if not self._path.exists():
            return []
        return [line for line in self._path.read_text(encoding="utf-8").split("\n") if line.strip()]

    def _write(self, lines: list[str]) -> None:
        try:
            replace_file(self._path, "".join(f"{line}\n" for line in lines))
        except OSError as error:
            raise GraphError(f"{self._path}: cannot write: {error.strerror}; the decision is not kept") from error


def open_decisions(directory: GraphDirectory) -> Decisions:
    """The decisions of a graph directory."""
    return Decisions(directory.path / "decisions.jsonl")
