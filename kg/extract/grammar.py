"""What extraction has to know of a language's grammar, read from ``kg/lang/<code>/language.yaml`` and ``titles.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kg.extract.namewords import NameWords, load_name_words
from kg.extract.tables import alternatives, fault, read_table

_VOWELS = "aiueo"


@dataclass(frozen=True, slots=True)
class Prefix:
    """How an active verb is stripped to its bare form: "meny" before a vowel leaves "s" ("menyerang", "serang")."""

    active: str
    before: str
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed word lists and derivation rules of one language, all lower case."""

    code: str
    name: str
    words: Mapping[str, frozenset[str]]
    """List name -> its words: ``agent_prepositions``, ``light_verbs``, ``object_control``, ``together``, ..."""
    pronouns: Mapping[str, str]
    """Pronoun -> what it is: ``third_person_singular``, ``plural``, ..."""
    classes: Mapping[str, frozenset[str]]
    """Noun class -> its nouns: ``weapon``, ``money``, ..."""
    titles: frozenset[str]
    groups: Mapping[str, str]
    """Common noun for people or a body -> its sector code."""
    prefixes: tuple[Prefix, ...]
    passive_prefixes: tuple[str, ...]
    names: NameWords

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words.get(name, frozenset())

    def forms(self, verb: str) -> Mapping[str, Literal["active", "passive"] | None]:
        """Return the forms of an active verb with the voice that each shows: "menyerang", "diserang", "terserang", "serang"."""
        found: dict[str, Literal["active", "passive"] | None] = {verb: "active" if self.prefixes else None}
        for bare in self._bare(verb):
            found.setdefault(bare, None)
            for prefix in self.passive_prefixes:
                found.setdefault(prefix + bare, "passive")
        return found

    def strip_clitic(self, word: str) -> str:
        """ "menyerangnya" -> "menyerang"."""
        clitics = (clitic for clitic in self["clitics"] if word.endswith(clitic) and len(word) > len(clitic) + 3)
        return word.removesuffix(min(clitics, default=""))

    def _bare(self, verb: str) -> Iterator[str]:
        for prefix in self.prefixes:
            rest = verb.removeprefix(prefix.active)
            if rest == verb or len(rest) < 2:
                continue
            if prefix.before == "any" or (rest[0] in _VOWELS) == (prefix.before == "vowel"):
                yield from (start + rest for start in prefix.bare)

    def expand(self, word: str, file: str, row: object) -> frozenset[str]:
        """``<weapon>`` -> the words of that class; any other word -> itself. Raises DataError for an unknown class."""
        if not word.startswith("<"):
            return frozenset({word})
        name = word.strip("<>")
        if name not in self.classes:
            raise fault(file, row, f"unknown class <{name}>", self.classes)
        return self.classes[name]


def load_grammar(code: str) -> Grammar:
    """Read the grammar of language `code`. Raises DataError or LanguageError."""
    table = read_table(code, "language")
    people = read_table(code, "titles")
    file = f"{code}/language.yaml"
    if table.get("code") != code:
        raise fault(file, "code", f"is {table.get('code')!r}, but the folder is {code!r}")
    derivation = table.get("derivation") or {}
    classes = {name: frozenset(alternatives(value)) for name, value in (table.get("classes") or {}).items()}
    groups = {word: sector for sector, value in (people.get("groups") or {}).items() for word in alternatives(value)}
    weapons = classes.get("weapon", frozenset())
    return Grammar(
        code=code,
        name=str(table.get("name", code)),
        words={name: frozenset(alternatives(value)) for name, value in table.items() if isinstance(value, str)},
        pronouns={word: name for name, value in (table.get("pronouns") or {}).items() for word in alternatives(value)},
        classes=classes,
        titles=frozenset(alternatives(people.get("titles"))),
        groups={word: sector for word, sector in groups.items() if word not in weapons},
        prefixes=tuple(_prefix(file, row) for row in derivation.get("active") or ()),
        passive_prefixes=alternatives(derivation.get("passive")),
        names=load_name_words(code),
    )


def _prefix(file: str, row: Mapping[str, Any]) -> Prefix:
    before = row.get("before", "any")
    if before not in {"any", "vowel", "consonant"}:
        raise fault(file, row, f"before may not be {before}", ("any", "vowel", "consonant"))
    return Prefix(str(row["active"]), before, tuple(row.get("bare") or ("",)))
