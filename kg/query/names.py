"""Who is meant by a name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import fuzz, process
from rdflib import Dataset, Literal

from kg.errors import QueryError
from kg.query.parameters import parse_value
from kg.rdf.nquads import n_term
from kg.store import rows

_SUGGESTIONS = 3
_NEAR = 75
_SHORTEST = 0.6
_MAIN_NAMES = "schema:name|rdfs:label"
_ALIASES = "skos:altLabel"


def resolve_name(graph: Dataset, text: str, lookup: Callable[[str], Iterable[str]] | None = None) -> list[str]:
    """IRIs of those who bear the name `text` in any language, capitals or not; who takes part in most events first.

    A main name goes before an alias, and both before a name that is the same but for accents, hyphens and apostrophes.
    An IRI, or ``wd:Q159``, stands for itself. Where nobody in the graph bears the name, `lookup` may know IRIs for it;
    else QueryError, with the names that come nearest.
    """
    if re.fullmatch(r"<[^<>\s]+>|https?://\S+|wd:Q\d+", text):
        return [str(parse_value(text))]
    for property_ in (_MAIN_NAMES, _ALIASES):
        found = _bearers(graph, text.strip(), property_)
        if found:
            return found
    known = list(lookup(text)) if lookup else []
    if known:
        return known
    names = _names(graph)
    alike = names.get(_bare(text), set()) if _bare(text) else set()
    if alike:
        return [iri for name in sorted(alike) for iri in resolve_name(graph, name)]
    raise QueryError(f"nobody in the graph is called {text!r}{_suggestion(names, text)}")


def _bearers(graph: Dataset, name: str, property_: str) -> list[str]:
    wanted = n_term(Literal(name))
    query = f"""SELECT ?who (COUNT(DISTINCT ?event) AS ?events) {{
        {{ SELECT DISTINCT ?who {{
            ?who kg:kind ?kind ; {property_} ?label . FILTER(LCASE(STR(?label)) = LCASE({wanted})) }} }}
        OPTIONAL {{ ?event a kg:Event ; kg:actor|kg:target ?who }} }} GROUP BY ?who"""
    counted = [(-int(events or 0), who) for who, events in rows(graph, query) if who]
    return [who for _, who in sorted(counted)]


def _names(graph: Dataset) -> Mapping[str, set[str]]:
    """Bare name -> the names in the graph that are so but for their marks."""
    labels = rows(
        graph, f"SELECT DISTINCT (STR(?label) AS ?name) {{ ?who kg:kind ?kind ; {_MAIN_NAMES}|{_ALIASES} ?label }}"
    )
    found: dict[str, set[str]] = defaultdict(set)
    for (name,) in labels:
        if name:
            found[_bare(name)].add(name)
    return found


def _bare(name: str) -> str:
    """A name without capitals, accents, hyphens, apostrophes and the like."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c) and c not in "'’ʼ`")))


def _suggestion(names: Mapping[str, set[str]], text: str) -> str:
    bare = _bare(text)
    long_enough = sorted(name for name in names if len(name) >= len(bare) * _SHORTEST)
    near = process.extract(bare, long_enough, scorer=fuzz.WRatio, limit=_SUGGESTIONS, score_cutoff=_NEAR)
    return f"; did you mean {', '.join(min(names[name]) for name, *_ in near)}?" if near else ""
