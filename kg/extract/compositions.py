"""What two predicates mean together, by the table ``kg/lang/compositions.yaml``: a promise to bomb is a threat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from kg.extract.candidates import Candidate, governs
from kg.extract.lexicon import ActionRow
from kg.extract.tables import check_fields, fault
from kg.languages import SHIPPED
from kg.model import Role, Taxonomy

_FILE = "compositions.yaml"
_FIELDS = frozenset({"outer", "inner", "type", "mode"})


@dataclass(frozen=True, slots=True)
class Composition:
    """`outer` that governs one of `inner` (types, or types with a mode) is coded as `type`, with `mode` where it has one."""

    outer: str
    inner: frozenset[str]
    type: str
    mode: str | None


class Compositions:
    """The rules of composition, in the order in which they are tried."""

    def __init__(self, rules: Sequence[Composition]) -> None:
        self._rules = rules

    def apply(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Recode each candidate that governs another by the first rule that holds."""
        return [self._recoded(candidate, candidates) for candidate in candidates]

    def _recoded(self, candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
        below = [other for other in candidates if other is not candidate and governs(candidate, other)]
        contents = [other for other in below if not any(governs(o, other) for o in below if o is not other)]
        inner = {code for other in contents for code in (other.row.type, f"{other.row.type}-{other.row.mode}")}
        rule = next((r for r in self._rules if r.outer == candidate.row.type and r.inner & inner), None)
        if rule is None:
            return candidate
        recoded = replace(candidate, row=_coded(candidate.row, rule))
        targets = next((other.parties(Role.TARGET) for other in contents if other.parties(Role.TARGET)), ())
        return recoded if candidate.parties(Role.TARGET) else recoded.with_parties(Role.TARGET, targets)


def _coded(row: ActionRow, rule: Composition) -> ActionRow:
    return replace(row, type=rule.type, mode=rule.mode or (row.mode if rule.type == row.type else None))


def load_compositions(taxonomy: Taxonomy) -> Compositions:
    """Read and check the rules. Raises DataError for a faulty one."""
    table = yaml.safe_load((SHIPPED / _FILE).read_text(encoding="utf-8"))
    return Compositions(tuple(_rules(table.get("compositions") or (), taxonomy)))


def _rules(rows: Sequence[object], taxonomy: Taxonomy) -> Iterator[Composition]:
    for raw in rows:
        row: Mapping[str, Any] = check_fields(_FILE, raw, _FIELDS, frozenset({"outer", "inner"}))
        code, mode = row.get("type", row["outer"]), row.get("mode")
        for wanted in (row["outer"], code, *(inner.partition("-")[0] for inner in row["inner"])):
            if wanted not in taxonomy.types:
                raise fault(_FILE, row, f"unknown type {wanted}", taxonomy.types)
        if mode and mode not in taxonomy.types[code].modes:
            raise fault(_FILE, row, f"{code} has no mode {mode}", taxonomy.types[code].modes)
        yield Composition(row["outer"], frozenset(row["inner"]), code, mode)
