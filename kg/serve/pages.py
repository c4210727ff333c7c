"""The pages of a server: the graph part by part, and a place to write queries. They load nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.errors import DataError
from kg.rdf.namespaces import PREFIXES
from kg.serve.replies import Parameters

ASSETS: Mapping[str, str] = {
    "yasgui.min.js": "text/javascript; charset=utf-8",
    "yasgui.min.css": "text/css; charset=utf-8",
    "query.js": "text/javascript; charset=utf-8",
    "front.js": "text/javascript; charset=utf-8",
    "serve.css": "text/css; charset=utf-8",
}
"""The files that are given out -> their media types."""
YASGUI = {
    "yasgui.min.js": "8ac1354b751281f554e58e4370f0da3939d5e6e2a4accd1ebaf49bba04c412ea",
    "yasgui.min.css": "0371a8344c0bc4d81280921df537c186cd33dafff2406b3648c383c484cf04ae",
}
"""SHA-256 of what @triply/yasgui 4.2.28 (MIT) has in its build folder; its licences are in yasgui.LICENSE.txt."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""YASGUI sets styles on its elements; nothing else that is inline is allowed."""
_FILTERS = ("actor", "type", "status", "since", "until")
_AT_ONCE = 300

_environment = Environment(loader=PackageLoader("kg.serve"), autoescape=True, undefined=StrictUndefined)


def query_page(title: str) -> str:
    """The page on which queries are written. DataError where YASGUI is not the release that is meant."""
    integrity = {name: _integrity(name) for name in YASGUI}
    prefixes = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in {"kg", "act", "gaf", "schema"}
    )
    return _environment.get_template("query.html").render(title=title, integrity=integrity, prefixes=prefixes)


def front_page(title: str, parameters: Parameters) -> str:
    """The page of the graph: filters, a part of the events, and the way to the other parts."""
    given = {name: values for name, values in parameters.items() if name != "offset"}
    given.setdefault("limit", [str(_AT_ONCE)])
    offset, limit = (_whole(parameters, name, default) for name, default in (("offset", 0), ("limit", _AT_ONCE)))
    return _environment.get_template("front.html").render(
        title=title,
        filters={name: (given.get(name) or [""])[-1] for name in _FILTERS},
        offset=offset,
        limit=limit,
        page=f"/page?{urlencode({**given, 'offset': offset}, doseq=True)}",
        before=f"/?{urlencode({**given, 'offset': max(offset - limit, 0)}, doseq=True)}" if offset else "",
        after=f"/?{urlencode({**given, 'offset': offset + limit}, doseq=True)}",
        count=f"/api/events?{urlencode({**{k: v for k, v in given.items() if k != 'lang'}, 'limit': 0}, doseq=True)}",
    )


def _whole(parameters: Parameters, name: str, default: int) -> int:
    text = parameters.get(name, [""])[-1]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _integrity(name: str) -> str:
    content = (files("kg.serve") / "static" / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != YASGUI[name]:
        raise DataError(f"{name} is not that of YASGUI 4.2.28; install kg again")
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")
