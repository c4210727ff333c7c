"""Options and output that the verbs share."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

import click

from kg.config import Config

if TYPE_CHECKING:
    from kg.model import Failure
    from kg.pipeline import Pipeline

Command = TypeVar("Command", bound=Callable[..., Any])
Row = Mapping[str, Any]

PARTIAL = 3
"""Exit code when some articles failed."""

graph_option = click.option(
    "-g",
    "--graph",
    default="graph.kg",
    envvar="KG_GRAPH",
    show_default=True,
    show_envvar=True,
    help="The graph directory.",
)
output_option = click.option(
    "-o", "--output", default="-", help="File to write; - is standard output.", show_default=True
)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """``--format``; without it a table on a terminal and JSON lines in a pipe."""
    return click.option(
        "--format", "form", type=click.Choice(formats), help="Default: table on a terminal, jsonl in a pipe."
    )


def input_options(command: Command) -> Command:
    """INPUT arguments and what is assumed of articles that do not say it themselves."""
    options = [
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
        click.option("--published", metavar="DATE", help="Publication date of articles that give none."),
        click.option("--lang", metavar="CODE", help="Language of articles that give none; else it is identified."),
        click.option("--publisher", metavar="NAME", help="Publisher of articles that name none."),
        click.option(
            "--errors", type=click.Path(dir_okay=False), help="Write articles that failed to this file, with reasons."
        ),
        click.option(
            "--entities",
            type=click.Path(exists=True, dir_okay=False),
            multiple=True,
            help="Table of your own entities.",
        ),
        click.option(
            "--pipeline", "pipelines", metavar="LANG=PATH|NAME", multiple=True, help="Use another spaCy pipeline."
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def make_pipeline(entities: Sequence[str], pipelines: Sequence[str]) -> Pipeline:
    """Build the pipeline that the options and the settings file describe; an option goes before the file."""
    from kg.languages import languages
    from kg.pipeline import Pipeline

    settings = click.get_current_context().find_object(Config) or Config()
    chosen = dict(settings.pipelines)
    for pair in pipelines:
        code, equals, name = pair.partition("=")
        if not equals:
            raise click.BadParameter(
                f"{pair}: expected LANG=PATH or LANG=NAME, for example id=my_pipeline", param_hint="--pipeline"
            )
        chosen[code] = name
    for code in chosen:
        if code not in languages():
            raise click.BadParameter(
                f"no language '{code}'; languages: {', '.join(languages())}", param_hint="--pipeline"
            )
    return Pipeline(pipelines=chosen, entity_tables=[Path(path) for path in (*settings.entities, *entities)])


def report_failures(failures: Sequence[Failure], path: str | None) -> None:
    """Name each failure on standard error, and write them to `path` as JSON lines."""
    for failure in failures:
        click.echo(f"kg: {failure.where}: {failure.reason}", err=True)
    if path:
        with open_output(path) as file:
            file.writelines(
                json.dumps({"where": f.where, "reason": f.reason}, ensure_ascii=False) + "\n" for f in failures
            )


@contextmanager
def open_output(path: str) -> Iterator[IO[str]]:
    """Standard output for ``-``; else a UTF-8 file that appears under its name only when it is whole."""
    if path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    with open_binary_output(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
        yield text
        text.detach()


@contextmanager
def open_binary_output(path: str) -> Iterator[BinaryIO]:
    """The same for bytes."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    target = Path(path)
    if not target.parent.is_dir():
        raise click.BadParameter(f"{path}: there is no folder {target.parent}", param_hint="-o")
    with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        try:
            yield cast("BinaryIO", file)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    Path(file.name).chmod(0o666 & ~_umask())
    Path(file.name).replace(target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def emit(rows: Iterable[Row], columns: Sequence[str], form: str | None, output: str = "-") -> None:
    """Print rows as table, json, jsonl, csv or tsv. Tables show `columns` alone; the other formats everything."""
    with open_output(output) as file:
        form = form or ("table" if file.isatty() else "jsonl")
        if form == "table":
            _table(list(rows), columns, file)
        elif form == "json":
            json.dump(list(rows), file, ensure_ascii=False, indent=2)
            file.write("\n")
        elif form == "jsonl":
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        else:
            writer = csv.writer(file, delimiter="\t" if form == "tsv" else ",", lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)


def _table(rows: Sequence[Row], columns: Sequence[str], file: IO[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(column))) for column in columns))
    Console(file=file, width=None if file.isatty() else 140, soft_wrap=False).print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(item) for item in value)
    return str(value)
