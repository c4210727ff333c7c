"""Article -> Reading: everything that one article says, sentence by sentence, before its mentions are linked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.acceptance import Acceptance
from kg.extract.arguments import Arguments
from kg.extract.attribution import Attributions, Scope, covering, deny, is_asserted
from kg.extract.candidates import Candidate, trigger_span
from kg.extract.compositions import load_compositions
from kg.extract.contexts import Contexts, load_contexts
from kg.extract.conventions import Convention, load_convention
from kg.extract.factuality import Factuality, load_factuality
from kg.extract.frames import Frames
from kg.extract.grammar import Grammar, load_grammar
from kg.extract.habits import GENERIC, Habits
from kg.extract.interviews import QUESTION, Turn, find_turns
from kg.extract.lexicon import load_lexicon
from kg.extract.memory import forget
from kg.extract.mentions import Mentions
from kg.extract.names import Gazetteer
from kg.extract.nlp import load_pipeline
from kg.extract.nouns import find_nouns
from kg.extract.openevents import OpenEvents
from kg.extract.predicates import Predicates
from kg.extract.quotes import carry, find_quotations
from kg.extract.reporting import load_reporting
from kg.extract.storytime import date_claims, story_day
from kg.extract.syntax import prepositions
from kg.extract.times import TimeGrammar
from kg.extract.times import load_grammar as load_times
from kg.extract.timing import assign, claimed, is_narrated
from kg.extract.typerules import load_type_rules
from kg.extract.weights import load_weights
from kg.model import (
    Article,
    Claim,
    Mention,
    Reading,
    Rejected,
    Role,
    Sentence,
    Span,
    Stance,
    Status,
    Taxonomy,
    Trigger,
    When,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as SpacySpan


_TELLING = frozenset({"ACCUSE", "REJECT"})
"""Types that are themselves a source's words, which nobody denies to have been said."""
_DENIAL_REACH = 3
"""Sentences within which a denial finds what it denies."""


@dataclass(frozen=True)
class Reader:
    """Reads articles of one language. Build it with `load_reader`."""

    nlp: Language
    grammar: Grammar
    predicates: Predicates
    attributions: Attributions
    factuality: Factuality
    habits: Habits
    times: TimeGrammar
    gazetteer: Gazetteer
    convention: Convention
    contexts: Contexts

    def read(self, article: Article, *, open_events: bool = False) -> Reading:
        """Return the sentences of `article` with their mentions, times, claims and rejected candidates.

        An article without a day of publication gets the one that its text gives.
        `open_events` asks for what named parties do to each other where no type fits.
        """
        doc = self.nlp(article.text)
        text = doc.text
        reference = _day(article.published) or self.times.publication(article.text)
        parsed = [(sentence, _stripped(sentence)) for sentence in doc.sents if sentence.text.strip()]
        times = self._times(text, [span for _, span in parsed], reference)
        dated = [time.span for found in times for time in found if time.span]
        mentions = Mentions(doc, self.grammar, self.gazetteer, self.predicates.ordinary_words, dated)
        found = [self.attributions.scopes(sentence, mentions) for sentence, _ in parsed]
        scopes = carry(text, [sentence for sentence, _ in parsed], found, self.grammar)
        quotations = find_quotations(text)
        turns = find_turns(text)
        sentences: list[Sentence] = []
        narrated: dict[str, bool] = {}
        for (sentence, span), dates, own in zip(parsed, times, scopes, strict=True):
            said = claimed(dates, sentence, own)
            read = self._sentence(article, sentence, span, dates, said, mentions, narrated, open_events)
            read = _without_questions(read, turns)
            sentences.append(replace(read, nouns=find_nouns(sentence, self.grammar.pronouns, quotations)))
            _attach_denials(sentences, said)
        if article.published is None and reference is not None:
            article = replace(article, published=reference.isoformat())
        forget(doc)
        return Reading(article, tuple(date_claims(sentences, narrated, reference, self.convention)))

    def _times(self, text: str, sentences: Sequence[Span], reference: dt.date | None) -> list[tuple[When, ...]]:
        """The times of each sentence; "today" in a quotation is the day of the story, on which it was said."""
        times = [self.times.find(span.text, reference, span.start) for span in sentences]
        story = story_day(times, reference, self.convention.recent)
        if story is None or reference is None or story.date == reference:
            return times
        quotations = find_quotations(text)
        if not quotations:
            return times
        said = [
            self.times.find(span.text, story.date, span.start) if found else ()
            for span, found in zip(sentences, times, strict=True)
        ]
        return [
            tuple(
                other
                if time.span == other.span and any(q.holds(time.span.start) for q in quotations if time.span)
                else time
                for time, other in zip(found, others, strict=False)
            )
            if len(found) == len(others)
            else found
            for found, others in zip(times, said, strict=True)
        ]

    def _sentence(
        self,
        article: Article,
        sentence: SpacySpan,
        span: Span,
        times: tuple[When, ...],
        scopes: list[Scope],
        mentions: Mentions,
        narrated: dict[str, bool],
        open_events: bool,
    ) -> Sentence:
        reported = frozenset().union(*(scope.words for scope in scopes))
        candidates, rejected = self.predicates.find(sentence, mentions, reported, open_events=open_events)
        usual = [candidate for candidate in candidates if self.habits.is_generic(candidate, mentions)]
        rejected += [Rejected(trigger_span(candidate.words), GENERIC) for candidate in usual]
        candidates = [candidate for candidate in candidates if candidate not in usual]
        dates = assign(
            times, sentence, candidates, self.attributions.speech, self.convention, scopes, _day(article.published)
        )
        claims = tuple(
            self._claim(article, span, candidate, date, scopes, mentions)
            for candidate, date in zip(candidates, dates, strict=True)
        )
        is_told = (is_narrated(candidate.frame, self.grammar["background"]) for candidate in candidates)
        narrated |= {claim.id: told for claim, told in zip(claims, is_told, strict=True)}
        return Sentence(span, mentions.in_sentence(sentence), times, claims, tuple(rejected))

    def _claim(
        self,
        article: Article,
        span: Span,
        candidate: Candidate,
        when: When | None,
        scopes: list[Scope],
        mentions: Mentions,
    ) -> Claim:
        sources = covering(scopes, candidate.head.i)
        said = [scope.verb for scope in sources if scope.verb is not None]
        subjects = {token.lower_ for token in candidate.frame.fillers("subject")}
        performed = candidate.row.type in self.convention.performed and bool(subjects & self.convention.speakers)
        used = {word for condition in candidate.row.conditions for word in condition.values}
        judgement = self.factuality.judge(candidate.frame, candidate.row.type, said, performed=performed, used=used)
        status, cue = judgement.status, judgement.cue
        if status is Status.HAPPENED and self.habits.is_habit(candidate):
            status, cue = Status.ONGOING, trigger_span(candidate.words)
        if candidate.is_refused:
            status, cue = Status.HAPPENED, None
        if sources and all(scope.attribution.stance is Stance.DENIES and scope.complement for scope in sources):
            status, cue = Status.DENIED, sources[0].attribution.cue
        return Claim(
            article=article.id,
            lang=self.grammar.code,
            sentence=span,
            type=candidate.row.type,
            mode=candidate.row.mode,
            contexts=self.contexts.of(candidate),
            trigger=Trigger(trigger_span(candidate.words), candidate.head.lemma_.lower()),
            participants=candidate.participants,
            when=when,
            place=self._place(candidate, mentions),
            status=status,
            certainty=judgement.certainty,
            status_cue=cue,
            attributions=tuple(scope.attribution for scope in sources),
            rule=f"{self.grammar.code}: {candidate.rule}",
            confidence=candidate.confidence,
        )

    def _place(self, candidate: Candidate, mentions: Mentions) -> Mention | None:
        taken = {p.mention.span for p in candidate.participants if p.role is Role.ACTOR}
        for word in sorted(self.grammar["place_prepositions"]):
            for token in candidate.frame.fillers(word):
                mention = mentions.of_head(token)
                if mention and mention.kind.is_place and mention.span not in taken and word in prepositions(token):
                    return mention
        return None


def load_reader(code: str, taxonomy: Taxonomy, gazetteer: Gazetteer, pipeline: str | None = None) -> Reader:
    """Load what is needed to read articles in language `code`.

    `pipeline` is the name or path of a spaCy pipeline to use instead of the shipped one. Raises LanguageError or DataError.
    """
    grammar = load_grammar(code)
    reporting = load_reporting(code, grammar)
    frames = Frames(grammar, reporting.verbs)
    types = load_type_rules(taxonomy)
    arguments = Arguments(load_weights("arguments"), grammar, taxonomy, types, reporting.verbs)
    acceptance = Acceptance(load_weights("acceptance"), code)
    carriers = {
        form for name in ("light_verbs", "receiving_verbs") for verb in grammar[name] for form in grammar.forms(verb)
    }
    convention = load_convention(grammar, taxonomy)
    return Reader(
        nlp=load_pipeline(code, pipeline),
        grammar=grammar,
        predicates=Predicates(
            load_lexicon(code, taxonomy, grammar),
            grammar,
            taxonomy,
            frames,
            arguments,
            acceptance,
            load_compositions(taxonomy, grammar["refusals"], types),
            types,
            OpenEvents(frames, {*reporting.verbs, *carriers}),
        ),
        attributions=Attributions(reporting, frames, grammar),
        factuality=load_factuality(code, grammar),
        habits=Habits(convention.speech, grammar["unchanged"]),
        times=load_times(code),
        gazetteer=gazetteer,
        convention=convention,
        contexts=load_contexts(taxonomy, grammar),
    )


def _attach_denials(sentences: list[Sentence], scopes: Sequence[Scope]) -> None:
    """Let denials of what was said before count for the claims before them in the last of `sentences`, else shortly before it.

    Claims that somebody is said to make come first; without such it is the nearest sentence with claims.
    """
    denials = [scope.attribution for scope in scopes if scope.takes_up]
    if not denials:
        return
    number = len(sentences) - 1
    before = [c for c in _deniable(sentences[number]) if c.trigger.span.end <= denials[0].cue.start]
    if not before:
        earlier = [n for n in range(max(0, number - _DENIAL_REACH), number) if _deniable(sentences[n])]
        asserted = [n for n in earlier if any(is_asserted(claim, denials) for claim in _deniable(sentences[n]))]
        if not earlier:
            return
        number = (asserted or earlier)[-1]
        before = _deniable(sentences[number])
    denied = {claim.id: claim for claim in deny(before, denials)}
    claims = tuple(denied.get(claim.id, claim) for claim in sentences[number].claims)
    sentences[number] = replace(sentences[number], claims=claims)


def _without_questions(sentence: Sentence, turns: Sequence[Turn]) -> Sentence:
    """`sentence` without its claims where it is a question of an interviewer."""
    span = sentence.span
    if not span.text.endswith("?") or not any(turn.asks and turn.holds(span.end - 1) for turn in turns):
        return sentence
    rejected = [Rejected(claim.trigger.span, QUESTION) for claim in sentence.claims]
    return replace(sentence, claims=(), rejected=(*sentence.rejected, *rejected))


def _deniable(sentence: Sentence) -> list[Claim]:
    return [claim for claim in sentence.claims if claim.type not in _TELLING]


def _day(published: str | None) -> dt.date | None:
    return dt.date.fromisoformat(published[:10]) if published else None


def _stripped(sentence: SpacySpan) -> Span:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()), text.strip())
