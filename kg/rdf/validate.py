"""Does a graph keep its promises: SHACL shapes, and quotes that stand where they say."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from rdflib import RDF, SH, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from kg.rdf.namespaces import PREFIXES, article_iri
from kg.rdf.shapes import checks, load_shapes
from kg.store import open_graph, rows

_AT_ONCE = 500
_Item = TypeVar("_Item")

_WORDS = {
    "sentence": "?claim nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end .",
    "trigger": "?claim kg:trigger ?text ; kg:triggerBegin ?begin ; kg:triggerEnd ?end .",
    "time expression": "?claim kg:timeText ?text ; kg:timeBegin ?begin ; kg:timeEnd ?end .",
    "cue of status": "?claim kg:statusCue ?text ; kg:statusCueBegin ?begin ; kg:statusCueEnd ?end .",
    "mention": """?claim kg:actorMention|kg:targetMention|kg:placeMention ?mention .
        ?mention nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end .""",
    "source": """?claim kg:attribution/kg:sourceMention ?mention .
        ?mention nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end .""",
    "cue": """?claim kg:attribution ?attribution .
        ?attribution kg:cue ?text ; kg:cueBegin ?begin ; kg:cueEnd ?end .""",
    "office of a source": """?claim kg:attribution ?attribution .
        ?attribution kg:officeText ?text ; kg:officeBegin ?begin ; kg:officeEnd ?end .""",
    "office": "?claim kg:officeText ?text ; kg:officeBegin ?begin ; kg:officeEnd ?end .",
}
"""What has offsets -> where they stand in the graph. Each that lies in its claim's sentence must agree with it."""

_DISAGREES = """STRLEN(?text) != ?end - ?begin || (?begin >= ?from && ?end <= ?to
    && SUBSTR(STR(?sentence), ?begin - ?from + 1, ?end - ?begin) != STR(?text))"""


class Finding(NamedTuple):
    """A fault of a graph: the IRI of the thing that has it, what is wrong, and how to mend it."""

    where: str
    what: str
    mend: str


def validate(
    graph: Dataset | str | Path, texts: Iterable[tuple[str, str]] | None = None, *, with_pyshacl: bool = False
) -> list[Finding]:
    """All faults of a graph, sorted; none in a graph that keeps its promises.

    Each quote must stand at its offsets in `texts`, the (article id, cleaned text) of all articles; without them, what is
    quoted must stand at its place in the sentence around it. `with_pyshacl` has pySHACL interpret the shapes, with the
    same findings, much slower.
    """
    dataset = graph if isinstance(graph, Dataset) else open_graph(graph)
    shapes = _by_pyshacl(dataset) if with_pyshacl else _by_sparql(dataset)
    quotes = _against_sentences(dataset) if texts is None else _against_texts(dataset, texts)
    return sorted({*shapes, *quotes})


def _by_sparql(graph: Dataset) -> Iterator[Finding]:
    for check in checks():
        for focus, *value in rows(graph, check.query):
            yield _finding(str(focus), check.path, check.message, value[0] if value else None)


def _by_pyshacl(graph: Dataset) -> Iterator[Finding]:
    """Check some things at a time: the shapes look at one thing and the types of what it points to, never further."""
    import pyshacl

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # ill-formed values are findings, not warnings
    shapes = load_shapes()
    targets = frozenset(shapes.objects(None, SH.targetClass))
    classes = " ".join(f"<{target}>" for target in targets)
    things = rows(graph, f"SELECT DISTINCT ?thing {{ VALUES ?class {{ {classes} }} ?thing a ?class }}")
    for batch in _batches(thing for (thing,) in things if thing):
        conforms, report, _ = pyshacl.validate(_copy(graph, batch, targets), shacl_graph=shapes, inference="none")
        if not conforms:
            for result in report.subjects(RDF.type, SH.ValidationResult):
                value = report.value(result, SH.value)
                yield _finding(
                    str(report.value(result, SH.focusNode)),
                    str(report.value(result, SH.resultPath)),
                    str(report.value(result, SH.resultMessage)),
                    str(value) if isinstance(value, (URIRef, Literal)) else None,
                )


def _copy(graph: Dataset, things: Iterable[str], targets: Collection[Node]) -> Graph:
    """What the graph says of some things; what they point to has types that are no targets, else it would be checked too."""
    copy = Graph(bind_namespaces="none")
    for thing in map(URIRef, things):
        for _, key, value in graph.triples((thing, None, None)):
            copy.add((thing, key, value))
            kinds = graph.objects(value, RDF.type) if isinstance(value, URIRef) else ()
            for kind in kinds:
                if kind not in targets:
                    copy.add((value, RDF.type, kind))
    return copy


def _finding(focus: str, path: str, message: str, value: str | None) -> Finding:
    found = f"; found {value[:80]!r}" if value is not None else ""
    return Finding(focus, f"{_short(path)}: {message}{found}", _mend(focus))


def _mend(where: str) -> str:
    if where.startswith(PREFIXES["event"]):
        return "build the graph again; if it stays, look at what `kg decisions` lists for this event"
    if where.startswith((PREFIXES["article"], PREFIXES["claim"], PREFIXES["membership"])):
        return "take the article out with `kg remove`, correct it, and build again"
    return "correct the entity in its table (`kg entities check` names faults) and build again"


def _against_sentences(graph: Dataset) -> Iterator[Finding]:
    for what, pattern in _WORDS.items():
        query = f"""SELECT DISTINCT ?claim ?text ?begin {{
            VALUES ?class {{ kg:Claim org:Membership }} ?claim a ?class ; nif:anchorOf ?sentence ; nif:beginIndex ?from ; nif:endIndex ?to .
            {pattern} FILTER({_DISAGREES}) }}"""
        for claim, text, begin in rows(graph, query):
            yield _misplaced(what, str(claim), str(text), str(begin))


def _against_texts(graph: Dataset, texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    for batch in _batches(texts):
        known = {str(article_iri(article)): text for article, text in batch}
        articles = " ".join(f"<{iri}>" for iri in known)
        for what, pattern in _WORDS.items():
            query = f"""SELECT DISTINCT ?article ?claim ?text ?begin ?end {{
                VALUES ?article {{ {articles} }} ?claim nif:referenceContext ?article . {pattern} }}"""
            for article, claim, text, begin, end in rows(graph, query):
                if known[str(article)][_number(begin) : _number(end)] != text:
                    yield _misplaced(what, str(claim), str(text), str(begin))


def _misplaced(what: str, claim: str, text: str, begin: str) -> Finding:
    fault = f"the {what} {text[:80]!r} does not stand at offset {begin}"
    return Finding(claim, fault, "take its article out with `kg remove` and build again")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else -1


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
