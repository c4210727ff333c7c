"""The small pattern language of ``dates.yaml``: words, {slots}, [what may be missing], <one|or|another>, ^ for the start of the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

TIME = "\ue000"
"""Stands in a sentence for a time that was already found there; the slot {time} matches it."""

SlotValue = object
_PIECE = re.compile(r"\{(\w+)\}|([\[\]<>|])|(\s+)|([^\W\d_]+)|(.)", re.DOTALL)
_BRACKETS = {"[": "(?:", "]": ")?", "<": "(?:", ">": ")", "|": "|"}
_LOOSE = {"-": r"\s?[-‐‑–—]\s?", "/": r"\s?/\s?", "(": r"\(\s?", ")": r"\s?\)", "'": "['’]", ",": r"\s?,"}
_START = r"(?<!\w)(?<!\w['’])(?<!\d[.,/:])"
_END = r"(?!\w)(?![.,:/]\d)"


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand in a slot, as a regular expression, and what it is worth; `value` is None where only its presence counts."""

    expression: str
    field: str | None = None
    value: Callable[[str], SlotValue] | None = None
    words: frozenset[str] = frozenset()
    """The words of `expression`, in lower case; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `slots` maps each named group to its slot."""

    source: str
    regex: re.Pattern[str]
    slots: Mapping[str, Slot]
    at_start: bool
    """Whether it holds only where a sentence starts."""
    words: frozenset[str]
    """Every word that it can contain, in lower case."""

    def values(self, match: re.Match[str]) -> dict[str, SlotValue]:
        """The value of every slot that was filled, by field."""
        found: dict[str, SlotValue] = {}
        for group, text in match.groupdict().items():
            slot = self.slots[group]
            if text is not None and slot.value:
                suffix = "2" if group.endswith("2") else ""
                found[slot.field + suffix] = slot.value(text)
        return found


def word(text: str) -> str:
    """A regular expression for a word or phrase: lower-case letters match any case, a capital only itself; all capitals always match."""
    exact = r"\s+".join(_literal(part) for part in text.split())
    upper = r"\s+".join(_literal(part) for part in text.upper().split())
    return f"(?i:{exact})" if text == text.lower() else f"(?:{exact}|{upper})"


def _literal(text: str) -> str:
    return re.escape(text).replace("'", "['’]")


def one_of(texts: Iterable[str]) -> str:
    """A regular expression for any of `texts`, the longest first; for none of them, one that never matches."""
    return "(?:" + ("|".join(word(text) for text in sorted(texts, key=lambda t: (-len(t), t))) or "(?!)") + ")"


def words_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(found.lower() for text in texts for found in re.findall(r"\w+", text))


def compile_pattern(source: str, slots: Mapping[str, Slot]) -> Pattern:
    """Raise KeyError with the name of a slot that is not among `slots`, `re.error` where brackets do not match."""
    used: dict[str, Slot] = {}
    pieces = []
    words: set[str] = set()
    for name, bracket, space, letters, other in _PIECE.findall(source.removeprefix("^")):
        if name:
            slot = slots[name] if name in slots else slots[name.removesuffix("2")]
            pieces.append(f"(?P<{name}>{slot.expression})" if slot.field else slot.expression)
            used[name] = slot
            words |= slot.words
        elif letters:
            pieces.append(word(letters))
            words.add(letters.lower())
        else:
            pieces.append(r"\s+" if space else _BRACKETS.get(bracket) or _LOOSE.get(other) or re.escape(other))
    regex = re.compile(f"{_START}(?:{''.join(pieces)}){_END}")
    return Pattern(source, regex, used, source.startswith("^"), frozenset(words))


def phrases_expanded(source: str, phrases: Mapping[str, str]) -> str:
    """`source` with the names of `phrases` replaced by what they stand for."""
    for name, meaning in phrases.items():
        source = source.replace(f"{{{name}}}", meaning)
    return source
