"""What is measured over a whole network: by igraph where it is installed, else by networkx, with the same answers."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

_DAMPING = 0.85
_PRECISION = 1e-12
_ROUNDS = 1000
_SEED = 0

try:
    import igraph
except ImportError:
    igraph = None


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """Share of the shortest ways between two others that pass through an actor, whatever the number of events."""
    if igraph is None or len(graph) < 3:
        return dict(nx.betweenness_centrality(graph))
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    return dict(zip(graph, (value / pairs for value in _igraph(graph).betweenness()), strict=True))


def closeness(graph: nx.Graph) -> dict[str, float]:
    """Mean of one over the number of steps to each other actor; 0 for those out of reach."""
    others = max(len(graph) - 1, 1)
    if igraph is None:
        return {actor: value / others for actor, value in nx.harmonic_centrality(graph).items()}
    values = _igraph(graph).harmonic_centrality() if len(graph) > 1 else [0.0] * len(graph)
    return dict(zip(graph, values, strict=True))


def importance(graph: nx.Graph) -> dict[str, float]:
    """PageRank over the events: who is tied to those who are tied to many."""
    actors = list(graph)
    if not actors:
        return {}
    number = {actor: index for index, actor in enumerate(actors)}
    ends = np.array([(number[a], number[b]) for a, b in graph.edges], dtype=int).reshape(-1, 2)
    weights = np.array([weight for *_, weight in graph.edges(data="weight")], dtype=float)
    sources, targets = np.concatenate([ends, ends[:, ::-1]]).T
    weights = np.concatenate([weights, weights])
    strength = np.bincount(sources, weights, len(actors))
    flow = weights / strength[sources]
    rank = np.full(len(actors), 1 / len(actors))
    for _ in range(_ROUNDS):
        stuck = rank[strength == 0].sum() / len(actors)
        new = (1 - _DAMPING) / len(actors) + _DAMPING * (
            np.bincount(targets, rank[sources] * flow, len(actors)) + stuck
        )
        if np.abs(new - rank).sum() < _PRECISION:
            break
        rank = new
    return dict(zip(actors, map(float, rank), strict=True))


def groups(graph: nx.Graph) -> list[list[str]]:
    """Communities by Louvain's method over the events, the largest first; the same in every run."""
    actors = sorted(graph)
    numbered = nx.relabel_nodes(graph, {actor: index for index, actor in enumerate(actors)}, copy=True)
    ordered = nx.Graph()
    ordered.add_nodes_from(range(len(actors)))
    ordered.add_weighted_edges_from(sorted(numbered.edges(data="weight")))
    found = nx.community.louvain_communities(ordered, seed=_SEED)
    return sorted((sorted(actors[index] for index in group) for group in found), key=lambda g: (-len(g), g))


def _igraph(graph: nx.Graph) -> Any:
    number = {actor: index for index, actor in enumerate(graph)}
    return igraph.Graph(len(number), [(number[a], number[b]) for a, b in graph.edges])
