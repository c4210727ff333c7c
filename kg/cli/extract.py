"""``kg extract``: the events of articles as JSON lines."""

from __future__ import annotations

import json
import sys

import click

from kg.cli.common import PARTIAL, input_options, make_pipeline, open_output, output_option, report_failures


@click.command("extract")
@input_options
@output_option
@click.option("--with-text", is_flag=True, help="Add each article's cleaned text, which the offsets count in.")
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
    output: str,
    with_text: bool,
) -> None:
    """Print one JSON line for each event that a sentence states."""
    from kg.formats import claim_to_json
    from kg.ingest import Defaults
    from kg.model import Failure
    from kg.pipeline import extract

    failures = []
    readings = extract(
        inputs,
        defaults=Defaults(published=published, lang=lang, publisher=publisher),
        stdin=sys.stdin.buffer,
        pipeline=make_pipeline(entities, pipelines, open_events, min_confidence),
    )
    with open_output(output) as file:
        for reading in readings:
            if isinstance(reading, Failure):
                failures.append(reading)
                continue
            text = {"article_text": reading.article.text} if with_text else {}
            for claim in reading.claims:
                file.write(json.dumps({**claim_to_json(claim), **text}, ensure_ascii=False) + "\n")
    report_failures(failures, errors)
    if failures:
        ctx.exit(PARTIAL)
