"""The questions of `kg.analyze` about a graph, answered in rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.analyze import positions, relations
from kg.analyze.network import Network, read_network
from kg.api import find_actor, named
from kg.errors import QueryError
from kg.query.selection import EVERYTHING, Selection, day
from kg.store import Graph, open_graph

Source = str | Path | Graph


def network(graph: Source, selection: Selection = EVERYTHING, *, countries: bool = False) -> Network:
    """Return the weighted network of actors; `Network.graph` is it as a networkx graph."""
    dataset = _open(graph)
    return read_network(dataset, named(dataset, selection), countries=countries)


def centrality(graph: Source, selection: Selection = EVERYTHING, *, countries: bool = False) -> list[positions.Central]:
    """Return each actor's measures."""
    return positions.centrality(network(graph, selection, countries=countries))


def communities(graph: Source, selection: Selection = EVERYTHING, *, countries: bool = False) -> list[positions.Member]:
    """Return each actor's community."""
    return positions.communities(network(graph, selection, countries=countries))


def brokers(graph: Source, selection: Selection = EVERYTHING, *, countries: bool = False) -> list[positions.Broker]:
    """Return who stands between communities."""
    return positions.brokers(network(graph, selection, countries=countries))


def mediators(
    graph: Source, one: str, other: str, selection: Selection = EVERYTHING, *, countries: bool = False
) -> list[relations.Mediator]:
    """Return who has events with both of two."""
    dataset = _open(graph)
    found = network(dataset, selection, countries=countries)
    return relations.mediators(found, _in(found, dataset, one), _in(found, dataset, other))


def ego(
    graph: Source, actor: str, selection: Selection = EVERYTHING, *, countries: bool = False
) -> list[relations.Partner]:
    """Return the partners of an actor."""
    dataset = _open(graph)
    found = network(dataset, selection, countries=countries)
    return relations.ego(found, _in(found, dataset, actor))


def path(
    graph: Source,
    start: str,
    goal: str,
    selection: Selection = EVERYTHING,
    *,
    number: int = 1,
    countries: bool = False,
) -> list[relations.Step]:
    """Return the shortest chains of events from one actor to another."""
    dataset = _open(graph)
    found = network(dataset, selection, countries=countries)
    return relations.path(found, _in(found, dataset, start), _in(found, dataset, goal), number)


def balance(
    graph: Source, selection: Selection = EVERYTHING, *, monthly: bool = False, countries: bool = False
) -> list[relations.Balance]:
    """Return cooperation and conflict between each two actors, over all or month by month."""
    return relations.balance(network(graph, selection, countries=countries), monthly=monthly)


def change(
    graph: Source, before: str, after: str, selection: Selection = EVERYTHING, *, countries: bool = False
) -> list[relations.Change]:
    """Return what is different between two periods, each a year, a month, a day, or two of these: ``2024-01/2024-06``."""
    if selection.since or selection.until:
        raise QueryError("a change is between two periods; --since and --until say nothing more")
    dataset, periods = _open(graph), [_period(before), _period(after)]
    networks = [
        network(dataset, replace(selection, since=since, until=until), countries=countries) for since, until in periods
    ]
    lengths = [relations.days_of(since, until) for since, until in periods]
    return relations.change(networks[0], networks[1], (lengths[0], lengths[1]))


def _period(text: str) -> tuple[str, str]:
    first, _, last = text.partition("/")
    since, until = day(first, first=True), day(last or first, first=False)
    if until < since:
        raise QueryError(f"{text!r} ends before it begins")
    return since, until


def _in(found: Network, dataset: Graph, name: str) -> list[str]:
    ids = [iri for iri in find_actor(dataset, name) if iri in found.actors]
    if not ids:
        raise QueryError(f"{name} has no event with anybody else among those that were asked for")
    return ids


def _open(graph: Source) -> Graph:
    return open_graph(graph) if isinstance(graph, (str, Path)) else graph
