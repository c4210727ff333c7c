"""``kg conflicts``: what sources contradict each other about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import emit, format_option, graph_option, output_option, selection_options

if TYPE_CHECKING:
    from kg.query.conflicts import Conflict
    from kg.query.selection import Selection

COLUMNS = ("event", "about", "value", "told_by", "sentence", "article")


@click.command("conflicts")
@click.argument("actors", nargs=-1, metavar="[ACTOR]...")
@graph_option
@selection_options
@format_option("table", "json", "jsonl", "csv", "tsv")
@output_option
def command(graph: str, selection: Selection, form: str | None, output: str) -> None:
    """List where sources contradict each other: whether an event is so, when and where it was, how many were hurt.

    One row for each version, with a sentence that tells it.
    """
    from kg.api import find
    from kg.query.conflicts import conflicts

    found = conflicts(find(graph, selection))
    if not found:
        click.echo("kg: no contradiction found", err=True)
    emit([row for conflict in found for row in _rows(conflict)], COLUMNS, form, output)


def _rows(conflict: Conflict) -> Iterator[dict[str, Any]]:
    event = conflict.event
    parties = " → ".join(filter(None, (", ".join(e.name for e in group) for group in (event.actors, event.targets))))
    for version in conflict.versions:
        first = version.evidence[0]
        yield {
            "event": f"{event.date or 'undated'} {event.type} {parties}",
            "about": conflict.about,
            "value": version.value,
            "told_by": list(version.told_by),
            "sentence": first.quote.text,
            "article": first.url or first.article,
            "tellings": len(version.evidence),
            "id": event.id,
        }
