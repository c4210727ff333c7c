"""What a row of an entity table says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from kg.model import Entity, Kind

_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_ROLE = re.compile(rf"([^@]+)@([^:]+):({_DATE})?\.\.(?:({_DATE})(\+)?)?(\?)?")


class Reason(str, Enum):
    """Why a name can mean an entity, the strongest first."""

    NAME = "name"
    ALIAS = "alias"
    DEMONYM = "demonym"
    METONYM = "metonym"
    CAPITAL = "capital"
    SURNAME = "surname"
    NICKNAME = "nickname"
    FAMILY_NAME = "family name"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person holds or held at a country (its code) or an organisation (its name).

    Dates have the form YYYY, YYYY-MM or YYYY-MM-DD; None means unknown for `begin` and still in office for `end`.
    """

    title: str
    at: str
    begin: str | None
    end: str | None
    open_end: bool = False
    """True where `end` is only the last day on which the person is known to have held it."""
    confirmed: bool = True

    def held_on(self, day: str) -> bool:
        """Whether the person is known to have held the office on `day` (YYYY-MM-DD)."""
        return (
            self.begin is not None
            and self.begin <= day
            and (self.end is None or day < self.end or (self.open_end and day == self.end))
        )


@dataclass(frozen=True, slots=True)
class Record:
    """An entity with all that helps to recognise it.

    Names are (language, name) pairs, the language empty where any will do.
    """

    entity: Entity
    prominence: int = 2
    """1 to 4: how likely the bare name means this one."""
    roles: tuple[Office, ...] = ()
    code: str | None = None
    """ISO 3166-1 code that the entity itself bears."""
    capital_of: str | None = None
    institutions: tuple[str, ...] = ()
    """Keys of the institutions of its country that it is."""
    demonyms: tuple[tuple[str, str], ...] = ()
    seats: tuple[tuple[str, str], ...] = ()
    short: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    home_languages: tuple[str, ...] = ()
    common: bool = False
    """True where its names are also ordinary words."""


class Candidate(NamedTuple):
    """A record that a name can mean, why, and the name as the table spells it."""

    record: Record
    reason: Reason
    form: str
    lang: str
    """Language of `form`; empty where any will do."""

    @property
    def entity(self) -> Entity:
        """What the name can mean."""
        return self.record.entity

    @property
    def kind(self) -> Kind:
        """What the name is: a people for a demonym, else what the entity is."""
        return Kind.PEOPLE if self.reason is Reason.DEMONYM else self.record.entity.kind


class Spot(NamedTuple):
    """A name found in a text: ``text[start:end]`` and what it can mean."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def parse_role(text: str) -> Office | None:
    """Parse ``title@where:from..to``; None where `text` has another form or ends before it begins."""
    match = _ROLE.fullmatch(text)
    if match is None:
        return None
    title, at, begin, end, plus, doubt = match.groups()
    if begin and end and end < begin:
        return None
    return Office(title, at, begin, end, plus is not None, doubt is None)
