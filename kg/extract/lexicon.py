"""The lexicon of actions: which words are events, and where their actor and target stand.

Read from ``kg/lang/<code>/actions.yaml``, whose opening comment explains the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from kg.extract.grammar import Grammar
from kg.extract.tables import alternatives, check_fields, fault, read_table
from kg.model import Taxonomy

Voice = Literal["active", "passive"]

_AT_HAND = 16_384
"""Of how many words the entries are kept."""

NO_EVENT = "none"
"""The `type` of rows that block: the word in that construction is no event."""

_FIELDS = frozenset({"word", "type", "mode", "contexts", "actor", "target"})
_CONDITIONS = ("object", "subject", "with", "clause", "under", "prep", "object_is", "subject_is", "voice")
_KINDS = frozenset({"person", "organisation", "country", "place", "group", "thing"})
_VOICES = frozenset({"active", "passive"})


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold around the trigger: `field` is one of the condition fields, `values` what is accepted."""

    field: str
    values: frozenset[str]
    label: str
    """`values` as the row writes them: ``<weapon>``."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One trigger of one row. `actor` and `target` are slots in the order in which they are tried."""

    words: tuple[str, ...]
    is_noun: bool
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    conditions: tuple[Condition, ...]

    @property
    def specificity(self) -> tuple[int, int]:
        """Of two rows that match, the one with the larger value wins."""
        return len(self.conditions), len(self.words)

    @property
    def names_object(self) -> bool:
        """Whether the trigger means this with certain objects alone: "sign" with "agreement"."""
        return any(condition.field == "object" for condition in self.conditions)

    def __str__(self) -> str:
        conditions = "".join(f", {c.field}: {c.label}" for c in self.conditions)
        return f"{'noun' if self.is_noun else 'verb'} {' '.join(self.words)}{conditions}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of a row's first word as it may stand in a text; `voice` is set where the form alone shows it."""

    row: ActionRow
    voice: Voice | None = None


class Lexicon:
    """All action rows of one language, found by the first word of the trigger."""

    def __init__(self, rows: Iterable[ActionRow], grammar: Grammar) -> None:
        self.rows = tuple(rows)
        self._grammar = grammar
        self._verbs: dict[str, list[Entry]] = {}
        self._nouns: dict[str, list[Entry]] = {}
        for row in self.rows:
            first = row.words[0]
            if row.is_noun:
                self._nouns.setdefault(first, []).append(Entry(row))
                continue
            for form, voice in grammar.forms(first).items():
                self._verbs.setdefault(form, []).append(Entry(row, voice))
        self.forms = frozenset(self._verbs.keys() | self._nouns.keys())
        """Every form that may begin a trigger."""
        self.entries = lru_cache(_AT_HAND)(self._entries)

    def _entries(self, form: str, lemma: str) -> list[Entry]:
        """Return the entries of one token, the most specific row first; `form` and `lemma` in lower case.

        Where the language derives verbs by prefix, verbs are found by their form: the lemma is a root that many verbs share.
        """
        words = dict.fromkeys((form, lemma))
        verbs = (self._grammar.strip_clitic(form),) if self._grammar.prefixes else words
        found = [entry for word in verbs for entry in self._verbs.get(word, ())]
        found += [entry for word in words for entry in self._nouns.get(word, ())]
        return sorted(found, key=lambda entry: entry.row.specificity, reverse=True)


def load_lexicon(code: str, taxonomy: Taxonomy, grammar: Grammar) -> Lexicon:
    """Read and check the action rows of language `code`. Raises DataError for a faulty row."""
    table = read_table(code, "actions")
    file = f"{code}/actions.yaml"
    unknown = set(table) - {"verbs", "nouns"}
    if unknown:
        raise fault(file, min(unknown), "unknown section", ("verbs", "nouns"))
    rows = [
        row
        for name in ("verbs", "nouns")
        for raw in table.get(name) or ()
        for row in _rows(file, raw, name == "nouns", taxonomy, grammar)
    ]
    return Lexicon(rows, grammar)


def _rows(file: str, raw: object, is_noun: bool, taxonomy: Taxonomy, grammar: Grammar) -> Iterator[ActionRow]:
    row = check_fields(file, raw, _FIELDS | set(_CONDITIONS), frozenset({"word", "type"}))
    _check_codes(file, row, taxonomy)
    default_actor, default_target = (("owner", "by"), ()) if is_noun else (("subject",), ("object",))
    for word in _spellings(row["word"]):
        yield ActionRow(
            words=tuple(word.split()),
            is_noun=is_noun,
            type=str(row["type"]),
            mode=row.get("mode"),
            contexts=tuple(row.get("contexts") or ()),
            actor=_slots(row.get("actor"), default_actor),
            target=_slots(row.get("target"), default_target),
            conditions=tuple(_conditions(file, row, grammar)),
        )


def _spellings(value: object) -> Iterator[str]:
    """The alternatives of a word field, with the hyphen both inside a word and as one of its own: tokenizers differ."""
    for word in alternatives(value):
        yield from dict.fromkeys((word, word.replace("-", " - ")))


def _slots(value: object, default: tuple[str, ...]) -> tuple[str, ...]:
    return default if value is None else tuple(slot for slot in alternatives(value) if slot != "none")


def _check_codes(file: str, row: Mapping[str, Any], taxonomy: Taxonomy) -> None:
    code = row["type"]
    if code == NO_EVENT:
        return
    if code not in taxonomy.types:
        raise fault(file, row, f"unknown type {code}", taxonomy.types)
    mode = row.get("mode")
    if mode and mode not in taxonomy.types[code].modes:
        raise fault(file, row, f"{code} has no mode {mode}", taxonomy.types[code].modes)
    for context in row.get("contexts") or ():
        if context not in taxonomy.contexts:
            raise fault(file, row, f"unknown context {context}", taxonomy.contexts)


def _conditions(file: str, row: Mapping[str, Any], grammar: Grammar) -> Iterator[Condition]:
    for field in _CONDITIONS:
        if field not in row:
            continue
        values = frozenset(word for value in alternatives(row[field]) for word in grammar.expand(value, file, row))
        allowed = _VOICES if field == "voice" else _KINDS if field.endswith("_is") else values
        if values - allowed:
            raise fault(file, row, f"{field} may not be {min(values - allowed)}", allowed)
        yield Condition(field, values, str(row[field]))
