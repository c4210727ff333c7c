"""The networks hold every event with its time, and other libraries read them back."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import networkx as nx
import pytest
from event_factory import ARVONIA, BELMAR, event, evidence, taxonomy

from kg.exports.networks import cytoscape, gexf, graphml
from kg.model import EventRecord

GEXF = "{http://www.gexf.net/1.2draft}"
HOSTILE = 'A\x00<b>\x1b\ud800&]]>"'
NAMES = ["Arvonia", "Belmar", "Costava", "Harbour Union", "Ilse Tamm"]
TIES = [
    ("ACCUSE", "verbal-conflict", "happened", "2024-03-12"),
    ("AID", "material-cooperation", "happened", "2024-01-10"),
    ("AID", "material-cooperation", "happened", "2024-02-11"),
    ("ASSAULT", "material-conflict", "denied", "2024-04-13"),
    ("ELECT", "other-news", "happened", None),
]


def written(write: Callable[..., None], events: list[EventRecord]) -> io.BytesIO:
    out = io.BytesIO()
    write(events, out, taxonomy())
    out.seek(0)
    return out


def from_graphml(out: io.BytesIO) -> nx.Graph:
    return nx.read_graphml(out, force_multigraph=True)


def from_cytoscape(out: io.BytesIO) -> nx.Graph:
    return nx.cytoscape_graph(json.load(out))


READ = {
    "graphml": (graphml, from_graphml),
    "gexf": (gexf, nx.read_gexf),
    "cytoscape": (cytoscape, from_cytoscape),
}


@pytest.mark.parametrize(("write", "read"), READ.values(), ids=READ)
def test_networkx_reads_it_back(
    write: Callable[..., None], read: Callable[..., nx.Graph], few_events: list[EventRecord]
) -> None:
    network = read(written(write, few_events))
    assert network.is_directed()
    assert network.is_multigraph()
    assert sorted(label for _, label in network.nodes(data="label")) == NAMES
    edges = sorted((e["action"], e["quad_class"], e["status"], e.get("date")) for *_, e in network.edges(data=True))
    assert edges == TIES
    assert network.nodes[ARVONIA.id]["events"] == 3
    assert (network.nodes[ARVONIA.id]["first"], network.nodes[ARVONIA.id]["last"]) == ("2024-01-10", "2024-03-12")


@pytest.mark.parametrize(("write", "read"), READ.values(), ids=READ)
def test_igraph_and_others_get_texts_that_are_only_text(
    write: Callable[..., None], read: Callable[..., nx.Graph]
) -> None:
    quote = evidence("It sent \x07 aid to = <i>.", "sent")
    network = read(written(write, [event(1, "AID", (replace(ARVONIA, name=HOSTILE),), (BELMAR,), proof=(quote,))]))
    name = network.nodes[ARVONIA.id]["label"]
    assert name.endswith('&]]>"')
    assert "<b>" in name
    assert "\ud800" not in name


@pytest.mark.parametrize("write", [write for write, _ in READ.values()], ids=READ)
def test_an_empty_network_is_a_network(write: Callable[..., None]) -> None:
    read = next(read for known, read in READ.values() if known is write)
    assert len(read(written(write, []))) == 0


def test_gexf_has_dates(few_events: list[EventRecord]) -> None:
    root = ElementTree.parse(written(gexf, few_events)).getroot()
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    periods = [(edge.get("start"), edge.get("end")) for edge in root.iter(f"{GEXF}edge")]
    assert ("2024-01-10", "2024-01-10") in periods
    assert (None, None) in periods
