"""Files, folders and standard input: finds the articles in them and gives each to the reader of its kind."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.ingest.draft import Defaults, Draft, finish
from kg.ingest.encoding import decode, looks_like_html, looks_like_json
from kg.ingest.html import read_html
from kg.ingest.jsonl import read_json_lines
from kg.ingest.text import read_text
from kg.model import Article, Failure

STANDARD_INPUT = "-"
NO_DEFAULTS = Defaults()
_JSON_LINES = (".jsonl", ".ndjson", ".json")
_READERS: dict[str, Callable[[str, str], Iterator[Draft | Failure]]] = {
    ".txt": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
_NOT_AN_ARTICLE = "not a kind of article (.txt, .html, .jsonl); give the file itself to read it"


def read_articles(
    inputs: Iterable[str | Path], *, defaults: Defaults = NO_DEFAULTS, stdin: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """The articles in `inputs`: files, folders with everything below them, and "-" for standard input, in this order.

    The suffix tells the kind of a file (``.txt .html .jsonl``), its content where the suffix is another or it comes
    from `stdin`. In folders, hidden files are passed over and files with another suffix are failures. Each article is
    cleaned, its language known and supported, its id not seen before in this call. What cannot be read is a Failure,
    and the rest goes on.

    Raises InputError at once where one of `inputs` does not exist.
    """
    paths = [STANDARD_INPUT if path == STANDARD_INPUT else Path(path) for path in inputs]
    for path in paths:
        if isinstance(path, Path) and not path.exists() and not path.is_symlink():
            raise InputError(f"{path}: no such file or folder")
    drafts = chain.from_iterable(_read(path, stdin or sys.stdin.buffer) for path in paths)
    return _finish_all(drafts, defaults)


def _finish_all(drafts: Iterator[Draft | Failure], defaults: Defaults) -> Iterator[Article | Failure]:
    seen: set[str] = set()
    for draft in drafts:
        article = draft if isinstance(draft, Failure) else finish(draft, defaults)
        if isinstance(draft, Draft) and isinstance(article, Article):
            if article.id in seen:
                article = Failure(draft.where, f"duplicate: an article with the id {article.id!r} came before")
            else:
                seen.add(article.id)
        yield article


def _read(path: Path | str, stdin: BinaryIO) -> Iterator[Draft | Failure]:
    if isinstance(path, str):
        yield from _read_stream(stdin, "standard input", "")
    elif path.is_dir():
        for file in _files(path):
            yield from _read_file(file) if _is_article(file) else [Failure(str(file), _NOT_AN_ARTICLE)]
    else:
        yield from _read_file(path)


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _is_article(path: Path) -> bool:
    """Whether a file in a folder may be an article; one without a suffix may."""
    return path.suffix.lower() in ("", *_JSON_LINES, *_READERS)


def _read_file(path: Path) -> Iterator[Draft | Failure]:
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, str(path), path.suffix.lower())
    except OSError as error:
        yield Failure(str(path), f"cannot be read: {error.strerror or error}")


def _read_stream(stream: BinaryIO, where: str, suffix: str) -> Iterator[Draft | Failure]:
    first = stream.readline()
    if first and (suffix in _JSON_LINES or (suffix not in _READERS and looks_like_json(first))):
        yield from read_json_lines(chain([first], stream), where)
        return
    content = first + stream.read()
    try:
        text = decode(content)
    except InputError as error:
        yield Failure(where, str(error))
        return
    yield from _READERS.get(suffix, read_html if looks_like_html(content) else read_text)(text, where)
