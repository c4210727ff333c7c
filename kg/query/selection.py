"""Which events are asked for, as the inside of a SPARQL WHERE clause over ``?event``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.errors import QueryError
from kg.model import Status
from kg.query.parameters import parse_value
from kg.rdf.namespaces import ACT
from kg.rdf.nquads import n_term
from kg.rdf.taxonomy import QUAD_CLASSES
from kg.rdf.terms import STATUSES

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
TIMES = ("event", "published", "claimed")
_CODE = re.compile(r"[A-Z]+(-[a-z-]+)?")


@dataclass(frozen=True)
class Selection:
    """Which events: each given filter must hold.

    actors: each takes part, as actor or target; a country also by those who belong to it, unless `exact`. An actor is
    an IRI, or several any of which will do. type: a code such as ``AID``, or with its mode ``ASSAULT-aerial``.
    quad_class: such as ``material-conflict``.
    since, until: first and last day (``2024``, ``2024-06`` or ``2024-06-30``) of the time that `time` names: ``event`` (when
    it took place; an event with no date is then left out), ``published`` (when an article told of it), ``claimed`` (when a
    source said so, as far as an article tells, else when it was published).
    said_by, denied_by: a source that says so, or denies it; a country also by those who belong to it, unless `exact`.
    min_sources: how many independent sources there must be at least.
    """

    actors: Sequence[str | Sequence[str]] = ()
    exact: bool = False
    type: str | None = None
    quad_class: str | None = None
    since: str | None = None
    until: str | None = None
    status: Status | str | None = None
    time: str = "event"
    said_by: Sequence[str] = ()
    denied_by: Sequence[str] = ()
    min_sources: int = 1

    def pattern(self) -> str:
        """The conditions in SPARQL; QueryError where a filter has a value that cannot be."""
        return "\n".join(
            (
                "?event a kg:Event .",
                *self._participants(),
                *self._kind(),
                *self._sources(),
                *self._independent(),
                *self._days(),
            )
        )

    def _participants(self) -> Iterator[str]:
        for number, actor in enumerate(self.actors):
            iris = (actor,) if isinstance(actor, str) else actor
            yield _values(f"actor{number}", iris)
            if self.exact:
                yield f"?event kg:actor|kg:target ?actor{number} ."
            else:
                yield f"?event kg:actor|kg:target ?who{number} . ?who{number} kg:country? ?actor{number} ."

    def _kind(self) -> Iterator[str]:
        if self.type:
            code, _, mode = self.type.partition("-")
            name = f"{code.upper()}-{mode.lower()}" if mode else code.upper()
            if not _CODE.fullmatch(name):
                raise QueryError(f"{self.type!r} is not an event type; types look like AID or ASSAULT-aerial")
            yield f"?event {'kg:mode' if mode else 'kg:action'} <{ACT[name]}> ."
        if self.quad_class:
            yield f"?event kg:action/kg:quadClass <{_one_of(self.quad_class, QUAD_CLASSES)}> ."
        if self.status:
            statuses: dict[str, URIRef] = {status.value: iri for status, iri in STATUSES.items()}
            yield f"?event kg:status <{_one_of(self.status, statuses)}> ."

    def _sources(self) -> Iterator[str]:
        for name, relation, iris in (
            ("speaker", "prov:wasAttributedTo", self.said_by),
            ("denier", "kg:deniedBy", self.denied_by),
        ):
            if iris:
                yield _values(name, iris)
                member = "" if self.exact else " / kg:country?"
                yield f"?event gaf:denotedBy / {relation}{member} ?{name} ."

    def _independent(self) -> Iterator[str]:
        if self.min_sources > 1:
            yield f"?event kg:independentSources ?independent . FILTER(?independent >= {int(self.min_sources)})"

    def _days(self) -> Iterator[str]:
        if self.time not in TIMES:
            raise QueryError(f"{self.time!r} is unknown; known: {', '.join(TIMES)}")
        first = _day(self.since, first=True) if self.since else ""
        last = _day(self.until, first=False) if self.until else ""
        if first or last:
            yield from self._event_days(first, last) if self.time == "event" else self._told_days(first, last)

    def _event_days(self, first: str, last: str) -> Iterator[str]:
        """An open side of an interval never excludes an event, but one side must be known."""
        yield "OPTIONAL { ?event kg:begin ?begin } OPTIONAL { ?event kg:end ?end } FILTER(BOUND(?begin) || BOUND(?end))"
        if first:
            yield f'FILTER(!BOUND(?end) || ?end >= "{first}"^^xsd:date)'
        if last:
            yield f'FILTER(!BOUND(?begin) || ?begin <= "{last}"^^xsd:date)'

    def _told_days(self, first: str, last: str) -> Iterator[str]:
        """Days are compared as text, since an article may give the time of day as well."""
        yield "?event gaf:denotedBy ?told . ?told nif:referenceContext / schema:datePublished ?published ."
        earliest = latest = "SUBSTR(STR(?published), 1, 10)"
        if self.time == "claimed":
            yield "OPTIONAL { ?told kg:attribution ?said . ?said kg:claimedBegin ?from ; kg:claimedEnd ?to }"
            earliest, latest = f"COALESCE(STR(?from), {earliest})", f"COALESCE(STR(?to), {latest})"
        if first:
            yield f'FILTER({latest} >= "{first}")'
        if last:
            yield f'FILTER({earliest} <= "{last}")'


def _values(variable: str, iris: Sequence[str]) -> str:
    one_of = " ".join(n_term(parse_value(f"<{iri}>")) for iri in iris)
    return f"VALUES ?{variable} {{ {one_of} }}"


def _one_of(name: str, known: Mapping[str, URIRef]) -> URIRef:
    if name not in known:
        raise QueryError(f"{name!r} is unknown; known: {', '.join(known)}")
    return known[name]


def _day(text: str, *, first: bool) -> str:
    """The first or last day of a year, a month or a day."""
    match = _DAY.fullmatch(text)
    if match:
        year, month = int(match[1]), int(match[2] or (1 if first else 12))
        if year and 1 <= month <= 12:
            last = calendar.monthrange(year, month)[1]
            day = int(match[3] or (1 if first else last))
            if 1 <= day <= last:
                return f"{year:04d}-{month:02d}-{day:02d}"
    raise QueryError(f"{text!r} is not a date; write 2024, 2024-06 or 2024-06-30")
