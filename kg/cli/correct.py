"""``kg correct``: what a claim says instead."""

from __future__ import annotations

import click

from kg.cli.decide import decision_options, report


@click.command("correct")
@click.argument("claim")
@click.option("--type", "type_", metavar="TYPE", help="The right event type, such as AID.")
@click.option("--mode", metavar="MODE", help='The right mode of the type; "" for none.')
@click.option("--status", metavar="STATUS", help="happened, ongoing, planned, possible or denied.")
@click.option("--actor", "actors", multiple=True, metavar="WHO", help="Who acts; again for several.")
@click.option("--target", "targets", multiple=True, metavar="WHO", help="Who undergoes it; again for several.")
@click.option("--no-actor", is_flag=True, help="Nobody is said to act.")
@click.option("--no-target", is_flag=True, help="Nobody is said to undergo it.")
@decision_options
def command(
    claim: str,
    type_: str | None,
    mode: str | None,
    status: str | None,
    actors: tuple[str, ...],
    targets: tuple[str, ...],
    no_actor: bool,
    no_target: bool,
    graph: str,
    who: str | None,
    why: str | None,
) -> None:
    """Decide what CLAIM (its id or IRI) says instead. What is not given stays as it is.

    WHO is words of the sentence; WORDS=NAME or WORDS=IRI says who is meant by them, such as "dia=Joko Widodo".
    """
    from kg.corrections import correct

    decision = correct(
        graph,
        claim,
        type=type_,
        mode=mode,
        status=status,
        actors=actors if actors or no_actor else None,
        targets=targets if targets or no_target else None,
        who=who,
        why=why,
    )
    report(graph, decision)
