"""``kg languages``: what can be read, and how well."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg.cli.common import emit, format_option
from kg.config import Config

_COLUMNS = ["code", "name", "pipeline", "version", "upos", "uas", "las", "names_f", "licence", "megabytes"]


@click.command("languages")
@format_option("table", "json", "jsonl", "csv", "tsv")
@click.pass_context
def command(ctx: click.Context, form: str | None) -> None:
    """List the languages with their pipelines.

    Scores are percent on test sets: word classes (upos), heads (uas), heads with relations (las), names (names_f). The JSON
    formats have them for every test set.
    """
    from kg.extract.catalogue import describe
    from kg.languages import languages

    settings = ctx.find_object(Config) or Config()
    emit([asdict(describe(code, settings.pipelines.get(code))) for code in languages()], _COLUMNS, form)
