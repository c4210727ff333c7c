"""``kg push``: a graph into a SPARQL server."""

from __future__ import annotations

import click

from kg.cli.common import graph_option


@click.command("push")
@click.argument("endpoint", metavar="ENDPOINT")
@graph_option
@click.option("--user", metavar="NAME", help="Who to log in as.")
@click.option("--password", envvar="KG_PASSWORD", show_envvar=True, help="Password; asked for where it is missing.")
@click.option("--prune", is_flag=True, help="Take out graphs of kg that this graph does not have.")
def command(endpoint: str, graph: str, user: str | None, password: str | None, prune: bool) -> None:
    """Load a graph into a server at the address where it takes SPARQL updates, one named graph after the other.

    Run again, it brings the server up to date: what is there is replaced, and only what has changed is sent.
    """
    from kg.push import push

    if user and password is None:
        password = click.prompt("Password", hide_input=True, err=True)
    report = push(graph, endpoint, user=user, password=password or "", prune=prune, progress=_show)
    click.echo(
        f"{endpoint}: {report.sent} named graphs sent ({report.statements} statements), {report.same} there already, "
        f"{report.removed} removed",
        err=True,
    )


def _show(done: int) -> None:
    if done % 1000 == 0:
        click.echo(f"{done} named graphs", err=True)
