"""``kg ask``: the common questions without SPARQL."""

from __future__ import annotations

import click

from kg.cli.common import format_option, graph_option, output_option

TIMES = ("event", "published", "claimed")
STATUSES = ("happened", "ongoing", "planned", "possible", "denied")


@click.command("ask")
@click.argument("actors", nargs=-1, metavar="[ACTOR [ACTOR]]")
@graph_option
@click.option("--type", "event_type", metavar="TYPE", help="Only events of this type, such as AID or ASSAULT-aerial.")
@click.option(
    "--status", type=click.Choice(STATUSES), help="Only events with this status; with --by, what that source denies."
)
@click.option("--by", metavar="SOURCE", help="With --status denied: only what this source denies.")
@click.option("--said-by", metavar="SOURCE", help="Only events of which this source says that they are so.")
@click.option("--since", metavar="DATE", help="Only events that may lie on or after this day, month or year.")
@click.option("--until", metavar="DATE", help="Only events that may lie on or before this day, month or year.")
@click.option(
    "--time",
    type=click.Choice(TIMES),
    default="event",
    show_default=True,
    help="Which time --since and --until mean: when it took place, when an article told of it, when a source said so.",
)
@click.option("--exact", is_flag=True, help="Only the actor itself, not the people and bodies of a country.")
@click.option(
    "--min-sources",
    type=click.IntRange(min=1),
    default=1,
    metavar="NUMBER",
    help="Only events that so many independent sources tell of.",
)
@format_option("table", "json", "jsonl", "csv", "tsv")
@output_option
def command(
    actors: tuple[str, ...],
    graph: str,
    event_type: str | None,
    status: str | None,
    by: str | None,
    said_by: str | None,
    since: str | None,
    until: str | None,
    time: str,
    exact: bool,
    min_sources: int,
    form: str | None,
    output: str,
) -> None:
    """Ask what an actor did and underwent, what passed between two actors, or what a source says or denies.

    Names are understood in any language that the graph or the knowledge base knows: Rusia is Russia.
    """
    from kg.api import ask
    from kg.cli.events import print_events

    if len(actors) > 2:
        raise click.UsageError(f"one actor or two, not {len(actors)}; quote a name of several words")
    if not actors and not by and not said_by:
        raise click.UsageError("name an actor, or a source with --said-by or --by")
    if by and status != "denied":
        raise click.UsageError("--by goes with --status denied; for what a source says use --said-by")
    records = ask(
        graph,
        *actors,
        type=event_type,
        status=None if by else status,
        said_by=said_by,
        denied_by=by,
        since=since,
        until=until,
        time=time,
        exact=exact,
        min_sources=min_sources,
    )
    if not records:
        click.echo("kg: no event found", err=True)
    print_events(records, form, output, tellings=2)
