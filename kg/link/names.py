"""Links names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities import Candidate, KnowledgeBase, Reason, normalise, words
from kg.link.article import ArticleNames, Name, without_parenthesis
from kg.link.decisions import Decision, Use, family, new_entity
from kg.link.language import Language
from kg.model import Kind, Mention

_REASONS = list(Reason)
_SURE_PROMINENCE = 3
_TIE = 0.01
_TITLE_LENGTH = 4


class NameLinker:
    """Links the names of one article."""

    def __init__(
        self, knowledge: KnowledgeBase, language: Language, names: ArticleNames, person_words: frozenset[str]
    ) -> None:
        """`person_words` are the words of all names of people, which may also be the name of somebody unknown."""
        self._knowledge = knowledge
        self._language = language
        self._names = names
        self._person_words = person_words
        self._cache: dict[tuple[str, Kind, Use, int | None], Decision] = {}

    def link(self, mention: Mention, use: Use) -> Decision:
        """Return the entity that a name refers to."""
        text, _ = without_parenthesis(mention.span.text)
        kind = self._kind(text, mention.kind)
        longer = self._longer(text, kind, mention.span.start)
        key = (text, kind, use, longer.start if longer else None)
        if key not in self._cache:
            self._cache[key] = self._link(text, kind, use, longer)
        return self._cache[key]

    def _kind(self, text: str, kind: Kind) -> Kind:
        """The kind that most mentions of the name have; the recogniser wavers."""
        return self._names.kinds.get(normalise(text), kind)

    def _longer(self, text: str, kind: Kind, start: int) -> Name | None:
        if kind not in {Kind.PERSON, Kind.UNKNOWN}:
            return None
        longer = self._names.longer(self._untitled(text) or text, start)
        if (
            longer
            and kind is Kind.UNKNOWN
            and any(c.record.entity.kind is not Kind.PERSON for c in self._candidates(text))
        ):
            return None
        return longer

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
            or self._new(text, kind)
        )

    def _institution(self, text: str) -> Decision | None:
        """ "Kementerian Luar Negeri" is that of the country that the article is about."""
        institution, home = self._knowledge.institution(text), self._names.home
        if institution is None or home is None or self._knowledge.country(home) is None:
            return None
        body = self._knowledge.body(institution, home)
        return Decision(body, f"{text!r} of {home}, the country that the article is about")

    def _known(self, text: str, kind: Kind, use: Use) -> Decision | None:
        candidates = [c for c in self._candidates(text) if self._admits(c, kind, text, use)]
        scored = sorted(
            ((self._score(c, kind), c) for c in candidates), key=lambda pair: (-pair[0], pair[1].record.entity.id)
        )
        if not scored:
            return None
        best = scored[0][1]
        rivals = [c for score, c in scored[1:] if scored[0][0] - score < _TIE and c.record is not best.record]
        if rivals:
            return None
        return Decision(best.record.entity, _explain(text, best))

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

    def _is_personal(self, text: str) -> bool:
        return bool(self._person_words & set(normalise(text).split()))

    def _score(self, candidate: Candidate, kind: Kind) -> float:
        """Weigh how well a candidate fits: its kind, the countries of the article, its prominence, why the name can mean it."""
        entity = candidate.record.entity
        fit = (
            1.0 if family(candidate.kind) == family(kind) or (kind.is_place and candidate.kind is Kind.PEOPLE) else 0.0
        )
        if entity.country == self._names.home:
            context = 1.0
        else:
            context = 0.3 if entity.country in self._names.countries else 0.0
        return 3 * fit + 1.5 * context + 0.6 * candidate.record.prominence - 0.5 * _REASONS.index(candidate.reason)

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
        if kind in {Kind.PERSON, Kind.UNKNOWN}:
            text = self._untitled(text) or text
        name = " ".join(text.split())
        country = self._country_of(name, kind)
        entity = new_entity("name", family(kind), normalise(name), name=name, kind=kind, country=country)
        return Decision(entity, "a name that no table knows")

    def _country_of(self, name: str, kind: Kind) -> str | None:
        if kind is Kind.PERSON:
            offices = (
                office
                for n in self._names.names
                if (office := self._names.offices.get(n.start)) and normalise(n.text).endswith(normalise(name))
            )
            return next((office.country for office in offices if office.country), None)
        found = {spot.candidates[0].record.entity.country for spot in self._knowledge.spot(name, self._names.lang)} - {
            None
        }
        return next(iter(found)) if len(found) == 1 else None


def person_words(knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield every word of the names of people."""
    for record in knowledge:
        if record.entity.kind is Kind.PERSON:
            yield from normalise(record.entity.name).split()


def _explain(text: str, candidate: Candidate) -> str:
    name, reason = candidate.record.entity.name, candidate.reason
    if reason is Reason.CAPITAL:
        return f"{text!r} is the capital of {name}"
    if reason is Reason.METONYM:
        return f"{text!r} stands for {name}"
    if reason is Reason.DEMONYM:
        return f"{text!r} belongs to {name}"
    if reason is Reason.SURNAME:
        return f"{text!r} is what the press calls {name}"
    return f"{reason.value} {candidate.form!r} of {name}"
