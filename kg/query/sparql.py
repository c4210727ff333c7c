"""SPARQL over a graph, with our prefixes known and errors that say where and what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pyparsing import ParseException
from rdflib import Dataset
from rdflib.query import Result

from kg.errors import QueryError
from kg.query.faults import explain, unknown_term
from kg.query.parameters import bind
from kg.rdf.namespaces import PREFIXES
from kg.store import open_graph

_NO_BINDINGS: Mapping[str, str] = MappingProxyType({})


def run(graph: Dataset | str | Path, text: str, bindings: Mapping[str, str] = _NO_BINDINGS) -> Result:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE query; the rows of a SELECT are read in full.

    `bindings` gives values to variables by name (see `kg.query.parameters.parse_value`). The prefixes of
    `kg.rdf.namespaces.PREFIXES` need no declaration. QueryError tells line, column and what was expected.
    """
    query = bind(text, bindings) if bindings else text
    fault = unknown_term(query)
    if fault:
        raise QueryError(fault)
    dataset = graph if isinstance(graph, Dataset) else open_graph(graph)
    try:
        # a string, not a prepared query: that would be answered by rdflib instead of the engine
        result = dataset.query(query, initNs=dict(dataset.namespaces()) | dict(PREFIXES))
        if isinstance(result, tuple):  # what rdflib returns for an HTTP error
            raise QueryError(f"the query cannot be answered: {result[1]}")
        if result.type == "SELECT":
            # unbound variables must be absent, or rdflib's serialisers fail
            result.bindings = [
                {name: term for name, term in row.items() if term is not None} for row in result.bindings
            ]
    except SyntaxError as error:
        raise QueryError(explain(query, str(error))) from error
    except ParseException as error:
        raise QueryError(f"line {error.lineno}, column {error.column}: {error.msg}") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {' '.join(str(error).split())}") from error
    return result
