"""Which words name the source of what is said: the subject of a verb of saying, what follows "menurut" or "kata"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.extract.frames import Frame
from kg.extract.grammar import Grammar
from kg.extract.mentions import Mentions
from kg.extract.phrases import phrase_bounds
from kg.extract.reporting import Reporting, SpeechVerb
from kg.extract.syntax import children, sentence_of
from kg.model import Form, Kind, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 25
"""Tokens behind a verb or a phrase within which the source stands."""
CLITIC = "nya"
"""The pronoun that the language hangs on verbs."""
_BRACKETS = frozenset({"(", '"', "“", ".", ";", ":", ")"})
_SPEAKING = frozenset({Kind.PERSON, *(kind for kind in Kind if kind.is_organisation)})
"""Kinds whose name after a description or in a document is the source."""
_JOINING = frozenset({"CCONJ", "ADP"})
_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})


class Sources:
    """Finds the mention of a source."""

    def __init__(self, reporting: Reporting, grammar: Grammar) -> None:
        self._reporting = reporting
        self._grammar = grammar
        self._has_clitics = CLITIC in grammar["clitics"]
        self._titles = grammar.titles | grammar.groups.keys()

    def of_verb(
        self, verb: Token, frame: Frame, mentions: Mentions, *, inverted: bool, aside: Sequence[Token] = ()
    ) -> Mention | None:
        """The source that a verb of saying has as its subject or agent, wherever it stands.

        `aside` are the words between a comma and the verb where these two are an aside: "…, the government announced".
        """
        if frame.passive:
            return self.among(frame.fillers("subject"), mentions)
        if inverted and self.has_clitic(verb):
            return self.clitic(verb)
        if inverted:
            found = self.after(verb, mentions)
            if found is not None:
                return found
        if aside:
            return self.among(_outermost(aside), mentions)
        subjects = [token for token in frame.fillers("subject") if token.i < verb.i or inverted]
        source = self._apposed(subjects, mentions) or self.among(subjects, mentions)
        if source is None or source.kind is not Kind.PERSON or not _adjoins(source, verb):
            source = self._before(verb, subjects, mentions) or source
        if source is None:
            source = self.among(frame.fillers("stray"), mentions)
            return None if source is not None and source.kind.is_place else source
        return source

    def _apposed(self, subjects: Sequence[Token], mentions: Mentions) -> Mention | None:
        """The name that follows a description between commas: "A senator, Jill Hart, said", "the group, Al-Nur, claimed"."""
        for subject in subjects:
            if mentions.name_kind(subject) is None:
                names = [name for name in children(subject, "appos") if mentions.name_kind(name) is not None]
                found = self.among((name for name in names if mentions.name_kind(name) in _SPEAKING), mentions)
                if found is not None:
                    return found
        return None

    def _before(self, verb: Token, subjects: Sequence[Token], mentions: Mentions) -> Mention | None:
        """The person named last before the first verb, whom a title introduces or the parser lost: "Direktur X, Adrianus Alla mengatakan"."""
        titled = not subjects or any(self._is_title(token) for token in subjects)
        if not titled or has_predicate_before(verb):
            return None
        start = min((token.i for token in subjects), default=sentence_of(verb).start)
        named = [token for token in verb.doc[start : verb.i] if mentions.name_kind(token) is not None]
        people = [token for token in named if mentions.name_kind(token) is Kind.PERSON]
        return self.among(people[-1:] if subjects else (people or named)[:1], mentions)

    def _is_title(self, token: Token) -> bool:
        return token.lower_ in self._titles or token.lemma_.lower() in self._titles

    def among(self, heads: Iterable[Token], mentions: Mentions, end: int | None = None) -> Mention | None:
        """The first source that one of `heads` names; one without a name only if it is of a kind that speaks.

        A name that an apposition gives counts where it begins before the offset `end`.
        """
        for head in heads:
            mention = mentions.of_head(head)
            if mention is not None and (end is None or mention.span.start < end):
                return mention
            if {head.lower_, head.lemma_.lower()} & self._reporting.anonymous:
                first, last = phrase_bounds(head)
                span = head.doc[first:last]
                return Mention(
                    Span(span.start_char, span.end_char, span.text), Kind.GROUP, Form.NOMINAL, head.lemma_.lower()
                )
        return None

    def after(self, word: Token, mentions: Mentions) -> Mention | None:
        """The source whose phrase follows `word`: a person named in it, else the first that it names."""
        phrase = self._phrase_after(word, mentions)
        comma = next((n for n, token in enumerate(phrase) if token.text == ","), len(phrase))
        end = phrase[-1].i + 1 if phrase else word.i + 1
        if end < sentence_of(word).end and word.doc[end].text not in _BRACKETS | {","}:
            phrase = phrase[:comma]  # what follows the comma is no apposition
        people = [token for token in phrase if mentions.name_kind(token) is Kind.PERSON]
        if not people and self._is_document(phrase):
            people = [token for token in phrase if mentions.name_kind(token) in _SPEAKING]
        limit = phrase[-1].idx + len(phrase[-1]) if phrase else None
        known = [token for token in phrase[:comma] if token.lower_ in self._reporting.anonymous]
        return self.among([*people[-1:], *_outermost(phrase[:comma]), *known], mentions, limit)

    def _is_document(self, phrase: Sequence[Token]) -> bool:
        """Whether a phrase begins with what somebody wrote: "a report by Tasnim"."""
        nouns = (token for token in phrase if token.pos_ in _NOUNS)
        return bool({token.lower_ for token in list(nouns)[:1]} & self._reporting.documents)

    def _phrase_after(self, word: Token, mentions: Mentions) -> list[Token]:
        """The words behind `word` up to a verb, a bracket or a preposition that leads out of the phrase of the source."""
        phrase: list[Token] = []
        person = False
        for token in word.doc[word.i + 1 : min(word.i + 1 + _REACH, sentence_of(word).end)]:
            named = mentions.name_kind(token) is not None
            leaves = (token.pos_ in _VERBS | {"SCONJ", "CCONJ"} and not self._ends_description(token)) or (
                token.pos_ == "ADP" and token.lower_ not in self._owners(phrase)
            )
            ends = token.text in _BRACKETS or (token.text == "," and person and not self._opens_title(token))
            person = person or mentions.name_kind(token) is Kind.PERSON
            if phrase and not named and (ends or (leaves and not _joins_nouns(token))):
                break
            phrase.append(token)
        return phrase

    def _ends_description(self, token: Token) -> bool:
        """Whether a word that looks like a verb is the end of a description: "juru bicara"."""
        return token.i > 0 and f"{token.nbor(-1).lower_} {token.lower_}" in self._reporting.anonymous

    def _owners(self, phrase: Sequence[Token]) -> frozenset[str]:
        """The prepositions that go on with the phrase of a source: "head of", "a report by"."""
        by = self._grammar["agent_prepositions"] if self._is_document(phrase) else frozenset()
        return self._grammar["genitive"] | {"of", "for", "'s"} | by

    def _opens_title(self, comma: Token) -> bool:
        """Whether a rank or title follows: "Kasubdit I, Kombes Rizki"."""
        return comma.i + 1 < len(comma.doc) and comma.nbor().lower_ in self._grammar.titles

    def with_clitic(self, token: Token) -> SpeechVerb | None:
        """The verb of saying that `token` is with a pronoun at its end: "ujarnya", "membantahnya"."""
        if not self.has_clitic(token):
            return None
        found = self._reporting.verbs.get(token.lower_.removesuffix(CLITIC), ())
        return next((verb for verb in found if not verb.rest), None)

    def clitic(self, token: Token) -> Mention:
        """The pronoun at the end of `token`."""
        start, end = token.idx + len(token) - len(CLITIC), token.idx + len(token)
        span = Span(start, end, token.text[-len(CLITIC) :])
        return Mention(span, Kind.UNKNOWN, Form.PRONOUN, CLITIC)

    def has_clitic(self, token: Token) -> bool:
        """Whether `token` ends in a pronoun that the language hangs on verbs."""
        return self._has_clitics and token.lower_.endswith(CLITIC)


def _adjoins(source: Mention, verb: Token) -> bool:
    """Whether a source stands before a verb with nothing but a company or an office between: no other name to choose from."""
    between = [token for token in verb.doc[sentence_of(verb).start : verb.i] if token.idx >= source.span.end]
    return not between or any(token.pos_ in _JOINING for token in between)


def _outermost(phrase: Sequence[Token]) -> list[Token]:
    """Heads of the phrases in `phrase`, in text order, then all its nouns."""
    inside = set(phrase)
    nouns = [token for token in phrase if token.pos_ in _NOUNS | {"PRON"}]
    return [*(token for token in nouns if token.head not in inside), *nouns]


def _joins_nouns(token: Token) -> bool:
    """Whether a conjunction joins parts of one name or title: "Informasi, dan Komunikasi"."""
    following = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return token.pos_ == "CCONJ" and following[:1].isupper()


def has_predicate_before(verb: Token) -> bool:
    """Whether a verb stands in the sentence before `verb`."""
    return any(token.pos_ in _VERBS for token in verb.doc[sentence_of(verb).start : verb.i])
