"""``kg query``: SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.common import emit, format_option, graph_option, open_output, output_option


@click.command("query")
@click.argument("sparql", metavar="SPARQL|FILE|-")
@graph_option
@click.option(
    "-p",
    "--param",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    help="Value of a variable: text, number, date or <IRI>.",
)
@format_option("table", "json", "jsonl", "csv", "tsv", "ttl")
@output_option
def command(sparql: str, graph: str, params: tuple[str, ...], form: str | None, output: str) -> None:
    """Answer a SPARQL query given as text, as a file, or on standard input. The prefixes of kg need no declaration."""
    from kg.query.sparql import run

    bindings = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise click.BadParameter(f"{param}: expected NAME=VALUE", param_hint="-p")
        bindings[name] = value
    result = run(graph, _text(sparql), bindings)
    if result.type == "ASK":
        emit([{"answer": bool(result.askAnswer)}], ["answer"], form, output)
    elif result.type == "SELECT":
        columns = [str(variable) for variable in result.vars or ()]
        rows = [{str(name): _plain(value) for name, value in binding.items()} for binding in result.bindings]
        emit(rows, columns, form, output)
    else:
        with open_output(output) as file:
            file.write((result.serialize(format="turtle") or b"").decode("utf-8"))


def _text(sparql: str) -> str:
    if sparql == "-":
        return sys.stdin.read()
    try:
        path = Path(sparql)
        if path.suffix in {".rq", ".sparql"} or path.is_file():
            return path.read_text(encoding="utf-8")
    except OSError as error:
        if error.strerror and sparql.endswith((".rq", ".sparql")):
            raise
    return sparql


def _plain(value: object) -> object:
    convert = getattr(value, "toPython", None)
    plain = convert() if convert else value
    return plain if isinstance(plain, (bool, int, float)) or plain is None else str(value)
