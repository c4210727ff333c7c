"""Links descriptions: "pemerintah AS", "the Russian president", "para pemimpin Iran", "kelompok itu"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.entities import Institution, KnowledgeBase, words
from kg.link.article import ArticleNames
from kg.link.counts import count_in
from kg.link.decisions import Decision, new_entity
from kg.link.discourse import Discourse
from kg.link.language import Language
from kg.link.names import NameLinker
from kg.link.titles import office_key
from kg.model import Entity, Kind, Mention

_LOOSE = frozenset({"government", "police", "army", "navy", "parliament", "prosecution"})
"""Institutions that stay the same under an adjective: "the interim Syrian government"."""
_LOOSE_WORDS = 3


@dataclass(frozen=True)
class Phrase:
    """A description taken apart: the entities that it names, and its other words, normalised."""

    text: str
    named: tuple[Entity, ...]
    """Organisations and people in it."""
    places: tuple[Entity, ...]
    countries: frozenset[str]
    rest: tuple[str, ...]
    """Its words without names and without small words."""
    is_definite: bool
    is_indefinite: bool
    is_counted: bool
    head: str
    lemma: str
    """The head word as a dictionary has it: "soldier"."""
    is_single: bool
    is_plural: bool
    """Whether its words show that it is of several."""
    has_owner: bool


class PhraseLinker:
    """Links the descriptions of one article."""

    def __init__(
        self, knowledge: KnowledgeBase, language: Language, names: ArticleNames, linker: NameLinker, article: str
    ) -> None:
        self._knowledge = knowledge
        self._linker = linker
        self._language = language
        self._names = names
        self._article = article

    def link(self, mention: Mention, inner: Sequence[Entity], discourse: Discourse) -> Decision:
        """Return the entity of a description; `inner` are the entities of the names within it."""
        phrase = self._analyse(mention, inner)
        steps = (self._local_body, self._office, self._institution, self._member, self._description)
        for step in steps:
            decision = step(phrase, discourse)
            if decision:
                return decision
        return self._group(phrase)

    def is_office(self, mention: Mention) -> bool:
        """Whether a description is the word for an office or role, and where it is held: "the Russian president"."""
        return self._office_key(self._analyse(mention, ())) is not None

    def _office_key(self, phrase: Phrase) -> str | None:
        return office_key(" ".join(phrase.rest), self._knowledge, self._language)

    def _analyse(self, mention: Mention, inner: Sequence[Entity]) -> Phrase:
        text = mention.span.text
        known = list(self._linker.known_in(text))
        tokens = [word for word, start, _ in words(text) if not any(a <= start < b for a, b, _ in known)]
        rest = tuple(word for word in tokens if word not in self._language.small and not self._is_number(word))
        entities = [*(entity for _, _, entity in known), *inner]
        places = tuple(e for e in entities if e.kind.is_place)
        named = tuple({e.id: e for e in entities if not e.kind.is_place}.values())
        head = (rest[0] if self._language.head_first else rest[-1]) if rest else ""
        return Phrase(
            text=text,
            named=named,
            places=places,
            countries=frozenset(e.country for e in (places or named) if e.country),
            rest=rest,
            is_definite=any(word in self._language.definite for word in tokens),
            is_indefinite=any(word in self._language.indefinite for word in tokens),
            is_counted=any(self._is_number(word) for word in tokens),
            head=head,
            lemma=mention.head,
            is_single=len(tokens) == 1,
            is_plural=self._is_plural(text, tokens, head, mention.head),
            has_owner=any(word in self._language.owners for word in tokens),
        )

    def _is_plural(self, text: str, tokens: Sequence[str], head: str, lemma: str) -> bool:
        """ "para mahasiswa", "menteri-menteri"; "ministers", whose dictionary form is another."""
        is_repeated = any(a and a == b for a, _, b in (w.lower().partition("-") for w in text.split()))
        is_inflected = not self._language.head_first and bool(lemma) and lemma != head
        return is_repeated or is_inflected or any(word in self._language.many for word in tokens)

    def _is_number(self, word: str) -> bool:
        return word in self._language.numbers or word in self._language.counts or word.isdigit()

    def _local_body(self, phrase: Phrase, discourse: Discourse) -> Decision | None:
        """ "pemerintah kota Bogor": the body that a name like "Pemkot Bogor" means too."""
        return self._linker.local_body(phrase.text) if phrase.places and not phrase.is_plural else None

    def _office(self, phrase: Phrase, discourse: Discourse) -> Decision | None:
        """The holder of an office: whom the article gave that office, else who held it on the article's day."""
        key = self._office_key(phrase)
        if key is None or phrase.is_indefinite or phrase.is_counted or phrase.is_plural or len(phrase.countries) > 1:
            return None
        country = next(iter(phrase.countries), None)
        for referent in reversed(discourse.referents):
            office = self._names.offices.get(referent.span.start)
            if (
                office
                and office.key == key
                and referent.entity.kind is Kind.PERSON
                and country in {None, office.country or referent.entity.country}
            ):
                return Decision(referent.entity, f"the {key} named before")
        code = country or self._names.home
        record = self._knowledge.holder(key, code, self._names.day) if code and self._names.day else None
        return Decision(record.entity, f"{key} of {code} on {self._names.day}") if record else None

    def _institution(self, phrase: Phrase, discourse: Discourse) -> Decision | None:
        institution = self._knowledge.institution(" ".join(phrase.rest)) or self._loose_institution(phrase)
        if institution is None or phrase.is_counted or phrase.is_indefinite or len(phrase.countries) > 1:
            return None
        if not phrase.countries and phrase.head in self._language.vague:
            return None
        if institution.key != "government" and any(e.kind is not Kind.COUNTRY for e in phrase.places):
            return None
        if institution.key == "government" and phrase.places and phrase.places[0].kind is not Kind.COUNTRY:
            return Decision(phrase.places[0], f"the government of {phrase.places[0].name}")
        if phrase.named and not phrase.countries:
            return None
        code = next(iter(phrase.countries), None) or self._names.home
        if code is None or self._knowledge.country(code) is None:
            return None
        body = self._knowledge.body(institution, code)
        if institution.is_local and not phrase.countries and self._knowledge.by_id(body.id) is None:
            return None
        where = body.name if phrase.countries else f"{code}, the country that the article is about"
        return Decision(body, f"{institution.key.replace('-', ' ')} of {where}")

    def _loose_institution(self, phrase: Phrase) -> Institution | None:
        institution = self._knowledge.institution(phrase.head)
        is_national = phrase.places or not self._language.local.intersection(phrase.rest)
        is_loose = institution is not None and institution.key in _LOOSE and len(phrase.rest) <= _LOOSE_WORDS
        return institution if is_loose and is_national else None

    def _member(self, phrase: Phrase, discourse: Discourse) -> Decision | None:
        """ "militan Hamas", "the company Gazprom": the body itself."""
        bodies = [e for e in phrase.named if e.kind.is_organisation]
        if len(bodies) != 1 or len(phrase.named) != 1 or phrase.is_counted:
            return None
        body = bodies[0]
        if not phrase.rest:
            return Decision(body, f"names {body.name}")
        if body.kind is Kind.ARMED_GROUP and phrase.head in self._language.members:
            return Decision(body, f"the people of {body.name}")
        if any(body.kind in self._language.descriptions.get(noun, ()) for noun in self._heads(phrase)):
            return Decision(body, f"names {body.name}")
        return None

    def _description(self, phrase: Phrase, discourse: Discourse) -> Decision | None:
        """ "kelompok itu": the latest entity of a kind that the noun can mean."""
        noun = next((word for word in self._heads(phrase) if word in self._language.descriptions), None)
        if noun is None or phrase.is_indefinite or phrase.named or phrase.places or phrase.is_counted:
            return None
        if phrase.is_plural or phrase.has_owner:
            return None
        kinds = self._language.descriptions[noun]
        if noun != " ".join(phrase.rest) and Kind.COUNTRY not in kinds:
            return None
        if not phrase.is_definite and not (self._language.bare and phrase.is_single):
            return None
        referent = discourse.latest(kinds, noun, phrase.is_definite)
        return Decision(referent.entity, f"takes up {referent.entity.name!r}") if referent else None

    def _heads(self, phrase: Phrase) -> Iterator[str]:
        yield " ".join(phrase.rest)
        yield phrase.head

    def _group(self, phrase: Phrase) -> Decision:
        """People without a name: the same everywhere where the phrase says of which country, else of this article."""
        key = (
            " ".join(word for word, _, _ in words(phrase.text) if word not in self._language.skipped)
            or phrase.text.lower()
        )
        sectors = self._language.sectors
        sector = next(
            (sectors[word] for word in (*self._heads(phrase), phrase.lemma, *phrase.rest) if word in sectors), None
        )
        name = " ".join(phrase.text.split())
        country = next(iter(phrase.countries)) if len(phrase.countries) == 1 else None
        if country and not phrase.is_counted:
            entity = new_entity("group", key, country, name=name, kind=Kind.GROUP, country=country, sector=sector)
            return Decision(entity, f"people of {self._country_name(country)}")
        count = count_in(phrase.text, self._language)
        entity = new_entity(
            "group", self._article, key, name=name, kind=Kind.GROUP, country=country, sector=sector, count=count
        )
        return Decision(entity, "people that only this article speaks of")

    def _country_name(self, code: str) -> str:
        record = self._knowledge.country(code)
        return record.entity.name if record else code
