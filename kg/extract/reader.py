"""Article -> Reading: everything that one article says, sentence by sentence, before its mentions are linked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.attribution import Attributions, Scope, covering, deny, load_reporting
from kg.extract.candidates import Candidate, trigger_span
from kg.extract.factuality import Factuality, load_factuality
from kg.extract.frames import Frames
from kg.extract.grammar import Grammar, load_grammar
from kg.extract.lexicon import load_lexicon
from kg.extract.mentions import Mentions, Spotter
from kg.extract.nlp import load_pipeline
from kg.extract.predicates import Predicates
from kg.extract.syntax import prepositions
from kg.extract.times import TimeGrammar
from kg.extract.times import load_grammar as load_times
from kg.extract.timing import assign
from kg.model import Article, Claim, Mention, Reading, Role, Sentence, Span, Stance, Status, Taxonomy, Trigger, When

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as SpacySpan


@dataclass(frozen=True)
class Reader:
    """Reads articles of one language. Build it with `load_reader`."""

    nlp: Language
    grammar: Grammar
    predicates: Predicates
    attributions: Attributions
    factuality: Factuality
    times: TimeGrammar
    spot: Spotter

    def read(self, article: Article) -> Reading:
        """Return the sentences of `article` with their mentions, times, claims and rejected candidates."""
        doc = self.nlp(article.text)
        reference = _day(article.published) or self.times.publication(article.text)
        parsed = [(sentence, _stripped(sentence)) for sentence in doc.sents if sentence.text.strip()]
        times = [self.times.find(span.text, reference, span.start) for _, span in parsed]
        dated = [time.span for found in times for time in found if time.span]
        mentions = Mentions(doc, self.grammar, self.spot, self.predicates.ordinary_words, dated)
        sentences: list[Sentence] = []
        for (sentence, span), found in zip(parsed, times, strict=True):
            scopes = self.attributions.scopes(sentence, mentions)
            denials = [scope.attribution for scope in scopes if not scope.tokens]
            if denials and sentences:
                sentences[-1] = deny(sentences[-1], denials)
            sentences.append(self._sentence(article, sentence, span, found, scopes, mentions))
        return Reading(article, tuple(sentences))

    def _sentence(
        self,
        article: Article,
        sentence: SpacySpan,
        span: Span,
        times: tuple[When, ...],
        scopes: list[Scope],
        mentions: Mentions,
    ) -> Sentence:
        reported = frozenset().union(*(scope.words for scope in scopes))
        candidates, rejected = self.predicates.find(sentence, mentions, reported)
        dates = assign(times, sentence, candidates, self.attributions.speech)
        claims = tuple(
            self._claim(article, span, candidate, date, scopes, mentions)
            for candidate, date in zip(candidates, dates, strict=True)
        )
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
        status, certainty = self.factuality.judge(candidate.frame)
        sources = covering(scopes, candidate.head.i)
        if sources and all(scope.attribution.stance is Stance.DENIES and scope.complement for scope in sources):
            status = Status.DENIED
        return Claim(
            article=article.id,
            lang=self.grammar.code,
            sentence=span,
            type=candidate.row.type,
            mode=candidate.row.mode,
            contexts=candidate.row.contexts,
            trigger=Trigger(trigger_span(candidate.words), candidate.head.lemma_.lower()),
            participants=candidate.participants,
            when=when,
            place=self._place(candidate, mentions),
            status=status,
            certainty=certainty,
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


def load_reader(code: str, taxonomy: Taxonomy, spot: Spotter, pipeline: str | None = None) -> Reader:
    """Load what is needed to read articles in language `code`.

    `pipeline` is the name or path of a spaCy pipeline to use instead of the shipped one. Raises LanguageError or DataError.
    """
    grammar = load_grammar(code)
    reporting = load_reporting(code, grammar)
    frames = Frames(grammar, reporting.verbs)
    return Reader(
        nlp=load_pipeline(code, pipeline),
        grammar=grammar,
        predicates=Predicates(load_lexicon(code, taxonomy, grammar), grammar, taxonomy, frames),
        attributions=Attributions(reporting, frames, grammar),
        factuality=load_factuality(code),
        times=load_times(code),
        spot=spot,
    )


def _day(published: str | None) -> dt.date | None:
    return dt.date.fromisoformat(published[:10]) if published else None


def _stripped(sentence: SpacySpan) -> Span:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()), text.strip())
