"""``kg export``: a graph in another format."""

from __future__ import annotations

import click

from kg.cli.common import graph_option, output_option


@click.command("export")
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["trig", "nq", "ttl", "jsonld", "graphml", "gexf", "csv", "claims"]),
    required=True,
    help="RDF (trig, nq, ttl, jsonld), the actor network (graphml, gexf), a table of events (csv), or event lines (claims).",
)
@output_option
def command(graph: str, form: str, output: str) -> None:
    """Write a graph as RDF, as a network for Gephi and the like, as a table, or as JSON lines."""
    from kg.api import export
    from kg.cli.common import open_binary_output

    with open_binary_output(output) as file:
        export(graph, form, file)
