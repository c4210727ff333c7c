"""Which events are asked for, as the inside of a SPARQL WHERE clause over ``?event``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from rdflib import Literal

from kg.errors import QueryError
from kg.model import OPEN_EVENT, OTHER_NEWS
from kg.query.parameters import parse_value
from kg.rdf.namespaces import ACT, CTX
from kg.rdf.nquads import n_term
from kg.rdf.taxonomy import QUAD_CLASSES
from kg.rdf.terms import STATUS_OF

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
TIMES = ("event", "published", "claimed")
_CODE = re.compile(r"[A-Z]+(-[a-z-]+)?")
_CONTEXT = re.compile(r"[a-z_]+")
CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: (name,) for name in (*QUAD_CLASSES, OTHER_NEWS)}
    | {
        kind: tuple(name for name in QUAD_CLASSES if kind in name.split("-"))
        for kind in ("cooperation", "conflict", "verbal", "material")
    }
)
"""Name of a class of action, or of what two classes have in common -> the classes that it stands for."""

Several = str | Sequence[str]
"""One value, or several any of which will do."""
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Selection:
    """Which events: each given filter must hold. Where one takes several values, any of them will do.

    actors: one takes part, as actor or target; of several at least two: what passed between them. A country also by those
    who belong to it, unless `exact`. Each is an IRI, or several any of which will do.
    type: a code such as ``AID``, or with its mode ``ASSAULT-aerial``. context: such as ``military``.
    quad_class: such as ``material-conflict``, or ``conflict`` for both of that kind; `CLASSES` has all.
    place: where it took place; a country also by the places in it, unless `exact`. publisher: a name as the graph has it.
    since, until: first and last day (``2024``, ``2024-06`` or ``2024-06-30``) of the time that `time` names: ``event`` (when
    it took place; an event with no date is then left out), ``published`` (when an article told of it), ``claimed`` (when a
    source said so, as far as an article tells, else when it was published).
    said_by, denied_by: a source that says so, or denies it; a country also by those who belong to it, unless `exact`.
    min_sources: how many independent sources there must be at least.
    min_confidence: how sure the surest claim must be at least. other: whether to give open events, of type ``OTHER``, too;
    they are given when `type` names them.
    top: of the events that are left, what passes among this many actors with the most of them.

    People write names where a graph has IRIs; `resolved` turns one into the other.
    """

    actors: Sequence[Several] = ()
    exact: bool = False
    type: Several = ()
    quad_class: Several = ()
    since: str | None = None
    until: str | None = None
    status: Several = ()
    time: str = "event"
    said_by: Several = ()
    denied_by: Several = ()
    min_sources: int = 1
    place: Several = ()
    context: Several = ()
    publisher: Several = ()
    top: int | None = None
    min_confidence: float = 0.0
    other: bool = False

    def resolved(self, find: Callable[[str], Iterable[str]]) -> Selection:
        """The same with each name of an actor, a place or a source replaced by the IRIs that `find` gives for it."""

        def iris(names: Several) -> tuple[str, ...]:
            return tuple(iri for name in several(names) for iri in find(name))

        return replace(
            self,
            actors=tuple(iris(actor) for actor in self.actors),
            place=iris(self.place),
            said_by=iris(self.said_by),
            denied_by=iris(self.denied_by),
        )

    def pattern(self) -> str:
        """The conditions in SPARQL, all but `top`; QueryError where a filter has a value that cannot be."""
        parts = (
            self._participants(),
            self._kind(),
            self._class(),
            self._places(),
            self._sources(),
            self._independent(),
            self._days(),
        )
        return "\n".join(("?event a kg:Event .", *(line for part in parts for line in part)))

    def _participants(self) -> Iterator[str]:
        path = self._or_its_country("kg:actor|kg:target")
        if len(self.actors) > 2:
            pairs = " ".join(f"({n} {_term(iri)})" for n, actor in enumerate(self.actors) for iri in several(actor))
            for side in ("one", "other"):
                yield f"VALUES (?{side} ?actor_{side}) {{ {pairs} }} ?event {path} ?actor_{side} ."
            yield "FILTER(?one < ?other)"
        else:
            for number, actor in enumerate(self.actors):
                yield f"{_values(f'actor_{number}', several(actor))} ?event {path} ?actor_{number} ."

    def _kind(self) -> Iterator[str]:
        if self.type:
            yield f"{_values('kind', map(_type_iri, several(self.type)))} ?event kg:action|kg:mode ?kind ."
        if not self.other and OPEN_EVENT not in map(str.upper, several(self.type)):
            yield f"FILTER NOT EXISTS {{ ?event kg:action {_term(ACT[OPEN_EVENT])} }}"
        if self.context:
            yield f"{_values('context', map(_context_iri, several(self.context)))} ?event kg:context ?context ."
        if self.status:
            statuses = {status.value: iri for iri, status in STATUS_OF.items()}
            iris = [_one_of(status, statuses) for status in several(self.status)]
            yield f"{_values('status', iris)} ?event kg:status ?status ."

    def _class(self) -> Iterator[str]:
        names = {name for given in several(self.quad_class) for name in _one_of(given, CLASSES)}
        iris = [str(iri) for name, iri in QUAD_CLASSES.items() if name in names]
        if OTHER_NEWS in names:
            yield "OPTIONAL { ?event kg:action/kg:quadClass ?class }"
            yield f"FILTER(!BOUND(?class) || ?class IN ({', '.join(map(_term, iris))}))"
        elif iris:
            yield f"{_values('class', iris)} ?event kg:action/kg:quadClass ?class ."

    def _places(self) -> Iterator[str]:
        if self.place:
            yield f"{_values('place', several(self.place))} ?event {self._or_its_country('kg:place')} ?place ."

    def _sources(self) -> Iterator[str]:
        for name, relation, iris in (
            ("speaker", "prov:wasAttributedTo", several(self.said_by)),
            ("denier", "kg:deniedBy", several(self.denied_by)),
        ):
            if iris:
                yield f"{_values(name, iris)} ?event gaf:denotedBy / {self._or_its_country(relation)} ?{name} ."
        if self.publisher:
            names = ", ".join(n_term(Literal(name)) for name in several(self.publisher))
            yield "?event gaf:denotedBy / nif:referenceContext / schema:publisher ?publisher ."
            yield f"FILTER(STR(?publisher) IN ({names}))"

    def _or_its_country(self, path: str) -> str:
        """The path to somebody or a place, or also to the country it belongs to."""
        # kg:country? would say the same in fewer words, but Virtuoso 7 loses answers to it
        return f"({path})" if self.exact else f"(({path}) | (({path}) / kg:country))"

    def _independent(self) -> Iterator[str]:
        if self.min_sources > 1:
            yield f"?event kg:independentSources ?independent . FILTER(?independent >= {int(self.min_sources)})"
        if self.min_confidence > 0:
            yield "FILTER EXISTS { ?event gaf:denotedBy / kg:confidence ?confidence"
            yield f"FILTER(?confidence >= {float(self.min_confidence):.4f}) }}"

    def _days(self) -> Iterator[str]:
        if self.time not in TIMES:
            raise QueryError(f"{self.time!r} is unknown; known: {', '.join(TIMES)}")
        first = day(self.since, first=True) if self.since else ""
        last = day(self.until, first=False) if self.until else ""
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


EVERYTHING = Selection()


def several(values: Several) -> tuple[str, ...]:
    """One value as several."""
    return (values,) if isinstance(values, str) else tuple(values)


def _type_iri(text: str) -> str:
    code, _, mode = text.partition("-")
    name = f"{code.upper()}-{mode.lower()}" if mode else code.upper()
    if not _CODE.fullmatch(name):
        raise QueryError(f"{text!r} is not an event type; types look like AID or ASSAULT-aerial")
    return str(ACT[name])


def _context_iri(text: str) -> str:
    if not _CONTEXT.fullmatch(text):
        raise QueryError(f"{text!r} is not a context; contexts look like military or human_rights")
    return str(CTX[text])


def _values(variable: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(map(_term, iris))} }}"


def _term(iri: str) -> str:
    return n_term(parse_value(f"<{iri}>"))


def _one_of(name: str, known: Mapping[str, _Value]) -> _Value:
    if name not in known:
        raise QueryError(f"{name!r} is unknown; known: {', '.join(known)}")
    return known[name]


def day(text: str, *, first: bool) -> str:
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
