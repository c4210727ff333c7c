"""Values for the variables of a query, put into its text without letting them change its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rdflib import XSD, Literal, URIRef
from rdflib.util import from_n3

from kg.errors import QueryError
from kg.rdf.namespaces import PREFIXES
from kg.rdf.nquads import n_term

_TOKENS = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                  |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$]\w+)
      | (?P<word>[^\W\d][\w.:-]*)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_TYPED = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"[+-]?\d+"), XSD.integer),
    (re.compile(r"[+-]?\d+\.\d+"), XSD.decimal),
    (re.compile("true|false"), XSD.boolean),
)
_NOT_IN_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')


class _Token(NamedTuple):
    kind: str
    text: str


def parse_value(text: str) -> URIRef | Literal:
    """An IRI from ``<…>``, ``https://…`` or ``wd:Q159``; a literal from a date, a number, ``"text"@id`` or any other text."""
    prefix, colon, name = text.partition(":")
    if text.startswith("<") and text.endswith(">"):
        return _iri(text[1:-1])
    if re.fullmatch(r"https?://\S+", text):
        return _iri(text)
    if colon and prefix in PREFIXES:
        return _iri(PREFIXES[prefix] + name)
    if re.fullmatch(r'".*"(@[A-Za-z][\w-]*)?', text, re.DOTALL):
        literal = from_n3(text)
        if isinstance(literal, Literal):
            return literal
    datatype = next((datatype for pattern, datatype in _TYPED if pattern.fullmatch(text)), None)
    return Literal(text, datatype=datatype, normalize=False)


def bind(query: str, values: Mapping[str, str]) -> str:
    """`query` with its variables of these names replaced by these values; QueryError where it has no such variable."""
    terms = {name: n_term(parse_value(value)) for name, value in values.items()}
    tokens = [_Token(match.lastgroup or "", match.group()) for match in _TOKENS.finditer(query)]
    variables = dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable")
    for name in terms:
        if name not in variables:
            known = " ".join("?" + variable for variable in variables) or "none"
            raise QueryError(f"the query has no variable ?{name} to give a value to; it has {known}")
    return "".join(_replaced(tokens, terms))


def _replaced(tokens: list[_Token], terms: Mapping[str, str]) -> Iterator[str]:
    """A variable becomes its value; in a SELECT clause ``(value AS ?variable)``, and a name given with AS stays one."""
    selecting, depth, previous = False, 0, ""
    for token in tokens:
        word = token.text.upper()
        if word == "SELECT":
            selecting, depth = True, 0
        elif word in {"WHERE", "FROM", "{"}:
            selecting = False
        depth += (word == "(") - (word == ")")
        term = terms.get(token.text[1:]) if token.kind == "variable" and previous != "AS" else None
        if term is None:
            yield token.text
        else:
            yield f"({term} AS {token.text})" if selecting and depth == 0 else term
        if token.kind not in {"space", "comment"}:
            previous = word


def _iri(text: str) -> URIRef:
    if _NOT_IN_IRI.search(text) or ":" not in text:
        raise QueryError(f"<{text}> is not an IRI")
    return URIRef(text)
