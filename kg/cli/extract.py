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
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out events that are less sure.")
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
    output: str,
    with_text: bool,
    min_confidence: float,
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
        pipeline=make_pipeline(entities, pipelines),
    )
    with open_output(output) as file:
        for reading in readings:
            if isinstance(reading, Failure):
                failures.append(reading)
                continue
            text = {"article_text": reading.article.text} if with_text else {}
            for claim in reading.claims:
                if claim.confidence >= min_confidence:
                    file.write(json.dumps({**claim_to_json(claim), **text}, ensure_ascii=False) + "\n")
    report_failures(failures, errors)
    if failures:
        ctx.exit(PARTIAL)
