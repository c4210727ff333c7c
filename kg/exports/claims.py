"""Event lines, as ``kg extract`` prints them, with what the graph knows of each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from kg.decisions import Corrections, open_decisions
from kg.formats import claim_to_json
from kg.journal import open_journal
from kg.rdf.namespaces import article_iri, claim_iri
from kg.store import Graph, GraphDirectory, rows

_EVENTS = "SELECT ?claim ?event { ?event gaf:denotedBy ?claim }"
_REPRINTS = "SELECT ?article ?first { ?article kg:reprintOf/schema:identifier ?first }"


def claim_lines(place: str | Path, graph: Graph, wanted: Collection[str] | None = None) -> Iterator[bytes]:
    """The claims of the graph directory at `place`, each with its event and its article's reprint group.

    `wanted` are the IRIs of the events whose claims are asked for; None asks for all.
    """
    events = {str(claim): event for claim, event in rows(graph, _EVENTS)}
    firsts = {str(article): first for article, first in rows(graph, _REPRINTS)}
    directory = GraphDirectory.open(place)
    corrections = Corrections(open_decisions(directory))
    for reading in open_journal(directory).readings():
        for claim in corrections.apply(reading).reading.claims:
            event = events.get(str(claim_iri(claim.id)))
            if wanted is None or event in wanted:
                group = firsts.get(str(article_iri(claim.article)), claim.article)
                line = {**claim_to_json(claim), "event": event, "reprint_group": group}
                yield (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8")
