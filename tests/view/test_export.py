"""The exports hold every event and its evidence, and are the same for the same events."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from event_factory import ARVONIA, BELMAR, event, evidence, taxonomy

from kg.model import EventRecord
from kg.view.export import csv_table, csv_tables, gexf, graphml

GEXF = "{http://www.gexf.net/1.2draft}"
WRITERS = {"graphml": graphml, "gexf": gexf}


def test_graphml(few_events: list[EventRecord], tmp_path: Path) -> None:
    graphml(few_events, tmp_path / "news.graphml", taxonomy())
    network = nx.read_graphml(tmp_path / "news.graphml", force_multigraph=True)
    assert sorted(label for _, label in network.nodes(data="label")) == [
        "Arvonia",
        "Belmar",
        "Costava",
        "Harbour Union",
        "Ilse Tamm",
    ]
    edges = sorted(
        (edge["action"], edge["quad_class"], edge["status"], edge.get("date")) for *_, edge in network.edges(data=True)
    )
    assert edges == [
        ("ACCUSE", "verbal-conflict", "happened", "2024-03-12"),
        ("AID", "material-cooperation", "happened", "2024-01-10"),
        ("AID", "material-cooperation", "happened", "2024-02-11"),
        ("ASSAULT", "material-conflict", "denied", "2024-04-13"),
        ("ELECT", "other-news", "happened", None),
    ]


def test_gexf_has_dates(few_events: list[EventRecord], tmp_path: Path) -> None:
    gexf(few_events, tmp_path / "news.gexf", taxonomy())
    root = ElementTree.parse(tmp_path / "news.gexf").getroot()
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    periods = [(edge.get("start"), edge.get("end")) for edge in root.iter(f"{GEXF}edge")]
    assert ("2024-01-10", "2024-01-10") in periods
    assert (None, None) in periods


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_what_xml_forbids_is_replaced(write: type, tmp_path: Path) -> None:
    hostile = replace(ARVONIA, name="A\x00<b>\x1b\ud800&]]>")
    quote = evidence("It sent \x07 aid.", "sent")
    write([event(1, "AID", (hostile,), (BELMAR,), proof=(quote,))], tmp_path / "hostile.xml", taxonomy())
    text = "".join(ElementTree.parse(tmp_path / "hostile.xml").getroot().itertext())
    values = [
        value for element in ElementTree.parse(tmp_path / "hostile.xml").iter() for value in element.attrib.values()
    ]
    assert "A\ufffd<b>\ufffd\ufffd&]]>" in [text, *values] or "A\ufffd<b>\ufffd\ufffd&]]>" in text


def test_tables(few_events: list[EventRecord], tmp_path: Path) -> None:
    csv_tables(few_events, tmp_path / "tables", taxonomy())
    rows = {
        path.name: list(csv.DictReader(path.open(encoding="utf-8", newline="")))
        for path in (tmp_path / "tables").iterdir()
    }
    assert {name: len(table) for name, table in rows.items()} == {"actors.csv": 5, "events.csv": 6, "evidence.csv": 7}
    assert [row["quad_class"] for row in rows["events.csv"]][:3] == ["material-cooperation"] * 2 + ["verbal-conflict"]
    denied = next(row for row in rows["evidence.csv"] if row["denied_by"])
    assert (denied["denied_by"], denied["quote"], denied["lang"]) == ("Arvonia", "Belmar menuduh Arvonia Raya.", "id")


def test_one_table_on_a_stream(few_events: list[EventRecord]) -> None:
    stream = io.BytesIO()
    csv_table([*few_events, event(7, "AID", (ARVONIA,), proof=())], stream, taxonomy())
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"))))
    assert len(rows) == 8
    assert (rows[2]["actors"], rows[2]["targets"], rows[2]["trigger"]) == ("Belmar", "Arvonia", "accused")
    assert (rows[7]["actors"], rows[7]["quote"]) == ("Arvonia", "")


@pytest.mark.parametrize("write", [*WRITERS.values(), csv_table, csv_tables], ids=[*WRITERS, "table", "tables"])
def test_same_events_give_the_same_bytes(write: type, few_events: list[EventRecord], tmp_path: Path) -> None:
    for name, given in (("one", few_events), ("other", few_events[::-1])):
        write(given, tmp_path / name, taxonomy())
    one, other = (
        [path.read_bytes() for path in sorted([tmp_path / name, *(tmp_path / name).glob("*")]) if path.is_file()]
        for name in ("one", "other")
    )
    assert one == other
    assert not list(tmp_path.glob(".*"))
