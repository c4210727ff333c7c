"""What a SPARQL update would change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyparsing import ParseException
from rdflib import URIRef
from rdflib.plugins.sparql.algebra import translateUpdate
from rdflib.plugins.sparql.parser import parseUpdate

from kg.errors import QueryError
from kg.query.faults import unknown_term
from kg.rdf.namespaces import PREFIXES
from kg.rdf.own import is_own

_HINT = "write into a graph of your own: INSERT DATA { GRAPH <https://my.example/notes> { … } }"


def check(update: str) -> None:
    """QueryError where a SPARQL update cannot be read, fetches a file, or would write into a graph that is not people's own."""
    fault = unknown_term(update)
    if fault:
        raise QueryError(fault)
    try:
        operations = translateUpdate(parseUpdate(update), initNs=dict(PREFIXES)).algebra
    except ParseException as error:
        raise QueryError(f"line {error.lineno}, column {error.column}: not a SPARQL update: {error.msg}") from error
    except Exception as error:
        raise QueryError(f"not a SPARQL update: {' '.join(str(error).split())}") from error
    for operation in operations:
        for graph in _written(operation):
            if not isinstance(graph, URIRef) or not is_own(str(graph)):
                what = f"<{graph}>" if isinstance(graph, URIRef) else "a graph that it does not name"
                raise QueryError(f"the update would change {what}, which is made from the articles; {_HINT}")


def _written(operation: Any) -> Iterator[object]:
    """The graphs that an operation writes into; None for those that it does not name."""
    kind = operation.name
    if kind == "Load":
        raise QueryError("LOAD fetches a file, which is not allowed; give its statements in INSERT DATA")
    if kind in {"InsertData", "DeleteData", "DeleteWhere"}:
        yield from _of_template(operation, None)
    elif kind == "Modify":
        for part in (operation.delete, operation.insert):
            if part:
                yield from _of_template(part, operation.withClause)
    elif kind in {"Clear", "Drop", "Create"}:
        yield operation.graphiri if isinstance(operation.graphiri, URIRef) else None
    else:  # Add, Move, Copy: from one graph to another
        source, target = operation.graph
        yield target
        if kind == "Move":
            yield source


def _of_template(template: Any, graph: object) -> Iterator[object]:
    if template.triples:
        yield graph
    yield from template.quads or ()
