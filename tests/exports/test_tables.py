"""The tables hold every event and its evidence, and no cell of theirs runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from event_factory import ARVONIA, BELMAR, event, evidence, taxonomy

from kg.exports.neo4j import COLUMNS, SCRIPT, neo4j
from kg.exports.parquet import parquet
from kg.exports.tables import as_it_is, csv_table, csv_tables
from kg.model import EventRecord
from kg.spreadsheets import guarded, unguarded

COUNTS = {"actors": 5, "events": 6, "evidence": 7, "ties": 5}
FORMULAS = ["=1+1", "+A1", "-2+3", "--1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "＝1"]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_tables(few_events: list[EventRecord], tmp_path: Path) -> None:
    csv_tables(few_events, tmp_path / "tables", taxonomy())
    rows = {path.stem: read(path) for path in (tmp_path / "tables").iterdir()}
    assert {name: len(table) for name, table in rows.items()} == COUNTS
    assert [row["quad_class"] for row in rows["events"]][:3] == ["material-cooperation"] * 2 + ["verbal-conflict"]
    denied = next(row for row in rows["evidence"] if row["denied_by"])
    assert (denied["denied_by"], denied["quote"], denied["lang"]) == ("Arvonia", "Belmar menuduh Arvonia Raya.", "id")


def test_pandas_reads_the_tables(few_events: list[EventRecord], tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    csv_tables(few_events, tmp_path, taxonomy())
    events = pandas.read_csv(tmp_path / "events.csv", parse_dates=["begin", "end"])
    assert events.independent_sources.sum() == 7
    assert events.begin.max() == pandas.Timestamp("2024-05-14")
    assert not pandas.read_csv(tmp_path / "ties.csv").mutual.any()


def test_one_table_on_a_stream(few_events: list[EventRecord]) -> None:
    stream = io.BytesIO()
    csv_table([*few_events, event(7, "AID", (ARVONIA,), proof=())], stream, taxonomy())
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"))))
    assert len(rows) == 8
    assert (rows[2]["actors"], rows[2]["targets"], rows[2]["trigger"]) == ("Belmar", "Arvonia", "accused")
    assert (rows[7]["actors"], rows[7]["quote"]) == ("Arvonia", "")


def test_parquet_has_types(few_events: list[EventRecord], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet

    parquet(few_events, tmp_path, taxonomy())
    tables = {path.stem: pyarrow.parquet.read_table(path) for path in tmp_path.iterdir()}
    assert {name: table.num_rows for name, table in tables.items()} == COUNTS
    first = tables["events"].to_pylist()[0]
    assert first["actors"] == ["Arvonia"]
    assert first["begin"].isoformat() == "2024-01-10"
    assert tables["evidence"].column("confidence").to_pylist()[0] == 0.9


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_and_the_guard_comes_off_again(text: str, tmp_path: Path) -> None:
    hostile = event(1, "AID", (replace(ARVONIA, name=text),), (BELMAR,))
    for cell, expected in ((guarded, "'" + text), (as_it_is, text)):
        csv_tables([hostile], tmp_path, taxonomy(), cell)
        name = next(row["name"] for row in read(tmp_path / "actors.csv") if row["id"] == ARVONIA.id)
        assert name == expected
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "-2.5", "+3", "'quoted'", "it's", "5 - 3", "a=b"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


def test_every_relationship_for_neo4j_has_both_ends(few_events: list[EventRecord], tmp_path: Path) -> None:
    hostile = event(8, "AID", (ARVONIA,), (BELMAR,), proof=(evidence('It sent "aid" \\', "sent", number=8),))
    neo4j([*few_events, hostile], tmp_path, taxonomy())
    rows = {name: read(tmp_path / f"{name}.csv") for name in COLUMNS}
    ids = {name: {row[key] for row in rows[name]} for name, key in (("actors", "id"), ("events", "event"))}
    assert all(row["actor"] in ids["actors"] for name in ("acts", "undergoes") for row in rows[name])
    assert all(row["event"] in ids["events"] for name in ("acts", "undergoes", "claims") for row in rows[name])
    assert {row["article"] for row in rows["claims"]} == {row["article"] for row in rows["articles"]}
    assert all({row["source"], row["target"]} <= ids["actors"] for row in rows["ties"])
    assert rows["claims"][-1]["quote"] == 'It sent "aid" \\\\'


def test_the_script_for_neo4j_names_files_and_columns_that_there_are(tmp_path: Path) -> None:
    neo4j([], tmp_path, taxonomy())
    script = (tmp_path / SCRIPT).read_text(encoding="utf-8")
    for load in script.split("\nLOAD CSV")[1:]:
        name = re.search(r"file:///(\w+)\.csv", load)[1]  # type: ignore[index]
        assert set(re.findall(r"row\.(\w+)", load)) <= set(COLUMNS[name])
    assert set(re.findall(r"file:///(\w+)\.csv", script)) == set(COLUMNS)


def test_a_failure_leaves_the_old_files(few_events: list[EventRecord], tmp_path: Path) -> None:
    csv_tables(few_events, tmp_path, taxonomy())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken():  # type: ignore[no-untyped-def]
        yield few_events[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        csv_tables(broken(), tmp_path, taxonomy())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
