"""Does a graph keep its promises: SHACL shapes, and quotes that stand where they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyshacl
from rdflib import RDF, SH, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.rdf.namespaces import ONTOLOGY_GRAPH, PREFIXES, ontology_text
from kg.store import open_graph, rows

_GRAPHS_AT_ONCE = 200

_WORDS = {
    "sentence": "?claim nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end .",
    "trigger": "?claim kg:trigger ?text ; kg:triggerBegin ?begin ; kg:triggerEnd ?end .",
    "time expression": "?claim kg:timeText ?text ; kg:timeBegin ?begin ; kg:timeEnd ?end .",
    "mention": """?claim kg:actorMention|kg:targetMention|kg:placeMention ?mention .
        ?mention nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end .""",
    "cue": """?claim kg:attribution ?attribution .
        ?attribution kg:cue ?text ; kg:cueBegin ?begin ; kg:cueEnd ?end .""",
}
"""What has offsets -> where they stand in the graph. Each that lies in its claim's sentence must agree with it."""

_DISAGREES = """STRLEN(?text) != ?end - ?begin || (?begin >= ?from && ?end <= ?to
    && SUBSTR(STR(?sentence), ?begin - ?from + 1, ?end - ?begin) != STR(?text))"""


class Finding(NamedTuple):
    """A fault of a graph: the IRI of the thing that has it, what is wrong, and how to mend it."""

    where: str
    what: str
    mend: str


def validate(graph: Dataset | str | Path) -> list[Finding]:
    """All faults of a graph, sorted; none in a graph that keeps its promises."""
    dataset = graph if isinstance(graph, Dataset) else open_graph(graph)
    return sorted({*_against_shapes(dataset), *_against_offsets(dataset)})


def _against_shapes(graph: Dataset) -> Iterator[Finding]:
    """Check some named graphs at a time: the shapes look at one thing and what it is made of, never further."""
    shapes = Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")
    for batch in _batches(graph):
        conforms, report, _ = pyshacl.validate(batch, shacl_graph=shapes, inference="none", advanced=False)
        if not conforms:
            yield from _findings(report)


def _batches(graph: Dataset) -> Iterator[Graph]:
    named = (name for (name,) in rows(graph, "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }") if name)
    remaining = iter(sorted(name for name in named if name != str(ONTOLOGY_GRAPH)) or [str(DATASET_DEFAULT_GRAPH_ID)])
    while batch := list(islice(remaining, _GRAPHS_AT_ONCE)):
        yield _copy(graph, batch)


def _copy(graph: Dataset, names: Iterable[str]) -> Graph:
    copy = Graph(bind_namespaces="none")
    for name in names:
        for triple in Graph(graph.store, URIRef(name)):
            copy.add(triple)
    return copy


def _findings(report: Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        where = str(report.value(result, SH.focusNode))
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        found = f"; found {str(value)[:80]!r}" if isinstance(value, (URIRef, Literal)) else ""
        message = f"{_short(str(path))}: {report.value(result, SH.resultMessage)}{found}"
        yield Finding(where, message, _mend(where))


def _mend(where: str) -> str:
    if where.startswith(PREFIXES["event"]):
        return "rebuild the graph; if it stays, correct the merge decisions"
    if where.startswith((PREFIXES["article"], PREFIXES["claim"])):
        return "correct the article and build again"
    return "correct the entity in its table and build again"


def _against_offsets(graph: Dataset) -> Iterator[Finding]:
    for what, pattern in _WORDS.items():
        query = f"""SELECT DISTINCT ?claim ?text ?begin {{
            ?claim a kg:Claim ; nif:anchorOf ?sentence ; nif:beginIndex ?from ; nif:endIndex ?to .
            {pattern} FILTER({_DISAGREES}) }}"""
        for claim, text, begin in rows(graph, query):
            fault = f"the {what} {str(text)[:80]!r} does not stand at offset {begin}"
            yield Finding(str(claim), fault, "read the article again")


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
