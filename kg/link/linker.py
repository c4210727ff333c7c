"""Links the mentions of an article to entities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.entities import KnowledgeBase, normalise
from kg.link.article import survey
from kg.link.bodies import Bodies
from kg.link.decisions import Decision, Use
from kg.link.discourse import Discourse, Pronoun, Referent
from kg.link.language import Gender, Language, Person, load_language
from kg.link.names import NameLinker
from kg.link.phrases import PhraseLinker
from kg.link.sites import Site, find_sites, partners, rebuild, sources
from kg.link.speakers import with_offices
from kg.link.unnamed import name_actors
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
        return name_actors(_ArticleLinker(self._knowledge, reading).link(), _language(reading.article.lang or ""))


class _ArticleLinker:
    def __init__(self, knowledge: KnowledgeBase, reading: Reading) -> None:
        self._reading = reading
        self._language = _language(reading.article.lang or "")
        self._article = article = survey(reading, knowledge, self._language)
        self._names = NameLinker(knowledge, self._language, article)
        self._phrases = PhraseLinker(knowledge, self._language, article, self._names, reading.article.id)
        self._discourse = Discourse(self._language.pronouns, self._language.people)
        self._bodies = Bodies(knowledge, self._language, article, self._names)

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
        others, said_by = partners(sentence), sources(sentence)
        self._discourse.open(number, sentence.nouns)
        decided: dict[Site, Decision] = {}
        speakers = {a.source for claim in sentence.claims for a in claim.attributions}
        for site in sorted(sites, key=self._order):
            mention = site.mention
            about = _About(others.get(mention, frozenset()), said_by.get(mention, frozenset()))
            decision = self._decide(number, site, decided, sites, about)
            decided[site] = decision
            self._note(number, site, sites[site], decision, site.mention in speakers)
        return with_offices(rebuild(sentence, decided, self._language.locative), self._article.offices, self._phrases)

    def _order(self, site: Site) -> tuple[bool, Span, str]:
        """In the order of the text, but "I" after the speaker who is named behind the quotation."""
        return self._person(site.mention) in _SPEAKERS, site.mention.span, site.use.value

    def _decide(
        self,
        number: int,
        site: Site,
        decided: Mapping[Site, Decision],
        sites: Collection[Site],
        about: _About,
    ) -> Decision:
        mention, use = site
        person = self._person(mention)
        if person is not None:
            return self._pronoun(number, mention, person, decided, about)
        if mention.form is Form.PRONOUN and not _is_shouted(mention):
            return Decision(None, f"{mention.span.text!r} takes up nothing")
        if mention.form is not Form.NOMINAL and not self._names.is_common_noun(mention):
            return self._names.link(mention, use)
        inside = {s.mention for s in sites if s.mention.form is Form.NAME and _is_within(s.mention, mention)}
        entities = (self._names.link(name, Use.OTHER).entity for name in sorted(inside, key=_span))
        return self._phrases.link(mention, [entity for entity in entities if entity], self._discourse)

    def _person(self, mention: Mention) -> Person | None:
        """What a pronoun can stand for; None for other mentions, and for "US" taken for "us". "Our side" is "we"."""
        if mention.form is not Form.NAME and normalise(mention.span.text) in self._language.sides:
            return Person.SPEAKERS
        if mention.form is not Form.PRONOUN or _is_shouted(mention):
            return None
        pronouns = self._language.pronouns
        return pronouns.get(mention.span.text.lower()) or pronouns.get(mention.head.lower())

    def _pronoun(
        self, number: int, mention: Mention, person: Person, decided: Mapping[Site, Decision], about: _About
    ) -> Decision:
        text = mention.span.text
        speakers = [d.entity for s, d in decided.items() if d.entity and s.mention in about.sources]
        partners = [d.entity for s, d in decided.items() if d.entity and s.mention in about.partners]
        if person in _SPEAKERS:
            speaker = speakers[0] if speakers else self._speaker(number, mention, person, partners)
            return self._first_person(mention, person, speaker)
        if person is Person.SINGULAR and self._discourse.is_quoted(number, mention.span.start):
            partners += speakers
        gender = self._language.genders.get(text.lower())
        excluded = frozenset(entity.id for entity in partners)
        found = self._discourse.antecedent(Pronoun(person, gender, number, mention.span.start, excluded))
        if found is None:
            return Decision(None, f"nothing before that {text!r} could mean")
        self._discourse.learn(found.entity, gender)
        return Decision(found.entity, f"{text!r} takes up {found.entity.name!r} {_distance(number - found.sentence)}")

    def _speaker(self, number: int, mention: Mention, person: Person, partners: Sequence[Entity]) -> Entity | None:
        """Who says a sentence; "pihaknya", which is said of others too, else takes up who was spoken of."""
        found = self._discourse.speaker(number, person)
        own = self._language.pronouns.get(mention.span.text.lower())
        if found is None and own is Person.SELF:
            excluded = frozenset(entity.id for entity in partners)
            found = self._discourse.antecedent(Pronoun(own, None, number, mention.span.start, excluded))
        return found.entity if found else None

    def _first_person(self, mention: Mention, person: Person, speaker: Entity | None) -> Decision:
        """ "I" is who says the claim, "we" the body for which that speaks, else they themselves; a paper that is cited speaks for nobody."""
        text = mention.span.text
        if speaker is None or speaker.kind is Kind.MEDIA:
            return Decision(None, f"nobody who says {text!r}")
        if speaker.kind is Kind.PERSON and person is Person.SPEAKERS:
            return Decision(self._bodies.of(speaker) or speaker, f"{text!r}: for whom {speaker.name} speaks")
        if speaker.kind is Kind.GROUP or (person is Person.SPEAKER and speaker.kind is not Kind.PERSON):
            return Decision(None, f"{text!r}: {speaker.name} speaks, who has no name")
        return Decision(speaker, f"{text!r}: {speaker.name} speaks")

    def _note(self, number: int, site: Site, salience: int, decision: Decision, speaks: bool) -> None:
        if decision.entity is not None:
            mention = site.mention
            office = self._article.offices.get(mention.span.start)
            if office and decision.entity.kind is Kind.PERSON:
                self._bodies.learn(decision.entity, office)
            if office and decision.entity.kind is Kind.PERSON:
                self._discourse.learn(decision.entity, self._language.genders.get(office.key))
            self._discourse.learn(decision.entity, self._given_gender(decision.entity))
            self._discourse.add(
                Referent(
                    decision.entity,
                    mention.span,
                    number,
                    salience,
                    mention.form,
                    site.use,
                    self._is_one(number, mention, decision.entity),
                    speaks,
                )
            )

    def _given_gender(self, entity: Entity) -> Gender | None:
        """As what somebody's given name shows: "Gloria"."""
        is_person = entity.kind is Kind.PERSON
        return self._language.given_names.get(normalise(entity.name).partition(" ")[0]) if is_person else None

    def _is_one(self, number: int, mention: Mention, entity: Entity) -> bool:
        """Whether a description is of one human being."""
        if mention.form is not Form.NOMINAL or entity.kind is not Kind.GROUP or entity.count not in {None, 1}:
            return False
        return entity.count == 1 or self._discourse.is_human(number, mention.span)


class _About(NamedTuple):
    """What the claims of a sentence say of a mention: the others in them, and who says them."""

    partners: frozenset[Mention]
    sources: frozenset[Mention]


def _distance(sentences: int) -> str:
    return _DISTANCES.get(sentences, f"{sentences} sentences before")


def _is_shouted(mention: Mention) -> bool:
    return len(mention.span.text) > 1 and mention.span.text.isupper()


def _is_within(inner: Mention, outer: Mention) -> bool:
    return outer.span.covers(inner.span) and outer.span != inner.span


def _span(mention: Mention) -> Span:
    return mention.span


@lru_cache(maxsize=16)
def _language(code: str) -> Language:
    return load_language(code)
