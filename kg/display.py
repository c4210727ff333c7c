"""What questions return, shown well in a notebook. Everywhere else it is a list, and a text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from kg.errors import KGError
from kg.model import Entity, EventRecord, Evidence

_MOST_ROWS = 50
_COLUMNS = ("date", "actor", "type", "target", "status", "sources", "sentence")


class Events(list[EventRecord]):
    """Events, as a table in a notebook. `frame` is all of them as a pandas frame."""

    def frame(self) -> Any:
        """Return a pandas.DataFrame with a row for each event; begin and end are days."""
        try:
            import pandas
        except ImportError as error:
            raise KGError("frames need pandas; pip install 'news-kg[analysis]'") from error
        from kg.exports.rows import EVENTS, event_row
        from kg.rdf.taxonomy import load_taxonomy

        taxonomy = load_taxonomy()
        frame = pandas.DataFrame([event_row(record, taxonomy) for record in self], columns=list(EVENTS))
        return frame.assign(**{name: pandas.to_datetime(frame[name], errors="coerce") for name in ("begin", "end")})

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
        body = "".join(map(_row, self[:_MOST_ROWS]))
        more = f"<p>and {len(self) - _MOST_ROWS} more</p>" if len(self) > _MOST_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Page(str):
    """The HTML of a page, drawn in a notebook. `save` writes it to a file."""

    __slots__ = ()

    def save(self, path: str | Path) -> None:
        """Write the page as UTF-8."""
        Path(path).write_text(self, encoding="utf-8", newline="\n")

    def _repr_html_(self) -> str:
        inside = escape(self, quote=True)
        return f'<iframe sandbox="allow-scripts" srcdoc="{inside}" style="width:100%;height:640px;border:0"></iframe>'


def _row(record: EventRecord) -> str:
    code = f"{record.type}-{record.mode}" if record.mode else record.type
    cells = (
        escape(record.date or ""),
        _names(record.actors),
        escape(code),
        _names(record.targets),
        escape(record.status.value),
        str(record.independent_sources),
        _quote(record.evidence[0]) if record.evidence else "",
    )
    return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"


def _names(entities: Iterable[Entity]) -> str:
    return escape(", ".join(entity.name for entity in entities))


def _quote(evidence: Evidence) -> str:
    """The sentence with its trigger marked."""
    start, end = (place - evidence.quote.start for place in (evidence.trigger.start, evidence.trigger.end))
    text = evidence.quote.text
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
