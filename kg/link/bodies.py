"""The bodies for which people speak: "Kapolres Tuban" for Polres Tuban, a finance minister for the ministry."""

from __future__ import annotations

from kg.entities import Institution, KnowledgeBase, normalise
from kg.link.article import ArticleNames
from kg.link.decisions import Use
from kg.link.language import Language
from kg.link.names import NameLinker
from kg.link.titles import Office
from kg.model import Entity, Form, Kind, Mention, Span

_HEADS = frozenset({"president", "prime minister", "chancellor"})
"""Offices whose holders speak for their country."""


class Bodies:
    """Who speaks for whom in one article."""

    def __init__(self, knowledge: KnowledgeBase, language: Language, article: ArticleNames, names: NameLinker) -> None:
        self._knowledge = knowledge
        self._language = language
        self._article = article
        self._names = names
        self._learned: dict[str, Entity] = {}

    def learn(self, person: Entity, office: Office) -> None:
        """Remember at which body the article gives somebody an office."""
        body = office.body or self._named_after(office) or self._where(office)
        if body:
            self._learned.setdefault(person.id, body)

    def of(self, person: Entity) -> Entity | None:
        """Return the body for which somebody speaks: that of the article's words, else of the tables on its day."""
        if person.id in self._learned:
            return self._learned[person.id]
        record, day = self._knowledge.by_id(person.id), self._article.day
        held = [role for role in record.roles if day and role.held_on(day)] if record else []
        found = (self._at(role.title, role.at) for role in held)
        return next((body for body in found if body), None)

    def _at(self, title: str, where: str) -> Entity | None:
        """The ministry of a minister, the country of its head, or the organisation at which an office is held."""
        country = self._knowledge.country(where)
        if country is None:
            bodies = (c.entity for c in self._knowledge.by_name(where) if c.entity.kind.is_organisation)
            return next(bodies, None)
        ministry = self._ministry(title)
        if ministry:
            return self._knowledge.body(ministry, where)
        return country.entity if title in _HEADS else None

    def _ministry(self, title: str) -> Institution | None:
        is_minister = title.endswith(" minister") and title not in _HEADS
        return self._knowledge.institution(f"{title.removesuffix('minister')}ministry") if is_minister else None

    def _named_after(self, office: Office) -> Entity | None:
        """ "Kapolres Tuban": the body whose name begins otherwise, "Polres Tuban"."""
        if office.span is None:
            return None
        text = office.span.text
        for title, body in self._language.bodies_of.items():
            start = len(title)
            if normalise(text[:start]) == title and text[start : start + 1] == " ":
                name = f"{body}{text[start:]}"
                mention = Mention(Span(office.span.start, office.span.start + len(name), name), Kind.AGENCY, Form.NAME)
                return self._names.link(mention, Use.AGENT).entity
        return None

    def _where(self, office: Office) -> Entity | None:
        if office.country and (ministry := self._ministry(office.key)) and self._knowledge.country(office.country):
            return self._knowledge.body(ministry, office.country)
        found = self._names.link(office.where, Use.OTHER).entity if office.where else None
        return found if found and found.kind.is_organisation else None
