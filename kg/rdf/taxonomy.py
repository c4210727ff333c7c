"""The event types and contexts, out of ``event-types.ttl``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from types import MappingProxyType

from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.errors import DataError
from kg.model import EventType, Taxonomy
from kg.rdf.namespaces import ACT, CTX, KG, ontology_text

QUAD_CLASSES = MappingProxyType(
    {
        "verbal-cooperation": KG.VerbalCooperation,
        "material-cooperation": KG.MaterialCooperation,
        "verbal-conflict": KG.VerbalConflict,
        "material-conflict": KG.MaterialConflict,
    }
)
"""Name of a class of action, as in ``EventType.quad_class`` -> its IRI."""

LANGUAGES = ("en", "id")
FILE = "event-types.ttl"


def load_taxonomy(text: str | None = None) -> Taxonomy:
    """Load the event types that ship with kg, or those in `text` (Turtle); DataError where they break the rules."""
    if text is None:
        text = ontology_text(FILE)
    try:
        graph = Graph(bind_namespaces="none").parse(data=text, format="turtle")
    except (SyntaxError, ValueError, IndexError) as error:
        raise DataError(f"{FILE}: not valid Turtle: {' '.join(str(error).split())}") from error
    modes = _modes(graph)
    codes = sorted(_members(graph, ACT) - {mode for group in modes.values() for mode in group})
    types = {code: _event_type(graph, code, modes.pop(code, [])) for code in codes}
    for parent, orphans in modes.items():
        allowed = ", ".join(codes)
        raise DataError(f"{FILE}: {orphans[0]}: skos:broader names {parent}, which is no type; allowed: {allowed}")
    return Taxonomy(types=MappingProxyType(types), contexts=frozenset(_members(graph, CTX)))


def _members(graph: Graph, scheme: Namespace) -> set[str]:
    return {_local_name(concept, scheme) for concept in graph.subjects(SKOS.inScheme, URIRef(scheme))}


def _local_name(concept: Node, scheme: str) -> str:
    name = str(concept)
    if not name.startswith(scheme):
        raise DataError(f"{FILE}: {name}: listed in {scheme}, so its name must begin with that")
    return name[len(scheme) :]


def _modes(graph: Graph) -> dict[str, list[str]]:
    """Code of a type -> the full codes of its modes."""
    modes = defaultdict(list)
    for concept, parent in graph.subject_objects(SKOS.broader):
        code, of = _local_name(concept, ACT), _local_name(parent, ACT)
        if not code.startswith(of + "-"):
            raise DataError(f"{FILE}: {code}: a mode of {of} must be named {of}-something")
        modes[of].append(code)
    return dict(modes)


def _event_type(graph: Graph, code: str, modes: list[str]) -> EventType:
    for concept in (code, *modes):
        _check(graph, concept)
    return EventType(
        code=code,
        labels=MappingProxyType(dict(sorted(_labels(graph, code)))),
        quad_class=_quad_class(graph, code),
        modes=tuple(sorted(mode[len(code) + 1 :] for mode in modes)),
        reciprocal=graph.value(ACT[code], KG.reciprocal) == Literal(True),
        mode_labels=MappingProxyType({mode[len(code) + 1 :]: dict(sorted(_labels(graph, mode))) for mode in modes}),
    )


def _check(graph: Graph, code: str) -> None:
    missing = [language for language in LANGUAGES if language not in dict(_labels(graph, code))]
    if missing:
        raise DataError(f"{FILE}: {code}: no skos:prefLabel in {' or '.join(missing)}")
    if str(graph.value(ACT[code], SKOS.notation)) != code:
        raise DataError(f'{FILE}: {code}: skos:notation must be "{code}"')
    if (ACT[code], RDF.type, SKOS.Concept) not in graph:
        raise DataError(f"{FILE}: {code}: must be a skos:Concept")


def _labels(graph: Graph, code: str) -> Iterator[tuple[str, str]]:
    for label in graph.objects(ACT[code], SKOS.prefLabel):
        if isinstance(label, Literal) and label.language:
            yield label.language, str(label)


def _quad_class(graph: Graph, code: str) -> str | None:
    value = graph.value(ACT[code], KG.quadClass)
    if value is None:
        return None
    for name, iri in QUAD_CLASSES.items():
        if iri == value:
            return name
    allowed = ", ".join("kg:" + iri.rpartition("#")[2] for iri in QUAD_CLASSES.values())
    raise DataError(f"{FILE}: {code}: kg:quadClass {value} is unknown; allowed: {allowed}")
