"""``kg view``: the interactive page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_option, open_output, selection_options

if TYPE_CHECKING:
    from kg.query.selection import Selection


@click.command("view")
@graph_option
@selection_options
@click.option(
    "-o", "--output", default="page.html", show_default=True, help="The HTML file to write; - is standard output."
)
@click.option("--title", help="Heading of the page; default is the name of the graph.")
@click.option("--lang", metavar="CODE", help="Language of the page, en or id; default is that of the browser.")
def command(graph: str, selection: Selection, output: str, title: str | None, lang: str | None) -> None:
    """Write the relationships in a graph, their evidence and their time as one HTML file that needs no network."""
    from kg.api import view

    html = view(graph, selection, title=title or Path(graph).stem, lang=lang)
    with open_output(output) as file:
        file.write(html)
    if output != "-":
        click.echo(f"{output}: {len(html.encode('utf-8')) // 1024} KiB", err=True)
