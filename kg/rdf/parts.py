"""A part of a graph: all that it says of some events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations, product

import pyoxigraph as ox

from kg.rdf.namespaces import ACT, CTX, EVENTS_GRAPH, KG

_CONCEPTS = (str(KG._NS), str(ACT), str(CTX))
"""What begins like this is explained by the ontology, which every copy of kg has."""
_EVENTS = ox.NamedNode(EVENTS_GRAPH)


def part_of(store: ox.Store, events: Iterable[str]) -> ox.Store:
    """A store in memory with these events, their claims, articles and entities, and the direct edges of their kinds.

    Everything stays in its named graph; the ontology is left out.
    """
    part = ox.Store()
    wanted: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(event) for event in sorted(events)]
    edges = {edge for event in wanted for edge in _edges(store, event)}
    seen = set(wanted)
    while wanted:
        quads = [quad for quad in store.quads_for_pattern(wanted.pop(), None, None, None) if _belongs(quad, edges)]
        part.extend(quads)
        for term in (quad.object for quad in quads):
            if isinstance(term, (ox.NamedNode, ox.BlankNode)) and term not in seen and not _is_concept(term):
                seen.add(term)
                wanted.append(term)
    return part


def _belongs(quad: ox.Quad, edges: set[tuple[str, str, str]]) -> bool:
    is_edge = quad.graph_name == _EVENTS and quad.predicate.value.startswith(str(ACT))
    return (str(quad.subject), str(quad.predicate), str(quad.object)) in edges if is_edge else True


def _is_concept(term: ox.NamedNode | ox.BlankNode) -> bool:
    return term.value.startswith(_CONCEPTS)


def _edges(store: ox.Store, event: ox.NamedNode | ox.BlankNode) -> Iterator[tuple[str, str, str]]:
    """The direct edges that an event gives where a source says that it is so."""
    actions, actors, targets = (
        [str(quad.object) for quad in store.quads_for_pattern(event, ox.NamedNode(key), None, _EVENTS)]
        for key in (KG.action, KG.actor, KG.target)
    )
    pairs = product(actors, targets) if targets else permutations(actors, 2)
    return ((actor, action, target) for (actor, target), action in product(pairs, actions))
