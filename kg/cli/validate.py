"""``kg validate``: does a graph keep its promises."""

from __future__ import annotations

import click

from kg.cli.common import emit, format_option, graph_option


@click.command("validate")
@graph_option
@format_option("table", "json", "jsonl", "csv", "tsv")
@click.pass_context
def command(ctx: click.Context, graph: str, form: str | None) -> None:
    """Check a graph against its SHACL shapes, and each quote against its offsets."""
    from kg.rdf.validate import validate

    findings = validate(graph)
    rows = [{"where": f.where, "what": f.what, "mend": f.mend} for f in findings]
    if rows:
        emit(rows, ["where", "what", "mend"], form)
        ctx.exit(1)
    click.echo(f"{graph}: valid", err=True)
