"""``kg validate``: does a graph keep its promises."""

from __future__ import annotations

import click

from kg.cli.common import emit, format_option, graph_option


@click.command("validate")
@graph_option
@click.option("--shacl", is_flag=True, help="Have pySHACL interpret the shapes: the same findings, much slower.")
@format_option("table", "json", "jsonl", "csv", "tsv")
@click.pass_context
def command(ctx: click.Context, graph: str, shacl: bool, form: str | None) -> None:
    """Check a graph against its SHACL shapes, and each quote against the text that it is taken from.

    Each finding says what is wrong where, and how to mend it. Exit code 1 where there is any.
    """
    from kg.api import validate

    findings = validate(graph, with_pyshacl=shacl)
    if findings:
        emit([finding._asdict() for finding in findings], ["where", "what", "mend"], form)
        ctx.exit(1)
    click.echo(f"{graph}: valid", err=True)
