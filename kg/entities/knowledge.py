"""The knowledge base: entities by identifier, by name, and wherever a text names them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from kg.entities.index import build_index, family_names, longest_by_first_word
from kg.entities.names import agrees, is_acronym, normalise, words
from kg.entities.offices import Institution
from kg.entities.records import Candidate, Reason, Record, Spot
from kg.entities.territories import codes_of, country_names
from kg.model import NAMESPACE, Entity, Kind, digest

_NEAR = 75
_SAME = 90
_LONG = 9
_NATIONAL = 10
"""In how many countries people hold an office that is a national one."""


class KnowledgeBase:
    """Entities and the names by which texts call them. Never changes."""

    def __init__(
        self, records: Iterable[Record], institutions: Mapping[str, Institution], offices: Mapping[str, str]
    ) -> None:
        self._records = {record.entity.id: record for record in records}
        self._institutions = institutions
        self._offices = offices
        self._countries = {record.code: record for record in self._records.values() if record.code}
        self._homes = {language: record for record in self._records.values() for language in record.home_languages}
        self._bodies = {
            (key, record.entity.country): record for record in self._records.values() for key in record.institutions
        }
        self._foreign: dict[str, _Vocabulary] = {}
        self._names = build_index(self._records.values(), self._countries)

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    @cached_property
    def _reach(self) -> Mapping[str, int]:
        return longest_by_first_word(self._names)

    @cached_property
    def _holders(self) -> Mapping[tuple[str, str], Sequence[Record]]:
        """Office and where it is held -> who held it."""
        found: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in self:
            for role in record.roles:
                found[role.title, role.at].append(record)
        return found

    @cached_property
    def person_words(self) -> frozenset[str]:
        """All words of the names of people, normalised."""
        people = (record.entity.name for record in self if record.entity.kind is Kind.PERSON)
        return frozenset(word for name in people for word in normalise(name).split())

    def by_id(self, iri: str) -> Record | None:
        """Return the record with the IRI `iri`, None where there is none."""
        return self._records.get(iri)

    def by_name(self, name: str, lang: str | None = None) -> tuple[Candidate, ...]:
        """Return what `name` can mean in the language `lang`, the strongest reason and the most prominent first.

        Case and accents do not matter, except for acronyms such as "AS"; those of another language are left out.
        """
        found = self._names.get(normalise(name), ())
        known = tuple([c for c in found if not is_acronym(c.form) or (_speaks(c, lang) and agrees(c.form, name))])
        return known or tuple(self._countries_called(name, lang))

    def _countries_called(self, name: str, lang: str | None) -> Iterator[Candidate]:
        """The country that is called `name` in a language that the tables do not have: "Russland"."""
        if lang not in self._languages:
            for code in codes_of(name, lang):
                if code in self._countries:
                    yield Candidate(self._countries[code], Reason.NAME, name, lang or "")

    @cached_property
    def _languages(self) -> frozenset[str]:
        """The languages in which the tables name countries."""
        return frozenset(lang for record in self._countries.values() for lang, _ in record.entity.labels)

    def near(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Return names that are almost `name`, the nearest first."""
        found = process.extract(normalise(name), self._names.keys(), scorer=fuzz.ratio, limit=limit, score_cutoff=_NEAR)
        return tuple(dict.fromkeys(self._names[key][0].form for key, _, _ in found))

    def almost(self, name: str, lang: str | None = None) -> tuple[Candidate, ...]:
        """Return what the long name `name` can mean if it is misspelt: by names with as many words and the same first letter."""
        text = normalise(name)
        if len(text) < _LONG or " " not in text:
            return ()
        near = process.extractOne(text, self._long_names[_shape(text)], scorer=fuzz.ratio, score_cutoff=_SAME)
        return self.by_name(near[0], lang) if near and near[0] != text else ()

    def by_family_name(self, name: str) -> tuple[Candidate, ...]:
        """Return the people whose family name is `name`: "Johnson", "Xi", "al-Sadr"."""
        parts = normalise(name).split()
        found = self._families.get(" ".join(parts), ())
        return tuple(Candidate(record, Reason.FAMILY_NAME, name, "") for record in found)

    @cached_property
    def _families(self) -> Mapping[str, Sequence[Record]]:
        found: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self:
            if record.entity.kind is Kind.PERSON:
                for family in family_names(record):
                    found[family].append(record)
        return found

    @cached_property
    def _long_names(self) -> Mapping[tuple[str, int], Sequence[str]]:
        found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for name in self._names:
            if len(name) >= _LONG and " " in name:
                found[_shape(name)].append(name)
        return found

    def country(self, code: str) -> Record | None:
        """Return the country, territory or union with the ISO 3166-1 code `code`."""
        return self._countries.get(code)

    def home(self, lang: str) -> Record | None:
        """Return the country that the press of `lang` means where it names none."""
        return self._homes.get(lang)

    def spot(self, text: str, lang: str | None = None) -> Iterator[Spot]:
        """Find the names in `text`: whole words, the longest match, none inside another.

        Names that are also ordinary words are left out.
        """
        tokens = list(words(text))
        vocabulary = self._vocabulary(lang)
        position = 0
        while position < len(tokens):
            spot, length = _spot_at(vocabulary, text, tokens, position, lang)
            if spot is not None:
                yield spot
            position += length

    def institution(self, phrase: str) -> Institution | None:
        """Return the institution that `phrase` is a word for: "polisi", "foreign ministry"."""
        return self._institutions.get(normalise(phrase))

    def body(self, institution: Institution, code: str) -> Entity:
        """Return the institution of the country `code`, which must be known: its row, else an entity of ours.

        The government is the country itself.
        """
        country = self._countries[code]
        if institution.key == "government":
            return country.entity
        record = self._bodies.get((institution.key, code))
        return record.entity if record else _body(institution, country)

    def office(self, phrase: str) -> str | None:
        """Return the key of the office that `phrase` is a word for: "Presiden", "foreign minister"."""
        return self._offices.get(normalise(phrase))

    def holder(self, office: str, code: str, day: str) -> Record | None:
        """Return the one person confirmed to have held `office` of the country `code` on `day` (YYYY-MM-DD).

        None where that is unsure.
        """
        holders = {
            record.entity.id: record
            for record in self._holders.get((office, code), ())
            if any(r.confirmed and r.held_on(day) for r in record.roles if (r.title, r.at) == (office, code))
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    @cached_property
    def national_offices(self) -> frozenset[str]:
        """The keys of the offices that people hold at countries rather than at bodies or places."""
        titles = Counter(title for title, at in self._holders if at in self._countries)
        return frozenset(title for title, count in titles.items() if count >= _NATIONAL)

    def _vocabulary(self, lang: str | None) -> _Vocabulary:
        """The names that texts of a language use: those of the tables, and of countries in a language that these do not have."""
        if lang is None or lang in self._languages:
            return _Vocabulary(self._names, self._reach)
        if lang not in self._foreign:
            countries = {
                name: (Candidate(self._countries[code], Reason.NAME, name, lang),)
                for name, code in country_names(lang).items()
                if code in self._countries
            }
            names = countries | self._names
            self._foreign[lang] = _Vocabulary(names, longest_by_first_word(names))
        return self._foreign[lang]


class _Vocabulary(NamedTuple):
    """Names, normalised, and the number of words of the longest that begins with a word."""

    names: Mapping[str, tuple[Candidate, ...]]
    reach: Mapping[str, int]


def _spot_at(
    vocabulary: _Vocabulary, text: str, tokens: list[tuple[str, int, int]], position: int, lang: str | None
) -> tuple[Spot | None, int]:
    reach = vocabulary.reach.get(tokens[position][0], 0)
    for length in range(min(reach, len(tokens) - position), 0, -1):
        found = vocabulary.names.get(" ".join([word for word, _, _ in tokens[position : position + length]]))
        if found:
            start, end = tokens[position][1], tokens[position + length - 1][2]
            surface = text[start:end]
            candidates = tuple(
                [c for c in found if not c.record.common and _speaks(c, lang) and agrees(c.form, surface)]
            )
            if candidates:
                return Spot(start, end, candidates), length
    return None, 1


def _shape(name: str) -> tuple[str, int]:
    """What a misspelt name still has in common with the right one: its first letter and the number of its words."""
    return name[:1], name.count(" ")


def _speaks(candidate: Candidate, lang: str | None) -> bool:
    return lang is None or not candidate.lang or candidate.lang == lang or not is_acronym(candidate.form)


def _body(institution: Institution, country: Record) -> Entity:
    labels = tuple((lang, _body_names(lang, names[:1], country)[0]) for lang, names in institution.names)
    aliases = ((lang, name) for lang, names in institution.names for name in _body_names(lang, names, country))
    return Entity(
        id=f"{NAMESPACE}entity/{digest('institution', institution.key, country.code)}",
        name=dict(labels).get("en", labels[0][1]),
        kind=institution.kind,
        country=country.code,
        sector=institution.sector,
        labels=labels,
        aliases=tuple(alias for alias in aliases if alias not in labels),
    )


def _body_names(lang: str, names: Sequence[str], country: Record) -> list[str]:
    """ "Russian Navy", "US Navy", "Navy of Russia"; "Angkatan Laut Rusia", "Angkatan Laut AS"."""
    land = dict(country.entity.labels).get(lang, country.entity.name)
    short = [form for language, form in country.entity.aliases if language == lang and is_acronym(form)][:1]
    adjectives = [form for language, form in country.demonyms if language == lang][:1]
    if not adjectives:
        return [f"{name} {form}" for name in names for form in (land, *short)]
    forms = [f"{form} {name}" for name in names for form in (*adjectives, *short)]
    return [*forms, *(form for name in names for form in (f"{name} of {land}", f"{name} of the {land}"))]
