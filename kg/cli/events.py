"""How events are printed: blocks with their sentences for a person, the full records or one row each for a program."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import emit, open_output
from kg.model import OPEN_EVENT, Basis, Stance

if TYPE_CHECKING:
    from kg.model import Entity, EventRecord, Evidence

COLUMNS = (
    *("date", "actors", "type", "mode", "targets", "place", "status", "independent_sources"),
    *("asserted_by", "denied_by", "sentence", "article", "id"),
)
_WIDTH = 100


def print_events(
    records: Sequence[EventRecord], form: str | None, output: str = "-", *, tellings: int | None = None
) -> None:
    """Print events in `form`; `tellings` is how many sentences of each a person gets to read, None for all."""
    from kg.formats import record_to_json

    form = form or ("table" if output == "-" and sys.stdout.isatty() else "jsonl")
    if form == "table":
        with open_output(output) as file:
            for record in records:
                click.echo("\n".join(_block(record, tellings)), file=file)
    elif form in {"json", "jsonl"}:
        emit([record_to_json(record) for record in records], COLUMNS, form, output)
    else:
        emit([_row(record) for record in records], COLUMNS, form, output)


def _block(record: EventRecord, tellings: int | None) -> Iterator[str]:
    parties = " → ".join(filter(None, (_names(record.actors), _names(record.targets))))
    yield click.style(f"{record.date or 'undated':10}  {_code(record)}  {parties}", bold=True)
    for evidence in record.evidence[:tellings]:
        yield from _telling(evidence)
    if record.contexts:
        yield f"    about {', '.join(record.contexts)}"
    more = len(record.evidence[tellings:]) if tellings else 0
    sources = f"{record.independent_sources} independent sources; " if record.independent_sources > 1 else ""
    yield f"    {record.status.value}; {sources}{f'{more} more tellings; ' if more else ''}{record.id}"
    yield ""


def _telling(evidence: Evidence) -> Iterator[str]:
    start, end = evidence.trigger.start - evidence.quote.start, evidence.trigger.end - evidence.quote.start
    quote = evidence.quote.text
    marked = f"{quote[:start]}«{quote[start:end]}»{quote[end:]}"
    yield from textwrap.wrap(f"“{marked}”", _WIDTH, initial_indent="    ", subsequent_indent="    ")
    said = _said(evidence.asserted_by, "says so", evidence, Stance.ASSERTS)
    denied = _said(evidence.denied_by, "denies it", evidence, Stance.DENIES)
    where = " ".join(
        filter(None, (evidence.publisher or evidence.title or evidence.url, (evidence.published or "")[:10]))
    )
    if shown := _shown(evidence):
        yield f"    {shown}"
    if said or denied or where:
        yield "    " + "; ".join(filter(None, (said, denied, where)))


def _shown(evidence: Evidence) -> str:
    """The words on which status and date rest, where they say more than the trigger."""
    words = [f"{evidence.status.value}: {evidence.status_cue.text}"] if evidence.status_cue else []
    if evidence.when and evidence.when.span:
        basis = "" if evidence.when.basis is Basis.EXPRESSION else f", from {evidence.when.basis.value}"
        words.append(f"{evidence.when.value or 'no date'}: {evidence.when.span.text}{basis}")
    return f"({'; '.join(words)})" if words else ""


def _said(sources: Sequence[Entity], verb: str, evidence: Evidence, stance: Stance) -> str:
    """Who says or denies it, in which office, by which words, and when; empty where nobody does."""
    voices = [voice for voice in evidence.voices if voice.stance is stance]
    offices = {voice.source.id: f" ({voice.office.text})" for voice in voices if voice.office}
    who = ", ".join(source.name + offices.get(source.id, "") for source in sources)
    cues = "; ".join(dict.fromkeys(v.cue.text + (f", {v.date}" if v.date else "") for v in voices))
    return f"{who} {verb}{f' ({cues})' if cues else ''}" if sources else ""


def _code(record: EventRecord) -> str:
    if record.type == OPEN_EVENT and record.evidence:
        return f"{record.type} ({record.evidence[0].trigger.text})"
    return f"{record.type}-{record.mode}" if record.mode else record.type


def _row(record: EventRecord) -> dict[str, Any]:
    first = record.evidence[0]
    return {
        "date": record.date,
        "actors": [entity.name for entity in record.actors],
        "type": record.type,
        "mode": record.mode,
        "targets": [entity.name for entity in record.targets],
        "place": record.place.name if record.place else None,
        "status": record.status.value,
        "independent_sources": record.independent_sources,
        "asserted_by": sorted({e.name for evidence in record.evidence for e in evidence.asserted_by}),
        "denied_by": sorted({e.name for evidence in record.evidence for e in evidence.denied_by}),
        "sentence": first.quote.text,
        "article": first.url or first.article,
        "id": record.id,
    }


def _names(entities: Sequence[Entity]) -> str:
    return ", ".join(entity.name for entity in entities)
