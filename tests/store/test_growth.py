"""A graph is the same however it came about, grows by what is new, and loses exactly what is removed."""

import random

import pytest
from telegrams import Telegraph, article, build, quads

import kg
from kg.errors import InputError
from kg.journal import open_journal
from kg.store import GraphDirectory

ARTICLES = [article(number) for number in range(30)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    graph = tmp_path_factory.mktemp("whole") / "g"
    build(graph, ARTICLES[:18])
    build(graph, ARTICLES)
    return quads(graph)


def parts(articles, size):
    return [articles[start : start + size] for start in range(0, len(articles), size)]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_articles_and_the_number_of_runs_do_not_matter(tmp_path, whole, seed):
    shuffled = random.Random(seed).sample(ARTICLES, len(ARTICLES))
    for some in parts(shuffled, 4 if seed == 1 else 13):
        build(tmp_path / "g", some)
    assert quads(tmp_path / "g") == whole


def test_the_number_of_workers_does_not_matter(tmp_path, whole):
    report = build(tmp_path / "g", ARTICLES, jobs=3)
    assert (report.read, report.failures) == (30, ())
    assert quads(tmp_path / "g") == whole
    journal = open_journal(GraphDirectory.open(tmp_path / "g"))
    assert [reading.article for reading in journal.readings()] == ARTICLES


def test_a_build_reads_what_is_new_or_changed(tmp_path, whole):
    graph = tmp_path / "g"
    old = [article(3, text="Sylvania accused Graustark on 2024-03-01."), *ARTICLES[4:12]]
    build(graph, old)
    report = build(graph, ARTICLES[:15])
    assert (report.read, report.changed, report.unchanged, report.articles) == (7, 1, 8, 15)
    build(graph, ARTICLES[15:])
    assert quads(graph) == whole


def test_another_version_reads_again(tmp_path):
    graph = tmp_path / "g"
    build(graph, ARTICLES[:3])
    report = build(graph, ARTICLES[:3], pipeline=Telegraph("2"))
    assert (report.read, report.changed) == (3, 3)


def test_nothing_new_leaves_the_store_alone(tmp_path):
    graph = tmp_path / "g"
    build(graph, ARTICLES[:3])
    generation = GraphDirectory.open(graph).generation
    build(graph, ARTICLES[:2])
    assert GraphDirectory.open(graph).generation == generation


@pytest.mark.parametrize("removed", [1, 11, 29])
def test_removing_articles_gives_the_graph_of_the_others(tmp_path, removed):
    gone = random.Random(removed).sample(ARTICLES, removed)
    build(tmp_path / "all", ARTICLES)
    assert len(kg.remove(tmp_path / "all", [a.id for a in gone])) == removed
    build(tmp_path / "others", [a for a in ARTICLES if a not in gone])
    assert quads(tmp_path / "all") == quads(tmp_path / "others")
    assert gone[0].id.encode() not in (tmp_path / "all" / "readings.jsonl").read_bytes()


def test_an_article_that_was_removed_can_come_back(tmp_path, whole):
    build(tmp_path / "g", ARTICLES)
    kg.remove(tmp_path / "g", ["t004"])
    assert build(tmp_path / "g", ARTICLES).read == 1
    assert quads(tmp_path / "g") == whole


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"publisher": "courier"}, lambda a: a.publisher != "Courier"),
        ({"before": "2024-03-05"}, lambda a: a.published >= "2024-03-05"),
        (
            {"publisher": "Courier", "before": "2024-03-05"},
            lambda a: a.publisher != "Courier" or a.published >= "2024-03-05",
        ),
        (
            {"articles": ["t002", "https://w3id.org/news-kg/article/t003"]},
            lambda a: a.id not in {"t002", "t003"},
        ),
    ],
    ids=["publisher", "date", "both", "id and IRI"],
)
def test_what_can_be_removed(tmp_path, chosen, left):
    build(tmp_path / "g", ARTICLES[:12])
    kg.remove(tmp_path / "g", **chosen)
    journal = open_journal(GraphDirectory.open(tmp_path / "g"))
    assert list(journal.keys) == [a.id for a in ARTICLES[:12] if left(a)]


@pytest.mark.parametrize(
    ("chosen", "message"),
    [({}, "name the articles"), ({"articles": ["t999"]}, "t999"), ({"before": "soon"}, "bad .*date")],
    ids=["nothing", "unknown", "no date"],
)
def test_what_cannot_be_removed(tmp_path, chosen, message):
    build(tmp_path / "g", ARTICLES[:2])
    with pytest.raises(InputError, match=message):
        kg.remove(tmp_path / "g", **chosen)


def test_readings_that_were_replaced_do_not_pile_up(tmp_path):
    graph = tmp_path / "g"
    for version in "1234":
        build(graph, ARTICLES[:5], pipeline=Telegraph(version))
    assert (graph / "readings.jsonl").read_bytes().count(b"\n") <= 10
