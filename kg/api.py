"""What the command line calls and what Python users call: questions to a graph, its page, its exports."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from kg.display import Events, Page
from kg.entities import KnowledgeBase, load_knowledge
from kg.errors import QueryError
from kg.journal import open_journal
from kg.query.drawn import events_of_query
from kg.query.events import events_of, read, records
from kg.query.names import resolve_name
from kg.query.selection import EVERYTHING, Selection, Several, several
from kg.rdf import validate as checker
from kg.rdf.namespaces import event_iri
from kg.rdf.taxonomy import load_taxonomy
from kg.rdf.validate import Finding
from kg.store import Graph, GraphDirectory, open_graph

__all__ = ["ask", "export", "find", "find_actor", "named", "show", "validate", "view"]


def ask(
    graph: str | Path,
    *actors: str,
    type: Several = (),
    quad_class: Several = (),
    status: Several = (),
    since: str | None = None,
    until: str | None = None,
    exact: bool = False,
    time: str = "event",
    said_by: Several = (),
    denied_by: Several = (),
    min_sources: int = 1,
    place: Several = (),
    context: Several = (),
    publisher: Several = (),
    top: int | None = None,
    min_confidence: float = 0.0,
    other: bool = False,
) -> Events:
    """Return the events that an actor took part in, or that passed between several, by date; all events if none is named.

    `actors`, `place`, `said_by` and `denied_by` are names in any language that the graph or the knowledge base knows, or IRIs.
    A country stands for its people, bodies and places too, unless `exact`. `since` and `until` are days, months or years
    (``2024-02``) of the time that `time` names: ``event`` (when it took place), ``published`` (when an article told of it) or
    ``claimed`` (when a source said so). `min_sources` is how many independent sources there must be, `top` keeps what passes
    among so many of the most active actors, `min_confidence` is how sure the surest claim must be, `other` asks for open events too. Filters that take several values want any of them (`Selection` has more words).
    Raises QueryError for a name that nobody in the graph bears, GraphError if there is no graph.
    """
    return find(
        graph,
        Selection(
            actors=actors,
            exact=exact,
            type=type,
            quad_class=quad_class,
            since=since,
            until=until,
            status=status,
            time=time,
            said_by=said_by,
            denied_by=denied_by,
            min_sources=min_sources,
            place=place,
            context=context,
            publisher=publisher,
            top=top,
            min_confidence=min_confidence,
            other=other,
        ),
    )


def find(graph: str | Path | Graph, selection: Selection) -> Events:
    """Return the events of `selection`, whose actors, places and sources are names or IRIs. Raises as `ask` does."""
    dataset = open_graph(graph) if isinstance(graph, (str, Path)) else graph
    return Events(records(dataset, named(dataset, selection)))


def named(dataset: Graph, selection: Selection) -> Selection:
    """Return `selection` with IRIs for names. Raises QueryError for a type, a context or a name that is unknown."""
    types, contexts = load_taxonomy().types, load_taxonomy().contexts
    modes = {f"{code}-{mode}" for code, type_ in types.items() for mode in type_.modes}
    for asked, known in ((several(selection.type), {*types, *modes}), (several(selection.context), contexts)):
        names = {name.casefold(): name for name in sorted(known)}
        for code in asked:
            if code.casefold() not in names:
                near = get_close_matches(code.casefold(), names, n=3) or [name for name in names if "-" not in name]
                raise QueryError(f"{code!r} is unknown; there is {', '.join(names[name] for name in near)}")
    return selection.resolved(lambda name: find_actor(dataset, name))


def find_actor(dataset: Graph, name: str) -> list[str]:
    """Return the IRIs that `name` stands for. Raises QueryError with suggestions if there are none."""
    return resolve_name(dataset, name, lookup=_lookup)


def show(graph: str | Path, name: str) -> Events:
    """Return the event with this id or IRI, or the events of the actor with this name. Raises QueryError if there is neither.

    An id that an event had before earlier articles came in still finds it.
    """
    dataset = open_graph(graph)
    iri = name if name.startswith(("http://", "https://")) else str(event_iri(name))
    found = read(dataset, [iri, *events_of(dataset, iri)])
    return Events(found or records(dataset, Selection(actors=[find_actor(dataset, name)])))


def view(
    graph: str | Path,
    selection: Selection = EVERYTHING,
    *,
    title: str | None = None,
    lang: str | None = None,
    query: str | None = None,
    watch: int = 0,
) -> Page:
    """Return a graph, or a selection of its events, as one interactive HTML page; its title is the graph's name, if none is given.

    A notebook draws it; ``kg.view("graph.kg").save("page.html")`` writes it. `lang` None leaves the language to the browser.
    `query` is SPARQL, a SELECT of events or a CONSTRUCT: only its events are drawn. `watch`: seconds after which a page out
    of focus reads itself anew. Raises as `ask` does, and LanguageError.
    """
    from kg.view.page import TOP, render
    from kg.view.people import offices_of

    dataset = open_graph(graph)
    wanted = None if query is None else set(events_of_query(dataset, query))
    found = [record for record in find(dataset, selection) if wanted is None or record.id in wanted]
    heading, offices = title or Path(graph).stem, offices_of(found, _knowledge())
    top = selection.top or TOP
    return Page(render(found, load_taxonomy(), title=heading, lang=lang, top=top, offices=offices, watch=watch))


def export(
    graph: str | Path, form: str, target: Path | BinaryIO, selection: Selection = EVERYTHING, *, raw: bool = False
) -> None:
    """Write a graph, or a selection of its events, to a file, a folder or a stream.

    `form` is one of `kg.exports.FORMS`: RDF (``trig``, ``nq``, ``ttl``, ``jsonld``, ``rdfxml``, ``nanopubs``), the network of actors
    (``graphml``, ``gexf``, ``cytoscape``), tables (``csv``, ``csv-tables``, ``parquet``, ``neo4j``), or event lines (``claims``).
    Texts in CSV that a spreadsheet would take for formulas are guarded, unless `raw`.
    """
    from kg import exports

    dataset = open_graph(graph)
    exports.export(exports.Source(graph, dataset, named(dataset, selection), raw), form, target)


def validate(graph: str | Path, *, with_pyshacl: bool = False) -> list[Finding]:
    """Return what is wrong with a graph: its shapes, and quotes that do not stand where they say in the articles' texts.

    A file or an endpoint has no texts; there, the words that are quoted are looked up in their sentences.
    """
    texts = None
    if Path(graph).is_dir() and (journal := open_journal(GraphDirectory.open(graph))):
        texts = ((reading.article.id, reading.article.text) for reading in journal.readings())
    return checker.validate(graph, texts, with_pyshacl=with_pyshacl)


def _lookup(name: str) -> list[str]:
    return [candidate.record.entity.id for candidate in _knowledge().by_name(name)]


@lru_cache(maxsize=1)
def _knowledge() -> KnowledgeBase:
    return load_knowledge()
