"""``kg languages``: what can be read."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg.cli.common import emit, format_option


@click.command("languages")
@format_option("table", "json", "jsonl", "csv", "tsv")
def command(form: str | None) -> None:
    """List the supported languages with their pipelines."""
    from kg.extract.catalogue import describe
    from kg.ingest import supported_languages

    rows = [asdict(describe(code)) for code in supported_languages()]
    emit(rows, ["code", "name", "pipeline", "version", "licence"], form)
