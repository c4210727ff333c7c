"""``kg stats``: what is in a graph."""

from __future__ import annotations

import click

from kg.cli.common import emit, format_option, graph_option


@click.command("stats")
@graph_option
@format_option("table", "json", "jsonl", "csv", "tsv")
def command(graph: str, form: str | None) -> None:
    """Count articles, claims, events and entities, by type, status and language."""
    from kg.query.stats import count

    emit([row._asdict() for row in count(graph)], ["what", "of", "number"], form)
