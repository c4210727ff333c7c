"""What a graph says as a network of actors, as pandas frames.

    import kg

    kg.analyze.centrality("graph.kg")
    kg.analyze.balance("graph.kg", kg.Selection(actors=["Russia", "Iran"], since="2024"), monthly=True)

Every function takes a graph (a directory, a file or the URL of an endpoint) and which of its events count: without a status,
those that happened or go on. With `countries`, people and bodies count for the country that they belong to. Cooperation,
conflict and score rest on the values of ``kg/analyze/scale.csv``. Names that nobody bears raise QueryError.

pandas is needed: ``pip install 'news-kg[analysis]'``. igraph is used where it is installed, with the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from kg.analyze import questions
from kg.analyze.positions import Broker, Central, Member
from kg.analyze.questions import Source, network
from kg.analyze.relations import Balance, Change, Mediator, Partner, Step
from kg.errors import KGError
from kg.query.selection import EVERYTHING, Selection

__all__ = ["balance", "brokers", "centrality", "change", "communities", "ego", "mediators", "network", "path"]

Frame: TypeAlias = Any
"""A pandas.DataFrame."""


def centrality(graph: Source, selection: Selection = EVERYTHING, *, countries: bool = False) -> Frame:
    """Return actors with their events, partners, importance (PageRank), betweenness and closeness, the first first."""
    return _frame(questions.centrality(graph, selection, countries=countries), Central)


def communities(graph: Source, selection: Selection = EVERYTHING, *, countries: bool = False) -> Frame:
    """Return actors with the number of their community (Louvain) and the share of their events that stay inside."""
    return _frame(questions.communities(graph, selection, countries=countries), Member)


def brokers(graph: Source, selection: Selection = EVERYTHING, *, countries: bool = False) -> Frame:
    """Return the actors who stand between others, with how many communities they reach."""
    return _frame(questions.brokers(graph, selection, countries=countries), Broker)


def mediators(
    graph: Source, one: str, other: str, selection: Selection = EVERYTHING, *, countries: bool = False
) -> Frame:
    """Return the actors who have events with both of two, and how these stand."""
    return _frame(questions.mediators(graph, one, other, selection, countries=countries), Mediator)


def ego(graph: Source, actor: str, selection: Selection = EVERYTHING, *, countries: bool = False) -> Frame:
    """Return the partners of an actor, what passes between them, and how many partners both have."""
    return _frame(questions.ego(graph, actor, selection, countries=countries), Partner)


def path(
    graph: Source,
    start: str,
    goal: str,
    selection: Selection = EVERYTHING,
    *,
    number: int = 1,
    countries: bool = False,
) -> Frame:
    """Return the shortest chains of events between two actors, link by link; at most `number` of them."""
    return _frame(questions.path(graph, start, goal, selection, number=number, countries=countries), Step)


def balance(
    graph: Source, selection: Selection = EVERYTHING, *, monthly: bool = False, countries: bool = False
) -> Frame:
    """Return cooperation, conflict and score between each two actors, over all or month by month."""
    return _frame(questions.balance(graph, selection, monthly=monthly, countries=countries), Balance)


def change(
    graph: Source, before: str, after: str, selection: Selection = EVERYTHING, *, countries: bool = False
) -> Frame:
    """Return what is different between two periods, such as ``2024-01/2024-06`` and ``2024-07/2024-12``, largest first."""
    return _frame(questions.change(graph, before, after, selection, countries=countries), Change)


def _frame(rows: Sequence[NamedTuple], kind: type[NamedTuple]) -> Frame:
    try:
        import pandas
    except ImportError as error:
        raise KGError("frames need pandas; pip install 'news-kg[analysis]'") from error
    return pandas.DataFrame(rows, columns=list(kind._fields))
