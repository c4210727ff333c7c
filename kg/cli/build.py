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
    from kg.model import Article


@click.command("build")
@input_options
@graph_option
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
    graph: str,
) -> None:
    """Read articles (text, HTML or JSON lines; files, folders or - for standard input) into a graph.

    Articles that the graph holds already are not read again, so an interrupted build goes on where it stopped.
    """
    from kg.ingest import Defaults
    from kg.pipeline import build

    started = time.monotonic()
    with _progress() as advance:
        report = build(
            inputs,
            graph,
            defaults=Defaults(published=published, lang=lang, publisher=publisher),
            stdin=sys.stdin.buffer,
            pipeline=make_pipeline(entities, pipelines),
            progress=advance,
        )
    report_failures(report.failures, errors)
    seconds = time.monotonic() - started
    click.echo(
        f"{graph}: {report.read} articles read, {report.unchanged} unchanged, {len(report.failures)} failed in {seconds:.1f} s; "
        f"the graph holds {report.articles} articles, {report.claims} claims, {report.events} events",
        err=True,
    )
    if report.failures:
        ctx.exit(PARTIAL)


@contextmanager
def _progress() -> Iterator[Callable[[Article], None]]:
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

        def advance(article: Article) -> None:
            done = bar.tasks[0].completed + 1
            rate = f"{done / max(time.monotonic() - started, 0.001):.1f}"
            bar.update(task, advance=1, rate=rate, description=(article.title or article.id)[:60])

        yield advance
