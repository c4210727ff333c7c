"""Links names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from kg.entities import Candidate, KnowledgeBase, Reason, Spot, normalise, words
from kg.link.article import ArticleNames, Name, without_parenthesis
from kg.link.decisions import Decision, Use, family, new_entity
from kg.link.language import Language
from kg.link.ranking import SURE_PROMINENCE, Choice, Ranking
from kg.link.titles import Office
from kg.link.wording import Wording
from kg.model import Entity, Kind, Mention

_STATE = frozenset({"GOV", "COP", "MIL", "LEG", "JUD", "SPY"})
"""Sectors whose people act for a country."""
_PART_LENGTH = 2


class NameLinker:
    """Links the names of one article."""

    def __init__(self, knowledge: KnowledgeBase, language: Language, names: ArticleNames) -> None:
        self._knowledge = knowledge
        self._language = language
        self._names = names
        self._ranking = Ranking(knowledge, names)
        self._wording = Wording(knowledge, language)
        self._decisions: dict[tuple[str, Kind, Use, int | None, tuple[str, ...]], Decision] = {}
        self._prepared: dict[tuple[str, Kind], tuple[str, Kind]] = {}
        self._common: dict[str, bool] = {}

    def link(self, mention: Mention, use: Use) -> Decision:
        """Return the entity that a name refers to."""
        text, kind = self._prepare(mention.span.text, mention.kind)
        text = self._with_owner(text, mention)
        longer = self._longer(text, kind, mention.span.start)
        office = self._names.offices.get(mention.span.start)
        held = self._held(office) if office else ()
        key = (text, kind, use, longer.start if longer else None, held)
        if key not in self._decisions:
            self._decisions[key] = self._link(text, kind, use, longer, office if held else None)
        return self._decisions[key]

    def known_in(self, text: str) -> Iterator[tuple[int, int, Entity]]:
        """Find the known names in a description: start, end, and what acts under that name."""
        for spot in self._spots(text):
            best = self._ranking.best(spot.candidates, Kind.UNKNOWN, text[spot.start : spot.end], Use.AGENT)
            if best is not None:
                yield spot.start, spot.end, best.entity

    def is_common_noun(self, mention: Mention) -> bool:
        """Whether what was taken for a name is only a noun at the start of a sentence: "Terdakwa"."""
        text = mention.span.text
        if text not in self._common:
            parts = normalise(text).split()
            is_noun = bool(parts) and all(part in self._language.nouns for part in parts)
            self._common[text] = is_noun and not self._candidates(text)
        return self._common[text]

    def _prepare(self, text: str, kind: Kind) -> tuple[str, Kind]:
        """Return a name without what stands in parentheses, and its kind."""
        if (text, kind) not in self._prepared:
            bare, parenthesis = without_parenthesis(text)
            if parenthesis and self._candidates(text):
                bare = text
            self._prepared[text, kind] = bare, self._kind(bare, kind)
        return self._prepared[text, kind]

    def _kind(self, text: str, kind: Kind) -> Kind:
        """The kind that the head noun of the name shows, else that of most of its mentions; the recogniser wavers."""
        return self._wording.kind_shown(text) or self._names.kinds.get(normalise(text), kind)

    def _longer(self, text: str, kind: Kind, start: int) -> Name | None:
        if kind not in {Kind.PERSON, Kind.UNKNOWN, Kind.ORGANISATION} or (kind is Kind.ORGANISATION and text.isupper()):
            return None
        if kind is Kind.ORGANISATION and self._knowledge.institution(text):
            return None
        if kind is not Kind.PERSON and any(c.entity.kind is not Kind.PERSON for c in self._candidates(text)):
            return None
        return self._names.longer(self._wording.untitled(text) or text, start)

    def _link(self, text: str, kind: Kind, use: Use, longer: Name | None, office: Office | None = None) -> Decision:
        """Link a name; `office` is a local one that stands beside this very mention, which tells two people of one name apart."""
        if text in self._names.initials:
            entity = new_entity("initials", self._names.article, text, name=text, kind=Kind.PERSON)
            return Decision(entity, "somebody of these initials, in this article only")
        if longer is not None:
            full = self._link(longer.text, Kind.PERSON, use, None)
            if full.entity and full.entity.kind is Kind.PERSON:
                return Decision(full.entity, f"short form of {longer.text!r} in the article")
        expansion = self._names.expansions.get(text.strip())
        if expansion and normalise(expansion) != normalise(text):
            full = self._link(expansion, self._kind(expansion, kind), use, None)
            return Decision(full.entity, f"acronym of {expansion!r} in the article")
        return (
            self._institution(text)
            or self._known(text, kind, use)
            or self._untitled_known(text, kind, use)
            or self._family_name(text, kind, use)
            or self._city(text, kind, use)
            or self._part_of_known(text, kind)
            or self._misspelt(text, kind, use)
            or self._new(text, kind, office)
        )

    def _institution(self, text: str) -> Decision | None:
        """ "Kementerian Luar Negeri" is that of the country that the article is about, if it names no other."""
        spots = list(self._spots(text))
        rest = (word for word, start, _ in words(text) if not any(s.start <= start < s.end for s in spots))
        phrase = " ".join(word for word in rest if word not in self._language.skipped)
        institution = self._knowledge.institution(phrase)
        countries = {s.candidates[0].entity.country for s in spots if s.candidates[0].entity.kind is Kind.COUNTRY}
        code = next(iter(countries)) if len(countries) == 1 else self._names.home
        if institution is None or len(countries) > 1 or code is None or self._knowledge.country(code) is None:
            return None
        if any(s.candidates[0].entity.kind.is_place and s.candidates[0].entity.kind is not Kind.COUNTRY for s in spots):
            return None
        where = "which it names" if countries else "the country that the article is about"
        body = self._knowledge.body(institution, code)
        return Decision(body, f"{institution.key.replace('-', ' ')} of {code}, {where}")

    def _spots(self, text: str) -> Iterator[Spot]:
        """The known names in `text`, without words for institutions, which need a country to be names."""
        for spot in self._knowledge.spot(text, self._names.lang):
            if self._knowledge.institution(text[spot.start : spot.end]) is None:
                yield spot

    def _with_owner(self, text: str, mention: Mention) -> str:
        """Return "Kementerian Luar Negeri Iran" where the recogniser split it into two names."""
        if self._knowledge.institution(text) is None:
            return text
        span = mention.span
        for name in self._names.names:
            start, end = name.start, name.start + len(name.text)
            is_beside = start == span.end + 1 if self._language.head_first else end == span.start - 1
            if is_beside and any(c.entity.kind is Kind.COUNTRY for c in self._candidates(name.text)):
                return f"{text} {name.text}" if self._language.head_first else f"{name.text} {text}"
        return text

    def _known(self, text: str, kind: Kind, use: Use) -> Decision | None:
        best = self._ranking.best(self._candidates(text), kind, text, use, self._office(text))
        return Decision(best.entity, _explain(text, best)) if best else None

    def _family_name(self, text: str, kind: Kind, use: Use) -> Decision | None:
        """ "Erdogan", "Prime Minister Johnson": somebody of that family name whose country or office the article names."""
        if kind is not Kind.PERSON or self._candidates(text):
            return None
        office = self._office(text)
        found = [c for c in self._knowledge.by_family_name(text) if self._is_at_home(c, office)]
        best = self._ranking.best(found, kind, text, use, office)
        return Decision(best.entity, _explain(text, best)) if best else None

    def _city(self, text: str, kind: Kind, use: Use) -> Decision | None:
        """ "Kota Bogor": the city that the tables know without the word."""
        head, _, rest = text.partition(" ")
        if not self._language.head_first or Kind.CITY not in self._language.descriptions.get(head.lower(), ())[:1]:
            return None
        return self._known(rest, kind, use) if any(c.kind is Kind.CITY for c in self._candidates(rest)) else None

    def _is_at_home(self, candidate: Candidate, office: Office | None) -> bool:
        """Whether the article gives a reason to think of somebody: the office held, or the country of a well-known person."""
        country = candidate.entity.country
        if country not in {self._names.home, *self._names.countries}:
            return False
        if office is not None and office.span is not None:
            return any(role.title == office.key for role in candidate.record.roles)
        return candidate.record.prominence >= SURE_PROMINENCE

    def _office(self, text: str) -> Office | None:
        """The office that the article gives to the bearer of a name, one that the text spells out first."""
        parts = tuple(normalise(text).split())
        same = (n for n in self._names.names if n.words[-len(parts) :] == parts)
        offices = [office for n in same if (office := self._names.offices.get(n.start))]
        return next((office for office in offices if office.span), offices[0] if offices else None)

    def _part_of_known(self, text: str, kind: Kind) -> Decision | None:
        """ "Republik Islam" where the article names Iran, one of whose names begins so."""
        parts = tuple(normalise(text).split())
        if len(parts) < _PART_LENGTH or kind is Kind.PERSON:
            return None
        for form, entity in self._forms_of_known:
            if len(parts) < len(form) and form[: len(parts)] == parts:
                return Decision(entity, f"short form of {' '.join(form)!r}, a name of {entity.name}")
        return None

    def _misspelt(self, text: str, kind: Kind, use: Use) -> Decision | None:
        """ "Mahfudz MD": somebody well known whose name is almost the same, and of that kind; other capitals are another body."""
        found = self._knowledge.almost(self._wording.untitled(text) or text, self._names.lang)
        likely = [c for c in found if c.record.prominence >= SURE_PROMINENCE and family(c.kind) == family(kind)]
        best = self._ranking.best(likely, kind, text, use)
        if best and _capitals(best.candidate.form) != _capitals(text):
            return None
        return Decision(best.entity, f"almost {best.candidate.form!r}, a name of {best.entity.name}") if best else None

    @cached_property
    def _forms_of_known(self) -> tuple[tuple[tuple[str, ...], Entity], ...]:
        """All names, as words, of the entities without a rival that the article names, people left out."""
        found = (self._candidates(name.text) for name in self._names.names)
        entities = {c[0].entity.id: c[0].entity for c in found if c and c[0].entity.kind is not Kind.PERSON}
        return tuple(
            (tuple(normalise(form).split()), entity)
            for entity in entities.values()
            for _, form in (*entity.labels, *entity.aliases)
        )

    def _candidates(self, text: str) -> Sequence[Candidate]:
        return self._knowledge.by_name(text, self._names.lang)

    def _untitled_known(self, text: str, kind: Kind, use: Use) -> Decision | None:
        bare = self._wording.untitled(text)
        if bare is None:
            return None
        longer = self._names.longer(bare, 0)
        if longer and normalise(longer.text) != normalise(text) and len(bare.split()) == 1:
            return self._link(bare, Kind.PERSON, use, longer)
        return self._known(bare, Kind.PERSON, use)

    def local_body(self, text: str) -> Decision | None:
        """The body that `text` names in words for which the press has shorter ones; None where it has no such words."""
        short = self._wording.shortened(text)
        return self._new(text, Kind.AGENCY, None) if short != text else None

    def _new(self, text: str, kind: Kind, own: Office | None) -> Decision:
        """Coin an entity: the same in every article for one name and kind, and for a person of one office where it has a place."""
        if kind in {Kind.PERSON, Kind.UNKNOWN} and not self._wording.may_begin_a_name(text):
            text = self._wording.untitled(text) or text
        full = " ".join(text.split())
        name = self._wording.shortened(full)
        if name != full:
            kind = Kind.AGENCY
        key = ("name", family(kind), normalise(name))
        office = (own or self._office(name)) if kind is Kind.PERSON else None
        if office is None:
            country = None if kind is Kind.PERSON else self._country_of(name)
            entity = new_entity(*key, name=name, kind=kind, country=country)
            return Decision(entity, "a name that no table knows")
        where = self.organisation(office, self._names.home)
        sector = self._sector(office, where)
        country = office.country or (where.country if where else None)
        if country is None and office.span and sector in _STATE:
            country = self._names.home
        entity = new_entity(*key, *self._held(office), name=name, kind=kind, country=country, sector=sector)
        return Decision(entity, f"a name that no table knows, {office.key}")

    def _sector(self, office: Office, where: Entity | None) -> str | None:
        """The sector of the words for an office, else of the body at which it is held."""
        phrase = normalise(office.span.text) if office.span else office.key
        parts = phrase.split()
        sectors = self._language.sectors
        found = next((sectors[word] for word in (" ".join(parts[:2]), *parts, office.key) if word in sectors), None)
        return found or (where.sector if where and where.kind.is_organisation else None)

    def _held(self, office: Office) -> tuple[str, ...]:
        """What tells the holder of a local office from namesakes: the office and its place, "tuban" for "Polres Tuban"."""
        if office.span is None or office.is_former or not self._ranking.is_local(office):
            return ()
        where = normalise(office.where.span.text if office.where else office.scope).split()
        place = [word for word in where if word not in self._language.local and word not in self._language.sectors]
        return (office.key, place[0]) if place else ()

    def organisation(self, office: Office, home: str | None) -> Entity | None:
        """The body, place or country at which an office is held; `home` is the country of a national office without a name."""
        if office.where is not None:
            return self.link(office.where, Use.OTHER).entity
        is_at_home = office.span is not None and not office.scope and office.key in self._knowledge.national_offices
        code = office.country or (home if is_at_home else None)
        country = self._knowledge.country(code) if code else None
        return office.body or (country.entity if country else None)

    def _country_of(self, name: str) -> str | None:
        found = {spot.candidates[0].entity.country for spot in self._knowledge.spot(name, self._names.lang)} - {None}
        return next(iter(found)) if len(found) == 1 else None


def _capitals(name: str) -> list[str]:
    """The words of a name that are acronyms."""
    return [word for word in name.split() if len(word) > 1 and word.isupper()]


def _explain(text: str, choice: Choice) -> str:
    candidate = choice.candidate
    name, reason = candidate.entity.name, candidate.reason
    said = {
        Reason.CAPITAL: f"{text!r} is the capital of {name}",
        Reason.METONYM: f"{text!r} stands for {name}",
        Reason.DEMONYM: f"{text!r} belongs to {name}",
        Reason.SURNAME: f"{text!r} is what the press calls {name}",
    }
    because = said.get(reason, f"{reason.value} {candidate.form!r} of {name}")
    return f"{because}; {choice.why}" if choice.why else because
