"""What people decide about a graph stays decided, whatever comes after."""

import json

import pytest
from telegrams import Telegraph, article, build, quads

import kg
from kg import corrections
from kg.errors import GraphError, QueryError
from kg.query.events import records
from kg.store import open_graph, rows

FIRST = article(1, "Sylvania helped Graustark on 2024-03-05. Sylvania accused Freedonia on 2024-03-05.")
SECOND = article(2, "Sylvania helped Graustark on 2024-03-05. Graustark visited Freedonia on 2024-03-06.")
THIRD = article(3, "Graustark visited Freedonia on 2024-03-06. Transylvania attacked Freedonia on 2024-03-07.")
ARTICLES = [FIRST, SECOND, THIRD]


@pytest.fixture
def graph(tmp_path):
    build(tmp_path / "g", ARTICLES)
    return tmp_path / "g"


def told(graph, words, where=None):
    """The ids of the claims with these words in their sentence."""
    query = """SELECT ?claim ?quote ?article {
        ?claim nif:anchorOf ?quote ; nif:referenceContext/schema:identifier ?article } ORDER BY ?article ?claim"""
    found = [(c, a) for c, quote, a in rows(open_graph(graph), query) if words in quote and "/claim/" in c]
    return [claim.rsplit("/", 1)[1] for claim, name in found if where in {None, name}]


def events(graph):
    """Each event as its type, actors, targets and number of claims."""
    query = "SELECT ?event (COUNT(?claim) AS ?claims) { ?event gaf:denotedBy ?claim } GROUP BY ?event"
    counts = {event: int(n) for event, n in rows(open_graph(graph), query)}
    return sorted(
        (record.type, names(record.actors), names(record.targets), counts[record.id]) for record in records(graph)
    )


def names(entities):
    return " ".join(sorted(entity.name for entity in entities))


def test_two_events_become_one_and_stay_so_while_the_graph_grows(graph):
    accused, visit = told(graph, "accused")[0], told(graph, "visited")[0]
    corrections.merge(graph, accused, visit, who="ann", why="one talk")
    merged = [count for *_, count in events(graph) if count > 2]
    assert merged == [3]
    build(graph, [article(9)])
    assert [count for *_, count in events(graph) if count > 2] == [3]


def test_one_event_becomes_two_and_stays_so(graph):
    one, other = told(graph, "helped")
    assert ("AID", "Sylvania", "Graustark", 2) in events(graph)
    corrections.split(graph, one, other)
    build(graph, [article(9)])
    assert [event for event in events(graph) if event[0] == "AID" and event[1] == "Sylvania"] == [
        ("AID", "Sylvania", "Graustark", 1)
    ] * 2


def test_a_wrong_claim_leaves_and_its_event_shrinks(graph):
    corrections.reject(graph, told(graph, "helped", "t002")[0])
    assert ("AID", "Sylvania", "Graustark", 1) in events(graph)
    corrections.reject(graph, told(graph, "helped")[0])
    assert not [event for event in events(graph) if event[0] == "AID"]


def test_a_claim_says_what_is_right(graph):
    claim = told(graph, "attacked")[0]
    corrections.correct(graph, claim, type="accuse", actors=["Freedonia"], targets=["Transylvania=Sylvania"])
    assert ("ACCUSE", "Freedonia", "Sylvania", 1) in events(graph)
    (now,) = told(graph, "attacked")
    corrections.correct(graph, now, type="AID", status="planned")
    assert ("AID", "Transylvania", "Freedonia", 1) in events(graph)


def test_participants_can_be_nobody(graph):
    corrections.correct(graph, told(graph, "attacked")[0], targets=[])
    assert ("ASSAULT", "Transylvania", "", 1) in events(graph)


def test_two_entities_are_one_under_both_names(graph):
    corrections.merge(graph, "Sylvania", "Transylvania")
    assert ("ASSAULT", "Sylvania", "Freedonia", 1) in events(graph)
    assert kg.ask(graph, "Transylvania") == kg.ask(graph, "Sylvania")
    build(graph, [article(8, "Transylvania visited Moldavia on 2024-03-09.")])
    assert ("CONSULT", "Sylvania", "Moldavia", 1) in events(graph)


def test_entities_that_are_one_can_be_told_apart_again(graph):
    before = quads(graph)
    corrections.merge(graph, "Sylvania", "Transylvania")
    decided = corrections.decisions(graph)[0].decision
    corrections.split(graph, decided.a.id, decided.b.id)
    assert quads(graph) == before


def test_a_namesake_in_one_article_is_somebody_else(graph):
    corrections.split(graph, "Freedonia", "t003")
    query = "SELECT DISTINCT ?who { ?who schema:name 'Freedonia' }"
    assert len(list(rows(open_graph(graph), query))) == 2
    assert ("CONSULT", "Graustark", "Freedonia", 2) not in events(graph)


def test_undoing_gives_back_the_graph_as_it_was(graph):
    before = quads(graph)
    corrections.reject(graph, told(graph, "accused")[0])
    corrections.merge(graph, "Sylvania", "Transylvania")
    corrections.undo(graph, 1)
    corrections.undo(graph, 1)
    assert quads(graph) == before


def test_deleting_a_line_by_hand_undoes_it_at_the_next_build(graph):
    before = quads(graph)
    corrections.reject(graph, told(graph, "accused")[0])
    (graph / "decisions.jsonl").write_text("", encoding="utf-8")
    build(graph, ARTICLES)
    assert quads(graph) == before


def test_the_same_articles_and_decisions_give_the_same_graph(graph, tmp_path):
    corrections.reject(graph, told(graph, "accused")[0], who="ann")
    corrections.merge(graph, *told(graph, "visited")[:1], told(graph, "attacked")[0])
    corrections.merge(graph, "Sylvania", "Transylvania")
    other = tmp_path / "other"
    build(other, [])
    lines = [json.loads(line) for line in (graph / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]
    text = "".join(json.dumps({**line, "who": "bob", "when": "2020-01-01"}) + "\n" for line in lines)
    (other / "decisions.jsonl").write_text(text, encoding="utf-8")
    for one in reversed(ARTICLES):
        build(other, [one])
    assert quads(other) == quads(graph)


def test_a_decision_outlives_the_article_and_its_return(graph):
    corrections.reject(graph, told(graph, "accused")[0])
    after = quads(graph)
    kg.remove(graph, ["t001"])
    assert [listed.applies for listed in corrections.decisions(graph)] == [False]
    build(graph, ARTICLES)
    assert [listed.applies for listed in corrections.decisions(graph)] == [True]
    assert quads(graph) == after


def test_a_decision_finds_its_claim_when_the_text_has_moved(graph):
    corrections.reject(graph, told(graph, "accused")[0])
    build(graph, [article(1, f"Moldavia visited Sylvania on 2024-03-01. {FIRST.text}")])
    assert not told(graph, "accused")


class Rereader(Telegraph):
    """A later version that finds another type in the same words, so that the claim has another id."""

    def read(self, article):
        from dataclasses import replace

        reading = super().read(article)
        change = {"CONSULT": "COOPERATE"}
        sentences = tuple(
            replace(s, claims=tuple(replace(c, type=change.get(c.type, c.type)) for c in s.claims))
            for s in reading.sentences
        )
        return replace(reading, sentences=sentences)


def test_a_decision_on_events_outlives_another_version(graph):
    one, other = told(graph, "visited")
    corrections.split(graph, one, other)
    build(graph, ARTICLES, pipeline=Rereader("2"))
    assert [event for event in events(graph) if event[0] == "COOPERATE"] == [
        ("COOPERATE", "Graustark", "Freedonia", 1)
    ] * 2


def test_gold_has_the_judged_sentences(graph):
    corrections.reject(graph, told(graph, "accused")[0])
    corrections.correct(graph, told(graph, "attacked")[0], type="AID", actors=["Transylvania", "Freedonia"], targets=[])
    corrections.confirm(graph, told(graph, "helped", "t001")[0])
    gold = {record["text"]: record for record in corrections.gold(graph)}
    assert {text: [e["type"] for e in record["events"]] for text, record in gold.items()} == {
        "Sylvania accused Freedonia on 2024-03-05.": [],
        "Transylvania attacked Freedonia on 2024-03-07.": ["AID"],
        "Sylvania helped Graustark on 2024-03-05.": ["AID"],
    }
    (aid,) = gold["Sylvania helped Graustark on 2024-03-05."]["events"]
    assert aid["actor"] == {"text": "Sylvania", "names": ["Sylvania"]}
    assert (aid["trigger"], aid["date"], aid["status"]) == ("helped", "2024-03-05", "happened")
    (attack,) = gold["Transylvania attacked Freedonia on 2024-03-07."]["events"]
    assert ([actor["text"] for actor in attack["actor"]], attack["target"]) == (["Transylvania", "Freedonia"], None)


@pytest.mark.parametrize(
    ("decide", "message"),
    [
        (lambda g, c: corrections.reject(g, "0123456789abcdef"), "no event or claim 0123456789abcdef"),
        (lambda g, c: corrections.merge(g, "Sylvania", "Atlantis"), "Atlantis"),
        (lambda g, c: corrections.merge(g, "Sylvania", "Sylvania"), "one already"),
        (lambda g, c: corrections.merge(g, c, "Sylvania"), "two events .* or two entities"),
        (lambda g, c: corrections.merge(g, c, c), "one claim"),
        (corrections.correct, "say what is right"),
        (lambda g, c: corrections.correct(g, c, type="DANCE"), "unknown type 'DANCE'"),
        (lambda g, c: corrections.correct(g, c, mode="sideways"), "no mode 'sideways'"),
        (lambda g, c: corrections.correct(g, c, status="maybe"), "unknown status 'maybe'"),
        (lambda g, c: corrections.correct(g, c, actors=["Moldavia"]), "no words 'Moldavia'"),
        (lambda g, c: corrections.undo(g, 1), "no decision 1"),
    ],
    ids=["claim", "name", "same name", "mixed", "same claim", "nothing", "type", "mode", "status", "words", "undo"],
)
def test_a_fault_of_the_user_is_one_line_and_decides_nothing(graph, decide, message):
    with pytest.raises(QueryError, match=message) as caught:
        decide(graph, told(graph, "accused")[0])
    assert "\n" not in str(caught.value)
    assert corrections.decisions(graph) == []


def test_a_reason_may_have_any_character(graph):
    corrections.reject(graph, told(graph, "accused")[0], why="a\u2028b\x85c\nd")
    assert [listed.decision.why for listed in corrections.decisions(graph)] == ["a\u2028b\x85c\nd"]


def test_a_line_that_is_no_decision_is_named(graph):
    (graph / "decisions.jsonl").write_text('{"decision": "perhaps"}\n', encoding="utf-8")
    with pytest.raises(GraphError, match=r"decisions.jsonl:1: not a decision"):
        build(graph, ARTICLES)
