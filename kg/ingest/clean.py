"""Takes page furniture out of an article, and leaves its sentences as they are.

What goes is what ``furniture.yaml`` of the language names: site and dateline at the start, links to other articles,
adverts, captions, bylines, lists of links. Sentences are never joined or reworded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.ingest.furniture import Furniture, load_furniture

_LONGEST_HEADLINE = 200
_LONGEST_CAPTION = 300
_MOST_HEADLINE_WORDS = 28
_DATELINE_LINES = 5

_NEWLINE = re.compile("\r\n?|[\u2028\u2029\f\v]")
_BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MISREAD = re.compile(
    "[\u00c2-\u00c3][\u0080-\u00bf]|[\u00c4-\u00df][\u0080-\u009f]"
    "|(?=..?[\u0080-\u009f])[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}"
)
"""A character whose UTF-8 bytes somebody read as Latin-1, as in "AmÃ©lie"."""
_MAYBE_MISREAD = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
"""How all of these begin; many times faster to look for."""
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:!?)\]]"
_URL = re.compile(rf"[ ]+{_ADDRESS}(?=[.,;:!?)\]])|{_ADDRESS}", re.IGNORECASE)
_STOP = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(]?[A-Z0-9]|\s*$)")
_FULL_STOP = re.compile(r"[.…][\"”’')\]]*$")
_QUOTED_TITLE = re.compile(r"\s*:?\s*(?:[\"“'‘]|(?<=[\"“'‘]))[^\n\"”]{3,200}?[\"”'’](?:(?:\s+\w+){0,2}\s*:|\s*$)")
"""A title in quotation marks, as in: "Title" di sini:"""
_NO_WORDS = re.compile(r"[^\w\n]+$")
_HASHTAGS = re.compile(r"(?:#\w+[\s,;|]*)+$")
_LEGEND = re.compile(r"[█▇]")
_QUOTE_SOURCE = re.compile(r"—\s*[\"“]?[A-Z][^\n]{0,120}[^.!?\"”\s]$")
_TIMESTAMP = re.compile(
    r"(?:\w+,?\s+)?(?:\d{1,2}[ /-]\w+[ /-]\d{4}|\w+\.? \d{1,2}, \d{4})[\s,|/–-]*"
    r"\d{1,2}[:.]\d{2}(?:\s*[APap]\.?[Mm]\.?)?(?:\s*[A-Z]{2,4})?$"
)
_INITIALS = re.compile(r"(?:^|(?<=[.!?\"”]))\s*[(\[][A-Za-z]{2,5}(?:/[A-Za-z*]{1,5})+[)\]]$")
_CLOSING = (")", "]")
_LAST_INITIALS = re.compile(r"(?:^|(?<=[.!?\"”]))\s*[(\[](?:[a-z]{2,4}|\*+|[A-Z]{1,3}-?\d+)[)\]]$")


def clean(text: str, lang: str) -> str:
    """`text` without page furniture, in NFC, lines ended by ``\\n``. ``clean(clean(x, l), l) == clean(x, l)``."""
    furniture = load_furniture(lang)
    text = normalise(text)
    while (stripped := _strip(text, furniture)) != text:
        text = stripped
    return text


def normalise(text: str) -> str:
    """`text` in NFC, with one kind of newline and of blank, without control characters and blanks at line ends."""
    if _MAYBE_MISREAD.search(text):
        text = _MISREAD.sub(_decode_again, text)
    text = _NEWLINE.sub("\n", text)
    text = _INVISIBLE.sub("", _BLANK.sub(" ", text))
    lines = (line.strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _decode_again(match: re.Match[str]) -> str:
    try:
        return match[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _strip(text: str, furniture: Furniture) -> str:
    text = furniture.bracket.sub("", furniture.cut.sub(" ", _without_addresses(text)))
    lines = [stripped for line in text.split("\n") if (stripped := _strip_line(line.strip(), furniture)) is not None]
    lines = list(_without_links(lines, furniture))
    return normalise("\n".join(_without_edges(lines, furniture)))


def _without_addresses(text: str) -> str:
    return _URL.sub("", text) if "://" in text or "www." in text.lower() else text


def _strip_line(line: str, furniture: Furniture) -> str | None:
    """`line` without the furniture in it; None where nothing is left. An empty line stays."""
    if not line:
        return line
    if _is_furniture(line, furniture):
        return None
    if match := furniture.inline_heading.search(line):
        line = line[: match.start()]
    if match := furniture.opening.match(line) or furniture.inline_opening.search(line):
        line = line[: match.start()] + line[_end_of_title(line, match.end()) :]
    return (_INITIALS.sub("", line) if line.endswith(_CLOSING) else line) or None


def _is_furniture(line: str, furniture: Furniture) -> bool:
    anywhere = (_NO_WORDS, _HASHTAGS, _LEGEND, _QUOTE_SOURCE, _TIMESTAMP)
    patterns = (*anywhere, furniture.line, furniture.byline, furniture.caption)
    return len(line) <= _LONGEST_CAPTION and any(pattern.match(line) for pattern in patterns)


def _end_of_title(line: str, start: int) -> int:
    """Where the title that is announced before `start` ends: with the line, unless prose follows the title in it."""
    if match := _QUOTED_TITLE.match(line, start):
        return match.end()
    has_prose = _FULL_STOP.search(line) or len(line) - start > _LONGEST_HEADLINE
    stop = _STOP.search(line, start) if has_prose else None
    return stop.end() if stop else len(line)


def _without_links(lines: list[str], furniture: Furniture) -> Iterator[str]:
    """`lines` without the lists of links that stand under a heading."""
    among_links = False
    for line in lines:
        if furniture.ending.match(line):
            return
        if furniture.heading.match(line):
            among_links = True
        elif line and not (among_links and _is_headline(line)):
            among_links = False
        if not among_links:
            yield line


def _is_headline(line: str) -> bool:
    return len(line) <= _LONGEST_HEADLINE and len(line.split()) <= _MOST_HEADLINE_WORDS and not _FULL_STOP.search(line)


def _without_edges(lines: list[str], furniture: Furniture) -> Iterator[str]:
    """`lines` without site and dateline at the start, and without the editor's initials at the end."""
    written = [number for number, line in enumerate(lines) if line]
    first, last = set(written[:_DATELINE_LINES]), written[-1:]
    for number, line in enumerate(lines):
        kept = _without_dateline(line, furniture) if number in first else line
        yield _LAST_INITIALS.sub("", kept) if number in last else kept


def _without_dateline(line: str, furniture: Furniture) -> str:
    for pattern in furniture.datelines:
        if match := pattern.match(line):
            return line[match.end() :]
    return line
