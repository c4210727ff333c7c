"""Who says so: speech verbs, "menurut"-like phrases and reports, and the words that each of them covers.

Words are data: ``kg/lang/<code>/reporting.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.frames import Frame, Frames
from kg.extract.grammar import Grammar
from kg.extract.lexicon import Voice
from kg.extract.memory import remembered
from kg.extract.mentions import Mentions
from kg.extract.phrases import phrase_bounds
from kg.extract.reporting import Content, Reporting, SpeechVerb
from kg.extract.sources import CLITIC, Sources, has_predicate_before
from kg.extract.syntax import children, relation, sentence_of
from kg.model import Attribution, Claim, Span, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_CLAUSES = ("ccomp", "parataxis", "xcomp", "csubj")
_PREDICATES = frozenset({"VERB", "AUX"})
_QUOTES = frozenset({'"', "”", "“", "’", "'"})
_BEFORE_ASIDE = _QUOTES | {",", "?", "!", "–", "—", "-"}
_SUBORDINATE = frozenset({"acl", "advcl", "xcomp"})
_OWN = frozenset({"nsubj", "obl", "obj", "aux", "advmod", "advcl"})


@dataclass(frozen=True, slots=True)
class Scope:
    """One attribution and the tokens (positions in the document) whose claims it covers."""

    attribution: Attribution
    tokens: frozenset[int] = frozenset()
    words: frozenset[int] = frozenset()
    """The tokens of a phrase that names the source; none of them is an event."""
    complement: bool = False
    """Whether the tokens are a clause that the source itself puts in words, rather than what the article had said."""
    takes_up: bool = False
    """Whether it denies what was said before: "Moscow denied the allegation"."""
    speaks: bool = True
    """Whether the source speaks itself, so that quotations and "he added" go on with it; a medium that relays does not."""
    verb: Token | None = None
    """The verb in whose clause the tokens stand."""


class Attributions:
    """Finds who says what in a sentence."""

    def __init__(self, reporting: Reporting, frames: Frames, grammar: Grammar) -> None:
        self._reporting = reporting
        self._complementisers = grammar["complementisers"]
        self._object_control = grammar["object_control"]
        self._frames = frames
        self._sources = Sources(reporting, grammar)
        self.speech = frozenset(form for form, verbs in reporting.verbs.items() if any(not verb.rest for verb in verbs))
        """The forms of the verbs of saying."""

    def scopes(self, sentence: SpacySpan, mentions: Mentions) -> list[Scope]:
        """Return each source of the sentence with the words that it vouches for or denies, in text order."""
        found, used = [], set[int]()
        for token in sentence:
            if token.i in used or mentions.is_part_of_name(token):
                continue
            scope = self._of_phrase(token, mentions) or self._of_verb(token, mentions)
            if scope is not None:
                used |= scope.words
                found.append(scope)
        return found

    def _of_phrase(self, token: Token, mentions: Mentions) -> Scope | None:
        """ "menurut laporan Interfax", "according to X": all of the sentence but the phrase is what the source says."""
        words = self._reporting.phrase(token)
        source = self._sources.after(words[-1], mentions) if words else None
        if self._sources.has_clitic(token) and self._reporting.phrase_with(token, CLITIC):
            words, source = [token], self._sources.clitic(token)
        if source is None:
            return None
        doc, last = token.doc, words[-1]
        end = max([last.i, *(t.i for t in sentence_of(token) if source.span.start <= t.idx < source.span.end)])
        own = range(words[0].i, end + 1)
        return Scope(
            Attribution(source, Stance.ASSERTS, Span(token.idx, last.idx + len(last), doc[token.i : last.i + 1].text)),
            frozenset(t.i for t in sentence_of(token) if t.i not in own),
            words=frozenset(word.i for word in words),
            speaks=not self._reporting.is_relay(words),
        )

    def _of_verb(self, token: Token, mentions: Mentions) -> Scope | None:
        entry = self._reporting.verb(token) or self._sources.with_clitic(token)
        if entry is None or (token.pos_ not in _PREDICATES and not _is_inverted(token)):
            return None
        frame = self._frames.of_verb(token, entry.voice or _active_voice(token))
        aside = _is_aside(token)
        starts = token.i == sentence_of(token).start or self._sources.has_clitic(token)
        inverted = _is_inverted(token) and (aside or starts or _is_parenthesis(token))
        beside = token.doc[_aside_start(token) : token.i] if aside and not inverted else ()
        source = self._sources.of_verb(token, frame, mentions, inverted=inverted, aside=list(beside))
        if source is None:
            return None
        scope = Scope(Attribution(source, entry.stance, _span_of(token)), verb=token)
        if entry.stance is Stance.DENIES and self._is_taken_up(frame):
            return replace(scope, takes_up=True)
        said = self._said(frame, entry)
        if said:
            return replace(scope, tokens=said, complement=True)
        if entry.content is not Content.QUOTE and inverted and _is_parenthesis(token):
            return replace(scope, tokens=_around(token))
        if entry.content is not Content.QUOTE and (_is_aside(token) or self._sources.has_clitic(token)):
            return replace(scope, tokens=_beside(token))
        return scope if entry.stance is Stance.ASSERTS else None

    def _is_taken_up(self, frame: Frame) -> bool:
        verb = frame.trigger
        has_clitic = self._sources.has_clitic(verb) and not frame.passive
        return has_clitic or any(self._is_anaphor(token) for token in frame.fillers("object"))

    def _said(self, frame: Frame, entry: SpeechVerb) -> frozenset[int]:
        """The words that the source is said to say: the complements of the verb, else what follows it."""
        verb = frame.clause
        if entry.content is Content.QUOTE:
            return frozenset()
        parts = [*children(verb, *_CLAUSES), *self._marked(verb)]
        parts = [part for part in parts if part.i > verb.i or relation(part) != "parataxis"]
        if {verb.lower_, verb.lemma_.lower()} & self._object_control:
            parts += self._accusations(verb, frame.fillers("object"))
        elif not _is_aside(verb):
            parts += [o for o in frame.fillers("object") if entry.content is Content.ANY or _has_predicate(o, verb)]
        said = frozenset(t.i for part in parts if part not in verb.ancestors for t in part.subtree)
        if frame.passive or _is_aside(verb):
            return said
        return said | _following_clause(verb, said)

    def _accusations(self, verb: Token, accused: Iterable[Token]) -> Iterator[Token]:
        """What somebody is accused of: "accused Iran of supplying drones", "menuduh Iran memasok"."""
        for token in accused:
            yield from children(token, "acl", "nmod", "compound")
        yield from children(verb, "advcl", "obl")

    def _marked(self, verb: Token) -> list[Token]:
        """Clauses that "bahwa" or "that" marks as content, whatever the parser calls them."""
        clauses = children(verb, "advcl", "acl", "conj")
        return [
            clause
            for clause in clauses
            if any(mark.lower_ in self._complementisers for mark in children(clause, "mark"))
        ]

    def _is_anaphor(self, token: Token) -> bool:
        first, last = phrase_bounds(token)
        if children(token, *_CLAUSES, "acl"):
            return False  # it says itself what is denied: "reports that …"
        return (
            token.doc[first:last].text.lower() in self._reporting.anaphors or token.lower_ in self._reporting.anaphors
        )


def covering(scopes: Sequence[Scope], trigger: int) -> tuple[Scope, ...]:
    """The scopes that cover the trigger at position `trigger`, the innermost first, one for each source."""
    found = sorted((scope for scope in scopes if trigger in scope.tokens), key=lambda scope: len(scope.tokens))
    unique: dict[tuple[Span, Stance], Scope] = {}
    for scope in found:
        unique.setdefault((scope.attribution.source.span, scope.attribution.stance), scope)
    return tuple(unique.values())


def _active_voice(verb: Token) -> Voice | None:
    """Active for a past participle with a clause as its content and no auxiliary, which is a past tense: "confirmed that …"."""
    has_auxiliary = bool(children(verb, "aux", "aux:pass"))
    return "active" if children(verb, "ccomp") and not has_auxiliary else None


def _is_inverted(verb: Token) -> bool:
    """Whether the subject follows: "…, kata Saurlin", "…," said Lam."""
    before = verb.nbor(-1) if verb.i > sentence_of(verb).start else None
    return before is None or before.text in _BEFORE_ASIDE


@remembered
def _is_aside(verb: Token) -> bool:
    """Whether the verb with its subject stands behind or between the words that it reports: "…, Moscow said."."""
    sentence, doc, first = sentence_of(verb), verb.doc, _aside_start(verb)
    if first == sentence.start or any(t.pos_ in _PREDICATES for t in doc[first : verb.i]):
        return False
    if first == verb.i and doc[first - 1].text in _QUOTES:
        return True
    following = list(doc[verb.i + 1 : sentence.end])
    behind = following[: next((n for n, t in enumerate(following) if _opens_circumstance(t, verb)), None)]
    ends = not any(t.pos_ in _PREDICATES for t in behind) or (first < verb.i and following[0].text in _BEFORE_ASIDE)
    return ends and any(t.pos_ in _PREDICATES for t in doc[sentence.start : first])


def _is_parenthesis(verb: Token) -> bool:
    """Whether a verb with its subject behind it stands between commas in a sentence that goes on: "Polres X, kata Budi, …"."""
    if verb.i == verb.sent.start or verb.nbor(-1).text != ",":
        return False
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    end = next((n for n, token in enumerate(rest) if token.text == "," or token.pos_ in _PREDICATES), 0)
    return end > 0 and rest[end].text == "," and any(token.pos_ in _PREDICATES for token in rest[end:])


def _around(verb: Token) -> frozenset[int]:
    """The words of a sentence around a parenthesis that begins with `verb`."""
    end = next(token.i for token in verb.doc[verb.i : verb.sent.end] if token.text == ",")
    return frozenset(token.i for token in verb.sent if token.is_alpha and not verb.i <= token.i < end)


def _opens_circumstance(token: Token, verb: Token) -> bool:
    """Whether a conjunction tells when or how somebody speaks: "kata Budi saat ditemui", "seperti dikutip dari Antara"."""
    return token.pos_ == "SCONJ" and token.head not in children(verb, *_CLAUSES)


@remembered
def _aside_start(verb: Token) -> int:
    """Position of the first word behind the comma or dash before `verb`, of the first of the sentence without one."""
    breaks = (t.i + 1 for t in verb.doc[sentence_of(verb).start : verb.i] if t.text in _BEFORE_ASIDE)
    return max(breaks, default=int(sentence_of(verb).start))


def _beside(verb: Token) -> frozenset[int]:
    """The words before an aside and, where the sentence goes on behind it, those too."""
    first = _aside_start(verb)
    parts = [child for child in verb.children if relation(child) in _OWN and child.i >= first]
    own = {verb.i, *(t.i for part in parts for t in part.subtree)}
    around = [t for t in sentence_of(verb) if t.i not in own and t.is_alpha]
    goes_on = relation(verb) == "parataxis" and verb.head.i > verb.i
    return frozenset(t.i for t in around if t.i < verb.i or goes_on)


def _following_clause(verb: Token, said: frozenset[int]) -> frozenset[int]:
    """What a main verb says up to the end of the sentence, from its complement on or, without one, from the word behind it."""
    later = [i for i in said if i > verb.i]
    if relation(verb) in _SUBORDINATE and has_predicate_before(verb):
        return frozenset()
    joined = {t.i for child in children(verb, "conj") if children(child, "cc") for t in child.subtree}
    rest = [t for t in verb.doc[min(later, default=verb.i + 1) : sentence_of(verb).end] if t.i not in joined]
    rest = rest[: next((n for n, t in enumerate(rest) if t.text == ";"), len(rest))]
    clause = later or any(t.pos_ in _PREDICATES and not _modifies(t) for t in rest)
    return frozenset(t.i for t in rest) if clause else frozenset()


def _modifies(verb: Token) -> bool:
    """Whether a verb only says more of a noun or of the circumstances: "who …", "after …"."""
    return relation(verb) in {"acl", "aux", "cop"} or (
        relation(verb) == "advcl" and bool(children(verb, "mark", "case"))
    )


def _has_predicate(noun: Token, verb: Token) -> bool:
    return any(t.pos_ in _PREDICATES and t.i > verb.i for t in noun.subtree)


def _span_of(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token), token.text)


def deny(claims: Sequence[Claim], denials: Sequence[Attribution]) -> list[Claim]:
    """Add to those of `claims` that others assert, or to all where no source does, that the sources of `denials` deny them."""
    asserted = [claim for claim in claims if is_asserted(claim, denials)]
    denied = {claim.id for claim in asserted or claims}
    return [replace(c, attributions=(*c.attributions, *denials)) if c.id in denied else c for c in claims]


def is_asserted(claim: Claim, denials: Sequence[Attribution]) -> bool:
    """Whether a source other than those of `denials` says so."""
    deniers = {denial.source.span for denial in denials}
    return any(a.stance is Stance.ASSERTS and a.source.span not in deniers for a in claim.attributions)
