"""Who says so: speech verbs, "menurut"-like phrases and reports, and the words that each of them covers.

Words are data: ``kg/lang/<code>/reporting.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.frames import Frame, Frames
from kg.extract.grammar import Grammar
from kg.extract.lexicon import Voice
from kg.extract.mentions import Mentions, phrase_bounds
from kg.extract.syntax import children, relation
from kg.extract.tables import alternatives, check_fields, fault, read_table
from kg.model import Attribution, Form, Kind, Mention, Sentence, Span, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_SECTIONS = frozenset({"verbs", "phrases", "anaphors", "anonymous"})


@dataclass(frozen=True, slots=True)
class Reporting:
    """The reporting words of one language. Verbs are listed by every form, with the voice that the form shows."""

    verbs: Mapping[str, tuple[Stance, Voice | None]]
    phrases: frozenset[tuple[str, ...]]
    anaphors: frozenset[str]
    anonymous: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    """One attribution and the tokens (positions in the document) whose claims it covers.

    A denial that covers none denies what the sentence before says: "Moscow denied the allegation."
    """

    attribution: Attribution
    tokens: frozenset[int]
    words: frozenset[int] = frozenset()
    """The tokens of a phrase that names the source; none of them is an event."""
    complement: bool = False
    """Whether the tokens are a clause that the source itself puts in words, rather than what the article had said."""


def load_reporting(code: str, grammar: Grammar) -> Reporting:
    """Read and check the reporting words of language `code`. Raises DataError."""
    file = f"{code}/reporting.yaml"
    table = read_table(code, "reporting")
    if set(table) - _SECTIONS:
        raise fault(file, min(set(table) - _SECTIONS), "unknown section", _SECTIONS)
    verbs: dict[str, tuple[Stance, Voice | None]] = {}
    for raw in table.get("verbs") or ():
        row = check_fields(file, raw, frozenset({"word", "stance"}), frozenset({"word", "stance"}))
        if row["stance"] not in {stance.value for stance in Stance}:
            raise fault(file, row, f"unknown stance {row['stance']}", [stance.value for stance in Stance])
        for word in alternatives(row["word"]):
            for form, voice in grammar.forms(word).items():
                verbs.setdefault(form, (Stance(row["stance"]), voice))
    fields = frozenset({"word"})
    phrases = (
        phrase
        for raw in table.get("phrases") or ()
        for phrase in alternatives(check_fields(file, raw, fields, fields)["word"])
    )
    return Reporting(
        verbs=verbs,
        phrases=frozenset(tuple(phrase.split()) for phrase in phrases),
        anaphors=frozenset(alternatives(table.get("anaphors"))),
        anonymous=frozenset(alternatives(table.get("anonymous"))),
    )


class Attributions:
    """Finds who says what in a sentence."""

    def __init__(self, reporting: Reporting, frames: Frames, grammar: Grammar) -> None:
        self._reporting = reporting
        self._complementisers = grammar["complementisers"]
        self._object_control = grammar["object_control"]
        self._frames = frames
        self.speech = reporting.verbs.keys()
        """The forms of the verbs of saying."""

    def scopes(self, sentence: SpacySpan, mentions: Mentions) -> list[Scope]:
        """Return each source of the sentence with the words that it vouches for or denies."""
        found = []
        for token in sentence:
            scope = self._of_phrase(token, mentions) or self._of_verb(token, mentions)
            if scope is not None:
                found.append(scope)
        return found

    def _of_verb(self, verb: Token, mentions: Mentions) -> Scope | None:
        stance, voice = (
            self._reporting.verbs.get(verb.lower_) or self._reporting.verbs.get(verb.lemma_.lower()) or (None, None)
        )
        if stance is None or verb.pos_ not in {"VERB", "AUX", "ADV"}:
            return None
        frame = self._frames.of_verb(verb, voice)
        source = self._source(frame.fillers("subject"), mentions)
        said, beside = self._content(frame, stance)
        if source is None or not (said or beside or self._denies_what_was_said(frame, stance)):
            return None
        return Scope(Attribution(source, stance, _span_of(verb)), said | beside, complement=bool(said) and not beside)

    def _denies_what_was_said(self, frame: Frame, stance: Stance) -> bool:
        return stance is Stance.DENIES and any(self._is_anaphor(token) for token in frame.fillers("object"))

    def _of_phrase(self, token: Token, mentions: Mentions) -> Scope | None:
        """ "menurut laporan Interfax", "according to X": a phrase whose governor and all below it is what the source says."""
        words = _phrase_at(token, self._reporting.phrases)
        if not words:
            return None
        last = words[-1]
        source = (
            last.head
            if relation(last) in {"case", "mark", "fixed"}
            else next(iter(children(last, "obl", "obj", "nmod")), None)
        )
        while source is not None and source in words and source.head != source:
            source = source.head
        if source is None or source in words:
            return None
        mention = self._source((source,), mentions)
        if mention is None:
            return None
        own = {t.i for t in source.subtree} | {word.i for word in words}
        return Scope(
            Attribution(
                mention,
                Stance.ASSERTS,
                Span(words[0].idx, last.idx + len(last), token.doc[words[0].i : last.i + 1].text),
            ),
            frozenset(t.i for t in token.sent if t.i not in own),
            words=frozenset(word.i for word in words),
        )

    def _source(self, heads: tuple[Token, ...], mentions: Mentions) -> Mention | None:
        for head in heads:
            mention = mentions.of_head(head)
            if mention is not None:
                return mention
            if head.lower_ in self._reporting.anonymous or head.lemma_.lower() in self._reporting.anonymous:
                first, last = phrase_bounds(head)
                span = head.doc[first:last]
                return Mention(
                    Span(span.start_char, span.end_char, span.text), Kind.GROUP, Form.NOMINAL, head.lemma_.lower()
                )
        return None

    def _content(self, frame: Frame, stance: Stance) -> tuple[frozenset[int], frozenset[int]]:
        """The words that the source is said to say, and those beside them: for "…, Moscow said", the rest of the sentence."""
        verb = frame.clause
        complements = [*children(verb, "ccomp", "parataxis", "xcomp", "csubj"), *self._marked(verb)]
        objects = [token for token in frame.fillers("object") if not self._is_anaphor(token)]
        complements += (
            objects
            if stance is Stance.DENIES
            else [clause for token in objects for clause in self._accusations(verb, token)]
        )
        said = frozenset(t.i for complement in complements for t in complement.subtree)
        if said and stance is Stance.ASSERTS and relation(verb) != "parataxis":
            return said, frozenset()
        aside = relation(verb) in {"parataxis", "advcl", "acl"} or (
            relation(verb) == "conj" and not children(verb, "cc")
        )
        if not aside and not self._denies_what_was_said(frame, stance):
            return said, frozenset()
        own = {t.i for t in verb.subtree} if relation(verb) != "ROOT" else self._clause(verb)
        return said, frozenset(t.i for t in verb.sent if t.i not in own and t.is_alpha)

    def _accusations(self, verb: Token, accused: Token) -> list[Token]:
        """What somebody is accused of: "accused Iran of supplying drones", "menuduh Iran memasok"."""
        if not {verb.lower_, verb.lemma_.lower()} & self._object_control:
            return []
        return [*children(accused, "acl", "nmod", "compound"), *children(verb, "advcl", "obl")]

    def _marked(self, verb: Token) -> list[Token]:
        """Clauses that "bahwa" or "that" marks as content, whatever the parser calls them."""
        clauses = children(verb, "advcl", "acl", "conj")
        return [
            clause
            for clause in clauses
            if any(mark.lower_ in self._complementisers for mark in children(clause, "mark"))
        ]

    def _clause(self, verb: Token) -> set[int]:
        return {verb.i} | {
            t.i
            for child in verb.children
            if relation(child) in {"nsubj", "obl", "obj", "aux", "advmod"}
            for t in child.subtree
        }

    def _is_anaphor(self, token: Token) -> bool:
        first, last = phrase_bounds(token)
        return (
            token.doc[first:last].text.lower() in self._reporting.anaphors or token.lower_ in self._reporting.anaphors
        )


def covering(scopes: Sequence[Scope], trigger: int) -> tuple[Scope, ...]:
    """The scopes that cover the trigger at position `trigger`, the innermost first, one for each source."""
    found = sorted((scope for scope in scopes if trigger in scope.tokens), key=lambda scope: len(scope.tokens))
    return tuple({(scope.attribution.source.span, scope.attribution.stance): scope for scope in found}.values())


def deny(sentence: Sentence, denials: Sequence[Attribution]) -> Sentence:
    """Add to the claims of `sentence` that a source asserts, or to all where no source does, that others deny them."""
    asserted = [claim for claim in sentence.claims if claim.attributions] or list(sentence.claims)
    claims = (replace(c, attributions=(*c.attributions, *denials)) if c in asserted else c for c in sentence.claims)
    return replace(sentence, claims=tuple(claims))


def _phrase_at(token: Token, phrases: frozenset[tuple[str, ...]]) -> list[Token] | None:
    for length in (3, 2, 1):
        words = token.doc[token.i : token.i + length]
        if tuple(t.lower_ for t in words) in phrases:
            return list(words)
    return None


def _span_of(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token), token.text)
