"""The words with which a text says who says so: ``kg/lang/<code>/reporting.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from kg.extract.grammar import Grammar
from kg.extract.lexicon import Voice
from kg.extract.tables import alternatives, check_fields, fault, read_table
from kg.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_SECTIONS = frozenset({"verbs", "phrases", "relays", "anaphors", "anonymous", "documents"})
_VERB_FIELDS = frozenset({"word", "stance", "content"})


class Content(str, Enum):
    """What behind a verb counts as said: also a noun ("announced his death"), a clause alone, or a quotation alone."""

    ANY = "any"
    CLAUSE = "clause"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """One form of a verb of saying. `rest` are the words that must follow it: "out" of "point out"."""

    stance: Stance
    voice: Voice | None
    content: Content
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reporting:
    """The reporting words of one language."""

    verbs: Mapping[str, tuple[SpeechVerb, ...]]
    """First word of a form -> its verbs, those of several words first."""
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word -> the rest of the phrases before a source that begin with it, relays among them, the longest first."""
    relays: frozenset[tuple[str, ...]]
    """Phrases before a medium that passes on what another says: "dikutip dari"."""
    anaphors: frozenset[str]
    anonymous: frozenset[str]
    documents: frozenset[str]
    """What somebody writes: "a report by Tasnim" is said by Tasnim."""

    def verb(self, token: Token) -> SpeechVerb | None:
        """The verb of saying that begins with `token`."""
        found = self.verbs.get(token.lower_) or self.verbs.get(token.lemma_.lower()) or ()
        return next((verb for verb in found if _follow(token, verb.rest)), None)

    def phrase(self, token: Token) -> list[Token]:
        """The longest phrase before a source that begins with `token`, empty where none does."""
        rests = self.phrases.get(token.lower_, ())
        rest = next((rest for rest in rests if _follow(token, rest)), None)
        return [] if rest is None else list(token.doc[token.i : token.i + 1 + len(rest)])

    def phrase_with(self, token: Token, clitic: str) -> bool:
        """Whether `token` is a phrase before a source with a pronoun at its end: "menurutnya"."""
        return () in self.phrases.get(token.lower_.removesuffix(clitic), ())

    def is_relay(self, words: list[Token]) -> bool:
        """Whether a phrase names a medium that passes on what another says."""
        return tuple(word.lower_ for word in words) in self.relays


def load_reporting(code: str, grammar: Grammar) -> Reporting:
    """Read and check the reporting words of language `code`. Raises DataError."""
    file = f"{code}/reporting.yaml"
    table = read_table(code, "reporting")
    if set(table) - _SECTIONS:
        raise fault(file, min(set(table) - _SECTIONS), "unknown section", _SECTIONS)
    verbs: dict[str, list[SpeechVerb]] = {}
    for raw in table.get("verbs") or ():
        for form, verb in _verbs(file, raw, grammar):
            verbs.setdefault(form, []).append(verb)
    relays = frozenset(_phrases(file, table.get("relays")))
    return Reporting(
        verbs={form: tuple(sorted(found, key=lambda verb: -len(verb.rest))) for form, found in verbs.items()},
        phrases=_by_first_word(relays.union(_phrases(file, table.get("phrases")))),
        relays=relays,
        anaphors=frozenset(alternatives(table.get("anaphors"))),
        anonymous=frozenset(alternatives(table.get("anonymous"))),
        documents=frozenset(alternatives(table.get("documents"))),
    )


def _verbs(file: str, raw: object, grammar: Grammar) -> Iterator[tuple[str, SpeechVerb]]:
    """Every form of the verbs of a row, by its first word."""
    row = check_fields(file, raw, _VERB_FIELDS, frozenset({"word", "stance"}))
    stance, content = row["stance"], row.get("content", Content.ANY.value)
    if stance not in {one.value for one in Stance}:
        raise fault(file, row, f"unknown stance {stance}", [one.value for one in Stance])
    if content not in {one.value for one in Content}:
        raise fault(file, row, f"unknown content {content}", [one.value for one in Content])
    for word in alternatives(row["word"]):
        first, *rest = word.split()
        for form, voice in grammar.forms(first).items():
            yield form, SpeechVerb(Stance(stance), voice, Content(content), tuple(rest))


def _phrases(file: str, rows: Any) -> Iterator[tuple[str, ...]]:
    fields = frozenset({"word"})
    for raw in rows or ():
        for phrase in alternatives(check_fields(file, raw, fields, fields)["word"]):
            yield tuple(phrase.split())


def _by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    rests: dict[str, tuple[tuple[str, ...], ...]] = {}
    for first, *rest in sorted(phrases, key=len, reverse=True):
        rests[first] = (*rests.get(first, ()), tuple(rest))
    return rests


def _follow(token: Token, rest: tuple[str, ...]) -> bool:
    return not rest or tuple(word.lower_ for word in token.doc[token.i + 1 : token.i + 1 + len(rest)]) == rest
