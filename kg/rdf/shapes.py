"""The SHACL shapes as SPARQL, which checks a large graph some hundred times faster than an interpreter of shapes.

It knows the constraints that ``shapes.ttl`` uses, with the meaning that SHACL gives them, and refuses any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import DataError
from kg.rdf.namespaces import ontology_text
from kg.rdf.nquads import n_term

FILE = "shapes.ttl"
_STRUCTURE = frozenset({SH.path, SH.message, SH.description, RDF.type})
_CASTS = frozenset({XSD.integer, XSD.decimal, XSD.date, XSD.dateTime, XSD.boolean})
"""Types of which not every text is a value; ``1.5`` is no integer."""


@dataclass(frozen=True, slots=True)
class Check:
    """A query for what breaks a rule about one property: it gives ``?focus`` and, where a value is at fault, ``?value``."""

    path: str
    message: str
    query: str


def checks(shapes: Graph | None = None) -> list[Check]:
    """The checks that stand for the shapes that ship with kg, or for others. DataError where one cannot be compiled."""
    graph = shapes if shapes is not None else load_shapes()
    found = [
        check
        for shape, target in sorted(graph.subject_objects(SH.targetClass))
        for rule in sorted(graph.objects(shape, SH.property), key=lambda rule: str(graph.value(rule, SH.path)))
        for check in _of_property(graph, rule, _term(target))
    ]
    if not found:
        raise DataError(f"{FILE}: no shape has a sh:targetClass and a sh:property")
    return found


def load_shapes() -> Graph:
    """The shapes that ship with kg."""
    return Graph().parse(data=ontology_text(FILE), format="turtle")


def _of_property(graph: Graph, rule: Node, target: str) -> Iterator[Check]:
    path = graph.value(rule, SH.path)
    if not isinstance(path, URIRef):
        raise DataError(f"{FILE}: the sh:path of a property must be one IRI, not {path}")
    message = str(graph.value(rule, SH.message) or "does not fit its shape")
    return (Check(path, message, query) for query in _queries(graph, rule, _term(path), f"?focus a {target} ."))


def _queries(graph: Graph, rule: Node, path: str, focus: str) -> Iterator[str]:
    """What is at fault is looked for first, since there is little of it, and then whether it is of the class."""
    conditions = []
    for key, value in sorted(graph.predicate_objects(rule)):
        if key == SH.minCount and int(str(value)) == 1:
            yield f"SELECT ?focus {{ {focus} MINUS {{ ?focus {path} ?any }} }}"
        elif key == SH.maxCount:
            many = f"GROUP BY ?focus HAVING(COUNT(DISTINCT ?any) > {int(str(value))})"
            yield f"SELECT ?focus {{ {{ SELECT ?focus {{ ?focus {path} ?any }} {many} }} {focus} }}"
        elif key in _PAIRS:
            pair = f"?focus {path} ?value ; {_term(value)} ?other . FILTER({_fails(f'?value {_PAIRS[key]} ?other')})"
            yield f"SELECT DISTINCT ?focus ?value {{ {{ SELECT ?focus ?value {{ {pair} }} }} {focus} }}"
        elif key not in _STRUCTURE:
            conditions.append(_condition(graph, key, value))
    if conditions:
        wrong = f"?focus {path} ?value . FILTER({' || '.join(map(_fails, conditions))})"
        yield f"SELECT DISTINCT ?focus ?value {{ {{ SELECT ?focus ?value {{ {wrong} }} }} {focus} }}"


_PAIRS: Mapping[Node, str] = MappingProxyType({SH.lessThan: "<", SH.lessThanOrEquals: "<="})
"""What must hold between a value and each value of another property."""


def _condition(graph: Graph, key: Node, value: Node) -> str:
    """What must hold of ``?value``."""
    if key == SH["or"]:
        return " || ".join(f"COALESCE({one}, false)" for one in _alternatives(graph, value))
    if key == SH["in"]:
        return f"?value IN ({', '.join(_term(one) for one in Collection(graph, value))})"
    if key not in _CONDITIONS:
        raise DataError(f"{FILE}: {key} is not known; known: {', '.join(sorted(map(str, _CONDITIONS)))}")
    return _CONDITIONS[key](value)


def _alternatives(graph: Graph, values: Node) -> Iterator[str]:
    for shape in Collection(graph, values):
        yield " && ".join(f"({_condition(graph, key, value)})" for key, value in sorted(graph.predicate_objects(shape)))


def _datatype(value: Node) -> str:
    """A value with the type whose text is one of that type."""
    cast = f" && BOUND(?value) && STR({_term(value)}(STR(?value))) != '*'" if value in _CASTS else ""
    return f"isLiteral(?value) && DATATYPE(?value) = {_term(value)}{cast}"


def _node_kind(value: Node) -> str:
    kinds: Mapping[Node, str] = {
        SH.IRI: "isIRI(?value)",
        SH.Literal: "isLiteral(?value)",
        SH.BlankNode: "isBlank(?value)",
    }
    if value not in kinds:
        raise DataError(f"{FILE}: the sh:nodeKind {value} is not known; known: {', '.join(sorted(map(str, kinds)))}")
    return kinds[value]


_CONDITIONS: Mapping[Node, Callable[[Node], str]] = MappingProxyType(
    {
        SH["class"]: lambda value: f"EXISTS {{ ?value a {_term(value)} }}",
        SH.datatype: _datatype,
        SH.nodeKind: _node_kind,
        SH.pattern: lambda value: f"!isBlank(?value) && REGEX(STR(?value), {_term(value)})",
        SH.minInclusive: lambda value: f"?value >= {_term(value)}",
        SH.maxInclusive: lambda value: f"?value <= {_term(value)}",
    }
)


def _fails(condition: str) -> str:
    """A condition that cannot be decided does not hold."""
    return f"!COALESCE({condition}, false)"


def _term(node: Node) -> str:
    if not isinstance(node, (URIRef, Literal)):
        raise DataError(f"{FILE}: {node} must be an IRI or a literal")
    return n_term(node)
