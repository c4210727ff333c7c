"""The small pattern language of ``dates.yaml``.

Words stand for themselves; {slot}, [what may be missing], <one|or|another>, and ^ for the start of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

TIME = "\ue000"
"""Stands in a sentence for a time that was already found there; the slot {time} matches it."""

DIGIT = "0"
STARTS = re.compile(r"[^\W\d_]+|\d+|\(")
"""Where in a text a time can start."""

SlotValue = object
_PIECE = re.compile(r"\{(\w+)\}|([\[\]<>|])|(\s+)|([^\W\d_]+)|(.)", re.DOTALL)
_BRACKETS = {"[": "(?:", "]": ")?", "<": "(?:", ">": ")", "|": "|"}
_OPENING, _CLOSING, _OPTIONAL = ("[", "<"), ("]", ">"), ("[", "]")
_LOOSE = {"-": r"\s?[-‐‑–]\s?", "/": r"\s?/\s?", "(": r"\(\s?", ")": r"\s?\)", "'": "['’]", ",": r"\s?,"}
_START = r"(?<!\w)(?<!\w['’])(?<!\d[.,/:])"
_END = r"(?!\w)(?![.,:/]\d)"


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand in a slot, as a regular expression; `value` tells what it is worth, for the field `field`."""

    expression: str
    field: str | None = None
    value: Callable[[str], SlotValue] | None = None
    openers: frozenset[str] = frozenset()
    """What it can begin with, each as `opener` gives it."""

    def field_of(self, name: str) -> str:
        """Which field the slot fills where a pattern calls it `name`: "day2" is the second day."""
        return f"{self.field}2" if name.endswith("2") else str(self.field)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `slots` maps each named group to its slot."""

    source: str
    regex: re.Pattern[str]
    slots: Mapping[str, Slot]
    at_start: bool
    """Whether it holds only where a sentence starts."""
    openers: frozenset[str]
    """What it can begin with, each as `opener` gives it."""

    def values(self, match: re.Match[str]) -> dict[str, SlotValue]:
        """The value of every slot that was filled, by field."""
        found: dict[str, SlotValue] = {}
        for group, text in match.groupdict().items():
            slot = self.slots[group]
            if text is not None and slot.field and slot.value:
                found[slot.field_of(group)] = slot.value(text)
        return found


def word(text: str) -> str:
    """A regular expression for a word or phrase.

    A word in small letters matches any case; one with a capital matches itself and itself in capitals.
    """
    return r"\s+".join(f"(?i:{_literal(part)})" if _is_small(part) else _cased(part) for part in text.split())


def one_of(texts: Iterable[str]) -> str:
    """A regular expression for any of `texts`, the longest first; for none of them, one that never matches."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    small = "|".join(r"\s+".join(map(_literal, text.split())) for text in longest_first if _is_small(text))
    options = [word(text) for text in longest_first if not _is_small(text)] + ([f"(?i:{small})"] if small else [])
    return f"(?:{'|'.join(options) or '(?!)'})"


def _is_small(text: str) -> bool:
    return text == text.lower()


def _cased(text: str) -> str:
    return f"(?:{_literal(text)}|{_literal(text.upper())})" if text != text.upper() else _literal(text)


def _literal(text: str) -> str:
    return re.escape(text).replace("'", "['’]")


def opener(start: str) -> str:
    """What patterns are looked up by at a match of STARTS: a word in lower case, DIGIT or a bracket."""
    return DIGIT if start[0].isdigit() else start.lower()


def openers(texts: Iterable[str]) -> frozenset[str]:
    """What `texts` begin with, each as `opener` gives it."""
    return frozenset(opener(match[0]) for text in texts if (match := STARTS.search(text)))


def compile_pattern(source: str, slots: Mapping[str, Slot]) -> Pattern:
    """Raise KeyError with the name of a slot that is not among `slots`, `re.error` where brackets do not match."""
    used: dict[str, Slot] = {}
    expression = ""
    for name, bracket, space, letters, other in _PIECE.findall(source.removeprefix("^")):
        if name:
            used[name] = slot = _slot(name, slots)
            expression += f"(?P<{name}>{slot.expression})" if slot.field else slot.expression
        elif letters:
            expression += word(letters)
        else:
            expression += r"\s+" if space else _BRACKETS.get(bracket) or _LOOSE.get(other) or re.escape(other)
    regex = re.compile(f"{_START}(?:{expression}){_END}")
    return Pattern(source, regex, used, source.startswith("^"), _first(source, slots))


def _slot(name: str, slots: Mapping[str, Slot]) -> Slot:
    return slots[name] if name in slots else slots[name.removesuffix("2")]


def _first(source: str, slots: Mapping[str, Slot]) -> frozenset[str]:
    """What a pattern can begin with: its first word or slot, and all before it that may be missing."""
    first: set[str] = set()
    depth = 0
    for name, bracket, space, letters, other in _PIECE.findall(source.removeprefix("^")):
        depth += (bracket in _OPENING) - (bracket in _CLOSING)
        first |= _slot(name, slots).openers if name else openers([letters or other])
        if depth == 0 and not space and bracket not in _OPTIONAL:
            break
    return frozenset(first)


def phrases_expanded(source: str, phrases: Mapping[str, str]) -> str:
    """`source` with the names of `phrases` replaced by what they stand for."""
    for name, meaning in phrases.items():
        source = source.replace(f"{{{name}}}", meaning)
    return source
