"""``kg split``: two events are not one, or two entities."""

from __future__ import annotations

import click

from kg.cli.decide import decision_options, report


@click.command("split")
@click.argument("a")
@click.argument("b")
@decision_options
def command(a: str, b: str, graph: str, who: str | None, why: str | None) -> None:
    """Decide that A and B are not one: two events, an event and one of its claims (ids or IRIs), or two entities.

    Where A is an entity and B the id of an article, who is called A in that article is somebody else.
    """
    from kg.corrections import split

    report(graph, split(graph, a, b, who=who, why=why))
