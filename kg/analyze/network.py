"""The weighted network of actors: how many events of which kind relate each two of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import networkx as nx

from kg.analyze.scale import Scale, load_scale
from kg.model import Kind, Status
from kg.query.events import select
from kg.query.selection import Selection
from kg.rdf.namespaces import ACT
from kg.rdf.taxonomy import load_taxonomy
from kg.rdf.terms import KIND_OF, local_name
from kg.store import Graph, rows

FACTS = (Status.HAPPENED.value, Status.ONGOING.value)
"""What counts where no status is asked for: plans, possibilities and denials relate nobody."""
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in the network. `home` is the id of the country that they belong to."""

    id: str
    name: str
    kind: str = Kind.UNKNOWN.value
    country: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What passes from `actor` to `target`, or between them where it is mutual: so many events of one type in one month."""

    actor: str
    target: str
    type: str
    """With its mode, where it has one."""
    events: int
    mutual: bool = False
    month: str | None = None
    """``2024-06``; None where the events have no date."""


@dataclass
class Relation:
    """All that passes between two actors. `cooperation` and `conflict` are sums of the scale's values, both positive."""

    events: int = 0
    forth: int = 0
    back: int = 0
    mutual: int = 0
    cooperation: float = 0.0
    conflict: float = 0.0
    types: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def score(self) -> float:
        """Cooperation less conflict."""
        return round(self.cooperation - self.conflict, 1)

    def add(self, tie: Tie, first: str, scale: Scale) -> None:
        """Count `tie` in, seen from `first`."""
        self.events += tie.events
        if tie.mutual:
            self.mutual += tie.events
        elif tie.actor == first:
            self.forth += tie.events
        else:
            self.back += tie.events
        value = scale.value(tie.type) * tie.events
        self.cooperation += max(value, 0)
        self.conflict += max(-value, 0)
        self.types[tie.type] += tie.events


@dataclass(frozen=True)
class Network:
    """Actors by id, and their ties."""

    actors: Mapping[str, Actor]
    ties: Sequence[Tie]

    def relations(self, ties: Iterable[Tie] | None = None) -> dict[tuple[str, str], Relation]:
        """Pair of ids, in order -> what passes between the two; of `ties`, or of all."""
        scale, found = load_scale(), defaultdict[tuple[str, str], Relation](Relation)
        for tie in self.ties if ties is None else ties:
            first, second = sorted((tie.actor, tie.target))
            found[first, second].add(tie, first, scale)
        return {pair: found[pair] for pair in sorted(found)}

    def graph(self) -> nx.Graph:
        """Actors and relations, undirected: ``weight`` is the number of events, ``relation`` all of it."""
        graph = nx.Graph()
        graph.add_nodes_from(sorted(self.actors))
        for (first, second), relation in self.relations().items():
            graph.add_edge(first, second, weight=relation.events, relation=relation)
        return graph

    def by_country(self) -> Network:
        """The same with everybody counted for the country that they belong to; what passes within one is left out."""
        homes = {actor.id: actor.home or actor.id for actor in self.actors.values()}
        ties = [replace(tie, actor=homes[tie.actor], target=homes[tie.target]) for tie in self.ties]
        kept = [tie for tie in ties if tie.actor != tie.target]
        names = {tie.actor for tie in kept} | {tie.target for tie in kept}
        return Network({name: self.actors.get(name) or Actor(name, local_name(name)) for name in names}, kept)


def read_network(graph: Graph, selection: Selection, *, countries: bool = False) -> Network:
    """The network of the events of `selection`, names resolved; of what happened or goes on, if no status is asked for."""
    chosen = selection if selection.status else replace(selection, status=FACTS)
    ties = sorted(_ties(graph, chosen), key=lambda tie: (tie.actor, tie.target, tie.type, tie.month or "", tie.mutual))
    parties = {party for tie in ties for party in (tie.actor, tie.target)}
    network = Network(_actors(graph, parties), ties)
    if not countries:
        return network
    homes = {actor.home for actor in network.actors.values() if actor.home}
    return Network({**_actors(graph, homes), **network.actors}, ties).by_country()


def _ties(graph: Graph, selection: Selection) -> Iterator[Tie]:
    reciprocal = " ".join(f"<{ACT[code]}>" for code, type_ in load_taxonomy().types.items() if type_.reciprocal)
    directed = "?event kg:actor ?a ; kg:target ?b . FILTER(?a != ?b)"
    mutual = f"""VALUES ?code {{ {reciprocal} }} ?event kg:actor ?a, ?b . FILTER(STR(?a) < STR(?b))
        FILTER NOT EXISTS {{ ?event kg:target ?anybody }}"""
    counted: Counter[tuple[str, str, str, bool, str | None]] = Counter()
    for pattern in _patterns(graph, selection):
        for shape in (directed, mutual):
            query = f"""SELECT DISTINCT ?event ?a ?b ?code ?how ?day {{ {pattern} {shape} ?event kg:action ?code .
                OPTIONAL {{ ?event kg:mode ?how }} OPTIONAL {{ ?event kg:begin ?day }} }}"""
            for _, a, b, code, how, day in rows(graph, query):
                if a and b and code:
                    counted[a, b, local_name(how or code), shape is mutual, day[:7] if day else None] += 1
    for (a, b, type_, is_mutual, month), events in counted.items():
        yield Tie(a, b, type_, events, is_mutual, month)


def _patterns(graph: Graph, selection: Selection) -> Iterator[str]:
    """The selection as one pattern, or as its events where a pattern cannot say it."""
    if selection.top is None:
        yield selection.pattern()
        return
    events = select(graph, selection)
    for start in range(0, len(events), _AT_ONCE):
        yield f"VALUES ?event {{ {' '.join(f'<{event}>' for event in events[start : start + _AT_ONCE])} }}"


def _actors(graph: Graph, ids: Iterable[str]) -> dict[str, Actor]:
    found, wanted = {}, sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        batch = wanted[start : start + _AT_ONCE]
        query = f"""SELECT ?who ?name ?kind ?code ?home {{
            VALUES ?who {{ {" ".join(f"<{who}>" for who in batch)} }}
            OPTIONAL {{ ?who schema:name ?name }} OPTIONAL {{ ?who kg:kind ?kind }}
            OPTIONAL {{ ?who kg:countryCode ?code }} OPTIONAL {{ ?who kg:country ?home }} }}"""
        for who, name, kind, code, home in rows(graph, query):
            if who:
                known = KIND_OF.get(kind or "", Kind.UNKNOWN).value
                found[who] = Actor(who, name or local_name(who), known, code, home)
    return found
