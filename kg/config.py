"""The settings file ``kg.toml``: what the options of the command line say, once for all.

    graph = "news.kg"                # -g
    jobs = 2                         # --jobs
    open_events = true               # --open-events
    min_confidence = 0.3             # --min-confidence
    entities = ["our-people.csv"]    # --entities

    [pipelines]                      # --pipeline
    id = "models/my_indonesian"      # a folder, or the name of an installed package

    [languages]                      # a language that is not shipped, by its folder
    nl = "languages/dutch"

Relative paths start at the folder of the file.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kg.errors import InputError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NAME = "kg.toml"


@dataclass(frozen=True)
class Config:
    """Settings; None or empty where the file says nothing. Paths are absolute."""

    graph: str | None = None
    jobs: int | None = None
    open_events: bool | None = None
    min_confidence: float | None = None
    entities: tuple[str, ...] = ()
    pipelines: Mapping[str, str] = field(default_factory=dict)
    """Language code -> folder or package of a spaCy pipeline."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Language code -> folder with the files of the language."""


def load_config(path: Path) -> Config:
    """Read and check `path`. Raises InputError that names file, key and what it may be."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML: {' '.join(str(error).split())}") from error
    checks = {
        **{"graph": _path, "jobs": _jobs, "open_events": _flag, "min_confidence": _share},
        **{"entities": _paths, "pipelines": _pipelines, "languages": _folders},
    }
    settings: dict[str, Any] = {}
    for key, value in content.items():
        if key not in checks:
            raise InputError(
                f"{path}: unknown key '{key}'{_suggest(key)}; known: {', '.join(f.name for f in fields(Config))}"
            )
        try:
            settings[key] = checks[key](value, path.resolve().parent)
        except ValueError as error:
            raise InputError(f"{path}: {key}: {error}") from error
    return Config(**settings)


def _suggest(key: str) -> str:
    close = difflib.get_close_matches(key, [f.name for f in fields(Config)], n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _path(value: object, home: Path) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f'{value!r} is no path; write it in quotation marks, "news.kg"')
    return str(home / value)


def _jobs(value: object, _: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{value!r} is no whole number above 0")
    return value


def _flag(value: object, _: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _share(value: object, _: Path) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ValueError(f"{value!r} is no number from 0 to 1")
    return float(value)


def _paths(value: object, home: Path) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError('needs a list of files, ["people.csv"]')
    return tuple(_existing(_path(item, home), item) for item in value)


def _pipelines(value: object, home: Path) -> dict[str, str]:
    """A name with a separator, or of a folder that exists, is a path; any other is a package."""
    table = _table(value)
    return {code: _path(name, home) if _is_path(name, home) else str(name) for code, name in table.items()}


def _is_path(name: object, home: Path) -> bool:
    return not isinstance(name, str) or "/" in name or "\\" in name or (home / name).exists()


def _folders(value: object, home: Path) -> dict[str, str]:
    return {code: _existing(_path(folder, home), folder) for code, folder in _table(value).items()}


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError('needs a table with one line for each language, id = "PATH"')
    return value


def _existing(path: str, given: object) -> str:
    if not Path(path).exists():
        raise ValueError(f"there is no {given}")
    return path
