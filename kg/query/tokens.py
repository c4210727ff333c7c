"""SPARQL text as tokens, so that strings, IRIs and comments are never mistaken for anything else."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                  |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$]\w+)
      | (?P<word>[^\W\d](?:[\w.:-]*[\w:-])?)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query. `kind` is iri, string, comment, variable, word (keyword or prefixed name), space or mark."""

    kind: str
    text: str
    start: int


def tokenize(query: str) -> list[Token]:
    """All tokens of `query`; joined, their texts are `query`. A string that never ends starts with a mark."""
    return [Token(match.lastgroup or "", match.group(), match.start()) for match in _TOKEN.finditer(query)]
