"""A web page: the article in it, with what the page says about it."""

from __future__ import annotations

from collections.abc import Iterator

from trafilatura import bare_extraction

from kg.ingest.draft import Draft
from kg.model import Failure

_DECLARED_DATES = {"extensive_search": False, "original_date": True}
"""Dates that the page declares, none that are guessed from its text."""


def read_html(content: str, where: str) -> Iterator[Draft | Failure]:
    """The article in a page: its text without menus, and title, date, author, publisher and address where declared."""
    page = bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DECLARED_DATES,
    )
    if page is None or not page.text:
        yield Failure(where, "no article found in this web page")
        return
    yield Draft(
        where,
        _without_title(page.text, page.title),
        url=page.url,
        title=page.title,
        published=page.date,
        publisher=page.sitename,
        authors=tuple(page.author.split("; ")) if page.author else (),
    )


def _without_title(text: str, title: str | None) -> str:
    """`text` without the headline that pages repeat over it; it is the article's title, as in other formats."""
    first, _, rest = text.partition("\n")
    return rest if rest and first.strip() == title else text
