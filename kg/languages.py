"""Which languages can be read, and in which folder lies what is known of each.

Those under ``kg/lang`` are shipped; `add_language` adds a folder of one's own, before articles in that language are read.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import LanguageError

SHIPPED = Path(__file__).resolve().parent / "lang"
_TABLE = "language.yaml"
"""The file that makes a folder a language."""
_ADDED: dict[str, Path] = {}


def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that can be read, sorted."""
    return tuple(sorted({*_ADDED, *_shipped()}))


@cache
def _shipped() -> tuple[str, ...]:
    return tuple(path.parent.name for path in SHIPPED.glob(f"*/{_TABLE}"))


def language_folder(code: str) -> Path:
    """The folder of the language `code`; it need not exist."""
    return _ADDED.get(code, SHIPPED / code)


def add_language(code: str, folder: str | Path) -> None:
    """Read articles in the language `code` (ISO 639-1) with what `folder` knows; it may replace a shipped language.

    Raises LanguageError if the code is none or the folder holds no language.
    """
    path = Path(folder).resolve()
    if not (len(code) == 2 and code.isascii() and code.islower()):
        raise LanguageError(f"'{code}' is no language code; give two small letters, for example nl")
    if not (path / _TABLE).is_file():
        raise LanguageError(
            f"language '{code}': {folder} has no {_TABLE}; docs/adding-a-language.md says what it needs"
        )
    _ADDED[code] = path


def added_languages() -> dict[str, Path]:
    """The folders that were added, by language code."""
    return dict(_ADDED)


def remove_language(code: str) -> None:
    """Forget the folder that was added for `code`."""
    _ADDED.pop(code, None)
