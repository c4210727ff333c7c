"""The readings of a graph, as an append-only file of JSON lines beside the store that is derived from them.

A line holds an article, its claims and their entities. The last line of an article counts. A line that a crash cut off is
dropped when the journal is opened again; every line before it is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from kg import __version__
from kg.errors import GraphError
from kg.formats import article_to_json, reading_from_json, reading_to_json
from kg.model import Article, Reading, digest
from kg.store import GraphDirectory


class Journal:
    """What has been read so far, by article id."""

    def __init__(self, path: Path, made_by: str) -> None:
        self._path = path
        self._made_by = made_by
        self._lines: dict[str, tuple[str, int, int]] = {}
        self._end = 0
        if path.exists():
            self._scan()

    def __len__(self) -> int:
        return len(self._lines)

    def knows(self, article: Article) -> bool:
        """Whether this very article was read by this very version."""
        known = self._lines.get(article.id)
        return known is not None and known[0] == self._key(article)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._lines

    def append(self, reading: Reading) -> None:
        """Write one reading; it is on disk when this returns."""
        line = {"key": self._key(reading.article), **reading_to_json(reading)}
        raw = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
        try:
            with self._path.open("r+b" if self._path.exists() else "w+b") as file:
                file.seek(self._end)
                file.write(raw)
                file.truncate()
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise GraphError(f"{self._path}: cannot write: {error.strerror}; what was read before is kept") from error
        self._lines[reading.article.id] = (line["key"], self._end, len(raw))
        self._end += len(raw)

    def readings(self) -> Iterator[Reading]:
        """Every article's latest reading, by article id."""
        if not self._lines:
            return
        with self._path.open("rb") as file:
            for article_id in sorted(self._lines):
                _, start, length = self._lines[article_id]
                file.seek(start)
                yield reading_from_json(json.loads(file.read(length)))

    def _key(self, article: Article) -> str:
        return digest(self._made_by, json.dumps(article_to_json(article), sort_keys=True))

    def _scan(self) -> None:
        with self._path.open("rb") as file:
            for raw in file:
                if not raw.endswith(b"\n"):
                    break
                try:
                    line = json.loads(raw)
                    self._lines[line["article"]["id"]] = (line["key"], self._end, len(raw))
                except (ValueError, KeyError, TypeError) as error:
                    raise GraphError(
                        f"{self._path}: byte {self._end}: not a reading; build the graph anew in another directory"
                    ) from error
                self._end += len(raw)


def open_journal(directory: GraphDirectory) -> Journal:
    """The journal of a graph directory, for this version of kg."""
    return Journal(directory.path / "readings.jsonl", made_by=__version__)
