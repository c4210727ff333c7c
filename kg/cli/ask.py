"""``kg ask``: the common questions without SPARQL."""

from __future__ import annotations

import click

from kg.cli.common import format_option, graph_option, output_option

STATUSES = ("happened", "ongoing", "planned", "possible", "denied")


@click.command("ask")
@click.argument("actors", nargs=-1, required=True, metavar="ACTOR [ACTOR]")
@graph_option
@click.option("--type", "event_type", metavar="TYPE", help="Only events of this type, such as AID or ASSAULT-aerial.")
@click.option("--status", type=click.Choice(STATUSES), help="Only events with this status.")
@click.option(
    "--since", metavar="DATE", help="Only events that may have taken place on or after this day, month or year."
)
@click.option(
    "--until", metavar="DATE", help="Only events that may have taken place on or before this day, month or year."
)
@click.option("--exact", is_flag=True, help="Only the actor itself, not the people and bodies of a country.")
@format_option("table", "json", "jsonl", "csv", "tsv")
@output_option
def command(
    actors: tuple[str, ...],
    graph: str,
    event_type: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    exact: bool,
    form: str | None,
    output: str,
) -> None:
    """Ask what an actor did and underwent, or what passed between two actors.

    Names are understood in any language that the graph or the knowledge base knows: Rusia is Russia.
    """
    from kg.api import ask
    from kg.cli.events import print_events

    if len(actors) > 2:
        raise click.UsageError(f"one actor or two, not {len(actors)}; quote a name of several words")
    records = ask(graph, *actors, type=event_type, status=status, since=since, until=until, exact=exact)
    if not records:
        click.echo("kg: no event found", err=True)
    print_events(records, form, output, tellings=2)
