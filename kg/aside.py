"""Articles that are put aside because reading them ends the process that reads them, or runs into a fault of kg."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.errors import GraphError
from kg.locks import replace_file
from kg.store import GraphDirectory


class Aside:
    """Article id -> why it cannot be read, as a file of JSON lines; each counts for one state of the article and of kg."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._articles: dict[str, tuple[str, str]] = {}
        if path.exists():
            self._load()

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Articles with reasons, by id."""
        return ((article, self._articles[article][1]) for article in sorted(self._articles))

    def reason(self, article: str, key: str) -> str | None:
        """Why the article cannot be read in the state that `key` stands for; None where it has not been tried."""
        known, reason = self._articles.get(article, ("", ""))
        return reason if known == key else None

    def put(self, article: str, key: str, reason: str) -> None:
        """Put an article aside."""
        self._write({**self._articles, article: (key, reason)})

    def take_back(self, article: str) -> None:
        """Forget that an article could not be read."""
        if article in self._articles:
            self._write({name: value for name, value in self._articles.items() if name != article})

    def _load(self) -> None:
        try:
            for line in self._path.read_text(encoding="utf-8").split("\n")[:-1]:
                fields = json.loads(line)
                self._articles[fields["article"]] = fields["key"], fields["reason"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{self._path}: not readable ({error}); delete it to try all articles again") from error

    def _write(self, articles: dict[str, tuple[str, str]]) -> None:
        lines = [{"article": name, "key": articles[name][0], "reason": articles[name][1]} for name in sorted(articles)]
        replace_file(self._path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        self._articles = articles


def open_aside(directory: GraphDirectory) -> Aside:
    """The articles of a graph directory that are put aside."""
    return Aside(directory.path / "aside.jsonl")
