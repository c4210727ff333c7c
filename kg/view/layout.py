"""Where each actor stands on the page, worked out before the page is opened.

Connected actors stand near each other, the nearer the more events they share; parts of the network that nothing
connects stand side by side. One unit is the wanted distance between two neighbours that share one event.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Place = tuple[float, float]
Points = NDArray[np.float64]

CORE = 120
"""So many actors of a component are placed by their distances in the network, the others near their neighbours."""
STEPS = 300
STILL = 0.002
"""A step that moves nobody farther than this is the last."""
GAP = 0.62
"""The least distance between two actors."""
ASPECT = 1.5
"""Width to height of the whole."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def place(graph: nx.MultiDiGraph) -> dict[str, Place]:
    """Return a place for each node of `graph`, the same in every run; edges need ``count``."""
    simple = _simple(graph)
    components = sorted(nx.connected_components(simple), key=lambda nodes: (-len(nodes), min(nodes)))
    return _pack([_component(nx.Graph(simple.subgraph(nodes))) for nodes in components])


def _simple(graph: nx.MultiDiGraph) -> nx.Graph:
    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    for actor, target, events in graph.edges(data="count"):
        known = simple.edges[actor, target]["count"] if simple.has_edge(actor, target) else 0
        simple.add_edge(actor, target, count=known + events)
    for _, _, edge in simple.edges(data=True):
        edge["length"] = 1 / math.sqrt(1 + math.log2(edge["count"]) / 2)
    return simple


def _component(component: nx.Graph) -> dict[str, Place]:
    ranked = sorted(component, key=lambda node: (-component.degree(node, weight="count"), node))
    core = ranked[:CORE]
    points = _spread(_level(_minimise_stress(_distances(component, core))))
    placed = {node: (float(x), float(y)) for node, (x, y) in zip(core, points, strict=True)}
    return _add_near_neighbours(component, placed, ranked[CORE:])


def _distances(component: nx.Graph, order: Sequence[str]) -> Points:
    """Return the lengths of the shortest ways between nodes in `order`; where there is none, more than the longest."""
    number = {node: index for index, node in enumerate(order)}
    lengths = np.full((len(order), len(order)), np.inf)
    np.fill_diagonal(lengths, 0)
    for a, b, length in component.subgraph(order).edges(data="length"):
        lengths[number[a], number[b]] = lengths[number[b], number[a]] = length
    for through in range(len(order)):
        lengths = np.minimum(lengths, lengths[:, through, None] + lengths[None, through])
    return np.where(np.isinf(lengths), lengths[np.isfinite(lengths)].max() + 1, lengths)


def _minimise_stress(distances: Points) -> Points:
    """Return points whose mutual distances are as near to `distances` as a plane allows (SMACOF)."""
    size = len(distances)
    radius, angle = np.sqrt(np.arange(size) + 0.5), np.arange(size) * GOLDEN_ANGLE
    points: Points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    weights = 1 / (distances + np.eye(size)) ** 2 * (1 - np.eye(size))
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + 1 / size) - 1 / size
    for _ in range(STEPS):
        now = np.maximum(_between(points), 1e-9)
        pull = -weights * distances / now
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        before, points = points, inverse @ (pull @ points)
        if np.abs(points - before).max() < STILL:
            break
    return points


def _between(points: Points) -> Points:
    return np.asarray(np.linalg.norm(points[:, None] - points[None], axis=2))


def _level(points: Points) -> Points:
    """Turn `points` so that they stretch from left to right."""
    centred = points - points.mean(axis=0)
    (xx, xy), (_, yy) = centred.T @ centred
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return np.asarray(centred @ np.array([[cos, -sin], [sin, cos]]))


def _spread(points: Points) -> Points:
    """Push apart what is nearer than `GAP`."""
    moved: Points = points.copy()
    for _ in range(100):
        apart = moved[:, None] - moved[None]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-6) + np.eye(len(moved)) * GAP
        lack = np.maximum(GAP - distance, 0)
        if not lack.any():
            break
        moved += (apart / distance[..., None] * lack[..., None]).sum(axis=1) * 0.4
    return moved


def _add_near_neighbours(component: nx.Graph, placed: Mapping[str, Place], others: Sequence[str]) -> dict[str, Place]:
    places = dict(placed)
    taken = {_cell(point) for point in places.values()}
    for node in others:
        neighbours = [places[n] for n in component[node] if n in places] or [(0.0, 0.0)]
        x, y = (sum(values) / len(neighbours) for values in zip(*neighbours, strict=True))
        free = next(cell for cell in map(_cell, _spiral(x, y)) if cell not in taken)
        taken.add(free)
        places[node] = free[0] * GAP, free[1] * GAP
    return places


def _cell(point: Place) -> tuple[int, int]:
    return round(point[0] / GAP), round(point[1] / GAP)


def _spiral(x: float, y: float) -> Iterator[Place]:
    """Yield points ever farther from a centre, at least one in each cell."""
    for step in count():
        radius, angle = GAP / 2 * math.sqrt(step), step * GOLDEN_ANGLE
        yield x + radius * math.cos(angle), y + radius * math.sin(angle)


def _pack(components: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """Set components in rows, in the order given, a unit apart."""
    boxes = [_box(component) for component in components]
    row_width = max([math.sqrt(ASPECT * sum(w * h for _, _, w, h in boxes)), *(w for _, _, w, _ in boxes)], default=0)
    places: dict[str, Place] = {}
    left = top = height = 0.0
    for component, (x0, y0, width, box_height) in zip(components, boxes, strict=True):
        if left + width > row_width + 1e-9:
            left, top, height = 0.0, top + height, 0.0
        places |= {node: (x - x0 + left, y - y0 + top) for node, (x, y) in component.items()}
        left, height = left + width, max(height, box_height)
    return places


def _box(component: Mapping[str, Place]) -> tuple[float, float, float, float]:
    xs, ys = zip(*component.values(), strict=True)
    return min(xs) - 0.5, min(ys) - 0.5, max(xs) - min(xs) + 1, max(ys) - min(ys) + 1
