"""What two predicates mean together, by the table ``kg/lang/compositions.yaml``: a promise to bomb is a threat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from kg.extract.candidates import Candidate, governs
from kg.extract.lexicon import ActionRow
from kg.extract.syntax import sentence_of
from kg.extract.tables import check_fields, fault
from kg.extract.typerules import TypeRules
from kg.languages import SHIPPED
from kg.model import Role, Taxonomy

_FILE = "compositions.yaml"
_FIELDS = frozenset({"outer", "inner", "type", "mode"})
_REFUSED_FIELDS = frozenset({"inner", "type", "mode"})
_BEFORE_VERB = 5
"""Words before a verb among which a refusal is looked for."""


@dataclass(frozen=True, slots=True)
class Composition:
    """`outer` that governs one of `inner` (types, or types with a mode) is coded as `type`, with `mode` where it has one."""

    outer: str
    inner: frozenset[str]
    type: str
    mode: str | None


class Compositions:
    """The rules of composition, in the order in which they are tried."""

    def __init__(
        self, rules: Sequence[Composition], refusals: Sequence[Composition], words: Iterable[str], types: TypeRules
    ) -> None:
        """`refusals` are for what is refused with one of `words`, such as "will not"."""
        self._rules = rules
        self._types = types
        self._refusals = {code: rule for rule in refusals for code in rule.inner}
        self._words = tuple(f" {word} " for word in sorted(words))

    def apply(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Recode each candidate that is refused, or governs another, by the first rule that holds."""
        refused = [self._refused(candidate) for candidate in candidates]
        return [self._recoded(candidate, refused) for candidate in refused]

    def _refused(self, candidate: Candidate) -> Candidate:
        rule = self._refusals.get(candidate.row.type)
        if rule is None or candidate.frame.passive or not self._is_refusal(candidate):
            return candidate
        return replace(candidate, row=_coded(candidate.row, rule), is_refused=True)

    def _is_refusal(self, candidate: Candidate) -> bool:
        verb = candidate.frame.clause
        before = verb.doc[max(sentence_of(verb).start, verb.i - _BEFORE_VERB) : verb.i]
        said = f" {' '.join(token.lower_ for token in before)} "
        return verb.pos_ == "VERB" and any(word in said for word in self._words)

    def _recoded(self, candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
        below = [other for other in candidates if other is not candidate and governs(candidate, other)]
        contents = [other for other in below if not any(governs(o, other) for o in below if o is not other)]
        inner = {code for other in contents for code in (other.row.type, f"{other.row.type}-{other.row.mode}")}
        rule = next((r for r in self._rules if r.outer == candidate.row.type and r.inner & inner), None)
        recoded = replace(candidate, row=_coded(candidate.row, rule)) if rule else candidate
        if recoded.parties(Role.TARGET) or not (rule or recoded.row.type in self._types.contents):
            return recoded
        actors = recoded.parties(Role.ACTOR)
        found = (parties for other in contents if (parties := other.parties(Role.TARGET)) and parties != actors)
        return recoded.with_parties(Role.TARGET, next(found, ()))


def _coded(row: ActionRow, rule: Composition) -> ActionRow:
    own = row.mode if rule.type == row.type else None
    return replace(row, type=rule.type, mode=own or rule.mode)


def load_compositions(taxonomy: Taxonomy, refusals: Iterable[str], types: TypeRules) -> Compositions:
    """Read and check the rules. `refusals` are the words of a language that refuse. Raises DataError for a faulty rule."""
    table = yaml.safe_load((SHIPPED / _FILE).read_text(encoding="utf-8"))
    rules = (check_fields(_FILE, row, _FIELDS, frozenset({"outer", "inner"})) for row in table["compositions"])
    refused = (check_fields(_FILE, row, _REFUSED_FIELDS, _REFUSED_FIELDS - {"mode"}) for row in table["refusals"])
    return Compositions(tuple(_rules(rules, taxonomy)), tuple(_rules(refused, taxonomy)), refusals, types)


def _rules(rows: Iterable[Mapping[str, Any]], taxonomy: Taxonomy) -> Iterator[Composition]:
    for row in rows:
        outer = row.get("outer", row.get("type"))
        code, mode = row.get("type", outer), row.get("mode")
        for wanted in (outer, code, *(inner.partition("-")[0] for inner in row["inner"])):
            if wanted not in taxonomy.types:
                raise fault(_FILE, row, f"unknown type {wanted}", taxonomy.types)
        if mode and mode not in taxonomy.types[code].modes:
            raise fault(_FILE, row, f"{code} has no mode {mode}", taxonomy.types[code].modes)
        yield Composition(outer, frozenset(row["inner"]), code, mode)
