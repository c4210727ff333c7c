"""The words by which a language refers back, read from ``kg/lang/<code>``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import yaml

from kg.entities import normalise
from kg.errors import DataError
from kg.languages import language_folder
from kg.model import Kind

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KINDS = {kind.value: kind for kind in Kind}


class Person(Enum):
    """What a pronoun can stand for."""

    SPEAKER = "first_person_singular"
    SPEAKERS = "first_person_plural"
    SINGULAR = "third_person_singular"
    THING = "thing"
    PLURAL = "plural"
    SELF = "self"


class Gender(Enum):
    """As what a pronoun or a form of address speaks of somebody."""

    MALE = "male"
    FEMALE = "female"


_PERSONS = {person.value: person for person in Person}


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, normalised. A language without files has none."""

    head_first: bool = False
    bare: bool = False
    """True where a single noun can take up a name without an article."""
    pronouns: Mapping[str, Person] = field(default_factory=dict)
    sides: frozenset[str] = frozenset()
    """Words for the body for which somebody speaks: "pihaknya", "our side"."""
    genders: Mapping[str, Gender] = field(default_factory=dict)
    """Pronoun or form of address -> the gender that it shows."""
    skipped: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    """What makes an institution a local one: "kota", "provincial"."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Number word -> number: "twelve"."""
    multipliers: Mapping[str, int] = field(default_factory=dict)
    """Word that multiplies the number before it: "ratus", "thousand"."""
    teen: str = ""
    """The word that adds ten to the number before it: "belas"."""
    former: frozenset[str] = frozenset()
    """Words that say that an office is no longer held."""
    joints: frozenset[str] = frozenset()
    """Small words between an office and what it is for: "of", "dan"."""
    held_at: frozenset[str] = frozenset()
    """Those of them that lead from an office to where it is held: "of", "for"."""
    locative: frozenset[str] = frozenset()
    """Words before a place where something happens: "in"."""
    members: frozenset[str] = frozenset()
    enforcers: frozenset[str] = frozenset()
    """Main nouns of those who arrest and charge: "polisi"."""
    descriptions: Mapping[str, tuple[Kind, ...]] = field(default_factory=dict)
    """Noun -> the kinds of entity that it can take up, in the order of the file."""
    roles: frozenset[str] = frozenset()
    """What somebody is in a story: "suspect", "korban"."""
    titles: frozenset[str] = frozenset()
    sectors: Mapping[str, str] = field(default_factory=dict)
    """Noun for people -> sector code."""
    nouns: frozenset[str] = frozenset()
    """All words for people and bodies."""
    people: frozenset[str] = frozenset()
    """Nouns for one human being: "driver", "pria"."""
    given_names: Mapping[str, Gender] = field(default_factory=dict)
    """Given name -> of whom it is: "gloria"."""
    bodies_of: Mapping[str, str] = field(default_factory=dict)
    """Office -> how the name of its body begins: "kapolres" -> "Polres"."""
    short_forms: Mapping[str, str] = field(default_factory=dict)
    """Words of names -> the words that the press uses for them: "pemerintah kota" -> "Pemkot"."""
    many: frozenset[str] = frozenset()
    """Words before a noun that make it many: "para"."""
    vague: frozenset[str] = frozenset()
    """Words for institutions that mean one only beside its country: "authorities"."""
    anonymous: frozenset[str] = frozenset()
    """Words before the initials of somebody whom the press does not name: "berinisial"."""
    owners: frozenset[str] = frozenset()
    """Words for the owner of what follows: "his"."""
    small: frozenset[str] = frozenset()
    """All words that do not matter when phrases are compared."""


def load_language(code: str) -> Language:
    """Read the words of language `code`. Raises DataError at a fault."""
    reference, grammar, people = (_read(code, name) for name in ("reference", "language", "titles"))
    descriptions: dict[str, tuple[Kind, ...]] = {}
    for kind, words in (reference.get("descriptions") or {}).items():
        if kind not in _KINDS:
            raise DataError(f"{code}/reference.yaml: descriptions: unknown kind {kind!r}; allowed: {', '.join(_KINDS)}")
        for word in _words(words):
            descriptions[word] = (*descriptions.get(word, ()), _KINDS[kind])
    pronouns = (grammar.get("pronouns") or {}).items()
    roles, titles = _words(reference.get("roles")), _words(people.get("titles"))
    sectors = {word: sector for sector, words in (people.get("groups") or {}).items() for word in _words(words)}
    skipped, numbers, indefinite = (_words(reference.get(name)) for name in ("skipped", "numbers", "indefinite"))
    bodies = {word for word, kinds in descriptions.items() if Kind.PERSON not in kinds}
    return Language(
        head_first=reference.get("head") == "first",
        bare=bool(reference.get("bare")),
        pronouns={word: _PERSONS[name] for name, words in pronouns if name in _PERSONS for word in _words(words)},
        sides=_words(reference.get("sides")),
        genders={word: gender for gender in Gender for word in _words(reference.get(gender.value))},
        skipped=skipped,
        definite=_words(reference.get("definite")),
        indefinite=indefinite,
        numbers=numbers,
        local=_words(reference.get("local")),
        counts=_by_number(code, reference, "counts"),
        multipliers=_by_number(code, reference, "multipliers"),
        teen=str(reference.get("teen") or ""),
        former=_words(reference.get("former")),
        joints=_words(reference.get("joints")),
        held_at=_words(reference.get("held_at")),
        locative=_words(reference.get("locative")),
        members=_words(reference.get("members")),
        enforcers=_words(reference.get("enforcers")),
        descriptions=descriptions,
        roles=roles,
        titles=titles,
        sectors=sectors,
        nouns=frozenset({*roles, *titles, *descriptions, *sectors}),
        people=(roles | titles | sectors.keys() | descriptions.keys()) - bodies - _words(reference.get("collective")),
        given_names={name: gender for gender in Gender for name in _words(reference.get(f"{gender.value}_names"))},
        bodies_of=_by_word(reference.get("bodies_of")),
        short_forms=_by_word(reference.get("short_forms")),
        many=_words(reference.get("many")),
        vague=_words(reference.get("vague")),
        anonymous=_words(reference.get("anonymous")),
        owners=_words(reference.get("owners")),
        small=skipped | numbers | indefinite,
    )


def _read(code: str, name: str) -> Mapping[str, Any]:
    path = language_folder(code) / f"{name}.yaml"
    if not path.is_file():
        return {}
    try:
        table = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError(f"{code}/{name}.yaml: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(table, dict):
        raise DataError(f"{code}/{name}.yaml: expected fields with words, found {type(table).__name__}")
    return table


def _by_number(code: str, reference: Mapping[str, Any], name: str) -> dict[str, int]:
    """Words by the number that they stand under. Raises DataError where that is none."""
    found: dict[str, int] = {}
    for number, words in (reference.get(name) or {}).items():
        if not isinstance(number, int):
            raise DataError(f"{code}/reference.yaml: {name}: expected a whole number, found {number!r}")
        found |= dict.fromkeys(_words(words), number)
    return found


def _by_word(table: Mapping[str, object] | None) -> dict[str, str]:
    """What stands on the left by each of the words on the right, the longest first."""
    found = {word: name for name, words in (table or {}).items() for word in _words(words)}
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _words(value: object) -> frozenset[str]:
    return frozenset(normalise(word) for word in str(value).split("|") if normalise(word)) if value else frozenset()
