"""What is wrong with a query, for a person: line, column, what stands there, what was expected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from kg.query.tokens import Token, tokenize
from kg.rdf.namespaces import KG, PREFIXES
from kg.rdf.taxonomy import load_taxonomy

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_ENGINE_MESSAGE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_FEW = 3


@cache
def _terms() -> frozenset[str]:
    return frozenset(term.rpartition("#")[2] for term in dir(KG))


@cache
def _actions() -> frozenset[str]:
    types = load_taxonomy().types.values()
    return frozenset({code for type_ in types for code in (type_.code, *(f"{type_.code}-{m}" for m in type_.modes))})


_OURS = {"kg": _terms, "act": _actions}
"""Prefix -> the names that it has."""


def unknown_term(query: str) -> str | None:
    """What to say about the first ``kg:`` or ``act:`` name in `query` that is not in the vocabulary; None where all are."""
    words = [token for token in tokenize(query) if token.kind == "word"]
    declared = {name.text[:-1] for keyword, name in pairwise(words) if keyword.text.upper() == "PREFIX"}
    for token in words:
        prefix, _, name = token.text.partition(":")
        if name and prefix in _OURS and prefix not in declared and name not in _OURS[prefix]():
            guess = _guess(name, _OURS[prefix](), f"{prefix}:{{}}")
            return f"{place(query, token.start)}: {prefix}:{name} is not in the vocabulary{guess}"
    return None


def explain(query: str, message: str) -> str:
    """What to say about a query that the engine refused with `message`."""
    tokens = [token for token in tokenize(query) if token.kind not in {"space", "comment"}]
    return _wrong_form(query, tokens) or _not_closed(query, tokens) or _engine_fault(query, message)


def _wrong_form(query: str, tokens: list[Token]) -> str | None:
    words = [token.text.upper() for token in tokens if token.kind == "word"]
    if any(word in FORMS for word in words):
        return None
    update = next((word for word in words if word in UPDATES), None)
    if update:
        return (
            f"{update} would change the graph, and queries only read it; kg query --update changes graphs of your own"
        )
    first = tokens[0].text if tokens else ""
    found = f"{place(query, tokens[0].start)}: found {first!r}" if tokens else "the query is empty"
    return f"{found}; a query has one of {', '.join(FORMS)}{_guess(first.upper(), FORMS, '{}')}"


def _not_closed(query: str, tokens: list[Token]) -> str | None:
    """The first string or bracket without its end, or end without its beginning."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind == "mark" and token.text in "\"'":
            return f"{place(query, token.start)}: this string is not closed"
        if token.text in {"(", "{", "["}:
            opened.append(token)
        elif token.text in {")", "}", "]"}:
            if not opened or opened[-1].text + token.text not in {"()", "{}", "[]"}:
                return f"{place(query, token.start)}: {token.text!r} closes nothing"
            opened.pop()
    return f"{place(query, opened[-1].start)}: {opened[-1].text!r} is not closed" if opened else None


def _engine_fault(query: str, message: str) -> str:
    match = _ENGINE_MESSAGE.match(message)
    if not match:
        return " ".join(message.split())
    expected = match[3]
    position = sum(len(line) for line in query.splitlines(keepends=True)[: int(match[1]) - 1]) + int(match[2]) - 1
    if "Prefix not found" in expected:
        token = [token for token in tokenize(query) if token.start < position and ":" in token.text][-1]
        prefix = token.text.partition(":")[0]
        known = f"; known: {' '.join(PREFIXES)}"
        return f"{place(query, token.start)}: unknown prefix {prefix}:{_guess(prefix, PREFIXES, '{}:') or known}"
    if "unbound" in expected:
        return "SELECT names a variable that is neither grouped by nor aggregated"
    if "IRI parsing failed" in expected:
        return f"{place(query, position)}: there is something before this that is not a full IRI"
    rest = query[position:].split(maxsplit=1)
    found = f"not SPARQL at {rest[0]!r}" if rest else "the query ends too early"
    wanted = list(dict.fromkeys(word for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"\[.*?\]", "", expected))))
    return f"{place(query, position)}: {found}" + (
        f"; expected {' or '.join(wanted)}" if 0 < len(wanted) <= _FEW else ""
    )


def place(query: str, position: int) -> str:
    """Line and column of a position, both from 1."""
    before = query[:position]
    return f"line {before.count(chr(10)) + 1}, column {position - (before.rfind(chr(10)) + 1) + 1}"


def _guess(name: str, known: Iterable[str], pattern: str) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {pattern.format(near[0])}?" if near else ""
