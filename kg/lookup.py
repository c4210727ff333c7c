"""What a person means who decides about a graph: claims and events by id or IRI, entities by name or IRI."""

from __future__ import annotations

import re

from kg.api import find_actor
from kg.decisions import Corrections, Decision, Party, open_decisions
from kg.errors import QueryError
from kg.formats import mentions_of
from kg.journal import open_journal
from kg.model import NAMESPACE, Claim, Entity, Kind, digest
from kg.query.events import describe_entities
from kg.rdf.namespaces import article_iri, claim_iri, event_iri
from kg.store import GraphDirectory, rows

_ID = re.compile(rf"(?:{re.escape(NAMESPACE)}(?:event|claim)/)?([0-9a-f]{{16}})")


def names_claim(text: str) -> bool:
    """Whether `text` is the id or IRI of an event or claim."""
    return _ID.fullmatch(text) is not None


class Lookup:
    """Finds things in a graph directory. What it does not find is a QueryError."""

    def __init__(self, directory: GraphDirectory) -> None:
        self._graph = directory.dataset()
        self._journal = open_journal(directory)
        self._corrections = Corrections(open_decisions(directory))

    def claim(self, name: str) -> Claim:
        """A claim as it was read, before corrections; for an event with one claim, that claim."""
        found = self._itself(name) or self._claims_of_event(name)
        if len(found) > 1:
            raise QueryError(f"{name} is told by several claims; name one of them: {', '.join(found)}")
        return self._first(found, name)

    def claims_of_two(self, a: str, b: str) -> tuple[Claim, Claim]:
        """Two claims as they were read, one for each event: the claim itself where one is named, else its first."""
        of_a, of_b = self._itself(a) | self._claims_of_event(a), self._itself(b) | self._claims_of_event(b)
        second = self._first(of_b, b)
        taken = next(iter(of_b))
        first = {claim: article for claim, article in of_a.items() if claim != taken}
        if of_a and not first:
            raise QueryError(f"{a} and {b} are one claim")
        return self._first(first, a), second

    def entity(self, name: str) -> Entity:
        """The only entity with this name or IRI."""
        found = find_actor(self._graph, name)
        if len(found) > 1:
            raise QueryError(f"several are called {name!r}; give the IRI of one: {', '.join(found)}")
        return describe_entities(self._graph, found)[found[0]]

    def article(self, name: str) -> str | None:
        """The id of the article with this id or IRI; None where there is none."""
        ids = {known: article for article in self._journal.keys for known in (article, str(article_iri(article)))}
        return ids.get(name)

    def party(self, claim: Claim, words: str) -> Party:
        """A participant given as words of the claim's sentence, or as ``words=name``."""
        text, given, name = words.partition("=")
        at = claim.sentence.text.find(text)
        if not text or at < 0:
            raise QueryError(
                f"the sentence has no words {text!r}; WORDS=NAME says who is meant by them: {claim.sentence.text}"
            )
        return Party(self.entity(name) if given else self._called(text, claim), text, at)

    def has(self, decision: Decision) -> bool:
        """Whether the graph has the articles and claims that a decision is about."""
        if decision.article is not None:
            return decision.article in self._journal
        articles = {ref.article for ref in decision.claims if ref.article in self._journal}
        read = [claim for article in articles for claim in self._journal.reading(article).claims]
        return len(decision.find(read)) == len(decision.claims)

    def _called(self, text: str, claim: Claim) -> Entity:
        """Who is called so in the article, else in the graph, else somebody new."""
        mentions = (m for other in self._journal.reading(claim.article).claims for m in mentions_of(other))
        known = next((m.entity for m in mentions if m.entity and m.span.text == text), None)
        try:
            return known or self.entity(text)
        except QueryError:
            return Entity(f"{NAMESPACE}entity/{digest('by hand', text.casefold())}", text, Kind.UNKNOWN)

    def _itself(self, name: str) -> dict[str, str]:
        """The claim of this id or IRI, and its article."""
        return {} if "/event/" in name else self._claims(f"VALUES ?claim {{ <{claim_iri(_id(name))}> }}")

    def _claims_of_event(self, name: str) -> dict[str, str]:
        """The claims, with their articles, of the event with this id or IRI, else of the event that this claim tells of."""
        event = f"<{event_iri(_id(name))}>"
        return self._claims(f"{event} gaf:denotedBy ?claim .") or self._claims(
            f"?event gaf:denotedBy <{claim_iri(_id(name))}> , ?claim ."
        )

    def _claims(self, pattern: str) -> dict[str, str]:
        query = f"SELECT ?claim ?article {{ {pattern} ?claim nif:referenceContext/schema:identifier ?article }} ORDER BY ?claim"
        return {_id(claim): article for claim, article in rows(self._graph, query) if claim and article}

    def _first(self, claims: dict[str, str], name: str) -> Claim:
        for claim, article in claims.items():
            now = self._corrections.claims(self._journal.reading(article))
            for old, new in now.items():
                if new is not None and new.id == claim:
                    return old
        raise QueryError(f"the graph has no event or claim {name}")


def _id(name: str) -> str:
    return name.rsplit("/", 1)[-1]
