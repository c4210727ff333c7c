"""``kg analyze``: the graph as a network of actors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from kg.cli.common import Command, emit, format_option, graph_option, output_option, selection_options


def network_options(command: Command) -> Command:
    """Options that all verbs of analysis share: of which graph, which events, counted how, printed how."""
    options = [
        graph_option,
        selection_options,
        click.option("--countries", is_flag=True, help="People and bodies count for their country."),
        click.option("--limit", type=click.IntRange(min=1), metavar="NUMBER", help="Only the first so many rows."),
        format_option("table", "json", "jsonl", "csv", "tsv"),
        output_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.group("analyze")
def command() -> None:
    """Measure who is central, who belongs together, who stands between whom, and how relationships change.

    Events are counted between each two actors: without --status, those that happened or go on. Score is cooperation less
    conflict, where an event has from 10 to -10.
    """


@command.command("centrality")
@network_options
def centrality(**asked: Any) -> None:
    """Who is central: events, partners, importance (PageRank), betweenness, closeness."""
    from kg.analyze import questions

    columns = ("name", "kind", "country", "events", "partners", "acts", "undergoes")
    _print(questions.centrality, (*columns, "importance", "betweenness", "closeness"), **asked)


@command.command("communities")
@network_options
def communities(**asked: Any) -> None:
    """Who belongs together, by the events between them (Louvain)."""
    from kg.analyze import questions

    _print(questions.communities, ("community", "name", "kind", "country", "events", "inside"), **asked)


@command.command("path")
@click.argument("start", metavar="ACTOR")
@click.argument("goal", metavar="ACTOR")
@click.option("--number", type=click.IntRange(min=1), default=1, show_default=True, help="How many chains.")
@network_options
def path(**asked: Any) -> None:
    """The shortest chains of events from one actor to another, the strongest first."""
    from kg.analyze import questions

    _print(questions.path, ("chain", "step", "actor", "target", "events", "score", "types"), **asked)


@command.command("ego")
@click.argument("actor", metavar="ACTOR")
@network_options
def ego(**asked: Any) -> None:
    """The partners of one actor, and what passes between them."""
    from kg.analyze import questions

    columns = ("name", "kind", "events", "acts", "undergoes", "mutual", "cooperation", "conflict", "score", "common")
    _print(questions.ego, (*columns, "types"), **asked)


@command.command("brokers")
@click.argument("between", nargs=-1, metavar="[ACTOR ACTOR]")
@network_options
def brokers(between: tuple[str, ...], **asked: Any) -> None:
    """Who stands between groups; between two actors, who has events with both."""
    from kg.analyze import questions

    if len(between) not in {0, 2}:
        raise click.UsageError("name two actors, or none; quote a name of several words")
    if between:
        columns = ("name", "kind", "strength", "events_one", "events_other", "score_one", "score_other")
        _print(questions.mediators, columns, one=between[0], other=between[1], **asked)
    else:
        _print(questions.brokers, ("name", "kind", "betweenness", "communities", "spread", "partners"), **asked)


@command.command("balance")
@click.option("--monthly", is_flag=True, help="Month by month.")
@network_options
def balance(**asked: Any) -> None:
    """Cooperation and conflict between each two actors."""
    from kg.analyze import questions

    months = ("month",) if asked["monthly"] else ()
    columns = (*months, "actor", "target", "events", "cooperation", "conflict", "score", "tone")
    _print(questions.balance, columns, **asked)


@command.command("change")
@click.argument("before", metavar="PERIOD")
@click.argument("after", metavar="PERIOD")
@network_options
def change(**asked: Any) -> None:
    """What is different between two periods, such as 2023 and 2024, or 2024-01/2024-06 and 2024-07/2024-12.

    Scores are for thirty days.
    """
    from kg.analyze import questions

    columns = ("actor", "target", "what", "change", "events_before", "events_after", "score_before", "score_after")
    _print(questions.change, columns, **asked)


def _print(
    question: Callable[..., Sequence[Any]],
    columns: Sequence[str],
    *,
    form: str | None,
    output: str,
    limit: int | None,
    **asked: Any,
) -> None:
    rows = question(**asked)
    if not rows:
        click.echo("kg: nothing found", err=True)
    emit([row._asdict() for row in rows[:limit]], columns, form, output)
