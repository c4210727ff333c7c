"""``kg doctor``: are the files of a graph whole."""

from __future__ import annotations

import click

from kg.cli.common import emit, format_option, graph_option


@click.command("doctor")
@graph_option
@click.option("--repair", is_flag=True, help="Mend what can be mended.")
@click.option("--compact", is_flag=True, help="Write the store afresh, without what later readings replaced.")
@format_option("table", "json", "jsonl", "csv", "tsv")
@click.pass_context
def command(ctx: click.Context, graph: str, repair: bool, compact: bool, form: str | None) -> None:
    """Check the files of a graph: format, readings, decisions, store, what crashes left behind, and sizes.

    What it says is checked by kg validate.
    """
    from kg.doctor import examine

    checks = examine(graph, repair=repair, compact=compact)
    rows = [{"what": c.what, "state": c.state, "found": c.found, "mend": c.mend} for c in checks]
    emit(rows, ["what", "state", "found", "mend"], form)
    if any(check.state == "fault" for check in checks):
        ctx.exit(1)
