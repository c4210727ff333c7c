"""``kg show``: one event or actor with its evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kg.cli.common import emit, format_option, graph_option

if TYPE_CHECKING:
    from kg.model import Entity, EventRecord, Evidence


@click.command("show")
@click.argument("name", metavar="EVENT|ACTOR")
@graph_option
@format_option("table", "json", "jsonl")
def command(name: str, graph: str, form: str | None) -> None:
    """Show an event (its id or IRI) or an actor (its name or IRI) with the sentences that prove what it says."""
    import sys

    from kg.api import show
    from kg.formats import record_to_json

    records = show(graph, name)
    if form in {"json", "jsonl"} or (form is None and not sys.stdout.isatty()):
        emit([record_to_json(record) for record in records], (), form or "jsonl")
        return
    for record in records:
        click.echo("\n".join(_lines(record)))


def _lines(record: EventRecord) -> Iterator[str]:
    mode = f"-{record.mode}" if record.mode else ""
    parties = " → ".join(filter(None, (_names(record.actors), _names(record.targets))))
    yield click.style(f"{record.date or 'undated'}  {record.type}{mode}  {parties}", bold=True)
    yield f"  {record.status.value}; {record.independent_sources} independent source(s); {record.id}"
    for evidence in record.evidence:
        yield from _evidence(evidence)
    yield ""


def _evidence(evidence: Evidence) -> Iterator[str]:
    start, end = evidence.trigger.start - evidence.quote.start, evidence.trigger.end - evidence.quote.start
    quote = evidence.quote.text
    marked = f"{quote[:start]}«{quote[start:end]}»{quote[end:]}"
    yield from textwrap.wrap(marked, 100, initial_indent="  “", subsequent_indent="   ")
    said = f"asserted by {_names(evidence.asserted_by)}" if evidence.asserted_by else ""
    denied = f"denied by {_names(evidence.denied_by)}" if evidence.denied_by else ""
    where = ", ".join(filter(None, (evidence.publisher, evidence.title, evidence.published, evidence.url)))
    yield "    " + "; ".join(
        filter(None, (said, denied, evidence.status.value, f"confidence {evidence.confidence}", where))
    )


def _names(entities: tuple[Entity, ...]) -> str:
    return ", ".join(entity.name for entity in entities)
