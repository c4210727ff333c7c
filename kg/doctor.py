"""What is wrong with the files of a graph directory, and what mends it.

The store can always be made anew from what was read out of the articles, what people decided and what they stated; those
three files cannot.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.aside import open_aside
from kg.decisions import open_decisions
from kg.derive import derive, is_current
from kg.errors import GraphError, KGError
from kg.growth import loose_ends
from kg.journal import Journal, open_journal
from kg.rdf.own import OwnStatements
from kg.store import FORMAT, OWN, GraphDirectory, rows

_LITTLE = 1 << 30


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: ``ok``, ``mended``, ``note`` (nothing is wrong, but worth knowing) or ``fault``."""

    what: str
    state: str
    found: str
    mend: str = ""
    """What to do about a fault."""


def examine(graph: str | Path, *, repair: bool = False, compact: bool = False) -> list[Check]:
    """Check the files of a graph directory; GraphError where there is none of ours, or, to change it, it is locked.

    `repair` removes what crashes left behind, brings an older format up to date and makes a damaged or outdated store anew.
    `compact` writes the store afresh, and the readings without those that later ones replaced.
    """
    directory = GraphDirectory.open(graph)
    if repair or compact:
        with directory.lock():
            return list(_mend(directory, compact))
    return list(_look(directory))


def _look(directory: GraphDirectory) -> Iterator[Check]:
    holder = directory.writer()
    if holder:
        yield Check("lock", "note", f"{holder} is writing; what follows may change under it")
    yield _format(directory)
    files = list(_files(directory))
    readable = all(check.state != "fault" for check in files)
    yield from files
    yield _store(directory, readable)
    yield from _leftovers(directory)
    if readable:
        yield from _waiting(directory)
    yield _sizes(directory)


def _mend(directory: GraphDirectory, compact: bool) -> Iterator[Check]:
    """The lock has removed leftovers and brought the format up to date already."""
    before = _size(directory.path)
    yield _format(directory)
    faults = [check for check in _files(directory) if check.state == "fault"]
    if faults:
        yield from faults
        return
    for draft in _drafts(directory):
        draft.unlink()
        yield Check("drafts", "mended", f"{draft.name} removed")
    journal = open_journal(directory)
    if journal.cut_off:
        journal.drop(())
        yield Check("readings", "mended", "half a reading removed from the end")
    state = _store(directory)
    damaged = state.state == "fault"
    if compact:
        journal.drop(())
    derive(directory, journal, anew=damaged or compact)
    yield Check("store", "mended", "made anew from the readings") if damaged else _store(directory)
    if compact:
        yield Check("size", "mended", f"{_mib(before)} before, {_mib(_size(directory.path))} now")
    else:
        yield _sizes(directory)


def _format(directory: GraphDirectory) -> Check:
    format_ = directory.format
    if format_ == FORMAT:
        return Check("format", "ok", f"{format_}, made by {directory.made_by}")
    return Check("format", "note", f"{format_}; it becomes {FORMAT} when the graph is next written")


def _files(directory: GraphDirectory) -> Iterator[Check]:
    """The files that nothing can be made from again."""
    readers: dict[str, Callable[[], str]] = {
        "readings": lambda: _read_all(open_journal(directory)),
        "decisions": lambda: f"{len(list(open_decisions(directory)))} decisions",
        "own statements": lambda: f"{len(OwnStatements(directory.path / OWN).keys)} graphs of your own",
        "articles put aside": lambda: f"{len(list(open_aside(directory)))}",
    }
    for what, read in readers.items():
        try:
            yield Check(what, "ok", read())
        except KGError as error:
            yield Check(what, "fault", str(error), "take the file from a backup, or delete the line that is named")


def _read_all(journal: Journal) -> str:
    """Every line is parsed, so that a damaged one is found now."""
    claims = sum(len(reading.claims) for reading in journal.readings())
    half = "; half a reading at the end, from a crash" if journal.cut_off else ""
    return f"{len(journal)} articles, {claims} claims{half}"


def _store(directory: GraphDirectory, readable: bool = True) -> Check:
    again = "kg doctor --repair makes it anew"
    try:
        graph = directory.dataset()
        counted = {str(name): int(number or 0) for name, number in rows(graph, _COUNT)}
    except (GraphError, OSError, RuntimeError) as error:
        return Check("store", "fault", str(error), again)
    missing = sorted(directory.keys.keys() - counted.keys())
    if missing:
        return Check("store", "fault", f"{len(missing)} named graphs are empty, the first {missing[0]}", again)
    if readable and not is_current(directory, open_journal(directory)):
        return Check(
            "store",
            "note",
            "older than the readings, the decisions or this version of kg; kg build brings it up to date",
        )
    return Check("store", "ok", f"{len(counted)} named graphs, {sum(counted.values())} quads")


_COUNT = "SELECT ?graph (COUNT(*) AS ?quads) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


def _leftovers(directory: GraphDirectory) -> Iterator[Check]:
    left = directory.leftovers()
    if left:
        yield Check(
            "old generations",
            "note",
            f"{', '.join(left)}; removed when nobody reads them and the graph is next written",
        )
    for draft in _drafts(directory):
        yield Check("drafts", "note", f"{draft.name}, from a crash; --repair removes it")


def _drafts(directory: GraphDirectory) -> list[Path]:
    return sorted(directory.path.glob("*.new"))


def _waiting(directory: GraphDirectory) -> Iterator[Check]:
    for what, of, number in loose_ends(directory.path):
        yield Check(what, "note", of or f"{number} articles")


def _sizes(directory: GraphDirectory) -> Check:
    free = shutil.disk_usage(directory.path).free
    home = directory.home()
    store = _size(home) if home else 0
    found = f"store {_mib(store)}, all {_mib(_size(directory.path))}; {_mib(free)} free on the disk"
    if free < max(2 * store, _LITTLE):
        return Check("size", "note", f"{found}: little, since the store is written beside the old one")
    return Check("size", "ok", found)


def _size(path: Path) -> int:
    """Bytes of all files, those with several names counted once."""
    files = {(s.st_dev, s.st_ino): s.st_size for file in path.rglob("*") if file.is_file() for s in [file.stat()]}
    return sum(files.values())


def _mib(size: int) -> str:
    return f"{size / (1 << 20):.1f} MiB"
