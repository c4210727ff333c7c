"""The vocabularies of the graph, and the IRIs that it coins.

A misspelt term of ``KG``, ``SEM``, ``GAF`` or ``NIF`` raises AttributeError instead of entering the graph.
"""

# ruff: noqa: N815  the terms are spelt as the vocabularies spell them

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from urllib.parse import quote

from rdflib import OWL, PROV, RDF, RDFS, SKOS, XSD, Namespace, URIRef
from rdflib.namespace import DefinedNamespace

from kg.model import NAMESPACE, digest

ACT = Namespace(NAMESPACE + "action/")
"""Event types (``ACT.CONSULT``) and their modes (``ACT["CONSULT-visit"]``)."""
CTX = Namespace(NAMESPACE + "context/")
SCHEMA = Namespace("https://schema.org/")
WD = Namespace("http://www.wikidata.org/entity/")

EVENTS_GRAPH = URIRef(NAMESPACE + "graph/events")
ENTITIES_GRAPH = URIRef(NAMESPACE + "graph/entities")
ONTOLOGY_GRAPH = URIRef(NAMESPACE + "graph/ontology")


class KG(DefinedNamespace):
    """Our classes, properties and fixed values, as ``kg.ttl`` defines them."""

    _fail = True
    _NS = Namespace(NAMESPACE + "ontology#")

    Event: URIRef
    Claim: URIRef
    Mention: URIRef
    Attribution: URIRef
    Entity: URIRef
    Kind: URIRef
    Status: URIRef
    Certainty: URIRef
    Stance: URIRef
    Basis: URIRef
    QuadClass: URIRef

    action: URIRef
    mode: URIRef
    context: URIRef
    participant: URIRef
    actor: URIRef
    target: URIRef
    place: URIRef
    date: URIRef
    begin: URIRef
    end: URIRef
    status: URIRef
    edtf: URIRef

    independentSources: URIRef
    tellings: URIRef
    publishers: URIRef
    why: URIRef

    reprintOf: URIRef

    trigger: URIRef
    triggerLemma: URIRef
    triggerBegin: URIRef
    triggerEnd: URIRef
    certainty: URIRef
    statusCue: URIRef
    statusCueBegin: URIRef
    statusCueEnd: URIRef
    rule: URIRef
    confidence: URIRef
    dateBasis: URIRef
    timeText: URIRef
    timeBegin: URIRef
    timeEnd: URIRef
    actorMention: URIRef
    targetMention: URIRef
    placeMention: URIRef
    refersTo: URIRef
    deniedBy: URIRef

    attribution: URIRef
    source: URIRef
    sourceMention: URIRef
    stance: URIRef
    cue: URIRef
    cueBegin: URIRef
    cueEnd: URIRef
    claimedDate: URIRef
    claimedBegin: URIRef
    claimedEnd: URIRef

    kind: URIRef
    country: URIRef
    countryCode: URIRef
    sector: URIRef
    count: URIRef

    heldOn: URIRef
    heldBefore: URIRef
    officeText: URIRef
    officeBegin: URIRef
    officeEnd: URIRef

    quadClass: URIRef
    reciprocal: URIRef

    Happened: URIRef
    Ongoing: URIRef
    Planned: URIRef
    Possible: URIRef
    Denied: URIRef
    Certain: URIRef
    Probable: URIRef
    Asserts: URIRef
    Denies: URIRef
    FromExpression: URIRef
    FromContext: URIRef
    FromPublication: URIRef
    VerbalCooperation: URIRef
    MaterialCooperation: URIRef
    VerbalConflict: URIRef
    MaterialConflict: URIRef

    Person: URIRef
    Country: URIRef
    Territory: URIRef
    City: URIRef
    Place: URIRef
    People: URIRef
    Organisation: URIRef
    Agency: URIRef
    Ministry: URIRef
    Legislature: URIRef
    Court: URIRef
    Party: URIRef
    ArmedGroup: URIRef
    Alliance: URIRef
    Company: URIRef
    Media: URIRef
    EventName: URIRef
    Group: URIRef
    Unknown: URIRef


class SEM(DefinedNamespace):
    """The Simple Event Model, as far as ours specialises it."""

    _fail = True
    _NS = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

    Core: URIRef
    Event: URIRef
    eventType: URIRef
    hasActor: URIRef
    hasPlace: URIRef
    hasTimeStamp: URIRef
    hasEarliestBeginTimeStamp: URIRef
    hasLatestEndTimeStamp: URIRef


class GAF(DefinedNamespace):
    """The Grounded Annotation Framework."""

    _fail = True
    _NS = Namespace("http://groundedannotationframework.org/gaf#")

    denotedBy: URIRef


class NIF(DefinedNamespace):
    """The NLP Interchange Format, as far as the graph uses it."""

    _fail = True
    _NS = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

    String: URIRef
    Phrase: URIRef
    anchorOf: URIRef
    beginIndex: URIRef
    endIndex: URIRef
    referenceContext: URIRef


PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": str(KG._NS),
        "act": str(ACT),
        "ctx": str(CTX),
        "article": NAMESPACE + "article/",
        "claim": NAMESPACE + "claim/",
        "event": NAMESPACE + "event/",
        "graph": NAMESPACE + "graph/",
        "membership": NAMESPACE + "membership/",
        "office": NAMESPACE + "office/",
        "cameo": NAMESPACE + "cameo/",
        "wd": str(WD),
        "sem": str(SEM._NS),
        "gaf": str(GAF._NS),
        "nif": str(NIF._NS),
        "prov": str(PROV._NS),
        "schema": str(SCHEMA),
        "skos": str(SKOS._NS),
        "rdf": str(RDF._NS),
        "rdfs": str(RDFS._NS),
        "owl": str(OWL._NS),
        "xsd": str(XSD._NS),
        "org": "http://www.w3.org/ns/org#",
        "time": "http://www.w3.org/2006/time#",
    }
)
"""Prefix -> namespace: what queries may use without declaring it."""


def article_iri(article_id: str) -> URIRef:
    """The IRI of an article, and of the named graph that holds all that was read out of it."""
    return URIRef(f"{NAMESPACE}article/{quote(article_id, safe='')}")


def claim_iri(claim_id: str) -> URIRef:
    """The IRI of a claim."""
    return URIRef(f"{NAMESPACE}claim/{claim_id}")


def event_iri(event_id: str) -> URIRef:
    """The IRI of an event."""
    return URIRef(f"{NAMESPACE}event/{event_id}")


def membership_iri(article_id: str, start: int, member: str) -> URIRef:
    """The IRI of the office that an article gives to `member` at the offset `start`."""
    return URIRef(f"{NAMESPACE}membership/{digest(article_id, start, member)}")


def office_iri(key: str) -> URIRef:
    """The IRI of an office, whoever holds it: "finance minister"."""
    return URIRef(f"{NAMESPACE}office/{quote(key.replace(' ', '-'), safe='')}")


def ontology_text(name: str) -> str:
    """The text of a file that ships with the ontology, such as ``kg.ttl``."""
    return files("kg.ontology").joinpath(name).read_text(encoding="utf-8")
