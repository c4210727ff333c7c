"""The network of actors for other programs: GraphML, GEXF with time (Gephi plays it), Cytoscape JSON.

Each event is an edge of its own between each two actors that it relates. Edges are put aside in a file while events pass
by, and only the actors are kept in memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.exports.rows import ACTORS, TIES, Actors, Columns, Row, tie_rows
from kg.model import EventRecord, Taxonomy
from kg.rdf.syntaxes import NOT_XML

CHANGED = "1970-01-01"
"""GEXF must bear a date of change; this one does not change."""
_IN_MEMORY = 1 << 26
_ENDS = ("id", "source", "target")
_NODE_VALUES: Columns = {"label": str} | {name: kind for name, kind in ACTORS.items() if name not in {"id", "name"}}
_EDGE_VALUES: Columns = {name: kind for name, kind in TIES.items() if name not in _ENDS}
_GRAPHML_TYPES = {str: "string", date: "string", int: "int", bool: "boolean"}
_GEXF_TYPES = {str: "string", date: "string", int: "integer", bool: "boolean"}


def graphml(records: Iterable[EventRecord], out: BinaryIO, taxonomy: Taxonomy) -> None:
    """Write GraphML, which networkx, igraph, yEd, Gephi and Cytoscape read."""
    with _network(records, taxonomy, lambda row: _graphml("edge", row, _EDGE_VALUES)) as (nodes, edges):
        _line(out, '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
        for kind, columns in (("node", _NODE_VALUES), ("edge", _EDGE_VALUES)):
            for name, type_ in columns.items():
                known = f'attr.name="{name}" attr.type="{_GRAPHML_TYPES[type_]}"'
                _line(out, f'<key id="{kind}-{name}" for="{kind}" {known}/>')
        _line(out, '<graph edgedefault="directed">')
        out.writelines(_graphml("node", row, _NODE_VALUES) for row in nodes)
        copyfileobj(edges, out)
        _line(out, "</graph>\n</graphml>")


def gexf(records: Iterable[EventRecord], out: BinaryIO, taxonomy: Taxonomy) -> None:
    """Write GEXF 1.2, whose edges start and end with their events."""
    with _network(records, taxonomy, _gexf_edge) as (nodes, edges):
        _line(out, '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">')
        _line(out, f'<meta lastmodifieddate="{CHANGED}"><creator>kg</creator></meta>')
        _line(out, '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">')
        for kind, columns in (("node", _NODE_VALUES), ("edge", _EDGE_VALUES)):
            _line(out, f'<attributes class="{kind}">')
            for name, type_ in columns.items():
                _line(out, f'<attribute id="{kind}-{name}" title="{name}" type="{_GEXF_TYPES[type_]}"/>')
            _line(out, "</attributes>")
        _line(out, "<nodes>")
        out.writelines(_gexf("node", row, ("id", "label"), _NODE_VALUES) for row in nodes)
        _line(out, "</nodes>\n<edges>")
        copyfileobj(edges, out)
        _line(out, "</edges>\n</graph>\n</gexf>")


def cytoscape(records: Iterable[EventRecord], out: BinaryIO, taxonomy: Taxonomy) -> None:
    """Write the JSON of Cytoscape and Cytoscape.js; networkx wants ``value`` and ``key`` beside ``id``."""
    with _network(records, taxonomy, lambda row: b"\n," + _json(row | {"key": row["id"]})) as (nodes, edges):
        out.write(b'{"data": [], "directed": true, "multigraph": true, "elements": {"nodes": [\n')
        out.write(b"\n,".join(_json(row | {"name": row["label"], "value": row["id"]}) for row in nodes))
        out.write(b'\n], "edges": [\n')
        edges.seek(len(b"\n,"))
        copyfileobj(edges, out)
        out.write(b"\n]}}\n")


@contextmanager
def _network(
    records: Iterable[EventRecord], taxonomy: Taxonomy, edge: Callable[[Row], bytes]
) -> Iterator[tuple[Iterator[Row], IO[bytes]]]:
    """The nodes, and a file of what `edge` makes of each tie."""
    actors = Actors()
    with SpooledTemporaryFile(_IN_MEMORY) as edges:
        for record in actors.seen_in(records):
            edges.writelines(edge(row) for row in tie_rows(record, taxonomy))
        edges.seek(0)
        yield ({"label": row.pop("name"), **row} for row in actors.rows()), edges


def _graphml(kind: str, row: Row, columns: Columns) -> bytes:
    ends = " ".join(f"{name}={_quoted(row[name])}" for name in _ENDS if name in row)
    known = ((name, row[name]) for name in columns if row[name] is not None)
    data = "".join(f'<data key="{kind}-{name}">{escape(_text(value))}</data>' for name, value in known)
    return f"<{kind} {ends}>{data}</{kind}>\n".encode()


def _gexf_edge(row: Row) -> bytes:
    return _gexf("edge", row | {"start": row["begin"]}, (*_ENDS, "label", "start", "end"), _EDGE_VALUES)


def _gexf(kind: str, row: Row, attributes: Iterable[str], columns: Columns) -> bytes:
    head = " ".join(f"{name}={_quoted(row[name])}" for name in attributes if row[name] is not None)
    known = ((name, row[name]) for name in columns if row[name] is not None)
    values = "".join(f'<attvalue for="{kind}-{name}" value={_quoted(value)}/>' for name, value in known)
    return f"<{kind} {head}><attvalues>{values}</attvalues></{kind}>\n".encode()


def _json(row: Row) -> bytes:
    known = {name: value for name, value in row.items() if value is not None}
    return json.dumps({"data": known}, ensure_ascii=False).encode("utf-8", "replace")


def _quoted(value: object) -> str:
    return quoteattr(_text(value))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else NOT_XML.sub("\ufffd", str(value))


def _line(out: BinaryIO, text: str) -> None:
    out.write(text.encode("utf-8") + b"\n")
