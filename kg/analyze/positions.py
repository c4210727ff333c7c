"""Where actors stand in the network: who is central, who belongs together, who holds groups together."""

from __future__ import annotations

from typing import NamedTuple

import networkx as nx

from kg.analyze.measures import betweenness, closeness, groups, importance
from kg.analyze.network import Actor, Network

_PLACES = 6
"""Decimals to which measures are the same, whatever computes them."""


class Central(NamedTuple):
    """An actor's measures; `events` counts each event once for each partner in it."""

    name: str
    kind: str
    country: str | None
    events: int
    partners: int
    acts: int
    undergoes: int
    importance: float
    betweenness: float
    closeness: float
    id: str


class Member(NamedTuple):
    """An actor in a community. `inside` is the share of its events that stay within the community."""

    community: int
    name: str
    kind: str
    country: str | None
    events: int
    inside: float
    id: str


class Broker(NamedTuple):
    """An actor between communities: `communities` are how many it has events with, `spread` how evenly, from 0 to 1."""

    name: str
    kind: str
    country: str | None
    betweenness: float
    communities: int
    spread: float
    partners: int
    id: str


def centrality(network: Network) -> list[Central]:
    """All actors, the most important first."""
    graph = network.graph()
    between, close, rank = betweenness(graph), closeness(graph), importance(graph)
    acts, undergoes = _directions(network)
    found = [
        Central(
            *_who(network.actors[actor]),
            events=int(graph.degree(actor, "weight")),
            partners=graph.degree(actor),
            acts=acts.get(actor, 0),
            undergoes=undergoes.get(actor, 0),
            importance=round(rank[actor], _PLACES),
            betweenness=round(between[actor], _PLACES),
            closeness=round(close[actor], _PLACES),
            id=actor,
        )
        for actor in graph
    ]
    return sorted(found, key=lambda one: (-one.importance, -one.events, one.id))


def communities(network: Network) -> list[Member]:
    """All actors by community; the largest first, and in each those with most events first. Communities count from 1."""
    graph = network.graph()
    found = []
    for number, group in enumerate(groups(graph), start=1):
        within = graph.subgraph(group)
        for actor in group:
            events = int(graph.degree(actor, "weight"))
            inside = round(within.degree(actor, "weight") / events, 3) if events else 0.0
            found.append(Member(number, *_who(network.actors[actor]), events=events, inside=inside, id=actor))
    return sorted(found, key=lambda one: (one.community, -one.events, one.id))


def brokers(network: Network) -> list[Broker]:
    """Actors who stand between others, those on most of the shortest ways first; the others are left out."""
    graph = network.graph()
    home = {actor: number for number, group in enumerate(groups(graph)) for actor in group}
    found = []
    for actor, share in betweenness(graph).items():
        if share > 0:
            weights = _by_community(graph, actor, home)
            spread = 1 - sum((weight / sum(weights)) ** 2 for weight in weights)
            found.append(
                Broker(
                    *_who(network.actors[actor]),
                    betweenness=round(share, _PLACES),
                    communities=len(weights),
                    spread=round(spread, 3),
                    partners=graph.degree(actor),
                    id=actor,
                )
            )
    return sorted(found, key=lambda one: (-one.betweenness, -one.spread, one.id))


def _by_community(graph: nx.Graph, actor: str, home: dict[str, int]) -> list[int]:
    """Events with each community, in the order of the communities."""
    found: dict[int, int] = {}
    for _, partner, weight in graph.edges(actor, data="weight"):
        found[home[partner]] = found.get(home[partner], 0) + weight
    return [found[number] for number in sorted(found)]


def _directions(network: Network) -> tuple[dict[str, int], dict[str, int]]:
    acts: dict[str, int] = {}
    undergoes: dict[str, int] = {}
    for tie in network.ties:
        acts[tie.actor] = acts.get(tie.actor, 0) + tie.events
        other = acts if tie.mutual else undergoes
        other[tie.target] = other.get(tie.target, 0) + tie.events
    return acts, undergoes


def _who(actor: Actor) -> tuple[str, str, str | None]:
    return actor.name, actor.kind, actor.country
