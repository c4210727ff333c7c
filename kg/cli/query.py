"""``kg query``: SPARQL, and the questions that ship with kg."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kg.cli.common import Row, emit, format_option, graph_option, open_output, output_option
from kg.deadline import within

if TYPE_CHECKING:
    from kg.query.sparql import Answer

_TABLES = ("table", "json", "jsonl", "csv", "tsv")


@click.command("query")
@click.argument("sparql", required=False, metavar="[SPARQL|FILE|-]")
@graph_option
@click.option("--recipe", metavar="NAME", help="Ask a question that ships with kg.")
@click.option("--recipes", "list_recipes", is_flag=True, help="List these questions and their parameters.")
@click.option(
    "-p",
    "--param",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    help="Value of a variable: text, number, date or <IRI>; of a recipe, what it asks for, such as a name.",
)
@click.option("--update", is_flag=True, help="Change named graphs of your own: INSERT, DELETE and the like.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Stop after this time.")
@click.option("--limit", type=click.IntRange(min=0), metavar="ROWS", help="At most so many rows.")
@format_option(*_TABLES, "xml", "ttl")
@output_option
def command(
    sparql: str | None,
    graph: str,
    recipe: str | None,
    list_recipes: bool,
    params: tuple[str, ...],
    update: bool,
    timeout: float | None,
    limit: int | None,
    form: str | None,
    output: str,
) -> None:
    """Answer a SPARQL query given as text, as a file, or on standard input. The prefixes of kg need no declaration.

    Without a query, --recipes lists the questions that ship with kg, and --recipe asks one of them.
    """
    if list_recipes:
        emit(_recipe_rows(), ["recipe", "parameters", "question"], form, output)
        return
    if (sparql is None) == (recipe is None):
        raise click.UsageError("Give a query, or --recipe NAME; --recipes lists the recipes.")
    values = dict(_pair(param) for param in params)
    if update:
        from kg.updates import update as change

        click.echo(f"{graph}: {change(graph, _text(sparql or ''), values)}", err=True)
        return
    bytes_ = form if form in {"xml", "ttl"} else None
    found = within(
        timeout, lambda: _found(_answer(graph, sparql, recipe, values, limit), bytes_, whole=timeout is not None)
    )
    if found.written is not None:
        with open_output(output) as file:
            file.write(found.written)
    else:
        emit(found.rows, found.columns, form, output)


class _Found(NamedTuple):
    """An answer to print: rows with their columns, or a text already written."""

    columns: Sequence[str] = ()
    rows: Iterable[Row] = ()
    written: str | None = None


def _found(answer: Answer, form: str | None, *, whole: bool) -> _Found:
    """`whole` reads all rows now."""
    if form == "xml" or answer.has_triples:
        out = BytesIO()
        answer.write(out, {"xml": "rdf"}.get(form or "", "ttl") if answer.has_triples else "xml")
        return _Found(written=out.getvalue().decode("utf-8"))
    if form == "ttl":
        raise click.BadParameter("ttl is for CONSTRUCT and DESCRIBE; this query gives rows", param_hint="--format")
    if answer.truth is not None:
        return _Found(["answer"], [{"answer": answer.truth}])
    rows = (
        {name: value for name, value in zip(answer.columns, row, strict=True) if value is not None}
        for row in answer.rows()
    )
    return _Found(answer.columns, list(rows) if whole else rows)


def _answer(graph: str, sparql: str | None, recipe: str | None, values: dict[str, str], limit: int | None) -> Answer:
    from kg.query.sparql import answer
    from kg.store import open_graph

    dataset = open_graph(graph)
    if recipe is None:
        return answer(dataset, _text(sparql or ""), values, limit=limit)
    from kg.api import find_actor
    from kg.query.recipes import recipe as find

    text = find(recipe).fill(values, lambda name: find_actor(dataset, name))
    return answer(dataset, text, limit=limit)


def _recipe_rows() -> Iterator[Row]:
    from kg.query.recipes import recipes

    for one in recipes():
        parameters = [
            f"{p.name}{'?' if p.optional else ''}{f'={p.default}' if p.default else ''}"
            for p in one.parameters.values()
        ]
        details = {p.name: f"{p.type}: {p.explanation}" for p in one.parameters.values()}
        yield {"recipe": one.name, "parameters": parameters, "question": one.question, "details": details}


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise click.BadParameter(f"{param}: expected NAME=VALUE", param_hint="-p")
    return name, value


def _text(sparql: str) -> str:
    if sparql == "-":
        return sys.stdin.read()
    try:
        path = Path(sparql)
        if path.suffix in {".rq", ".ru", ".sparql"} or path.is_file():
            return path.read_text(encoding="utf-8")
    except OSError as error:
        if error.strerror and sparql.endswith((".rq", ".ru", ".sparql")):
            raise
    return sparql
