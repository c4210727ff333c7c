"""Checks a lexicon of actions beyond its form: rows that contradict each other, and rows that never match."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.grammar import Grammar
from kg.extract.lexicon import ActionRow, load_lexicon
from kg.languages import language_folder
from kg.model import Taxonomy


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one row, and where it stands."""

    file: str
    line: int | None
    row: str
    problem: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.row}: {self.problem}"


def check_lexicon(code: str, taxonomy: Taxonomy, grammar: Grammar) -> list[Finding]:
    """Return what is wrong in the action rows of language `code`. Raises DataError where they cannot be loaded."""
    lexicon = load_lexicon(code, taxonomy, grammar)
    lines = _lines_of_words((language_folder(code) / "actions.yaml").read_text(encoding="utf-8"))
    alike: dict[tuple[object, ...], list[ActionRow]] = defaultdict(list)
    for row in lexicon.rows:
        alike[row.is_noun, row.words].append(row)
    findings = [
        Finding(f"{code}/actions.yaml", _line(lines, row, number), f"{row} {_code(row)}", problem)
        for rows in alike.values()
        for number, row, problem in _shadowed(rows)
    ]
    return sorted(findings, key=lambda finding: (finding.line or 0, finding.row))


def _shadowed(rows: Sequence[ActionRow]) -> Iterator[tuple[int, ActionRow, str]]:
    """Of rows with the same words, those that an earlier one always beats, with their number and what is wrong."""
    for number, row in enumerate(rows):
        winner = next((earlier for earlier in rows[:number] if _covers(earlier, row)), None)
        if winner is None:
            continue
        if _code(winner) == _code(row):
            yield number, row, f"never reached: '{winner}' comes first"
        else:
            yield number, row, f"clash: '{winner}' comes first and says {_code(winner)}"


def _covers(earlier: ActionRow, later: ActionRow) -> bool:
    """Whether `earlier` holds wherever `later` does, and is as specific."""
    wide = {condition.field: condition.values for condition in earlier.conditions}
    narrow = {condition.field: condition.values for condition in later.conditions}
    return wide.keys() == narrow.keys() and all(wide[field] >= values for field, values in narrow.items())


def _code(row: ActionRow) -> str:
    return f"{row.type}-{row.mode}" if row.mode else row.type


def _lines_of_words(text: str) -> dict[tuple[bool, str], list[int]]:
    """(is noun, words) -> the lines whose rows list them."""
    found: dict[tuple[bool, str], list[int]] = defaultdict(list)
    is_noun = False
    for number, line in enumerate(text.splitlines(), start=1):
        is_noun = line.startswith("nouns:") or (is_noun and not line.startswith("verbs:"))
        match = re.match(r"\s*- *\{ *word: *\"?([^\",]*)", line)
        for word in match.group(1).split("|") if match else ():
            found[is_noun, word.strip().lower()].append(number)
    return found


def _line(lines: dict[tuple[bool, str], list[int]], row: ActionRow, number: int) -> int | None:
    """The line of the row that is number `number` of those that list its words."""
    found = lines.get((row.is_noun, " ".join(row.words)), [])
    return found[number] if number < len(found) else None
