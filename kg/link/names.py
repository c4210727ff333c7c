"""Links names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from kg.entities import Candidate, KnowledgeBase, Reason, Spot, is_acronym, normalise, words
from kg.link.article import ArticleNames, Name, without_parenthesis
from kg.link.decisions import Decision, Use, family, new_entity
from kg.link.language import Language
from kg.model import Entity, Kind, Mention

_SURE_PROMINENCE = 3
_TIE = 0.01
_TITLE_LENGTH = 4
_PART_LENGTH = 2


class NameLinker:
    """Links the names of one article."""

    def __init__(self, knowledge: KnowledgeBase, language: Language, names: ArticleNames) -> None:
        self._knowledge = knowledge
        self._language = language
        self._names = names
        self._decisions: dict[tuple[str, Kind, Use, int | None], Decision] = {}
        self._prepared: dict[tuple[str, Kind], tuple[str, Kind]] = {}
        self._common: dict[str, bool] = {}

    def link(self, mention: Mention, use: Use) -> Decision:
        """Return the entity that a name refers to."""
        text, kind = self._prepare(mention.span.text, mention.kind)
        text = self._with_owner(text, mention)
        longer = self._longer(text, kind, mention.span.start)
        key = (text, kind, use, longer.start if longer else None)
        if key not in self._decisions:
            self._decisions[key] = self._link(text, kind, use, longer)
        return self._decisions[key]

    def known_in(self, text: str) -> Iterator[tuple[int, int, Entity]]:
        """Find the known names in a description: start, end, and what acts under that name."""
        for spot in self._spots(text):
            best = self._best(spot.candidates, Kind.UNKNOWN, text[spot.start : spot.end], Use.AGENT)
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
        parts = normalise(text).split()
        heads = (parts[:2], parts[:1]) if self._language.head_first else (parts[-2:], parts[-1:])
        for head in heads:
            shown = self._language.descriptions.get(" ".join(head), ())
            if len(head) < len(parts) and shown and shown[0] is not Kind.PERSON:
                return shown[0]
        return self._names.kinds.get(" ".join(parts), kind)

    def _longer(self, text: str, kind: Kind, start: int) -> Name | None:
        if kind not in {Kind.PERSON, Kind.UNKNOWN}:
            return None
        if kind is Kind.UNKNOWN and any(c.entity.kind is not Kind.PERSON for c in self._candidates(text)):
            return None
        return self._names.longer(self._untitled(text) or text, start)

    def _link(self, text: str, kind: Kind, use: Use, longer: Name | None) -> Decision:
        if longer is not None:
            full = self._link(longer.text, Kind.PERSON, use, None)
            if full.entity and full.entity.kind is Kind.PERSON:
                return Decision(full.entity, f"short form of {longer.text!r} in the article")
        expansion = self._names.expansions.get(text.strip())
        if expansion and normalise(expansion) != normalise(text):
            full = self._link(expansion, kind, use, None)
            return Decision(full.entity, f"acronym of {expansion!r} in the article")
        return (
            self._institution(text)
            or self._known(text, kind, use)
            or self._untitled_known(text, kind, use)
            or self._part_of_known(text, kind)
            or self._misspelt(text, kind, use)
            or self._new(text, kind)
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
        best = self._best(self._candidates(text), kind, text, use)
        return Decision(best.entity, _explain(text, best)) if best else None

    def _best(self, candidates: Sequence[Candidate], kind: Kind, text: str, use: Use) -> Candidate | None:
        """Return the candidate that fits best, None where none fits or two fit as well."""
        fitting = ((self._score(c, kind), c) for c in candidates if self._admits(c, kind, text, use))
        scored = sorted(fitting, key=lambda pair: (-pair[0], pair[1].entity.id))
        if not scored:
            return None
        score, best = scored[0]
        has_rival = any(score - other < _TIE and c.record is not best.record for other, c in scored[1:])
        return None if has_rival else best

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
        """ "Mahfudz MD": somebody well known whose name is almost the same, and of that kind."""
        found = self._knowledge.almost(self._untitled(text) or text, self._names.lang)
        likely = [c for c in found if c.record.prominence >= _SURE_PROMINENCE and family(c.kind) == family(kind)]
        best = self._best(likely, kind, text, use)
        return Decision(best.entity, f"almost {best.form!r}, a name of {best.entity.name}") if best else None

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

    def _admits(self, candidate: Candidate, kind: Kind, text: str, use: Use) -> bool:
        record, reason = candidate.record, candidate.reason
        if reason is Reason.CAPITAL:
            return use is Use.AGENT and kind is not Kind.PERSON
        if (
            record.capital_of
            and use is Use.AGENT
            and kind is not Kind.PERSON
            and self._knowledge.country(record.capital_of)
        ):
            return False
        if is_acronym(candidate.form) and record.prominence < _SURE_PROMINENCE and not self._is_near(record.entity):
            return False
        is_person = record.entity.kind is Kind.PERSON
        if kind is Kind.PERSON and not is_person:
            return (
                record.prominence >= _SURE_PROMINENCE
                and not self._is_personal(text)
                and reason in {Reason.NAME, Reason.ALIAS, Reason.METONYM}
            )
        if is_person and kind.is_place:
            return record.prominence >= _SURE_PROMINENCE or " " in text
        return True

    def _is_near(self, entity: Entity) -> bool:
        return entity.country is None or entity.country == self._names.home or entity.country in self._names.countries

    def _is_personal(self, text: str) -> bool:
        return bool(self._knowledge.person_words & set(normalise(text).split()))

    def _score(self, candidate: Candidate, kind: Kind) -> float:
        """Weigh a candidate: its kind, the countries of the article, its prominence, why the name can mean it."""
        entity = candidate.entity
        fit = (
            1.0 if family(candidate.kind) == family(kind) or (kind.is_place and candidate.kind is Kind.PEOPLE) else 0.0
        )
        context = 1.0 if entity.country == self._names.home else 0.3 * (entity.country in self._names.countries)
        return 3 * fit + 1.5 * context + 0.6 * candidate.record.prominence - 0.5 * _weakness(candidate.reason)

    def _untitled_known(self, text: str, kind: Kind, use: Use) -> Decision | None:
        bare = self._untitled(text)
        if bare is None:
            return None
        longer = self._names.longer(bare, 0)
        if longer and normalise(longer.text) != normalise(text) and len(bare.split()) == 1:
            return self._link(bare, Kind.PERSON, use, longer)
        return self._known(bare, Kind.PERSON, use)

    def _untitled(self, text: str) -> str | None:
        """Return `text` without the titles before the name, None where it has none."""
        found = list(words(text))
        position = 0
        while position < len(found) - 1:
            length = self._title_length([word for word, _, _ in found[position:-1]])
            if not length:
                break
            position += length
        return text[found[position][1] :] if position else None

    def _title_length(self, following: list[str]) -> int:
        for length in range(min(_TITLE_LENGTH, len(following)), 0, -1):
            phrase = " ".join(following[:length])
            if phrase in self._language.titles or phrase in self._language.skipped or self._knowledge.office(phrase):
                return length
        return 0

    def _new(self, text: str, kind: Kind) -> Decision:
        if kind in {Kind.PERSON, Kind.UNKNOWN} and not self._may_begin_a_name(text):
            text = self._untitled(text) or text
        name = " ".join(text.split())
        country = self._country_of(name, kind)
        entity = new_entity("name", family(kind), normalise(name), name=name, kind=kind, country=country)
        return Decision(entity, "a name that no table knows")

    def _may_begin_a_name(self, text: str) -> bool:
        """Whether the first of two words, though a title, is a name of people too: "Imam", "Ratu"."""
        parts = normalise(text).split()
        return len(parts) == _PART_LENGTH and parts[0] in self._knowledge.person_words

    def _country_of(self, name: str, kind: Kind) -> str | None:
        if kind is Kind.PERSON:
            parts = tuple(normalise(name).split())
            same = (n for n in self._names.names if n.words[-len(parts) :] == parts)
            offices = (office for n in same if (office := self._names.offices.get(n.start)))
            return next((office.country for office in offices if office.country), None)
        found = {spot.candidates[0].entity.country for spot in self._knowledge.spot(name, self._names.lang)} - {None}
        return next(iter(found)) if len(found) == 1 else None


def _weakness(reason: Reason) -> int:
    """A capital that acts is as good a name of its country as any."""
    return 0 if reason is Reason.CAPITAL else list(Reason).index(reason)


def _explain(text: str, candidate: Candidate) -> str:
    name, reason = candidate.entity.name, candidate.reason
    if reason is Reason.CAPITAL:
        return f"{text!r} is the capital of {name}"
    if reason is Reason.METONYM:
        return f"{text!r} stands for {name}"
    if reason is Reason.DEMONYM:
        return f"{text!r} belongs to {name}"
    if reason is Reason.SURNAME:
        return f"{text!r} is what the press calls {name}"
    return f"{reason.value} {candidate.form!r} of {name}"
