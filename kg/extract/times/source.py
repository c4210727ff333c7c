"""One ``dates.yaml``, with errors that name file, entry and fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from kg.errors import DataError, LanguageError

T = TypeVar("T")


class Source:
    """The content of one file, section by section.

    Raises LanguageError where it is missing, DataError where it has a fault.
    """

    def __init__(self, path: Path, allowed: Iterable[str]) -> None:
        self.path = path
        self.content = self._read()
        self.check_among("the file", self.content, allowed)

    def _read(self) -> Mapping[object, object]:
        try:
            content = yaml.safe_load(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            code = self.path.parent.name
            raise LanguageError(f"no time expressions for language {code!r}: {self.path} is missing") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise DataError(f"{self.path}: not valid YAML: {' '.join(str(error).split())}") from error
        if not isinstance(content, dict):
            self.fail("the file", "must be a mapping of sections")
        return content

    def fail(self, entry: str, fault: str) -> NoReturn:
        """Raise DataError."""
        raise DataError(f"{self.path}: {entry}: {fault}")

    def check_among(self, entry: str, given: Iterable[object], allowed: Iterable[str]) -> None:
        """Raise DataError unless all of `given` are `allowed`."""
        names = sorted(allowed)
        for name in given:
            if name not in names:
                self.fail(entry, f"unknown {name!r}; allowed: {', '.join(names)}")

    def texts(self, entry: str, given: object) -> list[str]:
        """`given` as a list of words."""
        if not isinstance(given, list) or not all(isinstance(text, str) and text.strip() for text in given):
            self.fail(entry, f"must be a list of words, not {given!r} (put words such as 'on' and 'no' in quotes)")
        return given

    def words(self, section: str) -> list[str]:
        """A section that is a list of words."""
        return self.texts(section, self.content.get(section, []))

    def mapping(self, section: str) -> Mapping[object, object]:
        """A section that maps names to something."""
        found = self.content.get(section, {})
        if not isinstance(found, dict):
            self.fail(section, "must be a mapping")
        return found

    def blocks(self, section: str) -> list[dict[str, object]]:
        """A section that is a list of blocks."""
        found = self.content.get(section, [])
        if not isinstance(found, list) or not all(isinstance(block, dict) for block in found):
            self.fail(section, "must be a list of blocks with 'means' and 'say'")
        return found

    def table(self, section: str, value: Callable[[str], T]) -> dict[str, T]:
        """A section that lists the words of each value, as word -> value; `value` raises ValueError for a bad name."""
        found: dict[str, T] = {}
        for name, words in self.mapping(section).items():
            entry = f"{section}, entry {name!r}"
            try:
                meaning = value(str(name))
            except ValueError as error:
                self.fail(entry, str(error))
            for text in self.texts(entry, words):
                if found.setdefault(text, meaning) != meaning:
                    self.fail(entry, f"{text!r} is listed twice")
        return found
