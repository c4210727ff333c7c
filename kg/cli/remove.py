"""``kg remove``: take articles out of a graph."""

from __future__ import annotations

import click

from kg.cli.common import graph_option

_NAMED = 10


@click.command("remove")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@graph_option
@click.option("--publisher", metavar="NAME", help="All articles of a publisher.")
@click.option("--before", metavar="DATE", help="All articles published before a day.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(articles: tuple[str, ...], graph: str, publisher: str | None, before: str | None, yes: bool) -> None:
    """Retract exactly what some articles said: ARTICLEs (ids, URLs or IRIs), a publisher's, old ones; all given must hold.

    Events that other articles tell of too keep those tellings; the others vanish. Decisions stay, for when articles return.
    """
    from kg.errors import InputError
    from kg.growth import find_articles, remove

    if not (articles or publisher or before):
        raise click.UsageError("Name ARTICLEs, or give --publisher or --before.")
    try:
        chosen = find_articles(graph, articles, publisher=publisher, before=before)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    for article in chosen[:_NAMED]:
        click.echo(
            f"{article.id}  {(article.published or '')[:10]:10}  {article.publisher or ''}  {article.title or ''}",
            err=True,
        )
    if len(chosen) > _NAMED:
        click.echo(f"and {len(chosen) - _NAMED} more", err=True)
    wanted = chosen and (yes or click.confirm(f"Remove {len(chosen)} articles from {graph}?", err=True))
    gone = remove(graph, [article.id for article in chosen]) if wanted else []
    click.echo(f"{graph}: {len(gone)} articles removed", err=True)
