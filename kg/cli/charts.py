"""Counts as bars on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from kg.cli.common import emit, open_output

if TYPE_CHECKING:
    from rich.text import Text

    from kg.query.groups import Group

_WIDTH = 50
_PARTS = (("cooperation", "█", "blue"), ("conflict", "▓", "dark_orange"), ("other", "░", "bright_black"))
"""What a bar consists of: also told apart without colour."""


def print_groups(groups: Sequence[Group], by: str, form: str | None, output: str = "-") -> None:
    """Print counts as a chart for a person, as rows for a program. `by` heads the first column."""
    with open_output(output) as file:
        chart = form == "table" or (form is None and file.isatty())
        if chart:
            _chart(groups, by, file)
    if not chart:
        rows = [{by: group.group, **group._asdict()} for group in groups]
        emit(
            [{name: value for name, value in row.items() if name != "group"} for row in rows],
            (by, "events", "cooperation", "conflict", "first", "last", "id"),
            form,
            output,
        )


def _chart(groups: Sequence[Group], by: str, file: IO[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    most = max((group.events for group in groups), default=1)
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column(by, overflow="fold")
    table.add_column("events", justify="right")
    table.add_column(Text.assemble(*((f"{sign} {name}  ", colour) for name, sign, colour in _PARTS)))
    for group in groups:
        table.add_row(Text(group.group), str(group.events), _bar(group, most))
    Console(file=file, width=None if file.isatty() else 100).print(table)


def _bar(group: Group, most: int) -> Text:
    """Parts that add up to the length of the whole."""
    from rich.text import Text

    counts = (group.cooperation, group.conflict, group.events - group.cooperation - group.conflict)
    bar, seen, drawn = Text(), 0, 0
    for count, (_, sign, colour) in zip(counts, _PARTS, strict=True):
        seen += count
        end = round(seen / most * _WIDTH)
        bar.append(sign * (end - drawn), colour)
        drawn = end
    return bar
