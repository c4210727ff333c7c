"""Claims as nanopublications: one small citable statement each, with where it comes from and who made it.

Each has four graphs (https://nanopub.net/guidelines/working_draft/): its head; the assertion, which is what the claim says; the
provenance, which is the sentence and the article that say so; and the publication info, which is how kg found it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import PROV, RDF, RDFS

from kg.model import NAMESPACE
from kg.rdf.namespaces import KG, NIF

NP = "http://www.nanopub.org/nschema#"
_ASSERTED = frozenset(
    str(key)
    for key in (
        *(RDF.type, KG.action, KG.mode, KG.context, KG.actor, KG.target, KG.place),
        *(KG.date, KG.begin, KG.end, KG.status, KG.certainty),
    )
)
_FOUND_BY = frozenset(str(key) for key in (KG.rule, KG.confidence))
_TYPE, _ARTICLE = ox.NamedNode(RDF.type), ox.NamedNode(NIF.referenceContext)
_DERIVED, _ATTRIBUTED = ox.NamedNode(PROV.wasDerivedFrom), ox.NamedNode(PROV.wasAttributedTo)


def nanopublications(store: ox.Store, maker: str) -> Iterator[ox.Quad]:
    """The nanopublications of all claims of `store`, one after the other, by id. `maker` names the software, as ``kg 1.0``."""
    claims = (quad.subject for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(KG.Claim), None))
    for claim in sorted(set(claims), key=str):
        if isinstance(claim, ox.NamedNode):
            yield from _nanopublication(store, claim, maker)


def _nanopublication(store: ox.Store, claim: ox.NamedNode, maker: str) -> Iterator[ox.Quad]:
    this = f"{NAMESPACE}np/{claim.value.rpartition('/')[2]}"
    publication = ox.NamedNode(this)
    head, assertion, provenance, info = (ox.NamedNode(f"{this}#{name}") for name in _GRAPHS)
    yield ox.Quad(publication, _TYPE, ox.NamedNode(NP + "Nanopublication"), head)
    for name, graph in zip(_GRAPHS[1:], (assertion, provenance, info), strict=True):
        yield ox.Quad(publication, ox.NamedNode(f"{NP}has{name[0].upper()}{name[1:]}"), graph, head)
    said = _about(store, [claim])
    yield from _into(assertion, (triple for triple in said if triple.predicate.value in _ASSERTED))
    yield from _into(provenance, _sources(store, said, assertion))
    yield from _into(info, (triple for triple in said if triple.predicate.value in _FOUND_BY))
    agent = ox.NamedNode(f"{NAMESPACE}software/{maker.replace(' ', '-')}")
    yield ox.Quad(publication, _ATTRIBUTED, agent, info)
    yield ox.Quad(agent, _TYPE, ox.NamedNode(PROV.SoftwareAgent), info)
    yield ox.Quad(agent, ox.NamedNode(RDFS.label), ox.Literal(maker), info)


_GRAPHS = ("Head", "assertion", "provenance", "publicationInfo")


def _sources(store: ox.Store, said: list[ox.Triple], assertion: ox.NamedNode) -> Iterator[ox.Triple]:
    """Article, source and sentence, and the words and articles that the claim points to."""
    for triple in said:
        if triple.predicate == _ARTICLE:
            yield ox.Triple(assertion, _DERIVED, triple.object)
        if triple.predicate == _ATTRIBUTED:
            yield ox.Triple(assertion, _ATTRIBUTED, triple.object)
    words = [triple for triple in said if triple.predicate.value not in _ASSERTED | _FOUND_BY]
    yield from words
    of_ours = [triple.object for triple in words if str(triple.object).startswith(f"<{NAMESPACE}")]
    yield from _about(store, [node for node in of_ours if isinstance(node, ox.NamedNode)])


def _about(store: ox.Store, subjects: Iterable[ox.NamedNode]) -> list[ox.Triple]:
    found = {quad.triple for subject in subjects for quad in store.quads_for_pattern(subject, None, None, None)}
    return sorted(found, key=str)


def _into(graph: ox.NamedNode, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    return (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
