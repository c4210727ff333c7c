"""``kg entity`` and ``kg entities``."""

import csv
import json
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLE = EXAMPLES / "our-people.csv"


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_entity_shows_names_offices_and_events(run, example_graph):
    outcome = run("entity", "Shoigu", "-g", example_graph)
    shoigu = lines(outcome.out)[0]
    assert (shoigu["name"], shoigu["kind"], shoigu["country"]) == ("Sergei Shoigu", "person", "RU")
    assert any(office.startswith("defence minister at RU") for office in shoigu["offices"])
    assert shoigu["events"] >= 1


def test_entity_needs_no_graph_and_takes_names_in_any_language(run, tmp_path):
    rows = lines(run("entity", "Moskow", "-g", tmp_path / "none.kg").out)
    assert {(row["name"], row["because"]) for row in rows} >= {("Moscow", "name"), ("Russia", "capital")}


def test_entity_suggests_names_that_come_near(run, tmp_path):
    outcome = run("entity", "Shoygu", "-g", tmp_path / "none.kg")
    assert outcome.code == 1
    assert "did you mean Shoigu" in outcome.err


def test_entity_knows_tables_of_ones_own(run, tmp_path):
    row = lines(run("entity", "Harun Wiratama", "--entities", TABLE, "-g", tmp_path / "none.kg").out)[0]
    assert row["offices"] == ["regent at Tirta Kencana Regency, 2021-02-26 to 2024-07-18"]


def test_check_finds_nothing_in_the_shipped_tables_and_the_example(run):
    for tables in ((), (TABLE,)):
        outcome = run("entities", "check", *tables)
        assert (outcome.code, outcome.out) == (0, "")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Q7747,person,RU,Vladimir Putin,,", None),
        ("x y,person,ID,Budi,,", "id 'x y'"),
        (",alien,ID,Budi,,", "unknown kind 'alien'"),
        (",person,ID,,,", "missing name"),
        (",person,ID,Budi,,boss@ID:2020..2019", "dates YYYY, YYYY-MM or YYYY-MM-DD in order"),
        (",person,ID,Budi,,boss@Nowhere Club:2020..", "'boss' at 'Nowhere Club', which no row has"),
        (",party,ID,Golkar Muda,Golkar Party,", "is also a name of"),
        (",person,ID,Ani,,\n,person,ID,Ani,,", "the id of 'Ani' is also that of 'Ani'"),
    ],
)
def test_check_names_each_fault(run, tmp_path, row, fault):
    table = tmp_path / "ours.csv"
    table.write_text(f"id,kind,country,name,aliases,roles\n{row}\n", encoding="utf-8")
    outcome = run("entities", "check", table)
    assert (outcome.code == 1) == (fault is not None)
    if fault:
        assert any(fault in found["fault"] for found in lines(outcome.out)), outcome.out


def test_unlinked_names_come_as_a_table_that_entities_takes(run, example_graph, tmp_path):
    table = tmp_path / "unlinked.csv"
    assert run("entities", "unlinked", "-g", example_graph, "-o", table).code == 0
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    assert "Harun Wiratama" in {row["name"] for row in rows}
    assert all(" claims: " in row["note"] for row in rows)
    assert run("entities", "check", table).code == 0
