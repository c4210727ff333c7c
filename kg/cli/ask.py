"""``kg ask``: the common questions without SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import emit, format_option, graph_option, output_option

if TYPE_CHECKING:
    from kg.model import EventRecord

COLUMNS = ("date", "actors", "event", "targets", "status", "sources", "asserted_by", "denied_by", "sentence")


@click.command("ask")
@click.argument("actors", nargs=-1, required=True, metavar="ACTOR [ACTOR]")
@graph_option
@click.option("--type", "event_type", metavar="TYPE", help="Only events of this type, such as AID.")
@click.option(
    "--status",
    type=click.Choice(["happened", "ongoing", "planned", "possible", "denied"]),
    help="Only events with this status.",
)
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
    from kg.formats import record_to_json

    if len(actors) > 2:
        raise click.UsageError(f"one actor or two, not {len(actors)}; quote a name of several words")
    records = ask(graph, *actors, type=event_type, status=status, since=since, until=until, exact=exact)
    if not records:
        click.echo("kg: no event found", err=True)
    rows = [record_to_json(r) if form in {"json", "jsonl"} else row(r) for r in records]
    if form is None:
        emit_records(records, output)
    else:
        emit(rows, COLUMNS, form, output)


def emit_records(records: list[EventRecord], output: str) -> None:
    """Print a table on a terminal, the full records as JSON lines elsewhere."""
    import sys

    from kg.formats import record_to_json

    terminal = output == "-" and sys.stdout.isatty()
    emit(
        [row(r) if terminal else record_to_json(r) for r in records], COLUMNS, "table" if terminal else "jsonl", output
    )


def row(record: EventRecord) -> dict[str, Any]:
    """One event as a line of a table; its first piece of evidence stands for all."""
    first = record.evidence[0]
    return {
        "date": record.date,
        "actors": [entity.name for entity in record.actors],
        "event": f"{record.type}-{record.mode}" if record.mode else record.type,
        "targets": [entity.name for entity in record.targets],
        "status": record.status.value,
        "sources": record.independent_sources,
        "asserted_by": sorted({e.name for evidence in record.evidence for e in evidence.asserted_by}),
        "denied_by": sorted({e.name for evidence in record.evidence for e in evidence.denied_by}),
        "sentence": first.quote.text,
    }
