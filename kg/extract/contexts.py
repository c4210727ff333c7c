"""Which topics an event belongs to: by its row, its code, who takes part, and the words around it.

Codes and kinds are read from ``kg/lang/contexts.yaml``, words from ``kg/lang/<code>/contexts.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import yaml

from kg.extract.candidates import Candidate
from kg.extract.grammar import Grammar
from kg.extract.phrases import phrase_bounds
from kg.extract.tables import alternatives, fault, read_table
from kg.languages import SHIPPED, language_folder
from kg.model import Kind, Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Token

_FILE = "contexts.yaml"
_MOST_WORDS = 3
"""In a phrase that a table lists."""

Phrases = Mapping[tuple[str, ...], frozenset[str]]


class Contexts:
    """The tables of one language and those that serve all."""

    def __init__(
        self, codes: Mapping[str, frozenset[str]], kinds: Mapping[Kind, frozenset[str]], phrases: Phrases
    ) -> None:
        """`codes` (``TRY``, ``COERCE-cyber``), `kinds` of participants and `phrases` each give contexts."""
        self._codes = codes
        self._kinds = kinds
        self._phrases = phrases
        self._first = frozenset(phrase[0] for phrase in phrases)
        self._longest = max(map(len, phrases), default=0)

    def of(self, candidate: Candidate) -> tuple[str, ...]:
        """The contexts of `candidate`, in alphabetical order."""
        row = candidate.row
        found = set(row.contexts)
        for code in (row.type, f"{row.type}-{row.mode}"):
            found |= self._codes.get(code, frozenset())
        for participant in candidate.participants:
            found |= self._kinds.get(participant.mention.kind, frozenset())
        for token in _surroundings(candidate):
            found.update(*self._beginning(token))
        return tuple(sorted(found))

    def _beginning(self, token: Token) -> Iterator[frozenset[str]]:
        """The contexts of each phrase that begins with `token`."""
        forms = {token.lower_, token.lemma_.lower()}
        if forms.isdisjoint(self._first):
            return
        following = [word.lower_ for word in token.doc[token.i + 1 : token.i + self._longest]]
        for form in forms:
            for length in range(len(following) + 1):
                yield self._phrases.get((form, *following[:length]), frozenset())


def load_contexts(taxonomy: Taxonomy, grammar: Grammar) -> Contexts:
    """Read and check both tables; a language need not have one. Raises DataError for a faulty row."""
    shared = yaml.safe_load((SHIPPED / _FILE).read_text(encoding="utf-8"))
    kinds = {kind.value for kind in Kind}
    codes = {*taxonomy.types, *(f"{code}-{mode}" for code, kind in taxonomy.types.items() for mode in kind.modes)}
    by_kind = _inverted(_FILE, shared["kinds"], taxonomy, kinds)
    return Contexts(
        _inverted(_FILE, shared["types"], taxonomy, codes),
        {Kind(name): contexts for name, contexts in by_kind.items()},
        _phrases(taxonomy, grammar),
    )


def _phrases(taxonomy: Taxonomy, grammar: Grammar) -> Phrases:
    if not (language_folder(grammar.code) / _FILE).is_file():
        return {}
    file = f"{grammar.code}/{_FILE}"
    rows = {
        context: [form for word in alternatives(value) for form in grammar.expand(word, file, context)]
        for context, value in read_table(grammar.code, "contexts").items()
    }
    found = {}
    for words, contexts in _inverted(file, rows, taxonomy).items():
        if len(words.split()) > _MOST_WORDS:
            raise fault(file, min(contexts), f"'{words}' has more than {_MOST_WORDS} words")
        for written in (words, words.replace("-", " - ")):  # tokenizers differ in whether a hyphen parts words
            found[tuple(written.split())] = contexts
    return found


def _inverted(
    file: str, table: Mapping[str, Iterable[str]], taxonomy: Taxonomy, allowed: Iterable[str] | None = None
) -> dict[str, frozenset[str]]:
    """Context -> values, as value -> contexts."""
    found: dict[str, set[str]] = {}
    for context, values in table.items():
        if context not in taxonomy.contexts:
            raise fault(file, context, "unknown context", taxonomy.contexts)
        for value in values:
            if allowed is not None and value not in allowed:
                raise fault(file, context, f"unknown value {value}", allowed)
            found.setdefault(value, set()).add(context)
    return {value: frozenset(contexts) for value, contexts in found.items()}


def _surroundings(candidate: Candidate) -> Iterator[Token]:
    """The words of the clause of `candidate`, and of the phrases of its subject and object."""
    frame = candidate.frame
    yield from frame.clause.subtree
    for head in (*frame.fillers("subject"), *frame.fillers("object")):
        first, last = phrase_bounds(head)
        yield from head.doc[first:last]
