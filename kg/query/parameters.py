"""Values for the variables of a query, put into its text without letting them change its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rdflib import XSD, Literal, URIRef
from rdflib.util import from_n3

from kg.errors import QueryError
from kg.query.tokens import Token, tokenize
from kg.rdf.namespaces import PREFIXES
from kg.rdf.nquads import n_term

_TYPED = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"[+-]?\d+"), XSD.integer),
    (re.compile(r"[+-]?\d+\.\d+"), XSD.decimal),
    (re.compile("true|false"), XSD.boolean),
)
_NOT_IN_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_CLAUSE_ENDS = frozenset({"WHERE", "FROM", "{", "}", "HAVING", "LIMIT", "OFFSET", "VALUES"})


def parse_value(text: str) -> URIRef | Literal:
    """An IRI (``<…>``, ``https://…``, ``wd:Q159``) or a literal: date, number, ``"text"@id``, other text as it is."""
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
    tokens = tokenize(query)
    variables = dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable")
    for name in terms:
        if name not in variables:
            known = " ".join("?" + variable for variable in variables) or "none"
            raise QueryError(f"the query has no variable ?{name} to give a value to; it has {known}")
    return "".join(_replaced(tokens, terms))


def _replaced(tokens: list[Token], terms: Mapping[str, str]) -> Iterator[str]:
    """A variable becomes its value: ``(value AS ?variable)`` after SELECT, ``(value)`` after ORDER BY and GROUP BY."""
    clause, depth, previous = "", 0, ""
    for token in tokens:
        word = token.text.upper()
        if word in {"SELECT", "BY"}:
            clause, depth = word, 0
        elif word in _CLAUSE_ENDS:
            clause = ""
        depth += (word == "(") - (word == ")")
        term = terms.get(token.text[1:]) if token.kind == "variable" and previous != "AS" else None
        if term is None:
            yield token.text
        elif clause and depth == 0:
            yield f"({term} AS {token.text})" if clause == "SELECT" else f"({term})"
        else:
            yield term
        if token.kind not in {"space", "comment"}:
            previous = word


def _iri(text: str) -> URIRef:
    if _NOT_IN_IRI.search(text) or ":" not in text:
        raise QueryError(f"<{text}> is not an IRI")
    return URIRef(text)
