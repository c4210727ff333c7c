"""``kg show``: one event or actor with its evidence."""

from __future__ import annotations

import click

from kg.cli.common import format_option, graph_option


@click.command("show")
@click.argument("name", metavar="EVENT|ACTOR")
@graph_option
@format_option("table", "json", "jsonl", "csv", "tsv")
def command(name: str, graph: str, form: str | None) -> None:
    """Show an event (its id or IRI) or an actor (its name or IRI) with the sentences that prove what it says."""
    from kg.api import show
    from kg.cli.events import print_events

    print_events(show(graph, name), form)
