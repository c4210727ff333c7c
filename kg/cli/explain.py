"""``kg explain``: why this event, why this code, why no event."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import PARTIAL, make_pipeline, open_events_option, report_failures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Claim, Failure, Membership, Mention, Reading, Sentence


@click.command("explain")
@click.argument("text", metavar="TEXT|FILE")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each article.")
@click.option("--published", metavar="DATE", help="Publication date.")
@click.option("--lang", metavar="CODE", help="Language; else it is identified.")
@click.option(
    "--entities", type=click.Path(exists=True, dir_okay=False), multiple=True, help="Table of your own entities."
)
@click.option("--pipeline", "pipelines", metavar="LANG=PATH|NAME", multiple=True, help="Use another spaCy pipeline.")
@open_events_option
@click.pass_context
def command(
    ctx: click.Context,
    text: str,
    as_json: bool,
    published: str | None,
    lang: str | None,
    entities: tuple[str, ...],
    pipelines: tuple[str, ...],
    open_events: bool,
) -> None:
    """Show for each sentence of a text, of a file, or of standard input (-) what was found and what was rejected, and why."""
    from kg.formats import explanation_to_json
    from kg.ingest import Defaults
    from kg.model import Article, Failure, digest
    from kg.pipeline import extract

    pipeline = make_pipeline(entities, pipelines, open_events)
    if text == "-" or _is_path(text):
        defaults = Defaults(published=published, lang=lang)
        readings: Iterator[Reading | Failure] = extract(
            [text], defaults=defaults, stdin=sys.stdin.buffer, pipeline=pipeline
        )
    else:
        readings = pipeline.read_all([Article(digest(None, text), text, published=published, lang=lang)])
    failures = []
    for reading in readings:
        if isinstance(reading, Failure):
            failures.append(reading)
        elif as_json:
            click.echo(json.dumps(explanation_to_json(reading), ensure_ascii=False))
        else:
            click.echo(
                "\n".join(line for sentence in reading.sentences for line in _lines(sentence, reading.memberships))
            )
    report_failures(failures, None)
    if failures:
        ctx.exit(PARTIAL)


def _is_path(text: str) -> bool:
    try:
        return Path(text).exists()
    except OSError:
        return False


def _lines(sentence: Sentence, offices: Iterable[Membership]) -> Iterator[str]:
    yield click.style(sentence.span.text, bold=True)
    for mention in sentence.mentions:
        yield f"  name      {_mention(mention)}"
    for office in offices:
        if office.sentence == sentence.span:
            yield f"  office    {_office(office)}"
    for time in sentence.times:
        yield f"  time      {time.span.text if time.span else ''} = {time.value or 'unresolved'}"
    for claim in sentence.claims:
        yield from _claim(claim)
    for rejected in sentence.rejected:
        yield f"  no event  {rejected.trigger.text}: {rejected.because}"
    yield ""


def _office(office: Membership) -> str:
    where = f" at {office.organisation.name}" if office.organisation else ""
    return f"{office.span.text}: {office.member.name} {'was' if office.is_former else 'is'} {office.office}{where}"


def _mention(mention: Mention) -> str:
    name = f" = {mention.entity.name} ({mention.entity.kind.value})" if mention.entity else ""
    return f"{mention.span.text}{name}" + (f"; {mention.why}" if mention.why else "")


def _claim(claim: Claim) -> Iterator[str]:
    mode = f"-{claim.mode}" if claim.mode else ""
    yield click.style(f"  event     {claim.type}{mode} ({claim.status.value}, {claim.certainty.value})", fg="green")
    if claim.contexts:
        yield f"    about   {', '.join(claim.contexts)}"
    if claim.status_cue:
        yield f"    cue     {claim.status_cue.text}"
    yield f"    trigger {claim.trigger.span.text}; rule {claim.rule}; confidence {claim.confidence}"
    for participant in claim.participants:
        yield f"    {participant.role.value:7} {_mention(participant.mention)}"
    if claim.when:
        yield f"    when    {claim.when.value or 'unresolved'} ({claim.when.basis.value}{f': {claim.when.span.text}' if claim.when.span else ''})"
    if claim.place:
        yield f"    where   {_mention(claim.place)}"
    for attribution in claim.attributions:
        office = f"; office: {attribution.office.text}" if attribution.office else ""
        said = f", {attribution.when.value or 'unresolved'}" if attribution.when else ""
        yield f"    {attribution.stance.value:7} {_mention(attribution.source)}{office} ({attribution.cue.text}{said})"
