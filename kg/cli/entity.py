"""``kg entity``: what is known of somebody."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import emit, format_option, graph_option

if TYPE_CHECKING:
    from kg.entities import Record
    from kg.model import Entity
    from kg.query.entities import Held, Known


@click.command("entity")
@click.argument("name")
@graph_option
@click.option(
    "--entities", type=click.Path(exists=True, dir_okay=False), multiple=True, help="Table of your own entities."
)
@format_option("table", "json", "jsonl", "csv", "tsv")
def command(name: str, graph: str, entities: tuple[str, ...], form: str | None) -> None:
    """Show whom NAME can mean: what the entity tables and the graph know, the likeliest first.

    Where nobody is called so, names that come near are suggested. Without a graph the tables alone are asked.
    """
    from kg.cli.common import make_pipeline
    from kg.errors import QueryError
    from kg.query.entities import known_as, offices_of

    knowledge = make_pipeline(entities, ()).knowledge
    records = {c.entity.id: (c.record, c.reason.value) for c in knowledge.by_name(name)}
    in_graph = {who.entity.id: who for who in known_as(graph, name, records)} if _is_graph(graph) else {}
    rows = [_row(record.entity, in_graph.get(iri), record, reason) for iri, (record, reason) in records.items()]
    rows += [_row(who.entity, who, None, "name in the graph") for iri, who in in_graph.items() if iri not in records]
    for row in rows:
        row["told"] = [_told(held) for held in offices_of(graph, row["id"])] if row["id"] in in_graph else []
    if not rows:
        near = ", ".join(knowledge.near(name))
        raise QueryError(f"nobody is called {name!r}" + (f"; did you mean {near}?" if near else ""))
    if form or not sys.stdout.isatty():
        emit(rows, list(rows[0]), form)
    else:
        emit([line for row in rows for line in _lines(row)], ["what", "value"], "table")


def _is_graph(graph: str) -> bool:
    return graph.startswith(("http://", "https://")) or Path(graph).exists()


def _row(entity: Entity, known: Known | None, record: Record | None, reason: str) -> dict[str, Any]:
    offices = (
        [f"{role.title} at {role.at}, {role.begin or '?'} to {role.end or 'now'}" for role in record.roles]
        if record
        else []
    )
    return {
        "name": entity.name,
        "because": reason,
        "id": entity.id,
        "kind": entity.kind.value,
        "country": entity.country,
        "sector": entity.sector,
        "labels": [f"{label} ({lang})" for lang, label in entity.labels],
        "aliases": [f"{alias} ({lang})" if lang else alias for lang, alias in entity.aliases],
        "short": list(record.short) if record else [],
        "offices": offices,
        "events": known.events if known else None,
        "first": known.first if known else None,
        "last": known.last if known else None,
    }


def _told(held: Held) -> str:
    """An office as an article tells of it: "2024-08-05 secretary at Russia: “Sekretaris …” (suara-1)"."""
    when = f"{'before ' if held.is_former else ''}{held.day or 'undated'}"
    return f"{when} {held.office}{f' at {held.where}' if held.where else ''}: “{held.sentence}” ({held.article})"


def _lines(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for what, value in row.items():
        for number, part in enumerate(value if isinstance(value, list) else [value]):
            if part is not None:
                yield {"what": "" if number else what, "value": part}
    yield {"what": "", "value": ""}
