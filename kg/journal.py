"""The readings of a graph, as an append-only file of JSON lines beside the store that is derived from them.

A line holds an article, its claims and their entities, and opens with the key of what it was made from. The last line of an
article counts. A line that a crash cut off is dropped when the journal is opened again; every line before it is whole.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.errors import GraphError
from kg.formats import article_from_json, article_to_json, reading_from_json, reading_to_json
from kg.locks import sync
from kg.model import Article, Entity, Reading, digest
from kg.store import GraphDirectory

_OPENING = re.compile(rb'\{"key":"([0-9a-f]{16})","article":\{"id":("(?:[^"\\]|\\.)*")')


class Entry(NamedTuple):
    """One line of the journal: whose it is, the key of what it was made from, and its bytes."""

    article: str
    key: str
    raw: bytes


def entry(reading: Reading, made_by: str, article: Article | None = None) -> Entry:
    """The line of a reading; `made_by` is the version of what read it, `article` what it read if the reading knows more of it."""
    key = key_of(article or reading.article, made_by)
    line = json.dumps({"key": key, **reading_to_json(reading)}, ensure_ascii=False, separators=(",", ":"))
    return Entry(reading.article.id, key, f"{line}\n".encode("utf-8", "backslashreplace"))


class Journal:
    """What has been read so far, by article id."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: dict[str, tuple[str, int, int]] = {}
        self._end = 0
        if path.exists():
            self._scan()

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._lines

    @property
    def keys(self) -> Mapping[str, str]:
        """Article id -> the key of what its reading was made from, by article id."""
        return {article: self._lines[article][0] for article in sorted(self._lines)}

    @property
    def cut_off(self) -> bool:
        """Whether the file ends in a line that a crash cut off, which counts for nothing."""
        return self._path.exists() and self._path.stat().st_size > self._end

    def knows(self, article: Article, made_by: str) -> bool:
        """Whether this very article was read by this very version."""
        known = self._lines.get(article.id)
        return known is not None and known[0] == key_of(article, made_by)

    def append(self, *entries: Entry) -> None:
        """Write readings; they are on disk when this returns."""
        raw = b"".join(entry.raw for entry in entries)
        try:
            with self._path.open("r+b" if self._path.exists() else "w+b") as file:
                file.seek(self._end)
                file.write(raw)
                file.truncate()
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unwritten(self._path, error) from error
        for entry in entries:
            self._lines[entry.article] = (entry.key, self._end, len(entry.raw))
            self._end += len(entry.raw)

    def reading(self, article_id: str) -> Reading:
        """The latest reading of an article that the journal holds."""
        with self._path.open("rb") as file:
            return self._read(file, article_id)

    def readings(self, articles: Iterable[str] | None = None) -> Iterator[Reading]:
        """The latest readings of `articles`, by default of all by article id. One entity is one object in all of them."""
        if not self._lines:
            return
        known: dict[Entity, Entity] = {}
        with self._path.open("rb") as file:
            for article_id in sorted(self._lines) if articles is None else articles:
                yield self._read(file, article_id, known)

    def articles(self) -> Iterator[Article]:
        """Every article, by id, without what was read out of it: much faster than `readings`."""
        if not self._lines:
            return
        decode = json.JSONDecoder().raw_decode
        with self._path.open("rb") as file:
            for article_id in sorted(self._lines):
                line = self._line(file, article_id).decode("utf-8")
                yield article_from_json(decode(line, line.index("{", 1))[0])

    def drop(self, articles: Collection[str]) -> None:
        """Forget articles: the file is written anew without them, and swapped in whole."""
        kept = [article for article in self._lines if article not in articles]
        draft = self._path.with_suffix(".new")
        try:
            with self._path.open("rb") as file, draft.open("wb") as new:
                for article in kept:
                    _, start, length = self._lines[article]
                    file.seek(start)
                    new.write(file.read(length))
                new.flush()
                os.fsync(new.fileno())
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise _unwritten(self._path, error) from error
        draft.replace(self._path)
        sync(self._path.parent)
        self._lines, self._end = {}, 0
        self._scan()

    def tidy(self) -> None:
        """Drop the lines that later ones replaced, once they are more than half of the file."""
        if self._end > 2 * sum(length for _, _, length in self._lines.values()):
            self.drop(())

    def _read(self, file: BinaryIO, article_id: str, known: dict[Entity, Entity] | None = None) -> Reading:
        try:
            return reading_from_json(json.loads(self._line(file, article_id)), known)
        except (ValueError, KeyError, TypeError) as error:
            raise self._damaged(self._lines[article_id][1]) from error

    def _line(self, file: BinaryIO, article_id: str) -> bytes:
        _, start, length = self._lines[article_id]
        file.seek(start)
        return file.read(length)

    def _scan(self) -> None:
        with self._path.open("rb") as file:
            for raw in file:
                if not raw.endswith(b"\n"):
                    break
                opening = _OPENING.match(raw)
                if opening is None:
                    raise self._damaged(self._end)
                key, article = opening.groups()
                self._lines[json.loads(article)] = (key.decode("ascii"), self._end, len(raw))
                self._end += len(raw)

    def _damaged(self, byte: int) -> GraphError:
        return GraphError(f"{self._path}: byte {byte}: not a reading; build the graph anew in another directory")


def open_journal(directory: GraphDirectory) -> Journal:
    """The journal of a graph directory."""
    return Journal(directory.path / "readings.jsonl")


def key_of(article: Article, made_by: str) -> str:
    """What names this very article as read by this version."""
    return digest(made_by, json.dumps(article_to_json(article), sort_keys=True))


def _unwritten(path: Path, error: OSError) -> GraphError:
    return GraphError(f"{path}: cannot write: {error.strerror}; what was read before is kept")
