"""``kg merge``: two events are one, or two entities."""

from __future__ import annotations

import click

from kg.cli.decide import decision_options, report


@click.command("merge")
@click.argument("a")
@click.argument("b")
@decision_options
def command(a: str, b: str, graph: str, who: str | None, why: str | None) -> None:
    """Decide that A and B are one: two events (ids or IRIs), or two entities (names or IRIs), of which A's name stays."""
    from kg.corrections import merge

    report(graph, merge(graph, a, b, who=who, why=why))
