"""The page: one HTML file that shows who did what to whom, with the evidence, and loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.errors import DataError
from kg.model import Entity, EventRecord, Taxonomy
from kg.view.groups import communities
from kg.view.joining import join
from kg.view.layout import place
from kg.view.limits import Limits, shrink
from kg.view.network import aggregate
from kg.view.people import NOBODY, Offices
from kg.view.story import labels, lean, tell
from kg.view.strings import check_language, load_strings

STYLE = "page.css"
SCRIPTS = (
    "dom.js",
    "dates.js",
    "words.js",
    "story.js",
    "path.js",
    "filters.js",
    "places.js",
    "labels.js",
    "ego.js",
    "groups.js",
    "geometry.js",
    "drawing.js",
    "scene.js",
    "canvas.js",
    "picture.js",
    "snapshot.js",
    "facets.js",
    "cards.js",
    "panel.js",
    "chooser.js",
    "table.js",
    "dossier.js",
    "timeline.js",
    "dialogs.js",
    "part.js",
    "hash.js",
    "page.js",
)
"""In the order in which each needs those before it."""
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
VIS_NETWORK_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""vis-network 9.1.2, Apache-2.0 or MIT, as it comes with pyvis 0.3.2; its licence notice stands at its head."""
UNIT = 100
"""Pixels to a unit of the layout."""
TOP = 40
"""So many actors are drawn at first."""
TIE = ("quad_class", "status", "mutual")
"""What a line looks like."""
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"selectable": False, "selectConnectedEdges": False, "keyboard": False, "hover": True},
    "nodes": {"shape": "dot", "borderWidth": 1.5},
    "edges": {"smooth": False, "arrowStrikethrough": False},
}


LIMITS = Limits()


@dataclass(frozen=True)
class Part:
    """Which events a page holds, where it does not hold all: from the one at `offset` up to `limit` of `total`."""

    offset: int
    limit: int
    total: int


def render(
    records: Sequence[EventRecord],
    taxonomy: Taxonomy,
    *,
    title: str,
    lang: str | None = None,
    top: int = TOP,
    part: Part | None = None,
    offices: Offices = NOBODY,
    watch: int = 0,
    limits: Limits = LIMITS,
) -> str:
    """Return the page as HTML, the same for the same events in whatever order.

    `lang` None leaves the language to the browser. `top`: how many actors are drawn at first. `part`: which of more events
    `records` are; the page then links to those before and after by ``?offset=``. `offices`: what people are known to have
    held. `watch`: seconds after which a page out of focus reads itself anew; 0 is never. `limits`: how much the page may hold.

    Raises:
        LanguageError: the page does not speak `lang`.
        DataError: vis-network is not the release that the page was made for.
    """
    check_language(lang)
    joined = join(sorted(records, key=lambda record: (record.begin or "", record.id)), taxonomy, limits)
    graph = aggregate(joined.records, taxonomy)
    kinds = sorted({_kind(data) for _, _, data in graph.edges(data=True)})
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    network.from_nx(_drawing(graph, kinds, offices))
    left = {"evidence": 0, "actors": joined.actors}
    told = {
        "lang": lang,
        "strings": load_strings(),
        "top": max(2, top),
        "watch": watch,
        "part": {**asdict(part), "events": len(records)} if part else None,
        "left": left,
        "offices": offices.labels,
        "kinds": [dict(zip(TIE, kind, strict=True)) for kind in kinds],
        **tell(joined.records, graph, taxonomy, joined.weights),
    }
    html = _html(network, told, lang or "en")
    left["evidence"] = shrink(told, len(html.encode("utf-8")) - limits.size)
    return _html(network, told, lang or "en") if left["evidence"] else html


def _html(network: Network, told: Mapping[str, Any], lang: str) -> str:
    style = _asset(STYLE)
    scripts = [_vis_network(), *(_asset(name) for name in SCRIPTS)]
    network.templateEnv = _environment(
        lang=lang,
        strings=told["strings"][lang],
        story=told,
        style=_trusted(style),
        scripts=[_trusted(script) for script in scripts],
        policy=_policy(scripts, style),
    )
    network.path = "page.html"
    return str(network.generate_html())


def _kind(tie: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(tie[name] for name in TIE)


def _drawing(graph: nx.MultiDiGraph, kinds: Sequence[tuple[Any, ...]], offices: Offices) -> nx.MultiDiGraph:
    """Return `graph` with numbers for ids and what pyvis hands on to the page: places, labels, kinds of ties and counts."""
    kind_number = {kind: index for index, kind in enumerate(kinds)}
    number = {node: index for index, node in enumerate(graph)}
    places = place(graph)
    groups = communities(graph)
    drawing = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        x, y = places[node]
        details = lean(_details(data["entity"]) | {"group": groups.get(node), "offices": list(offices.held(node))})
        drawing.add_node(number[node], x=round(x * UNIT), y=round(y * UNIT), size=len(data["events"]), **details)
    for index, (actor, target, data) in enumerate(graph.edges(data=True)):
        kind = kind_number[_kind(data)]
        drawing.add_edge(number[actor], number[target], id=index, width=data["count"], kind=kind)
    return drawing


def _details(entity: Entity) -> dict[str, object]:
    names = sorted({text for _, text in entity.aliases} - {entity.name, *dict(entity.labels).values()})
    kept = {"iri": entity.id, "kind": entity.kind.value, "country": entity.country, "labels": labels(entity)}
    return {"label": entity.name, "also": names, **kept}


def _environment(**names: object) -> Environment:
    environment = Environment(loader=PackageLoader("kg.view"), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(names, embed=_embed)
    return environment


def _embed(value: object) -> Markup:
    """Return `value` as JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _trusted(own: str) -> Markup:
    return Markup(own)


def _policy(scripts: Iterable[str], style: str) -> str:
    rules: Mapping[str, str] = {
        "default-src": "'none'",
        "script-src": " ".join(_hash(script) for script in scripts),
        "style-src": _hash(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _asset(name: str) -> str:
    return (files("kg.view") / "static" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    script = files("pyvis").joinpath(VIS_NETWORK).read_bytes()
    if hashlib.sha256(script).hexdigest() != VIS_NETWORK_SHA256:
        raise DataError(f"pyvis: {VIS_NETWORK} is not vis-network 9.1.2 as pyvis 0.3.2 ships it; install pyvis 0.3.2")
    code, _, _ = script.decode("utf-8").rpartition("//# sourceMappingURL")
    return code.replace("\r\n", "\n")  # as a browser reads it before it checks the hash
