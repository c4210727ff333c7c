"""``kg decisions``: what people decided about a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import emit, format_option, graph_option, output_option
from kg.cli.decide import report

if TYPE_CHECKING:
    from kg.corrections import Listed

_COLUMNS = ["number", "decision", "what", "who", "when", "why", "applies"]


@click.command("decisions")
@graph_option
@format_option("table", "json", "jsonl", "csv", "tsv", "gold")
@output_option
@click.option("--undo", type=int, metavar="N", help="Delete decision N and make the graph anew without it.")
def command(graph: str, form: str | None, output: str, undo: int | None) -> None:
    """List what was decided with merge, split, reject, correct and review: the lines of decisions.jsonl in the graph.

    --format gold gives the judged sentences as gold, one record in a line, for `kg eval`.
    """
    from kg import corrections

    if undo is not None:
        undone = corrections.undo(graph, undo)
        click.echo(f"decision {undo} undone", err=True)
        report(graph, undone)
    elif form == "gold":
        emit(corrections.gold(graph), (), "jsonl", output)
    else:
        emit([_row(listed) for listed in corrections.decisions(graph)], _COLUMNS, form, output)


def _row(listed: Listed) -> dict[str, Any]:
    from kg.decisions.wording import describe

    decision = listed.decision
    return {
        "number": listed.number,
        "decision": decision.verdict.value,
        "what": describe(decision),
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
        "applies": "yes" if listed.applies else "no longer in the graph",
    }
