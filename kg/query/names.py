"""Who is meant by a name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from rdflib import Dataset, Literal

from kg.errors import QueryError
from kg.query.parameters import parse_value
from kg.rdf.nquads import n_term
from kg.store import rows

_SUGGESTIONS = 3
_MAIN_NAMES = "schema:name|rdfs:label"
_ALIASES = "skos:altLabel"


def resolve_name(graph: Dataset, text: str, lookup: Callable[[str], Iterable[str]] | None = None) -> list[str]:
    """IRIs of those who bear the name `text` in any language, capitals or not; who takes part in most events first.

    A main name goes before an alias. An IRI, or ``wd:Q159``, stands for itself. Where nobody in the graph bears the
    name, `lookup` may know IRIs for it; else QueryError, with the names that come nearest.
    """
    if re.fullmatch(r"<[^<>\s]+>|https?://\S+|wd:Q\d+", text):
        return [str(parse_value(text))]
    for property_ in (_MAIN_NAMES, _ALIASES):
        found = _bearers(graph, text.strip(), property_)
        if found:
            return found
    known = list(lookup(text)) if lookup else []
    if not known:
        raise QueryError(f"nobody in the graph is called {text!r}{_suggestion(graph, text)}")
    return known


def _bearers(graph: Dataset, name: str, property_: str) -> list[str]:
    wanted = n_term(Literal(name))
    query = f"""SELECT ?who (COUNT(DISTINCT ?event) AS ?events) {{
        {{ SELECT DISTINCT ?who {{
            ?who kg:kind ?kind ; {property_} ?label . FILTER(LCASE(STR(?label)) = LCASE({wanted})) }} }}
        OPTIONAL {{ ?event a kg:Event ; kg:actor|kg:target ?who }} }} GROUP BY ?who"""
    counted = [(-int(events or 0), who) for who, events in rows(graph, query) if who]
    return [who for _, who in sorted(counted)]


def _suggestion(graph: Dataset, text: str) -> str:
    labels = rows(
        graph, f"SELECT DISTINCT (STR(?label) AS ?name) {{ ?who kg:kind ?kind ; {_MAIN_NAMES}|{_ALIASES} ?label }}"
    )
    names = {name.casefold(): name for (name,) in sorted(labels, key=str) if name}
    near = difflib.get_close_matches(text.casefold(), names, n=_SUGGESTIONS)
    return f"; did you mean {', '.join(names[name] for name in near)}?" if near else ""
