"""Links the mentions of an article to entities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from kg.entities import KnowledgeBase
from kg.link.article import survey
from kg.link.decisions import Decision, Use
from kg.link.discourse import Discourse, Referent
from kg.link.language import Language, Person, load_language
from kg.link.names import NameLinker
from kg.link.phrases import PhraseLinker
from kg.link.sites import Site, find_sites, partners, rebuild
from kg.model import Entity, Form, Kind, Membership, Mention, Reading, Sentence, Span

_SPEAKERS = frozenset({Person.SPEAKER, Person.SPEAKERS})
_DISTANCES = {0: "earlier in the sentence", 1: "in the sentence before"}


class Linker:
    """Links mentions to the entities of a knowledge base, or to entities of ours. Same input, same result."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._knowledge = kb

    def link(self, reading: Reading) -> Reading:
        """Return `reading` with `entity` and `why` of every mention filled.

        Participants, places and sources that a pronoun leaves open are dropped from their claims.
        """
        return _ArticleLinker(self._knowledge, reading).link()


class _ArticleLinker:
    def __init__(self, knowledge: KnowledgeBase, reading: Reading) -> None:
        self._reading = reading
        self._language = _language(reading.article.lang or "")
        self._article = article = survey(reading, knowledge, self._language)
        self._names = NameLinker(knowledge, self._language, article)
        self._phrases = PhraseLinker(knowledge, self._language, article, self._names, reading.article.id)
        self._discourse = Discourse()
        self._bodies: dict[str, Entity] = {}

    def link(self) -> Reading:
        sentences = tuple(self._sentence(number, sentence) for number, sentence in enumerate(self._reading.sentences))
        return Reading(self._reading.article, sentences, tuple(self._memberships(sentences)))

    def _memberships(self, sentences: Iterable[Sentence]) -> Iterator[Membership]:
        """The offices that the article gives to people, each where it first does so."""
        told: set[tuple[str, str, str | None, bool]] = set()
        for sentence in sentences:
            people = {m.span.start: m.entity for m in sentence.mentions if m.entity and m.entity.kind is Kind.PERSON}
            for start, member in sorted(people.items()):
                office = self._article.offices.get(start)
                if office and office.span:
                    where = self._names.organisation(office, member.country)
                    held = (member.id, office.key, where.id if where else None, office.is_former)
                    if held not in told:
                        told.add(held)
                        yield Membership(member, office.key, office.span, sentence.span, where, office.is_former)

    def _sentence(self, number: int, sentence: Sentence) -> Sentence:
        sites = find_sites(sentence, self._language.locative)
        others = partners(sentence)
        decided: dict[Site, Decision] = {}
        speakers = {a.source for claim in sentence.claims for a in claim.attributions}
        for site in sorted(sites, key=self._order):
            decision = self._decide(number, site, decided, sites, others.get(site.mention, frozenset()))
            decided[site] = decision
            self._note(number, site, sites[site], decision, site.mention in speakers)
        return rebuild(sentence, decided, self._language.locative)

    def _order(self, site: Site) -> tuple[bool, Span, str]:
        """In the order of the text, but "I" after the speaker who is named behind the quotation."""
        return self._person(site.mention) in _SPEAKERS, site.mention.span, site.use.value

    def _decide(
        self,
        number: int,
        site: Site,
        decided: Mapping[Site, Decision],
        sites: Collection[Site],
        others: Collection[Mention],
    ) -> Decision:
        mention, use = site
        person = self._person(mention)
        if person is not None:
            excluded = {d.entity.id for s, d in decided.items() if d.entity and s.mention in others}
            return self._pronoun(number, mention, person, excluded)
        if mention.form is Form.PRONOUN and not _is_shouted(mention):
            return Decision(None, f"{mention.span.text!r} takes up nothing")
        if mention.form is not Form.NOMINAL and not self._names.is_common_noun(mention):
            return self._names.link(mention, use)
        inside = {s.mention for s in sites if s.mention.form is Form.NAME and _is_within(s.mention, mention)}
        entities = (self._names.link(name, Use.OTHER).entity for name in sorted(inside, key=_span))
        return self._phrases.link(mention, [entity for entity in entities if entity], self._discourse)

    def _person(self, mention: Mention) -> Person | None:
        """What a pronoun can stand for; None for other mentions, and for "US" taken for "us"."""
        if mention.form is not Form.PRONOUN or _is_shouted(mention):
            return None
        pronouns = self._language.pronouns
        return pronouns.get(mention.span.text.lower()) or pronouns.get(mention.head.lower())

    def _pronoun(self, number: int, mention: Mention, person: Person, excluded: Collection[str]) -> Decision:
        text = mention.span.text
        if person in _SPEAKERS:
            found = self._discourse.speaker(number, person)
        else:
            gender = self._language.genders.get(text.lower())
            found = self._discourse.antecedent(person, gender, number, mention.span.start, excluded)
            if found is not None:
                self._discourse.learn(found.entity, gender)
        if found is None:
            return Decision(None, f"nothing before that {text!r} could mean")
        if person is Person.SPEAKERS and found.entity.kind is Kind.PERSON:
            body = self._bodies.get(found.entity.id)
            return Decision(body, f"{text!r}: for whom {found.entity.name} speaks")
        distance = number - found.sentence
        where = _DISTANCES.get(distance, f"{distance} sentences before")
        return Decision(found.entity, f"{text!r} takes up {found.entity.name!r} {where}")

    def _note(self, number: int, site: Site, salience: int, decision: Decision, speaks: bool) -> None:
        if decision.entity is not None:
            mention = site.mention
            office = self._article.offices.get(mention.span.start)
            if office and office.body:
                self._bodies.setdefault(decision.entity.id, office.body)
            if office and decision.entity.kind is Kind.PERSON:
                self._discourse.learn(decision.entity, self._language.genders.get(office.key))
            plural = mention.form is Form.NOMINAL and decision.entity.kind is Kind.GROUP
            self._discourse.add(
                Referent(decision.entity, mention.span.start, number, salience, mention.form, site.use, plural, speaks)
            )


def _is_shouted(mention: Mention) -> bool:
    return len(mention.span.text) > 1 and mention.span.text.isupper()


def _is_within(inner: Mention, outer: Mention) -> bool:
    return outer.span.covers(inner.span) and outer.span != inner.span


def _span(mention: Mention) -> Span:
    return mention.span


@lru_cache(maxsize=16)
def _language(code: str) -> Language:
    return load_language(code)
