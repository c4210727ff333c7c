"""What an article has spoken of so far, and what a pronoun or a description takes up again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from kg.entities import normalise
from kg.link.decisions import Use
from kg.link.language import Gender, Person
from kg.model import Entity, Form, Kind

_PERSON_REACH = 2
_THING_REACH = 2
_SPEAKER_REACH = 1
_PLURAL_KINDS = frozenset({Kind.GROUP, Kind.PEOPLE, Kind.COUNTRY})


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity where the text speaks of it.

    `salience` is 0 for who acts or speaks, 1 for who undergoes, 2 for the rest; `speaks` is set for a source.
    """

    entity: Entity
    start: int
    sentence: int
    salience: int
    form: Form
    use: Use
    plural: bool = False
    speaks: bool = False


@dataclass
class Discourse:
    """The referents of the article that is being linked, in the order of the text."""

    referents: list[Referent] = field(default_factory=list)
    _genders: dict[str, Gender] = field(default_factory=dict)

    def add(self, referent: Referent) -> None:
        """Take note of a referent; they come in the order of the text."""
        self.referents.append(referent)

    def latest(self, kinds: Collection[Kind], noun: str, is_definite: bool) -> Referent | None:
        """Return the latest referent of one of `kinds` that `noun` takes up.

        Rather one whose name has the noun in it, which it must have without a definite article; then rather one with a
        name and a part in what happens. An organisation of which no more is known can be of every kind of organisation.
        """
        found = [r for r in reversed(self.referents) if r.entity.kind in kinds]
        if not found and any(kind.is_organisation for kind in kinds):
            found = [r for r in reversed(self.referents) if r.entity.kind is Kind.ORGANISATION]
        found = [r for r in found if _has_word(r.entity, noun)] or (found if is_definite else [])
        return next((r for r in found if r.form is Form.NAME and r.use is not Use.PLACE), found[0] if found else None)

    def antecedent(
        self, person: Person, gender: Gender | None, sentence: int, start: int, excluded: Collection[str]
    ) -> Referent | None:
        """Return what a pronoun at `start` of the sentence numbered `sentence` takes up: rather who acts, then who comes first.

        `excluded` are ids that it cannot mean. None where several who do not act could be meant.
        """
        fits = _FITS[person]
        reach = _PERSON_REACH if person is not Person.THING else _THING_REACH
        for distance in range(reach + 1):
            found = [
                r
                for r in self._in_sentence(sentence - distance)
                if r.start < start and fits(r) and r.entity.id not in excluded and self._agrees(r, gender)
            ]
            if found:
                best = min(found, key=lambda r: (r.salience, r.start))
                is_alone = all(r.entity.id == best.entity.id for r in found)
                return best if is_alone or best.salience <= _CLEAR[person] else None
        return None

    def learn(self, entity: Entity, gender: Gender | None) -> None:
        """Remember whether the text speaks of somebody as of a man or of a woman."""
        if gender is not None:
            self._genders.setdefault(entity.id, gender)

    def _agrees(self, referent: Referent, gender: Gender | None) -> bool:
        return gender is None or self._genders.get(referent.entity.id, gender) is gender

    def speaker(self, sentence: int, person: Person) -> Referent | None:
        """Return the source of what a sentence says, else of what the sentence before says."""
        fits = _FITS[person]
        for distance in range(_SPEAKER_REACH + 1):
            found = [r for r in self._in_sentence(sentence - distance) if r.speaks and fits(r)]
            if found:
                return found[0]
        return None

    def _in_sentence(self, sentence: int) -> Iterator[Referent]:
        for referent in reversed(self.referents):
            if referent.sentence == sentence:
                yield referent
            elif referent.sentence < sentence:
                return


def _has_word(entity: Entity, word: str) -> bool:
    return any(word in normalise(name).split() for name in (entity.name, *dict(entity.labels).values()))


def _is_person(referent: Referent) -> bool:
    return referent.entity.kind is Kind.PERSON


def _is_thing(referent: Referent) -> bool:
    kind = referent.entity.kind
    return (
        not referent.plural
        and referent.use is not Use.PLACE
        and (kind is Kind.COUNTRY or kind is Kind.TERRITORY or kind.is_organisation)
    )


def _is_plural(referent: Referent) -> bool:
    kind = referent.entity.kind
    return referent.use is not Use.PLACE and (referent.plural or kind in _PLURAL_KINDS or kind.is_organisation)


def _is_body_or_person(referent: Referent) -> bool:
    return _is_person(referent) or _is_plural(referent)


_FITS: dict[Person, Callable[[Referent], bool]] = {
    Person.SPEAKER: _is_person,
    Person.SPEAKERS: _is_body_or_person,
    Person.SINGULAR: _is_person,
    Person.THING: _is_thing,
    Person.PLURAL: _is_plural,
    Person.SELF: _is_body_or_person,
}
_CLEAR: defaultdict[Person, int] = defaultdict(int, {Person.SINGULAR: 1, Person.SELF: 1})
"""How far down in salience the best of several may be, so that a pronoun means it."""
