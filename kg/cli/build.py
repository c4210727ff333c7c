"""``kg build``: articles into a graph."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.cli.common import PARTIAL, graph_option, input_options, make_pipeline, report_failures

if TYPE_CHECKING:
    from kg.growth import Report


@click.command("build")
@input_options
@graph_option
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that read.  [default: all processors]")
@click.option("--retry", is_flag=True, help="Try again articles that were put aside.")
@click.pass_context
def command(
    ctx: click.Context,
    inputs: tuple[str, ...],
    published: str | None,
    lang: str | None,
    publisher: str | None,
    errors: str | None,
    entities: tuple[str, ...],
    pipelines: tuple[str, ...],
    open_events: bool,
    min_confidence: float,
    graph: str,
    jobs: int | None,
    retry: bool,
) -> None:
    """Read articles (text, HTML or JSON lines; files, folders or - for standard input) into a graph.

    Articles that the graph holds already are not read again unless they, the rules or the knowledge have changed since, so
    an interrupted build goes on where it stopped. `kg remove` takes articles out again.
    """
    from kg.growth import build
    from kg.ingest import Defaults

    started = time.monotonic()
    with _progress() as advance:
        report = build(
            inputs,
            graph,
            defaults=Defaults(published=published, lang=lang, publisher=publisher),
            stdin=sys.stdin.buffer,
            pipeline=make_pipeline(entities, pipelines, open_events, min_confidence),
            jobs=jobs,
            retry=retry,
            progress=advance,
        )
    report_failures(report.failures, errors)
    click.echo(f"{graph}: {_summary(report)} in {time.monotonic() - started:.1f} s; {_holds(report)}", err=True)
    if report.failures:
        ctx.exit(PARTIAL)


def _summary(report: Report) -> str:
    changed = f" ({report.changed} of them changed)" if report.changed else ""
    return f"{report.read} articles read{changed}, {report.unchanged} unchanged, {len(report.failures)} failed"


def _holds(report: Report) -> str:
    return f"the graph holds {report.articles} articles, {report.claims} claims, {report.events} events"


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show articles per second on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} articles, {task.fields[rate]}/s"),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="–")
        started = time.monotonic()

        def advance(title: str) -> None:
            done = bar.tasks[0].completed + 1
            rate = f"{done / max(time.monotonic() - started, 0.001):.1f}"
            bar.update(task, advance=1, rate=rate, description=title[:60])

        yield advance
