"""SPARQL over a graph, with our prefixes known and errors that say where and what."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pyparsing import ParseException
from rdflib import Dataset
from rdflib.query import Result

from kg.errors import QueryError
from kg.query.parameters import bind
from kg.rdf.namespaces import PREFIXES
from kg.store import open_graph

_NO_BINDINGS: Mapping[str, str] = MappingProxyType({})
_ENGINE_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_READABLE = re.compile(r"[A-Za-z][A-Za-z ]+")
_MOST_NAMED = 8


def run(graph: Dataset | str | Path, text: str, bindings: Mapping[str, str] = _NO_BINDINGS) -> Result:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE query; the rows of a SELECT are read in full.

    `bindings` gives values to variables by name (see `kg.query.parameters.parse_value`). The prefixes of
    `kg.rdf.namespaces.PREFIXES` need no declaration. QueryError tells line, column and what was expected.
    """
    dataset = graph if isinstance(graph, Dataset) else open_graph(graph)
    query = bind(text, bindings) if bindings else text
    try:
        # a string, not a prepared query: that would be answered by rdflib instead of the engine
        result = dataset.query(query, initNs=dict(dataset.namespaces()) | dict(PREFIXES))
        if result.type == "SELECT":
            result.bindings = list(result.bindings)
    except SyntaxError as error:
        raise QueryError(_explain(query, str(error))) from error
    except ParseException as error:
        raise QueryError(f"line {error.lineno}, column {error.column}: {error.msg}") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {' '.join(str(error).split())}") from error
    return result


def _explain(query: str, message: str) -> str:
    match = _ENGINE_ERROR.match(message)
    if not match:
        return " ".join(message.split())
    line, column, expected = int(match[1]), int(match[2]), match[3]
    where = f"line {line}, column {column}"
    here = query.splitlines()[line - 1] if line <= len(query.splitlines()) else ""
    if "Prefix not found" in expected:
        return f"{where}: {_unknown_prefix(here, column)}"
    found = repr(here[column - 1 :].split(maxsplit=1)[0]) if here[column - 1 :].strip() else "the end of the line"
    return f"{where}: {_expectation(expected)} at {found}"


def _unknown_prefix(line: str, column: int) -> str:
    names = [match[1] for match in re.finditer(r"([\w.-]*):", line) if match.start() < column]
    name = names[-1] if names else ""
    near = difflib.get_close_matches(name, PREFIXES, n=1)
    hint = f"did you mean {near[0]}:?" if near else f"known: {' '.join(PREFIXES)}"
    return f"unknown prefix {name}: ({hint})"


def _expectation(expected: str) -> str:
    alternatives = dict.fromkeys(word.strip() for word in _READABLE.findall(expected) if len(word.strip()) > 1)
    for reason in alternatives:
        if reason.endswith(("parsing failed", "unbound", "allowed")) or reason.startswith("The "):
            return reason
    shown = list(alternatives)[:_MOST_NAMED]
    return f"expected {' or '.join(shown)}" if shown else "not SPARQL"
