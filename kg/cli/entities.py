"""``kg entities``: the entity tables and what they lack."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import emit, format_option, graph_option, output_option


@click.group("entities")
def command() -> None:
    """Check entity tables, and list what they lack."""


@command.command("check")
@click.argument(
    "tables", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE.csv...]"
)
@format_option("table", "json", "jsonl", "csv", "tsv")
def check(tables: tuple[Path, ...], form: str | None) -> None:
    """Find faults in entity tables of your own, or in those of kg where no FILE is given.

    Rows that cannot be read, ids used twice, names that two rows of one kind and weight bear, offices at an organisation
    that no row has. The exit code is 1 where there are any.
    """
    from kg.entities.check import check as find_faults

    faults = find_faults(tables)
    emit([fault._asdict() for fault in faults], ["where", "fault"], form)
    click.echo(f"{len(faults)} faults" if faults else "no faults", err=True)
    if faults:
        raise click.exceptions.Exit(1)


@command.command("unlinked")
@graph_option
@output_option
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many names.")
def unlinked(graph: str, output: str, limit: int) -> None:
    """List the names in a graph that no table knows, the most frequent first, as rows for a table of your own.

    The column "note" holds the number of claims and a sentence; complete the rest, and give the file to --entities.
    """
    from kg.query.entities import unlinked as find_names

    rows = [
        {
            "id": None,
            "kind": name.kind.value,
            "country": name.country,
            "sector": None,
            "name": name.name,
            "aliases": None,
            "note": f"{name.claims} claims: {name.sentence}",
        }
        for name in find_names(graph, limit)
    ]
    emit(rows, ["id", "kind", "country", "sector", "name", "aliases", "note"], "csv", output)
