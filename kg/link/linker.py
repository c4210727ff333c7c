"""Links the mentions of an article to entities."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from kg.entities import KnowledgeBase
from kg.link.article import survey
from kg.link.decisions import Decision, Use
from kg.link.discourse import Discourse, Referent
from kg.link.language import Language, Person, load_language
from kg.link.names import NameLinker, person_words
from kg.link.phrases import PhraseLinker
from kg.link.sites import Site, find_sites, partners, rebuild
from kg.model import Form, Kind, Mention, Reading, Sentence

_DISTANCES = {0: "earlier in the sentence", 1: "in the sentence before"}


class Linker:
    """Links mentions to the entities of a knowledge base, or to entities of ours. Same input, same result."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._knowledge = kb
        self._person_words = frozenset(person_words(kb))

    def link(self, reading: Reading) -> Reading:
        """Return `reading` with `entity` and `why` of every mention filled.

        Participants, places and sources that a pronoun leaves open are dropped from their claims.
        """
        return _ArticleLinker(self._knowledge, self._person_words, reading).link()


class _ArticleLinker:
    def __init__(self, knowledge: KnowledgeBase, known_words: frozenset[str], reading: Reading) -> None:
        self._reading = reading
        self._language = _language(reading.article.lang or "")
        article = survey(reading, knowledge, self._language)
        self._names = NameLinker(knowledge, self._language, article, known_words)
        self._phrases = PhraseLinker(knowledge, self._language, article, reading.article.id)
        self._discourse = Discourse()

    def link(self) -> Reading:
        sentences = tuple(self._sentence(number, sentence) for number, sentence in enumerate(self._reading.sentences))
        return Reading(self._reading.article, sentences)

    def _sentence(self, number: int, sentence: Sentence) -> Sentence:
        sites = find_sites(sentence)
        others = partners(sentence)
        decided: dict[Site, Decision] = {}
        for site, salience in sorted(sites.items(), key=lambda item: (item[0].mention.span, item[1])):
            decision = self._decide(number, site, decided, sites, others.get(site.mention, frozenset()))
            decided[site] = decision
            self._note(number, site, salience, decision)
        return rebuild(sentence, decided)

    def _decide(
        self,
        number: int,
        site: Site,
        decided: Mapping[Site, Decision],
        sites: Collection[Site],
        others: Collection[Mention],
    ) -> Decision:
        mention, use = site
        if mention.form is Form.NAME:
            return self._names.link(mention, use)
        if mention.form is Form.NOMINAL:
            inside = (
                s
                for s in sites
                if s.mention.form is Form.NAME
                and mention.span.covers(s.mention.span)
                and s.mention.span != mention.span
            )
            decisions = (self._names.link(s.mention, Use.OTHER) for s in sorted(inside, key=lambda s: s.mention.span))
            return self._phrases.link(mention, [d.entity for d in decisions if d.entity], self._discourse)
        excluded = {d.entity.id for s, d in decided.items() if d.entity and s.mention in others}
        return self._pronoun(number, mention, excluded)

    def _pronoun(self, number: int, mention: Mention, excluded: Collection[str]) -> Decision:
        text = mention.span.text
        pronouns = self._language.pronouns
        person = pronouns.get(text.lower()) or pronouns.get(mention.head.lower())
        if person is None:
            return Decision(None, f"{text!r} takes up nothing")
        if person in {Person.SPEAKER, Person.SPEAKERS}:
            found = self._discourse.speaker(number, person)
        else:
            found = self._discourse.antecedent(person, number, mention.span.start, excluded)
        if found is None:
            return Decision(None, f"nothing before that {text!r} could mean")
        distance = number - found.sentence
        return Decision(
            found.entity,
            f"{text!r} takes up {found.entity.name!r} {_DISTANCES.get(distance, f'{distance} sentences before')}",
        )

    def _note(self, number: int, site: Site, salience: int, decision: Decision) -> None:
        if decision.entity is not None:
            mention = site.mention
            is_plural = mention.form is Form.NOMINAL and decision.entity.kind is Kind.GROUP
            self._discourse.add(
                Referent(decision.entity, mention.span.start, number, salience, mention.form, site.use, is_plural)
            )


@lru_cache(maxsize=16)
def _language(code: str) -> Language:
    return load_language(code)
