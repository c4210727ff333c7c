"""kg query on the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from newsdesk import all_quads
from rdflib import Graph

from kg.rdf.own import OwnStatements
from kg.store import GraphDirectory

TYPES = "SELECT ?type (COUNT(?e) AS ?events) { ?e a kg:Event ; kg:action/skos:notation ?type } GROUP BY ?type ORDER BY ?type"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = GraphDirectory.create(tmp_path_factory.mktemp("command") / "g.kg")
    with directory.lock():
        directory.replace(all_quads())
    return directory.path


def ask(run, path, *args):  # type: ignore[no-untyped-def]
    code, out, err = run("query", "-g", path, *args)
    assert code == 0, err
    return out


def test_every_format_holds_the_answer(run, path) -> None:  # type: ignore[no-untyped-def]
    rows = [
        {"type": "AID", "events": 2},
        {"type": "CONSULT", "events": 1},
        {"type": "COOPERATE", "events": 1},
        {"type": "SUPPORT", "events": 1},
    ]
    assert [json.loads(line) for line in ask(run, path, TYPES).splitlines()] == rows
    assert json.loads(ask(run, path, TYPES, "--format", "json")) == rows
    assert next(csv.DictReader(io.StringIO(ask(run, path, TYPES, "--format", "csv")))) == {
        "type": "AID",
        "events": "2",
    }
    assert ask(run, path, TYPES, "--format", "tsv").splitlines()[1] == "AID\t2"
    assert len(ET.fromstring(ask(run, path, TYPES, "--format", "xml")).findall(".//{*}result")) == 4
    assert "COOPERATE" in ask(run, path, TYPES, "--format", "table")
    assert len(ask(run, path, TYPES, "--limit", "2").splitlines()) == 2
    triples = ask(run, path, "CONSTRUCT { ?e kg:status ?s } { ?e kg:status ?s ; a kg:Event }", "--format", "ttl")
    assert len(Graph().parse(data=triples)) == 5
    assert json.loads(ask(run, path, "ASK { ?e a kg:Event }")) == {"answer": True}


def test_a_spreadsheet_runs_nothing(run, path) -> None:  # type: ignore[no-untyped-def]
    query = "SELECT ?x { VALUES ?x { '=1+1' '@SUM(A1)' '+x' '-x' -5 'a=b' } }"
    cells = ask(run, path, query, "--format", "csv").split()
    assert cells == ["x", "'=1+1", "'@SUM(A1)", "'+x", "'-x", "-5", "a=b"]


def test_recipes_are_listed_and_asked(run, path) -> None:  # type: ignore[no-untyped-def]
    listed = {json.loads(line)["recipe"]: json.loads(line) for line in ask(run, path, "--recipes").splitlines()}
    assert listed["dyad-timeline"]["parameters"] == ["a", "b", "since?", "until?"]
    out = ask(run, path, "--recipe", "dyad-timeline", "-p", "a=Rusia", "-p", "b=Iran", "-p", "since=2024-05")
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["AID", "AID", "CONSULT", "SUPPORT"]


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ((), 2, "Give a query, or --recipe NAME"),
        (("--recipe", "denials", TYPES), 2, "Give a query, or --recipe NAME"),
        (("--recipe", "dyad-timeline"), 1, "kg: dyad-timeline needs -p a=…"),
        ((TYPES, "--format", "ttl"), 2, "ttl is for CONSTRUCT and DESCRIBE"),
        ((TYPES, "-p", "x"), 2, "expected NAME=VALUE"),
        (("INSERT DATA { <urn:a> <urn:b> <urn:c> }",), 1, "kg query --update changes graphs of your own"),
    ],
)
def test_faults_are_one_line(run, path, args, code, message) -> None:  # type: ignore[no-untyped-def]
    outcome = run("query", "-g", path, *args)
    assert outcome.code == code
    assert message in outcome.err
    assert "Traceback" not in outcome.err


def test_a_query_that_takes_too_long_is_stopped_and_writes_nothing(path: Path, tmp_path: Path) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "kg", "query", "-g", path, "--timeout"]
    stopped = subprocess.run(
        [*command, "1", runaway, "-o", tmp_path / "out"], capture_output=True, text=True, check=False
    )
    assert (stopped.returncode, stopped.stdout) == (1, "")
    assert stopped.stderr.startswith("kg: stopped after 1 s")
    assert list(tmp_path.iterdir()) == []
    in_time = subprocess.run([*command, "60", TYPES], capture_output=True, text=True, check=True)
    assert len(in_time.stdout.splitlines()) == 4


def test_an_update_is_kept(run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    sys.path.insert(0, str(Path(__file__).parent.parent / "store"))
    from telegrams import article, build

    build(tmp_path / "g", [article(1)])
    note = "INSERT DATA { GRAPH <urn:notes> { <urn:a> rdfs:label $text } }"
    code, _, err = run("query", "-g", tmp_path / "g", "--update", note, "-p", "text=mine")
    assert (code, "1 statements added" in err) == (0, True)
    assert list(OwnStatements(tmp_path / "g" / "own.nq").keys) == ["urn:notes"]
