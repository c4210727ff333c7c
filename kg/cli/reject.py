"""``kg reject``: a claim is wrong."""

from __future__ import annotations

import click

from kg.cli.decide import decision_options, report


@click.command("reject")
@click.argument("claim")
@decision_options
def command(claim: str, graph: str, who: str | None, why: str | None) -> None:
    """Decide that CLAIM (its id or IRI) is wrong: the article does not say so. It leaves the graph."""
    from kg.corrections import reject

    report(graph, reject(graph, claim, who=who, why=why))
