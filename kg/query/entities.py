"""What a graph says of entities: who bears a name, and which names no table knows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rdflib import Literal

from kg.model import NAMESPACE, Entity, Kind
from kg.rdf.nquads import n_term
from kg.rdf.terms import KIND_OF
from kg.store import open_graph, rows

_NAMED = (
    Kind.PERSON, Kind.ORGANISATION, Kind.AGENCY, Kind.MINISTRY, Kind.LEGISLATURE, Kind.COURT, Kind.PARTY, Kind.ARMED_GROUP,
    Kind.ALLIANCE, Kind.COMPANY, Kind.MEDIA, Kind.PLACE, Kind.CITY, Kind.TERRITORY, Kind.UNKNOWN,
)  # fmt: skip


class Known(NamedTuple):
    """An entity of a graph: in how many events it takes part, and the first and last day of these."""

    entity: Entity
    events: int
    first: str | None
    last: str | None


class Held(NamedTuple):
    """An office that an article gives to somebody: its key and words, where, the article's day, and the sentence."""

    office: str
    text: str
    where: str | None
    day: str | None
    is_former: bool
    article: str
    sentence: str


class Unlinked(NamedTuple):
    """A name that no table knows: in how many claims it stands, and one of their sentences."""

    name: str
    kind: Kind
    country: str | None
    claims: int
    sentence: str


def known_as(graph: str | Path, name: str, iris: Iterable[str] = ()) -> list[Known]:
    """Return the entities that bear `name` in any language, and those of `iris`, those with most events first.

    Raises GraphError.
    """
    others = " ".join(f"<{iri}>" for iri in iris)
    query = f"""SELECT ?who ?kind ?label ?country ?sector
        (COUNT(DISTINCT ?event) AS ?events) (MIN(?begin) AS ?first) (MAX(?end) AS ?last) {{
        {{ SELECT DISTINCT ?who {{ ?who kg:kind ?any ; schema:name|rdfs:label|skos:altLabel ?form .
            FILTER(LCASE(STR(?form)) = LCASE({n_term(Literal(name.strip()))})) }} }}
            UNION {{ VALUES ?who {{ {others} }} }}
        ?who kg:kind ?kind ; schema:name ?label .
        OPTIONAL {{ ?who kg:countryCode ?country }} OPTIONAL {{ ?who kg:sector ?sector }}
        OPTIONAL {{ ?event a kg:Event ; kg:actor|kg:target ?who . OPTIONAL {{ ?event kg:begin ?begin ; kg:end ?end }} }}
        }} GROUP BY ?who ?kind ?label ?country ?sector"""
    found = [
        Known(Entity(who, label or "", _kind(kind), country, sector), int(events or 0), first, last)
        for who, kind, label, country, sector, events, first, last in rows(open_graph(graph), query)
        if who
    ]
    return sorted(found, key=lambda known: (-known.events, known.entity.id))


def offices_of(graph: str | Path, iri: str) -> list[Held]:
    """Return the offices that articles give to the entity `iri`, the latest first. Raises GraphError."""
    query = f"""SELECT ?office ?text ?where ?on ?before ?article ?sentence {{
        ?held a org:Membership ; org:member <{iri}> ; org:role/rdfs:label ?office ; kg:officeText ?text ;
            nif:anchorOf ?sentence ; prov:wasDerivedFrom/schema:identifier ?article .
        OPTIONAL {{ ?held org:organization/schema:name ?where }}
        OPTIONAL {{ ?held kg:heldOn ?on }} OPTIONAL {{ ?held kg:heldBefore ?before }} }}"""
    found = {
        Held(
            office or "",
            text or "",
            where,
            on or before,
            before is not None,
            article or "",
            " ".join((said or "").split()),
        )
        for office, text, where, on, before, article, said in rows(open_graph(graph), query)
    }
    return sorted(found, key=lambda held: (held.day or "", held.article, held.text), reverse=True)


def unlinked(graph: str | Path, limit: int) -> list[Unlinked]:
    """Return the most frequent names that no table knows. Raises GraphError."""
    kinds = " ".join(f"<{iri}>" for iri, kind in KIND_OF.items() if kind in _NAMED)
    query = f"""SELECT ?name ?kind ?country (COUNT(DISTINCT ?claim) AS ?claims) (MIN(?text) AS ?sentence) {{
        VALUES ?kind {{ {kinds} }} ?who a kg:Entity ; kg:kind ?kind ; schema:name ?name .
        OPTIONAL {{ ?who kg:countryCode ?country }}
        ?claim a kg:Claim ; kg:actor|kg:target|kg:place ?who ; nif:anchorOf ?text .
        FILTER(STRSTARTS(STR(?who), "{NAMESPACE}entity/") && REGEX(STR(?who), "/[0-9a-f]{{16}}$")) }}
        GROUP BY ?who ?name ?kind ?country"""
    found = [
        Unlinked(name or "", _kind(kind), country, int(claims or 0), " ".join((sentence or "").split()))
        for name, kind, country, claims, sentence in rows(open_graph(graph), query)
    ]
    return sorted(found, key=lambda name: (-name.claims, name.name, name.kind.value))[:limit]


def _kind(iri: str | None) -> Kind:
    return KIND_OF.get(iri or "", Kind.UNKNOWN)
