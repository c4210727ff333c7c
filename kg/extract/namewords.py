"""Names, and the words by which those of a language show what they name, read from ``kg/lang/<code>/names.yaml``."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.tables import alternatives, fault, read_table
from kg.languages import language_folder
from kg.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST = 4
_LONGEST_TITLE = 4
_KINDS = {kind.value: kind for kind in Kind}
_FIELDS = frozenset(
    {
        "begins", "ends", "joins", "long", "inside", "given", "never", "common", "at", "says", "local", "holders", "posts",
        "posts_last", "suffixes", "loose", "family_first",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists, all lower case; see the head of names.yaml. A language without the file has none."""

    begins: Mapping[str, Kind] = field(default_factory=dict)
    """First words of names -> what these name."""
    ends: Mapping[str, Kind] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()
    long: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    says: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    """Offices that what they are for follows: "Menteri"."""
    posts_last: frozenset[str] = frozenset()
    """Offices that what they are for stands before: "Minister"."""
    suffixes: frozenset[str] = frozenset()
    family_first: frozenset[str] = frozenset()
    """Family names before a given name of two syllables: "Park Won-soon"."""
    loose: frozenset[str] = frozenset()
    """Not empty where ordinary words are often written with capitals."""

    def beginning(self, words: Sequence[str]) -> tuple[int, Kind] | None:
        """How many of the lower-case `words` begin a name, and of what: the longest that do."""
        return _longest(self.begins, [(n, words[:n]) for n in range(1, _LONGEST + 1)])

    def ending(self, words: Sequence[str]) -> tuple[int, Kind] | None:
        """How many of the lower-case `words`, from the last, end a name, and of what."""
        return _longest(self.ends, [(n, words[-n:]) for n in range(1, _LONGEST + 1)])


def _longest(table: Mapping[str, Kind], choices: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, Kind] | None:
    for length, words in reversed(choices):
        kind = table.get(" ".join(words)) if len(words) == length else None
        if kind is not None:
            return length, kind
    return None


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a document: tokens from `first` up to, not including, `last`."""

    first: int
    last: int
    kind: Kind
    known: tuple[Kind, ...] = field(default=(), compare=False)
    """What a table knows by this name."""
    head: Kind | None = field(default=None, compare=False)
    """What its first or last word shows."""


class Words(NamedTuple):
    """The word lists of one language that concern names, all lower case."""

    names: NameWords
    titles: frozenset[str]
    ordinary: Container[str]
    """Words that begin no unknown name, however they are written."""
    lang: str = ""
    """ISO 639-1 code."""

    def title_at(self, doc: Doc, position: int, last: int) -> int:
        """How many tokens make up the title that stands at `position` of a stretch up to `last`; 0 where none does."""
        first = doc[position]
        if not first.text[0].isupper() or first.lower_.rstrip(".") not in _beginnings(self.titles):
            return 0
        for length in range(min(_LONGEST_TITLE, last - position), 0, -1):
            span = doc[position : position + length]
            if span.text.lower().rstrip(".") in self.titles:
                return length
        return 0


@cache
def _beginnings(titles: frozenset[str]) -> frozenset[str]:
    """All that a title may begin with, letter by letter."""
    return frozenset(title[:length] for title in titles for length in range(len(title) + 1))


def load_name_words(code: str) -> NameWords:
    """Read the name words of language `code`. Raises DataError at an unknown field or kind."""
    if not (language_folder(code) / "names.yaml").is_file():
        return NameWords()
    table, file = read_table(code, "names"), f"{code}/names.yaml"
    for name in table:
        if name not in _FIELDS:
            raise fault(file, name, "unknown field", _FIELDS)
    lists = {name: frozenset(alternatives(table.get(name))) for name in _FIELDS - {"begins", "ends"}}
    return NameWords(_by_kind(file, table.get("begins")), _by_kind(file, table.get("ends")), **lists)


def _by_kind(file: str, section: Mapping[str, str] | None) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for name, words in (section or {}).items():
        if name not in _KINDS:
            raise fault(file, name, "unknown kind", _KINDS)
        found |= dict.fromkeys(alternatives(words), _KINDS[name])
    return found
