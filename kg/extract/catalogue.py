"""What there is for each language, read without loading it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.extract.tables import read_table
from kg.languages import language_folder

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Installed:
    """One language and its pipeline. Scores are percent, on the first test set that has them; None where nobody measured."""

    code: str
    name: str
    pipeline: str
    version: str
    upos: float | None
    uas: float | None
    las: float | None
    names_f: float | None
    licence: str
    megabytes: float | None
    scores: Mapping[str, Mapping[str, float]]
    """Test set -> measure -> percent."""


def describe(code: str, pipeline: str | None = None) -> Installed:
    """Describe language `code` with the pipeline that is in its folder, or another by its folder or package name.

    Raises LanguageError if there is no such language.
    """
    folder = _find(pipeline) if pipeline else language_folder(code) / "pipeline"
    meta = _read_meta(folder)
    scores = meta.get("scores", {})
    return Installed(
        code=code,
        name=str(read_table(code, "language")["name"]),
        pipeline=pipeline or str(meta.get("name", "")),
        version=str(meta.get("version", "")),
        upos=_first(scores, "UPOS"),
        uas=_first(scores, "UAS"),
        las=_first(scores, "LAS"),
        names_f=_first(scores, "names F"),
        licence=str(meta.get("license", "")),
        megabytes=_size(folder) if meta and folder else None,
        scores=scores,
    )


def _find(pipeline: str) -> Path | None:
    if Path(pipeline).is_dir():
        return Path(pipeline)
    package = find_spec(pipeline) if pipeline.isidentifier() else None
    return Path(package.origin).parent if package and package.origin else None


def _read_meta(folder: Path | None) -> Mapping[str, Any]:
    path = folder / "meta.json" if folder else None
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path and path.is_file() else {}


def _first(scores: Mapping[str, Mapping[str, float]], measure: str) -> float | None:
    return next((measures[measure] for measures in scores.values() if measure in measures), None)


def _size(folder: Path) -> float:
    return round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / _MEGABYTE, 1)
