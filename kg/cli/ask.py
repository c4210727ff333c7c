"""``kg ask``: the common questions without SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import format_option, graph_option, output_option, selection_options

if TYPE_CHECKING:
    from kg.query.selection import Selection

GROUPINGS = ("month", "type", "actor", "place", "status")


@click.command("ask")
@click.argument("actors", nargs=-1, metavar="[ACTOR]...")
@graph_option
@selection_options
@click.option(
    "--group-by",
    "grouping",
    type=click.Choice(GROUPINGS),
    help="Count the events of each month, type, actor, ... instead.",
)
@format_option("table", "json", "jsonl", "csv", "tsv")
@output_option
def command(graph: str, selection: Selection, grouping: str | None, form: str | None, output: str) -> None:
    """Ask what an actor did and underwent, what passed between several, or what a source says or denies.

    Names are understood in any language that the graph or the knowledge base knows: Rusia is Russia.
    """
    from kg.api import find
    from kg.cli.charts import print_groups
    from kg.cli.events import print_events
    from kg.query.groups import grouped
    from kg.query.selection import EVERYTHING
    from kg.rdf.taxonomy import load_taxonomy

    if selection == EVERYTHING:
        raise click.UsageError("name an actor, or narrow the question by one of the options")
    records = find(graph, selection)
    if not records:
        click.echo("kg: no event found", err=True)
    if grouping:
        print_groups(grouped(records, grouping, load_taxonomy()), grouping, form, output)
    else:
        print_events(records, form, output, tellings=2)
