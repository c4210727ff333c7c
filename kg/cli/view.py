"""``kg view``: the interactive page."""

from __future__ import annotations

import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_option, open_output, selection_options
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.query.selection import Selection

_LOOK = 0.5
"""Seconds between two looks at what is watched."""
_READ_ANEW = 3
"""Seconds after which a watched page that has not the focus reads itself anew."""


@click.command("view")
@graph_option
@selection_options
@click.option(
    "--query",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.rq",
    help="Draw only the events of this SPARQL query: a SELECT of events, or a CONSTRUCT.",
)
@click.option(
    "-o", "--output", default="page.html", show_default=True, help="The HTML file to write; - is standard output."
)
@click.option("--title", help="Heading of the page; default is the name of the graph.")
@click.option("--lang", metavar="CODE", help="Language of the page, en or id; default is that of the browser.")
@click.option("--open", "is_opened", is_flag=True, help="Open the page in the browser.")
@click.option("--watch", is_flag=True, help="Write the page again whenever the query or the graph changes.")
def command(
    graph: str,
    selection: Selection,
    query: Path | None,
    output: str,
    title: str | None,
    lang: str | None,
    is_opened: bool,
    watch: bool,
) -> None:
    """Write the relationships in a graph, their evidence and their time as one HTML file that needs no network."""
    if output == "-" and (is_opened or watch):
        raise click.UsageError("--open and --watch need a file to write; give one with -o.")

    def write() -> None:
        from kg.api import view

        text = query.read_text(encoding="utf-8") if query else None
        seconds = _READ_ANEW if watch else 0
        html = view(graph, selection, title=title or Path(graph).stem, lang=lang, query=text, watch=seconds)
        with open_output(output) as file:
            file.write(html)
        if output != "-":
            click.echo(f"{output}: {len(html.encode('utf-8')) // 1024} KiB", err=True)

    seen = _state(graph, query)
    write()
    if is_opened:
        webbrowser.open(Path(output).resolve().as_uri())
    while watch:
        time.sleep(_LOOK)
        now = _state(graph, query)
        if now != seen:
            seen = now
            try:
                write()
            except KGError as error:
                click.echo(f"kg: {error}", err=True)


def _state(graph: str, query: Path | None) -> tuple[tuple[str, int, int], ...]:
    """What tells that the graph or the query has changed."""
    source = Path(graph)
    files = [*(source.rglob("*") if source.is_dir() else [source]), *([query] if query else [])]
    found = []
    for file in files:
        try:
            state = file.stat()
        except OSError:  # gone since it was listed, or the address of an endpoint
            continue
        found.append((str(file), state.st_mtime_ns, state.st_size))
    return tuple(sorted(found))
