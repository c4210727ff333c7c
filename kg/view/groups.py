"""Communities: actors that have more to do with each other than with the rest."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

LEAST = 3
"""Fewer actors are no community."""


def communities(graph: nx.MultiDiGraph) -> Mapping[str, int]:
    """Return the number of the community of each node that is in one, 0 for the largest; the same in every run.

    Louvain over the pairs of actors, weighed by their events; edges need ``count``.
    """
    names = sorted(graph)
    number = {name: index for index, name in enumerate(names)}
    pairs = nx.Graph()
    pairs.add_nodes_from(range(len(names)))
    for actor, target, count in graph.edges(data="count"):
        a, b = number[actor], number[target]
        known = pairs.edges[a, b]["weight"] if pairs.has_edge(a, b) else 0
        pairs.add_edge(a, b, weight=known + count)
    found = nx.community.louvain_communities(pairs, weight="weight", seed=1) if names else []
    large = sorted((sorted(group) for group in found if len(group) >= LEAST), key=lambda group: (-len(group), group))
    return {names[member]: index for index, group in enumerate(large) for member in group}
