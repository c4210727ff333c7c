"""What a source reads, before it is an article: `finish` checks it, cleans its text and names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from kg.errors import InputError, LanguageError
from kg.ingest.clean import clean, normalise
from kg.ingest.language import identify
from kg.languages import languages
from kg.model import Article, Failure, digest

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)? ?([Zz]|[+-]\d{2}(?::?\d{2})?)")


@dataclass(frozen=True)
class Defaults:
    """What articles take that do not say it themselves. Raises InputError or LanguageError where that is unusable."""

    published: str | None = None
    lang: str | None = None
    publisher: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            read_published(self.published)
        if self.lang is not None:
            read_language(self.lang)


@dataclass(frozen=True)
class Draft:
    """An article as its source gives it; `where` names file and line for messages."""

    where: str
    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    lang: str | None = None
    authors: tuple[str, ...] = ()


def finish(draft: Draft, defaults: Defaults) -> Article | Failure:
    """The article that `draft` makes, or why it makes none."""
    try:
        return _finish(draft, defaults)
    except (InputError, LanguageError) as error:
        return Failure(draft.where, str(error))


def _finish(draft: Draft, defaults: Defaults) -> Article:
    text = normalise(draft.text)
    if not text:
        raise InputError("no text")
    published, lang = draft.published or defaults.published, draft.lang or defaults.lang
    published = read_published(published) if published else None
    lang = read_language(lang or identify(text))
    text, title = clean(text, lang), _one_line(draft.title)
    if not text:
        raise InputError("nothing but page furniture (menus, links, captions)")
    url = _one_line(draft.url)
    return Article(
        id=_one_line(draft.id) or (digest(url) if url else digest(title, text)),
        text=text,
        title=title,
        url=url,
        published=published,
        publisher=_one_line(draft.publisher) or defaults.publisher,
        lang=lang,
        authors=tuple(author for name in draft.authors if (author := _one_line(name))),
    )


def _one_line(value: str | None) -> str | None:
    return " ".join(normalise(value).split()) or None if value else None


def read_published(value: str) -> str:
    """`value` as an ISO 8601 date, or time with zone. Raises InputError."""
    value = value.strip()
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        if match := _TIME.fullmatch(value):
            day, clock, zone = match.groups()
            return datetime.fromisoformat(f"{day}T{clock}{_colon(zone)}").isoformat()
    except ValueError:
        pass
    raise InputError(
        f"bad publication date {value[:40]!r}: give 2024-08-05, or a time with its zone, 2024-08-05T14:22:00+07:00"
    )


def _colon(zone: str) -> str:
    if zone in "Zz":
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def read_language(value: str) -> str:
    """`value` as a supported ISO 639-1 code; "id-ID" is Indonesian too. Raises LanguageError."""
    code = re.split(r"[-_]", value.strip().lower())[0]
    if code in languages():
        return code
    supported = ", ".join(languages()) or "none"
    if code == "und":
        raise LanguageError("no words in any language")
    raise LanguageError(f"language {code!r} is not supported (supported: {supported})")
