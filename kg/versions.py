"""What made something: digests of the code and the knowledge that a result depends on.

They change when a rule, a lexicon row or a parser changes, so what an older state made is known to be old.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.languages import SHIPPED, language_folder

_HOME = Path(__file__).parent
_READS = ("model.py", "pipeline.py", "entities", "extract", "link")
_MAPS = ("model.py", "formats.py", "decisions", "rdf", "ontology", "../ontology")
_DERIVES = ("derive.py", "resolve", "entities")
_NOT_USED = frozenset({".pyc", ".md"})
_CHUNK = 1 << 20


def of_reading(
    lang: str, pipeline: str | None = None, tables: Sequence[Path] = (), settings: Sequence[object] = ()
) -> str:
    """What reads articles in the language `lang`: rules, knowledge, `settings`, and the parser shipped or named by `pipeline`."""
    for_all = sorted(path for path in SHIPPED.iterdir() if path.is_file())
    paths = [*(_HOME / name for name in _READS), *for_all, language_folder(lang), *tables]
    named = [Path(pipeline)] if pipeline and Path(pipeline).exists() else []
    return _digest(
        [*paths, *named], f"{settings} " + (f"{pipeline} {_installed(pipeline)}" if pipeline and not named else "")
    )


def of_mapping() -> str:
    """What makes the graph of an article from its reading: decisions, the mapping to RDF, the ontology."""
    return _digest(_HOME / name for name in _MAPS)


def of_deriving() -> str:
    """What makes the graph of events from all readings, besides that."""
    return _digest(_HOME / name for name in _DERIVES)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _digest(paths: Iterable[Path], more: str = "") -> str:
    total = hashlib.sha256(more.encode("utf-8"))
    for path in paths:
        for file in _files(path):
            total.update(str(file.relative_to(path)).encode("utf-8"))
            with file.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    total.update(chunk)
    return total.hexdigest()[:16]


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for file in sorted(path.rglob("*")):
        if file.is_file() and file.suffix not in _NOT_USED:
            yield file
