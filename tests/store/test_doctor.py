"""What kg doctor finds in the files of a graph, and mends."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from telegrams import article, build, quads

from kg.doctor import examine
from kg.errors import GraphError
from kg.store import GraphDirectory


@pytest.fixture
def graph(tmp_path):
    build(tmp_path / "g", [article(number) for number in range(4)])
    return tmp_path / "g"


def states(checks, *wanted):
    return {check.what: check.state for check in checks if not wanted or check.state in wanted}


def found(checks, what):
    return next(check.found for check in checks if check.what == what)


def test_a_sound_graph_has_nothing_to_mend(graph):
    checks = examine(graph)
    assert set(states(checks).values()) == {"ok"}
    assert found(checks, "readings") == "4 articles, 8 claims"
    assert found(checks, "store").startswith("7 named graphs, ")
    assert set(states(examine(graph, repair=True)).values()) == {"ok"}


def _damage_store(graph):
    for file in (graph / "store").glob("*/*.sst"):
        file.write_bytes(b"\0" * 100)


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (_damage_store, "store"),
        (lambda graph: shutil.rmtree(graph / "store"), "store"),
        (lambda graph: shutil.rmtree(graph / "store" / GraphDirectory.open(graph).generation), "store"),
    ],
    ids=["overwritten", "deleted", "generation deleted"],
)
def test_a_damaged_store_is_made_anew(graph, damage, what):
    before = quads(graph)
    damage(graph)
    assert states(examine(graph), "fault") == {what: "fault"}
    assert states(examine(graph, repair=True), "mended") == {what: "mended"}
    assert states(examine(graph), "fault") == {}
    assert quads(graph) == before


def test_half_a_reading_and_a_draft_are_removed(graph):
    with (graph / "readings.jsonl").open("ab") as file:
        file.write(b'{"key":"0')
    (graph / "kg.json.new").touch()
    assert "half a reading" in found(examine(graph), "readings")
    assert states(examine(graph, repair=True), "mended") == {"drafts": "mended", "readings": "mended"}
    assert set(states(examine(graph)).values()) == {"ok"}


@pytest.mark.parametrize(
    ("file", "content", "what"),
    [
        ("readings.jsonl", "nonsense\n", "readings"),
        ("decisions.jsonl", "{}\n", "decisions"),
        ("own.nq", "x\n", "own statements"),
    ],
)
def test_what_cannot_be_made_anew_is_a_fault_and_stays(graph, file, content, what):
    (graph / file).write_text(content)
    before = quads(graph)
    assert what in states(examine(graph), "fault")
    assert what in states(examine(graph, repair=True), "fault")
    assert (graph / file).read_text() == content
    assert quads(graph) == before


def test_compacting_keeps_what_is_said(graph):
    for made_by in "234":
        from telegrams import Telegraph

        build(graph, [article(number) for number in range(4)], pipeline=Telegraph(made_by))
    before, size = quads(graph), (graph / "readings.jsonl").stat().st_size
    checks = examine(graph, compact=True)
    assert " before, " in found(checks, "size")
    assert (graph / "readings.jsonl").stat().st_size <= size
    assert quads(graph) == before


def test_who_writes_is_named(graph):
    with GraphDirectory.open(graph).lock():
        assert f"process {os.getpid()} on" in found(examine(graph), "lock")
        with pytest.raises(GraphError, match="locked by process"):
            examine(graph, repair=True)


def test_a_command_prints_checks_and_fails_where_there_is_a_fault(graph, run):
    code, out, _ = run("doctor", "-g", graph)
    assert (code, {json.loads(line)["state"] for line in out.splitlines()}) == (0, {"ok"})
    shutil.rmtree(graph / "store")
    assert run("doctor", "-g", graph).code == 1
    assert run("doctor", "-g", graph, "--repair").code == 0
