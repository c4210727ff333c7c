"""SPARQL text as tokens, so that strings, IRIs and comments are never mistaken for anything else.

Tokens end where the engine's own end: what stands in no string, IRI or comment here stands in none there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                  |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$]\w+)
      | (?P<run>[^\W\d][\w.-]*)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_LOCAL = re.compile(rf":(?:(?:[\w:]|{_ESCAPE})(?:(?:[\w.:-]|{_ESCAPE})*(?:[\w:-]|{_ESCAPE}))?)?")
"""The part of a prefixed name from its colon on."""
_PART = re.compile(r"(?P<word>[^\W\d]\w*)|(?P<mark>.)")


class Token(NamedTuple):
    """A piece of a query.

    `kind` is iri, string, comment, variable, word (keyword or prefixed name), space, mark, or rest: what follows the
    opening mark of a string that never ends.
    """

    kind: str
    text: str
    start: int


def tokenize(query: str) -> list[Token]:
    """All tokens of `query`; joined, their texts are `query`."""
    return list(_tokens(query))


def significant(query: str) -> list[Token]:
    """The tokens of `query` without spaces and comments."""
    return [token for token in _tokens(query) if token.kind not in {"space", "comment"}]


def _tokens(query: str) -> Iterator[Token]:
    position = 0
    while match := _TOKEN.match(query, position):
        kind, text, start = match.lastgroup or "", match.group(), position
        position = match.end()
        local = _LOCAL.match(query, position if kind == "run" else start) if kind in {"run", "mark"} else None
        if local and not text.endswith("."):
            position = local.end()
            yield Token("word", query[start:position], start)
        elif kind == "run":  # no prefix, though dots and hyphens might stand in one
            yield from (Token(p.lastgroup or "", p.group(), start + p.start()) for p in _PART.finditer(text))
        else:
            yield Token(kind, text, start)
            if kind == "mark" and text in "\"'":  # looking for the end of each would take quadratic time
                yield Token("rest", query[position:], position)
                return
