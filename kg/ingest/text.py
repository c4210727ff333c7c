"""Plain text: one article in one file, every line of it text."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ingest.draft import Draft
from kg.model import Failure


def read_text(content: str, where: str) -> Iterator[Draft | Failure]:
    """The one article that `content` is."""
    yield Draft(where, content)
