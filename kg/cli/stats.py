"""``kg stats``: what is in a graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import emit, format_option, graph_option


@click.command("stats")
@graph_option
@format_option("table", "json", "jsonl", "csv", "tsv")
def command(graph: str, form: str | None) -> None:
    """Count articles, claims, events and entities, by type, status and language; name articles that are put aside."""
    from kg.growth import loose_ends
    from kg.query.stats import Count, count

    counts = count(graph)
    if Path(graph).is_dir():
        counts += [Count(*loose_end) for loose_end in loose_ends(graph)]
    emit([row._asdict() for row in counts], ["what", "of", "number"], form)
