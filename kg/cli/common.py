"""Options and output that the verbs share."""

from __future__ import annotations

import functools
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

import click

from kg.config import Config
from kg.model import Status
from kg.spreadsheets import csv_line, guarded

if TYPE_CHECKING:
    from kg.model import Failure
    from kg.pipeline import Pipeline

Command = TypeVar("Command", bound=Callable[..., Any])
Row = Mapping[str, Any]

TIMES = ("event", "published", "claimed")
CLASSES = (
    *("cooperation", "conflict", "verbal", "material", "verbal-cooperation", "material-cooperation"),
    *("verbal-conflict", "material-conflict", "other-news"),
)


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

open_events_option = click.option(
    "--open-events", is_flag=True, help="Keep what named parties do to each other where no type fits, as OTHER."
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
        open_events_option,
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            metavar="SHARE",
            default=0.0,
            help="Leave out what is less sure, from 0 to 1.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def selection_options(command: Command) -> Command:
    """Filters of events; the command gets them as one `selection`, names still unresolved, with its ACTOR arguments in it."""
    options = [
        click.option(
            "--actor",
            "named",
            metavar="NAME",
            multiple=True,
            help="Only events that this actor takes part in; given twice or more, what passed between two of them.",
        ),
        click.option("--exact", is_flag=True, help="Only the actor, place or source itself, not those of a country."),
        click.option(
            "--type", metavar="TYPE", multiple=True, help="Only events of this type, such as AID or ASSAULT-aerial."
        ),
        click.option(
            "--class", "quad_class", type=click.Choice(CLASSES), multiple=True, help="Only this class of action."
        ),
        click.option("--context", metavar="CONTEXT", multiple=True, help="Only this field of life, such as military."),
        click.option(
            "--status",
            type=click.Choice([status.value for status in Status]),
            multiple=True,
            help="Only events with this status.",
        ),
        click.option("--place", metavar="NAME", multiple=True, help="Only events that took place here."),
        click.option("--publisher", metavar="NAME", multiple=True, help="Only events that this publisher tells of."),
        click.option(
            "--by",
            metavar="SOURCE",
            multiple=True,
            help="Only what this source says; with --status denied, only what it denies.",
        ),
        click.option("--said-by", metavar="SOURCE", multiple=True, help="Only what this source says to be so."),
        click.option("--since", metavar="DATE", help="Only events that may lie on or after this day, month or year."),
        click.option("--until", metavar="DATE", help="Only events that may lie on or before this day, month or year."),
        click.option(
            "--time",
            type=click.Choice(TIMES),
            default="event",
            show_default=True,
            help="What --since and --until mean: when it took place, when an article told of it, when a source said so.",
        ),
        click.option(
            "--min-sources",
            type=click.IntRange(min=1),
            default=1,
            metavar="NUMBER",
            help="Only events that so many independent sources tell of.",
        ),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            metavar="SHARE",
            default=0.0,
            help="Only events of which a claim is so sure, from 0 to 1.",
        ),
        click.option("--other", is_flag=True, help="Open events too, which no type fits; see kg build --open-events."),
        click.option(
            "--top",
            type=click.IntRange(min=1),
            metavar="NUMBER",
            help="Of these, only what passes among so many actors with the most of them.",
        ),
    ]

    @functools.wraps(command)
    def with_selection(
        named: tuple[str, ...], by: tuple[str, ...], actors: tuple[str, ...] = (), **given: Any
    ) -> object:
        from kg.query.selection import Selection

        filters = {field.name: given.pop(field.name) for field in fields(Selection) if field.name in given}
        if by and filters["status"] == (Status.DENIED.value,):
            filters |= {"denied_by": by, "status": ()}
        else:
            filters["said_by"] += by
        return command(selection=Selection(actors=(*actors, *named), **filters), **given)

    for option in reversed(options):
        with_selection = option(with_selection)
    return cast("Command", with_selection)


def make_pipeline(
    entities: Sequence[str], pipelines: Sequence[str], open_events: bool = False, min_confidence: float = 0.0
) -> Pipeline:
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
    tables = [Path(path) for path in (*settings.entities, *entities)]
    return Pipeline(chosen, tables, open_events=open_events, min_confidence=min_confidence)


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
            lines = chain([columns], ([guarded(_cell(row.get(column))) for column in columns] for row in rows))
            file.writelines(csv_line(line, "\t" if form == "tsv" else ",") for line in lines)


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
