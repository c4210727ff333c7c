"""``kg eval``: how good extracted events are, measured against gold."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import emit, make_pipeline, open_output, output_option

if TYPE_CHECKING:
    from kg.eval import GoldRecord, Pair


@click.command("eval")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False))
@click.argument("events", type=click.Path(exists=True, dir_okay=False, allow_dash=True), required=False)
@click.option("--format", "form", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True)
@click.option("--mistakes", type=click.IntRange(0), default=0, help="Show so many of the worst records.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out events that are less sure.")
@click.option(
    "--entities", type=click.Path(exists=True, dir_okay=False), multiple=True, help="Table of your own entities."
)
@click.option("--pipeline", "pipelines", metavar="LANG=NAME", multiple=True, help="Use another spaCy pipeline.")
@output_option
def command(
    gold: str,
    events: str | None,
    form: str,
    mistakes: int,
    min_confidence: float,
    entities: tuple[str, ...],
    pipelines: tuple[str, ...],
    output: str,
) -> None:
    """Score EVENTS, the lines of `kg extract`, against GOLD; without EVENTS, what is extracted from the texts of GOLD.

    A line of GOLD has id, text, lang and events with type, actor and target; see docs/events.md.
    """
    from kg.eval import evaluate, gold_from_json
    from kg.eval.report import as_json, as_markdown, level_rows, mistake_lines, reliability_rows, type_rows

    records = [gold_from_json(line) for line in _lines(gold)]
    found = _read(events, min_confidence) if events else _extract(records, min_confidence, entities, pipelines)
    scores = evaluate(records, found)
    if form == "table":
        columns = ("precision", "recall", "f1", "right", "found", "gold")
        emit(level_rows(scores), ("level", *columns), "table", output)
        emit(type_rows(scores), ("type", *columns), "table", output)
        emit(reliability_rows(scores), ("confidence", "pairs", "mean", "right"), "table", output)
        click.echo("\n".join(mistake_lines(scores, mistakes)), nl=bool(mistakes))
        return
    with open_output(output) as file:
        if form == "json":
            json.dump(as_json(scores, mistakes), file, ensure_ascii=False, indent=2)
            file.write("\n")
        else:
            file.write(as_markdown(scores, mistakes))


def _lines(path: str) -> Iterator[dict[str, Any]]:
    from kg.errors import InputError

    with click.open_file(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                value = json.loads(line) if line.strip() else None
            except ValueError as error:
                raise InputError(f"{path}, line {number}: not JSON") from error
            if isinstance(value, dict):
                yield value


def _read(path: str, min_confidence: float) -> Mapping[str, list[Pair]]:
    from kg.errors import InputError
    from kg.eval.pairs import pairs_of_line

    found: dict[str, list[Pair]] = defaultdict(list)
    for line in _lines(path):
        try:
            if line.get("confidence", 1.0) >= min_confidence:
                found[line["article"]] += pairs_of_line(line)
        except KeyError as error:
            raise InputError(f"{path}: an event line without {error}") from error
    return found


def _extract(
    records: list[GoldRecord], min_confidence: float, entities: tuple[str, ...], pipelines: tuple[str, ...]
) -> Mapping[str, list[Pair]]:
    from kg.eval import pairs_of_claim
    from kg.ingest.clean import clean
    from kg.model import Article

    pipeline = make_pipeline(entities, pipelines)
    found: dict[str, list[Pair]] = {}
    for record in records:
        text = clean(record.text, record.lang)
        reading = pipeline.read(Article(record.id, text, published=record.date, lang=record.lang))
        claims = [claim for claim in reading.claims if claim.confidence >= min_confidence]
        found[record.id] = [pair for claim in claims for pair in pairs_of_claim(claim)]
    return found
