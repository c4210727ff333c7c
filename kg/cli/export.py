"""``kg export``: a graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_option, open_binary_output, output_option, selection_options

if TYPE_CHECKING:
    from kg.query.selection import Selection

FORMS = (
    *("trig", "nq", "ttl", "jsonld", "rdfxml", "nanopubs", "graphml", "gexf", "cytoscape"),
    *("csv", "csv-tables", "parquet", "neo4j", "claims"),
)


@click.command("export")
@graph_option
@selection_options
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="RDF (trig, nq, ttl, jsonld, rdfxml, nanopubs), the network of actors (graphml, gexf, cytoscape), tables "
    "(csv; csv-tables, parquet and neo4j write a folder), or event lines (claims). Default: what the file's name ends in.",
)
@click.option("--raw", is_flag=True, help="Leave texts in CSV as they are, though a spreadsheet may run them.")
@output_option
def command(graph: str, selection: Selection, form: str | None, raw: bool, output: str) -> None:
    """Write a graph, or some of its events, for other programs."""
    from kg.api import export
    from kg.exports import FORMS, form_of

    form = form or form_of(output)
    if form is None:
        raise click.UsageError(_unclear(output))
    if FORMS[form].is_folder and output != "-":
        export(graph, form, Path(output), selection, raw=raw)
        return
    with open_binary_output(output) as file:
        export(graph, form, file, selection, raw=raw)


def _unclear(output: str) -> str:
    """What to type where a name does not say what to write."""
    folder, ending = Path(output).stem, Path(output).suffix[1:]
    if ending in FORMS:
        return f"{ending} is a folder of several files: kg export --format {ending} -o {folder}/"
    return f"{output} does not say what to write: add --format, one of {', '.join(FORMS)}"
