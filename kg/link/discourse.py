"""What an article has spoken of so far, and what a pronoun or a description takes up again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.entities import normalise
from kg.link.decisions import Use
from kg.link.language import Gender, Person
from kg.model import Entity, Form, Kind, Noun, Span

_REACH = 2
"""Sentences back to which a pronoun reaches."""
_SPEAKER_REACH = 1


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity where the text speaks of it.

    `salience` is 0 for who acts or speaks, 1 for who undergoes, 2 for the rest; `speaks` is set for a source. `is_one` says
    that a description is of one human being: "a man".
    """

    entity: Entity
    span: Span
    sentence: int
    salience: int
    form: Form
    use: Use
    is_one: bool = False
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun where it stands."""

    person: Person
    gender: Gender | None
    sentence: int
    start: int
    excluded: frozenset[str] = frozenset()
    """Ids of entities that it cannot mean."""


class _Candidate(NamedTuple):
    """What a pronoun may take up: a referent, or a noun that no mention covers."""

    referent: Referent | None
    noun: Noun | None

    @property
    def is_subject(self) -> bool:
        return self.noun.is_subject if self.noun else self.referent is not None and self.referent.salience == 0


@dataclass
class Discourse:
    """The referents of the article that is being linked, in the order of the text."""

    pronouns: Mapping[str, Person] = field(default_factory=dict)
    """The pronouns of the language, which are followed where they are no mentions."""
    people: Collection[str] = frozenset()
    """Nouns for one human being: "driver"."""
    referents: list[Referent] = field(default_factory=list)
    _nouns: dict[int, Sequence[Noun]] = field(default_factory=dict)
    _genders: dict[str, Gender] = field(default_factory=dict)

    def open(self, sentence: int, nouns: Sequence[Noun]) -> None:
        """Begin a sentence, whose nouns these are."""
        self._nouns[sentence] = nouns

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

    def antecedent(self, pronoun: Pronoun) -> Referent | None:
        """Return what a pronoun takes up: the first that fits, in the order of the tree of its sentence and of those before.

        None where a noun stands before it that fits as well and is nobody we know, or where two are coordinated and it
        could mean both.
        """
        fits = _is_person if pronoun.gender else _FITS[pronoun.person]
        for number in range(pronoun.sentence, max(-1, pronoun.sentence - _REACH - 1), -1):
            for candidate in self._candidates(number, pronoun):
                referent, noun = candidate
                if referent is None:
                    if noun and self._is_same(noun, number, pronoun):
                        return self.antecedent(replace(pronoun, sentence=number, start=noun.start))
                    if noun and self._is_rival(noun, pronoun.person):
                        return None
                elif noun and noun.is_joined and (noun.is_core or noun.is_subject) and pronoun.person is Person.PLURAL:
                    return None
                elif (
                    fits(candidate)
                    and referent.entity.id not in pronoun.excluded
                    and self._agrees(referent, pronoun.gender)
                ):
                    return referent
        return None

    def _candidates(self, number: int, pronoun: Pronoun) -> Iterator[_Candidate]:
        """The nouns of a sentence that stand before a pronoun, each with its referents, and then referents without a noun.

        What is quoted counts for pronouns in quotations only.
        """
        nouns = self._nouns.get(number, ())
        heads: dict[int, list[Referent]] = {}
        loose: list[Referent] = []
        hidden: set[int] = set()
        for referent in self._in_sentence(number):
            inside = [i for i, noun in enumerate(nouns) if referent.span.start <= noun.start < referent.span.end]
            if inside:
                heads.setdefault(min(inside, key=lambda i: (nouns[i].depth, i)), []).append(referent)
                hidden.update(inside)
            elif referent.span.start < pronoun.start:
                loose.append(referent)
        is_quoted = self.is_quoted(pronoun.sentence, pronoun.start)
        for place in self._order(number, nouns, pronoun):
            if nouns[place].is_quoted and not is_quoted:
                continue
            for referent in heads.get(place, ()):
                yield _Candidate(referent, nouns[place])
            if place not in hidden:
                yield _Candidate(None, nouns[place])
        for referent in sorted(loose, key=lambda r: (r.salience, r.span.start)):
            yield _Candidate(referent, None)

    @staticmethod
    def _order(number: int, nouns: Sequence[Noun], pronoun: Pronoun) -> Sequence[int]:
        if number == pronoun.sentence:
            own = next((noun for noun in nouns if noun.start == pronoun.start), None)
            if own is not None:
                return own.before
        places = (i for i, noun in enumerate(nouns) if number < pronoun.sentence or noun.start < pronoun.start)
        return sorted(places, key=lambda i: (nouns[i].depth, not nouns[i].is_subject, i))

    def _is_same(self, noun: Noun, number: int, pronoun: Pronoun) -> bool:
        """Whether an earlier pronoun, which is no mention, is of the same person."""
        is_earlier = number < pronoun.sentence or noun.start < pronoun.start
        return is_earlier and self.pronouns.get(noun.lemma) is pronoun.person

    def _is_rival(self, noun: Noun, person: Person) -> bool:
        """Whether a pronoun may mean a noun that is no mention: "the plane" for "it"."""
        if not noun.is_core or noun.lemma in self.pronouns:
            return False
        if person is Person.PLURAL:
            return noun.is_plural or noun.is_joined
        return not noun.is_plural and (noun.lemma in self.people) is (person is not Person.THING)

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
            found = [r for r in self._in_sentence(sentence - distance) if r.speaks and fits(_Candidate(r, None))]
            if found:
                return found[0]
        return None

    def is_quoted(self, sentence: int, start: int) -> bool:
        """Whether the noun that starts there stands in a quotation."""
        return any(noun.is_quoted for noun in self._nouns.get(sentence, ()) if noun.start == start)

    def is_human(self, sentence: int, span: Span) -> bool:
        """Whether the head noun of a phrase is one for a single human being, and in the singular."""
        inside = [noun for noun in self._nouns.get(sentence, ()) if span.start <= noun.start < span.end]
        head = min(inside, key=lambda noun: noun.depth, default=None)
        return head is not None and not head.is_plural and head.lemma in self.people

    def _in_sentence(self, sentence: int) -> Iterator[Referent]:
        for referent in reversed(self.referents):
            if referent.sentence == sentence:
                yield referent
            elif referent.sentence < sentence:
                return


def _has_word(entity: Entity, word: str) -> bool:
    return any(word in normalise(name).split() for name in (entity.name, *dict(entity.labels).values()))


def _kind(candidate: _Candidate) -> Kind:
    return candidate.referent.entity.kind if candidate.referent else Kind.UNKNOWN


def _is_person(candidate: _Candidate) -> bool:
    kind, referent = _kind(candidate), candidate.referent
    return kind is Kind.PERSON or (kind is Kind.UNKNOWN and candidate.is_subject) or bool(referent and referent.is_one)


def _is_thing(candidate: _Candidate) -> bool:
    kind, referent = _kind(candidate), candidate.referent
    is_body = kind is Kind.COUNTRY or kind is Kind.TERRITORY or kind.is_organisation
    return is_body and referent is not None and referent.use is not Use.PLACE


def _is_plural(candidate: _Candidate) -> bool:
    kind, referent = _kind(candidate), candidate.referent
    if referent is None or referent.use is Use.PLACE or referent.is_one:
        return False
    is_body = kind is Kind.COUNTRY or kind.is_organisation
    return kind in {Kind.GROUP, Kind.PEOPLE, Kind.ARMED_GROUP} or (is_body and candidate.is_subject)


def _is_body_or_person(candidate: _Candidate) -> bool:
    return _is_person(candidate) or _is_plural(candidate) or _kind(candidate) is Kind.COUNTRY


_FITS: dict[Person, Callable[[_Candidate], bool]] = {
    Person.SPEAKER: _is_person,
    Person.SPEAKERS: _is_body_or_person,
    Person.SINGULAR: _is_person,
    Person.THING: _is_thing,
    Person.PLURAL: _is_plural,
    Person.SELF: _is_body_or_person,
}
