from __future__ import annotations

import gc
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from newsdesk import all_quads, in_rdflib
from rdflib import Dataset, URIRef

from kg.errors import GraphError
from kg.rdf.namespaces import EVENTS_GRAPH
from kg.rdf.nquads import n_quads
from kg.rdf.terms import ref
from kg.rdf.terms import text as as_term
from kg.store import GraphDirectory, dump, open_graph, rows

EVENTS = "SELECT ?event { ?event a kg:Event }"


def build(path: Path, quads: object = None) -> GraphDirectory:
    directory = GraphDirectory.create(path)
    with directory.lock():
        directory.replace(all_quads() if quads is None else quads)  # type: ignore[arg-type]
    return directory


def written(graph: Dataset, format: str) -> bytes:
    out = io.BytesIO()
    dump(graph, out, format)
    return out.getvalue()


def generations(path: Path) -> list[str]:
    return sorted(home.name for home in (path / "store").iterdir())


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    graph = build(tmp_path / "g").dataset()
    assert len(list(graph.query(EVENTS))) == 5
    assert set(written(graph, "nq").splitlines()) == set(b"".join(n_quads(all_quads())).splitlines())


def test_awkward_text_survives(tmp_path: Path) -> None:
    text = 'a "quoted" \\ back\nslash\r\ttab \U0001f91d <b>\u0000 \u2028'
    quad = (ref("urn:x"), ref("urn:x"), as_term(text, "id"), ref(EVENTS_GRAPH))
    graph = build(tmp_path / "g", [quad]).dataset()
    assert [str(value) for (value,) in rows(graph, "SELECT ?o { ?s ?p ?o }")] == [text]


def test_a_graph_cannot_be_changed_through_its_dataset(tmp_path: Path) -> None:
    graph = build(tmp_path / "g").dataset()
    with pytest.raises((RuntimeError, OSError)):
        graph.add((URIRef("urn:x"), URIRef("urn:x"), URIRef("urn:x")))


def test_a_new_graph_is_empty(tmp_path: Path) -> None:
    GraphDirectory.create(tmp_path / "g")
    assert list(open_graph(tmp_path / "g").query(EVENTS)) == []


def test_a_reader_keeps_its_generation_and_the_next_start_removes_it(tmp_path: Path) -> None:
    directory = build(tmp_path / "g")
    before = directory.dataset()
    with directory.lock():
        directory.replace([])
    assert len(list(before.query(EVENTS))) == 5
    assert list(directory.dataset().query(EVENTS)) == []
    del before
    gc.collect()
    with directory.lock():
        pass
    assert generations(tmp_path / "g") == [directory.generation]


def test_a_failed_load_leaves_the_old_graph(tmp_path: Path) -> None:
    directory = build(tmp_path / "g")
    with directory.lock(), pytest.raises(GraphError, match="the old one stays"):
        directory.replace([(ref("urn:x"), ref("urn:x"), ref("not an iri"), ref(EVENTS_GRAPH))])
    assert generations(tmp_path / "g") == ["000001"]
    assert len(list(directory.dataset().query(EVENTS))) == 5


def test_what_a_crash_left_behind_is_removed(tmp_path: Path) -> None:
    directory = build(tmp_path / "g")
    (tmp_path / "g" / "store" / "000002").mkdir()
    with directory.lock():
        assert generations(tmp_path / "g") == ["000001"]


def test_writing_needs_the_lock(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="hold the lock"):
        GraphDirectory.create(tmp_path / "g").replace([])


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    GraphDirectory.create(tmp_path / "g")
    with GraphDirectory.open(tmp_path / "g").lock():
        other = GraphDirectory.open(tmp_path / "g")
        with pytest.raises(GraphError, match=f"locked by process {os.getpid()} on "), other.lock():
            pass
    with other.lock():
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    GraphDirectory.create(tmp_path / "g")
    code = f"""
import sys, time
from kg.rdf.nquads import n_quads
from kg.rdf.terms import ref
from kg.rdf.terms import text as as_term
from kg.store import GraphDirectory
with GraphDirectory.open({str(tmp_path / "g")!r}).lock():
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(GraphError, match=f"process {holder.pid}"), GraphDirectory.open(tmp_path / "g").lock():
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with GraphDirectory.open(tmp_path / "g").lock():
        pass


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "no such graph"),
        (lambda path: path.mkdir(), "not a graph of kg"),
        (lambda path: (path.mkdir(), (path / "kg.json").write_text("[]")), "not a graph of kg"),
        (lambda path: (path.mkdir(), (path / "kg.json").write_text("{")), "not a graph of kg"),
        (
            lambda path: (
                path.mkdir(),
                (path / "kg.json").write_text(json.dumps({"format": 99, "generation": None, "made_by": "kg 9"})),
            ),
            "made by kg 9 in format 99; update kg",
        ),
        (lambda path: path.write_text("not rdf"), "not readable as RDF"),
    ],
    ids=["missing", "empty", "wrong", "broken", "newer", "text"],
)
def test_what_is_no_graph_is_refused_in_one_line(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "g"
    make(path)  # type: ignore[operator]
    with pytest.raises(GraphError, match=message) as caught:
        open_graph(path)
    assert "\n" not in str(caught.value)


def test_a_directory_of_something_else_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(GraphError, match="not a graph of kg"):
        GraphDirectory.create(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_missing_generation_is_reported(tmp_path: Path) -> None:
    directory = build(tmp_path / "g")
    (tmp_path / "g" / "store" / "000001").rename(tmp_path / "elsewhere")
    with pytest.raises(GraphError, match="is gone; build the graph again"):
        directory.dataset()


@pytest.mark.parametrize("format", ["trig", "nq", "ttl", "jsonld"])
def test_a_dump_is_the_same_every_time_and_can_be_opened(tmp_path: Path, format: str) -> None:
    directory = build(tmp_path / "g")
    text = written(directory.dataset(), format)
    other = build(tmp_path / "h", reversed(list(all_quads()))).dataset()
    assert written(other, format) == text
    file = tmp_path / f"dump.{format}"
    file.write_bytes(text)
    assert written(open_graph(file), "ttl") == written(directory.dataset(), "ttl")


def test_n_quads_are_sorted_within_each_named_graph(tmp_path: Path) -> None:
    lines = written(build(tmp_path / "g").dataset(), "nq").decode().splitlines()
    assert lines == sorted(lines, key=lambda line: (line.rsplit(maxsplit=2)[1], line))


def test_any_rdflib_dataset_can_be_dumped(tmp_path: Path) -> None:
    assert written(in_rdflib(), "nq") == written(build(tmp_path / "g").dataset(), "nq")
