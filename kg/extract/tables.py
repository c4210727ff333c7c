"""Reads the YAML files of a language and complains about their faults in one line that names file, entry and allowed values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from kg.errors import DataError, LanguageError
from kg.languages import language_folder, languages

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_table(code: str, name: str) -> Mapping[str, Any]:
    """Return the mapping in ``kg/lang/<code>/<name>.yaml``.

    Raises LanguageError if the language has no such file, DataError if it is no YAML mapping.
    """
    path = language_folder(code) / f"{name}.yaml"
    if not path.is_file():
        raise LanguageError(f"language '{code}' has no {name}.yaml; languages: {', '.join(languages())}")
    try:
        table = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "unknown line"
        raise DataError(f"{code}/{name}.yaml, {where}: {getattr(error, 'problem', None) or 'not YAML'}") from error
    if not isinstance(table, dict):
        raise DataError(f"{code}/{name}.yaml: expected sections with rows, found {type(table).__name__}")
    return table


def alternatives(value: object) -> tuple[str, ...]:
    """``"attack | raid"`` -> ``("attack", "raid")``, lower case."""
    return tuple(word.strip().lower() for word in str(value).split("|") if word.strip()) if value else ()


def fault(file: str, entry: object, problem: str, allowed: Iterable[str] = ()) -> DataError:
    """Build the error for one faulty entry."""
    choices = ", ".join(sorted(allowed))
    return DataError(f"{file}: {entry}: {problem}" + (f"; allowed: {choices}" if choices else ""))


def check_fields(file: str, row: object, allowed: frozenset[str], required: frozenset[str]) -> Mapping[str, Any]:
    """Return `row` if it is a mapping with all `required` and no field outside `allowed`; raise DataError if not."""
    if not isinstance(row, dict):
        raise fault(file, row, "a row has the form {word: ..., type: ...}")
    unknown = set(row) - allowed
    if unknown:
        raise fault(file, row, f"unknown field {sorted(map(str, unknown))[0]}", allowed)
    missing = required - set(row)
    if missing:
        raise fault(file, row, f"field {min(missing)} is missing")
    return row
