"""``kg view``: the interactive page."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import graph_option, open_output


@click.command("view")
@graph_option
@click.option(
    "-o", "--output", default="page.html", show_default=True, help="The HTML file to write; - is standard output."
)
@click.option("--title", help="Heading of the page; default is the name of the graph.")
@click.option("--lang", default="en", show_default=True, metavar="CODE", help="Language of the page: en or id.")
def command(graph: str, output: str, title: str | None, lang: str) -> None:
    """Write the relationships in a graph, their evidence and their time as one HTML file that needs no network."""
    from kg.api import view

    html = view(graph, title=title or Path(graph).stem, lang=lang)
    with open_output(output) as file:
        file.write(html)
    if output != "-":
        click.echo(f"{output}: {len(html.encode('utf-8')) // 1024} KiB", err=True)
