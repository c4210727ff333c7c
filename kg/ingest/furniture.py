"""Page furniture as data: the phrases of ``kg/lang/<code>/furniture.yaml``, checked and compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import yaml

from kg.errors import DataError
from kg.languages import language_folder

_NAME = r"(?:[A-Z][\w.'’-]*|and|dan|in|di)"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Phrases:
    """The lists of one furniture file; the file itself explains them."""

    cut: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def load_phrases(path: Path) -> Phrases:
    """The phrases in `path`. Raises DataError that names the list and the fault."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise DataError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    allowed = [field.name for field in fields(Phrases)]
    if not isinstance(content, dict):
        raise DataError(f"{path}: must hold lists of phrases, named {', '.join(allowed)}")
    for name, phrases in content.items():
        if name not in allowed:
            raise DataError(f"{path}: unknown list {name!r}; allowed: {', '.join(allowed)}")
        if not isinstance(phrases, list):
            raise DataError(f"{path}: {name}: must be a list of phrases")
        for phrase in phrases:
            if not isinstance(phrase, str) or not phrase.strip():
                raise DataError(f"{path}: {name}: {phrase!r} is not a phrase; put it in quotation marks")
    return Phrases(**{name: tuple(phrases) for name, phrases in content.items()})


@dataclass(frozen=True)
class Furniture:
    """Patterns of one language. Those for lines expect a line without blanks at its ends."""

    cut: re.Pattern[str]
    line: re.Pattern[str]
    opening: re.Pattern[str]
    """At the start of a line."""
    inline_opening: re.Pattern[str]
    """Within a line, after a sentence."""
    bracket: re.Pattern[str]
    """A whole bracket that holds an opening or a credit."""
    heading: re.Pattern[str]
    inline_heading: re.Pattern[str]
    ending: re.Pattern[str]
    byline: re.Pattern[str]
    caption: re.Pattern[str]
    datelines: tuple[re.Pattern[str], ...]


@cache
def load_furniture(lang: str) -> Furniture:
    """The patterns of `lang`; a language without a furniture file has only those that need no words."""
    path = language_folder(lang) / "furniture.yaml"
    return compile_furniture(load_phrases(path) if path.is_file() else Phrases())


def compile_furniture(phrases: Phrases) -> Furniture:
    """The patterns that find `phrases` where they may stand."""
    openings, headings, credits = any_of(phrases.openings), any_of(phrases.headings), any_of(phrases.credits)
    announcing = any_of([phrase for phrase in phrases.openings if len(phrase.split()) > 2 or phrase.endswith(":")])
    long_headings = any_of([phrase for phrase in phrases.headings if " " in phrase])
    marker = r"\s*(?:[-–—•*|:»]\s|\d+[.)]\s|$)"
    return Furniture(
        cut=re.compile(any_of(phrases.cut)),
        line=re.compile(rf"\W*{any_of(phrases.lines)}\W*$", re.IGNORECASE),
        opening=re.compile(rf"[^\w\n\"'“‘]{{0,3}}{openings}", re.IGNORECASE),
        inline_opening=re.compile(
            rf"(?<=[.!?\"”’)\]])\s*(?=\W?[A-Z])(?i:{openings}(?=[^.!?\n]{{0,25}}[:;\"“'‘])|{announcing})"
        ),
        bracket=re.compile(
            rf"[ ]?(?:\[\s*{openings}[^\]\n]{{0,200}}\]|\(\s*{openings}[^)\n]{{0,200}}\)"
            rf"|\((?:[^()\n]{{0,120}}?){credits}[^()\n]{{0,120}}\)|\[[Gg]ambas:[^\]\n]{{0,99}}\])"
        ),
        heading=re.compile(rf"\W*{headings}\W*$", re.IGNORECASE),
        inline_heading=re.compile(
            rf"(?<=[.!?\"”’)\]])\s+(?:{headings}(?={marker})|{long_headings}(?=\s+[A-Z0-9]))"
            rf"|\s+{long_headings}(?=\s+[-–—•*|»]\s)"
        ),
        ending=re.compile(rf"\W*{any_of(phrases.endings)}\W*$", re.IGNORECASE),
        byline=re.compile(rf"(?i:{any_of(phrases.bylines)})\s*(?<=[\s:])(?:{_NAME}[,;&|/ ]*){{1,9}}$"),
        caption=re.compile(rf".{{0,220}}?{credits}[\w .,()/'’&!-]{{0,60}}$"),
        datelines=_datelines(any_of(phrases.sites), any_of(phrases.places)),
    )


def _datelines(names: str, places: str) -> tuple[re.Pattern[str], ...]:
    """What stands between the start of an article and its first word, with site or agency, or with a known place."""
    domain = r"[\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|org|tv|news|uk|ru|my)"
    site = rf"(?:(?i:{domain})|{names})"
    place = r"[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,3}(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})?"
    day = (
        r"(?:,? (?:[A-Z][a-z]+,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?"
        r"|,? [A-Z][a-z]+ \([\d/]+\))?"
    )
    capitals = r"[A-Z][A-Z'’-]{3,}(?: [A-Z][A-Z'’-]+){0,2}"
    start = r"(?=[\"“'‘(]?[A-Z0-9]|$)"
    dash = rf"\s*(?:--?|–|—)\s*{start}"
    return (
        re.compile(rf"{site}(?:, {place}{day})?{dash}"),
        re.compile(rf"{site}, (?i:{places})\s+{start}"),
        re.compile(rf"{place}{day}\s*\({site}(?:/{site})*\)(?:{dash}|\s*[:.]\s*{start})"),
        re.compile(rf"(?:(?i:{places})|{capitals}){day}\s*\([A-Z][^()\n]{{1,40}}\){dash}"),
        re.compile(rf"{place}{day},\s+{site}{dash}"),
        re.compile(rf"{place}{day}[.,]? /{site}/\.?\s*(?:--?|–|—)?\s*{start}"),
        re.compile(rf"{site}, {place}\s*:\s*{start}"),
        re.compile(rf"(?i:{places})(?:, {place})?{day}\s+(?:--?|–|—)\s*{start}"),
    )


def any_of(phrases: tuple[str, ...] | list[str]) -> str:
    """A pattern for any of `phrases`, the longest first, with any blanks between words and before a colon."""
    if not phrases:
        return _NEVER.pattern
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(_flexible(phrase) for phrase in longest_first)})"


def _flexible(phrase: str) -> str:
    words = [re.escape(word) for word in phrase.split()]
    return r"\s*:".join(r"[^\S\n]+".join(words).rsplit(":", 1)) if phrase.endswith(":") else r"[^\S\n]+".join(words)
