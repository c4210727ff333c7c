"""The SPARQL 1.1 Protocol, as far as it reads: a query and its graphs in, an answer in the wanted media type out."""

from __future__ import annotations

from typing import BinaryIO, cast

from kg.api import find_actor
from kg.errors import QueryError
from kg.query.guard import RefusedError, check
from kg.query.recipes import recipe, recipes
from kg.query.sparql import Answer, answer
from kg.rdf.namespaces import PREFIXES
from kg.serve.negotiation import ROWS, TRIPLES, choose
from kg.serve.replies import Bounded, Parameters, Reply, ReplyError, json_reply
from kg.store import Graph, rows


def sparql(graph: Graph, parameters: Parameters, accept: str, limit: int) -> Reply:
    """Answer ``query``, of the graphs that ``default-graph-uri`` and ``named-graph-uri`` name, if any.

    ReplyError 400 for what is no query, 403 for what reaches out of the graph, 406 for a media type that is not on offer,
    507 for an answer of more than `limit` bytes.
    """
    queries = parameters.get("query", [])
    if "update" in parameters:
        raise ReplyError(403, "this endpoint only reads; kg query --update changes a graph")
    if len(queries) != 1:
        raise ReplyError(400, f"one query is expected, not {len(queries)}")
    default, named = parameters.get("default-graph-uri", []), parameters.get("named-graph-uri", [])
    try:
        wanted = [*check(queries[0]), *default, *named]
        _check_graphs(graph, wanted)
        found = answer(graph, queries[0], default_graphs=default, named_graphs=named)
    except RefusedError as error:
        raise ReplyError(403, str(error)) from error
    return _written(found, accept, limit)


def ask_recipe(graph: Graph, name: str, parameters: Parameters, accept: str, limit: int) -> Reply:
    """Answer a question that ships with kg; raises as `sparql` does, ReplyError 404 where there is none of this name."""
    if name not in {one.name for one in recipes()}:
        raise ReplyError(404, f"there is no recipe {name}")
    values = {key: given[-1] for key, given in parameters.items()}
    text = recipe(name).fill(values, lambda who: find_actor(graph, who))
    return _written(answer(graph, text), accept, limit)


def list_recipes() -> Reply:
    """The questions that ship with kg, with their parameters."""
    return json_reply(
        {
            "items": [
                {
                    "name": one.name,
                    "question": one.question,
                    "parameters": [
                        {
                            "name": p.name,
                            "type": p.type,
                            "explanation": p.explanation,
                            "optional": p.optional or bool(p.default),
                        }
                        for p in one.parameters.values()
                    ],
                    "query": one.text,
                }
                for one in recipes()
            ]
        }
    )


def service_description(url: str) -> str:
    """What the endpoint at `url` is and does, in Turtle."""
    formats = " , ".join(
        f"<http://www.w3.org/ns/formats/{name}>"
        for name in (
            "SPARQL_Results_JSON",
            "SPARQL_Results_XML",
            "SPARQL_Results_CSV",
            "SPARQL_Results_TSV",
            "Turtle",
            "N-Triples",
            "RDF_XML",
            "JSON-LD",
        )
    )
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
[] a sd:Service ;
    sd:endpoint <{url}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {formats} ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:vocabulary <{PREFIXES["kg"]}> ] ] .
"""


def _written(found: Answer, accept: str, limit: int) -> Reply:
    offers = TRIPLES if found.has_triples else ROWS
    if found.truth is not None:
        offers = {media: form for media, form in ROWS.items() if form in {"json", "xml"}}
    media = choose(accept, list(offers))
    out = Bounded(limit)
    try:
        found.write(cast("BinaryIO", out), offers[media])
    except QueryError as error:
        if out.full:
            raise ReplyError(507, str(error)) from error
        raise
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Reply(200, media + charset, out.content(), {"Vary": "Accept"})


def _check_graphs(graph: Graph, iris: list[str]) -> None:
    for iri in iris:
        if any(character in iri for character in '<>"{}|^`\\ ') or not any(
            rows(graph, f"SELECT ?s {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} LIMIT 1")
        ):
            raise RefusedError(f"the graph has no named graph {iri}, and nothing outside it is read")
