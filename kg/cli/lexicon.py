"""``kg lexicon``: the lexicons of actions, checked."""

from __future__ import annotations

import click


@click.group("lexicon")
def command() -> None:
    """Look after the lexicons of actions in kg/lang."""


@command.command("check")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.pass_context
def check(ctx: click.Context, languages: tuple[str, ...]) -> None:
    """Report rows that contradict an earlier one and rows that never match, with file and line; all languages by default."""
    from kg.extract.clashes import check_lexicon
    from kg.extract.grammar import load_grammar
    from kg.languages import languages as shipped
    from kg.rdf.taxonomy import load_taxonomy

    taxonomy = load_taxonomy()
    findings = [
        finding for code in languages or shipped() for finding in check_lexicon(code, taxonomy, load_grammar(code))
    ]
    for finding in findings:
        click.echo(str(finding))
    click.echo(f"{len(findings)} findings", err=True)
    ctx.exit(1 if findings else 0)
