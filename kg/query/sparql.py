"""Answers at the speed of the engine, whatever is asked: a directory, a file, an endpoint, or any rdflib Dataset."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, TypeAlias

import pyoxigraph as ox
from pyparsing import ParseException
from rdflib import Dataset

from kg.errors import QueryError
from kg.query.faults import explain, unknown_term
from kg.query.parameters import bind
from kg.query.tokens import significant, tokenize
from kg.rdf.namespaces import PREFIXES
from kg.rdf.syntaxes import write_sorted
from kg.remote import Endpoint
from kg.store import endpoint_of, open_engine, open_graph

Plain: TypeAlias = "str | int | float | bool | None"
Found: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]"

RESULTS: Mapping[str, ox.QueryResultsFormat] = MappingProxyType(
    {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }
)
"""How rows, and the answer to an ASK, are written as the W3C defines it."""
TRIPLES: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
)
"""How the triples of CONSTRUCT and DESCRIBE are written."""

_NO_BINDINGS: Mapping[str, str] = MappingProxyType({})
_XSD = PREFIXES["xsd"]
_PLAIN: Mapping[str, Callable[[str], Plain]] = MappingProxyType(
    {
        **dict.fromkeys((f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger")), int),
        **dict.fromkeys((f"{_XSD}{name}" for name in ("decimal", "double", "float")), float),
        f"{_XSD}boolean": lambda text: text in {"true", "1"},
    }
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Answer:
    """What a query found; it can be read once. QueryError where the engine fails midway.

    `columns` are the variables of a SELECT, `truth` is what an ASK says, `has_triples` whether CONSTRUCT or DESCRIBE asked.
    """

    found: Any
    columns: tuple[str, ...] = ()
    truth: bool | None = None
    has_triples: bool = False

    def rows(self) -> Iterator[tuple[Plain, ...]]:
        """The rows of a SELECT as plain values: numbers and truths as such, all else as text."""
        with faults():
            for solution in self.found:
                yield tuple(None if term is None else _plain(term) for term in solution)

    def write(self, out: BinaryIO, form: str) -> None:
        """Write it in one of `RESULTS`, or of `TRIPLES` where the query asked for triples."""
        with faults():
            if not self.has_triples:
                self.found.serialize(out, RESULTS[form])
            elif form == "ttl":
                write_sorted((ox.Quad(*triple) for triple in self.found), out, form)
            else:
                ox.serialize(self.found, out, format=TRIPLES[form])


def answer(
    graph: Dataset | Endpoint | str | Path,
    text: str,
    bindings: Mapping[str, str] = _NO_BINDINGS,
    *,
    limit: int | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Answer:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE query, with at most `limit` rows.

    `bindings` gives values to variables by name (see `kg.query.parameters.parse_value`). The prefixes of
    `kg.rdf.namespaces.PREFIXES` need no declaration. Without `default_graphs`, IRIs, and without FROM, the union of all
    graphs is asked. QueryError tells line, column and what was expected.
    """
    query = bind(text, bindings) if bindings else text
    fault = unknown_term(query)
    if fault:
        raise QueryError(fault)
    source = open_graph(graph) if isinstance(graph, (str, Path)) else graph
    chosen = (default_graphs, named_graphs) if default_graphs or named_graphs else None
    with faults(query):
        found = _ask(source, query if limit is None else limited(query, limit), chosen)
    if isinstance(found, ox.QuerySolutions):
        return Answer(found, columns=tuple(variable.value for variable in found.variables))
    if isinstance(found, ox.QueryBoolean):
        return Answer(found, truth=bool(found))
    return Answer(found, has_triples=True)


def limited(query: str, limit: int) -> str:
    """`query` with its own LIMIT lowered to `limit`, or with one where it has none; those of inner queries stay."""
    depth, values_at = 0, len(query)
    tokens = significant(query)
    for number, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        word = token.text.upper() if depth == 0 and token.kind == "word" else ""
        if word == "ASK":
            return query
        if word == "VALUES":
            values_at = token.start
        elif word == "LIMIT":
            digits = _DIGITS.match(query, tokens[number + 1].start) if number + 1 < len(tokens) else None
            if digits is None or int(digits[0]) <= limit:
                return query
            return f"{query[: digits.start()]}{limit}{query[digits.end() :]}"
    return f"{query[:values_at]}\nLIMIT {limit}\n{query[values_at:]}"


def _ask(graph: Dataset | Endpoint, query: str, chosen: tuple[Sequence[str], Sequence[str]] | None) -> Found:
    endpoint = graph if isinstance(graph, Endpoint) else endpoint_of(graph)
    if endpoint is not None:
        return _read(*endpoint.query(declared(query)))
    assert isinstance(graph, Dataset)
    engine = open_engine(graph)
    if engine is not None:
        options: dict[str, object] = {"use_default_graph_as_union": not _names_graphs(query)}
        if chosen:
            default, named = ([ox.NamedNode(iri) for iri in iris] for iris in chosen)
            options = {"default_graph": default, "named_graphs": named}
        return engine.query(query, prefixes=dict(PREFIXES), **options)  # type: ignore[arg-type]
    # a string, not a prepared query: that would be answered by rdflib instead of its store
    result = graph.query(query, initNs=dict(graph.namespaces()) | dict(PREFIXES))
    if result.type in {"SELECT", "ASK"}:
        if result.type == "SELECT":  # unbound variables must be absent, or rdflib's serialiser fails
            result.bindings = [
                {name: term for name, term in row.items() if term is not None} for row in result.bindings
            ]
        return _read("application/sparql-results+json", result.serialize(format="json") or b"")
    return _read("application/n-triples", result.serialize(format="nt") or b"")


def declared(query: str) -> str:
    """`query` with those of our prefixes declared that it uses and does not declare itself, on its first line."""
    words = [token.text for token in tokenize(query) if token.kind == "word"]
    own = {name for keyword, name in pairwise(words) if keyword.upper() == "PREFIX"}
    used = dict.fromkeys(word.partition(":")[0] for word in words if ":" in word)
    lines = (f"PREFIX {name}: <{PREFIXES[name]}> " for name in used if name in PREFIXES and f"{name}:" not in own)
    return "".join(lines) + query


def _names_graphs(query: str) -> bool:
    """The engine would let the union of all graphs go before FROM."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokenize(query))


def _read(media_type: str, body: bytes) -> Found:
    if "sparql-results" in media_type:
        form = ox.QueryResultsFormat.from_media_type(media_type) or ox.QueryResultsFormat.JSON
        return ox.parse_query_results(body, form)
    form_ = ox.RdfFormat.from_media_type(media_type)
    if form_ is None:
        raise QueryError(f"the endpoint answers in {media_type}, which kg does not read")
    return (quad.triple for quad in ox.parse(BytesIO(body), form_))


@contextmanager
def faults(query: str = "") -> Iterator[None]:
    """Turns what the engines raise into a QueryError of one line; `query` is what line and column are counted in."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(explain(query, str(error))) from error
    except ParseException as error:
        raise QueryError(f"line {error.lineno}, column {error.column}: {error.msg}") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {' '.join(str(error).split())}") from error


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Plain:
    if isinstance(term, ox.Literal):
        convert = _PLAIN.get(term.datatype.value)
        try:
            return convert(term.value) if convert else term.value
        except ValueError:
            return term.value
    return str(term) if isinstance(term, ox.Triple) else term.value
