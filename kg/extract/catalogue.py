"""What is shipped for each language, read without loading it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kg.extract.tables import LANGUAGES, read_table


@dataclass(frozen=True, slots=True)
class Shipped:
    """One language and the version and licence of its pipeline."""

    code: str
    name: str
    pipeline: str
    version: str
    licence: str


def describe(code: str) -> Shipped:
    """Describe the pipeline shipped for language `code`. Raises LanguageError if there is no such language."""
    name = str(read_table(code, "language")["name"])
    path = LANGUAGES / code / "pipeline" / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Shipped(code, name, str(meta.get("name", "")), str(meta.get("version", "")), str(meta.get("license", "")))
