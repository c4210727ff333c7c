"""Readings -> graph: decisions, events, RDF, store.

The graph is a function of the readings in the journal and of the decisions, and of nothing else: not of the order in which
articles came, nor of what was built before. What a new graph shares with the last one is kept, graph by graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain

from kg.decisions import Corrections, open_decisions
from kg.entities import country_iris
from kg.formats import entities_of
from kg.journal import Journal
from kg.model import Entity, Reading, Taxonomy, digest
from kg.rdf.mapping import entity_quads, event_quads, ontology_quads, reading_quads, reprint_quads
from kg.rdf.namespaces import ENTITIES_GRAPH, EVENTS_GRAPH, ONTOLOGY_GRAPH, article_iri
from kg.rdf.nquads import Quad
from kg.rdf.own import OwnStatements
from kg.rdf.taxonomy import load_taxonomy
from kg.resolve import Merged, merge_in_order, telling_order
from kg.store import OWN, GraphDirectory
from kg.versions import of_deriving, of_mapping


def derive(directory: GraphDirectory, journal: Journal, *, anew: bool = False) -> None:
    """Bring the store up to date with the journal, the decisions and people's own statements; `anew` keeps nothing of it.

    Needs the lock.
    """
    corrections = Corrections(open_decisions(directory))
    keys, articles = _keys(journal, corrections)
    together = _Together(journal, corrections)
    own = OwnStatements(directory.path / OWN)

    def quads(graph: str) -> Iterable[Quad]:
        if graph in own.keys:
            return own.quads(graph)
        if graph in articles:
            return reading_quads(corrections.apply(journal.reading(articles[graph])).reading)
        return together.quads(graph)

    directory.update({**keys, **own.keys}, quads, anew=anew)


def is_current(directory: GraphDirectory, journal: Journal) -> bool:
    """Whether the store is what this version would derive."""
    keys, _ = _keys(journal, Corrections(open_decisions(directory)))
    return directory.keys == {**keys, **OwnStatements(directory.path / OWN).keys}


def merge_all(journal: Journal, corrections: Corrections) -> Merged:
    """What all articles tell together, as corrected."""
    return _Together(journal, corrections).merged


def _keys(journal: Journal, corrections: Corrections) -> tuple[dict[str, str], dict[str, str]]:
    """The named graphs with the keys of what they are made from, and the article of each that has one."""
    mapping, deriving, read = of_mapping(), of_deriving(), journal.keys
    articles = {str(article_iri(article)): article for article in read}
    keys = {graph: digest(read[article], corrections.key(article), mapping) for graph, article in articles.items()}
    everything = digest(deriving, corrections.key_of_events, *keys.items())
    derived = {str(EVENTS_GRAPH): everything, str(ENTITIES_GRAPH): everything, str(ONTOLOGY_GRAPH): mapping}
    return {**keys, **derived}, articles


class _Together:
    """What all articles say together: events and entities, worked out when they are first needed."""

    def __init__(self, journal: Journal, corrections: Corrections) -> None:
        self._journal = journal
        self._corrections = corrections
        self._known: dict[str, tuple[str, Entity]] = {}

    def quads(self, graph: str) -> Iterable[Quad]:
        """The graph of events, of entities, or of the ontology."""
        if graph == str(EVENTS_GRAPH):
            return chain(event_quads(self.merged.events, _taxonomy()), reprint_quads(self.merged.reprints))
        if graph == str(ENTITIES_GRAPH):
            return entity_quads(self.entities(), country_iris().get)
        return _ontology()

    @cached_property
    def merged(self) -> Merged:
        """All events."""
        renamed = self._corrections.renamed(self._journal.reading, self._journal.keys)
        same, apart = self._corrections.pairs(renamed)
        return merge_in_order(self._told(), same=same, apart=apart)

    def entities(self) -> list[Entity]:
        """All entities of claims and offices, by id; each as the last of the articles by id has it."""
        _ = self.merged  # while events are merged, entities are met
        return [self._known[entity][1] for entity in sorted(self._known)]

    def _told(self) -> Iterator[Reading]:
        """The readings, as corrected, in order of telling. Only one at a time is in memory."""
        ordered = sorted(map(telling_order, self._journal.articles()))
        for reading in self._journal.readings(article for _, article in ordered):
            corrected = self._corrections.apply(reading).reading
            for entity in entities_of(corrected):
                article, _ = self._known.get(entity.id, ("", entity))
                if article <= corrected.article.id:
                    self._known[entity.id] = corrected.article.id, entity
            yield corrected


@cache
def _taxonomy() -> Taxonomy:
    return load_taxonomy()


@cache
def _ontology() -> tuple[Quad, ...]:
    return tuple(ontology_quads())
