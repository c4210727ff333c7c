from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk import READINGS, all_quads
from rdflib import Graph

from kg.errors import DataError
from kg.rdf.nquads import n_quads
from kg.rdf.shapes import checks
from kg.rdf.validate import validate

NQ = b"".join(n_quads(all_quads())).decode("utf-8")
TEXTS = [(reading.article.id, reading.article.text) for reading in READINGS]
XSD = "<http://www.w3.org/2001/XMLSchema#"
KG = "https://w3id.org/news-kg/ontology#"


def write(folder: Path, text: str) -> Path:
    file = folder / "graph.nq"
    file.write_text(text, encoding="utf-8")
    return file


def damaged(old: str, new: str) -> str:
    assert old in NQ
    return NQ.replace(old, new)


def without(word: str) -> str:
    assert word in NQ
    return "".join(line for line in NQ.splitlines(keepends=True) if word not in line)


@pytest.mark.parametrize("texts", [None, TEXTS], ids=["alone", "with texts"])
def test_a_graph_of_ours_keeps_its_promises(tmp_path: Path, texts: list[tuple[str, str]] | None) -> None:
    assert validate(write(tmp_path, NQ), texts) == []


QUOTES = [
    ('#trigger> "mengunjungi"@id', '#trigger> "menghubungi"@id', "the trigger 'menghubungi' does not stand at offset"),
    ('#timeText> "Selasa"@id', '#timeText> "Rabu"@id', "the time expression 'Rabu' does not stand at offset"),
    ('#cue> "membantah"@id', '#cue> "membatuah"@id', "the cue 'membatuah' does not stand at offset"),
    ('core#anchorOf> "Moskow"@id', 'core#anchorOf> "Moscow"@id', "the mention 'Moscow' does not stand at offset"),
    ('core#anchorOf> "Teheran"@id', 'core#anchorOf> "Tehran"@id', "the source 'Tehran' does not stand at offset"),
]


@pytest.mark.parametrize(("old", "new", "fault"), QUOTES)
def test_words_that_are_not_in_their_sentence_are_found(tmp_path: Path, old: str, new: str, fault: str) -> None:
    findings = validate(write(tmp_path, damaged(old, new)))
    assert any(fault in finding.what and finding.where and finding.mend for finding in findings)


@pytest.mark.parametrize(("old", "new", "fault"), QUOTES)
def test_words_that_are_not_in_the_text_are_found(tmp_path: Path, old: str, new: str, fault: str) -> None:
    findings = validate(write(tmp_path, damaged(old, new)), TEXTS)
    assert any(fault in finding.what for finding in findings)


def test_a_sentence_that_the_article_does_not_have_is_found(tmp_path: Path) -> None:
    changed = [(article, text.replace("gave tanks", "sold tanks")) for article, text in TEXTS]
    (sentence, trigger) = validate(write(tmp_path, NQ), changed)
    assert "the sentence 'Moscow said it never gave tanks to Iran.' does not stand" in sentence.what
    assert "the trigger 'gave'" in trigger.what


FAULTS = {
    "unknown status": (damaged("#status> <https://w3id.org/news-kg/ontology#Planned>", "#status> <x:new>"), "'x:new'"),
    "too sure": (
        damaged('#confidence> "0.87"', '#confidence> "1.87"'),
        "kg:confidence: a claim has one confidence, from 0 to 1; found '1.87'",
    ),
    "not a number": (damaged('#confidence> "0.87"', '#confidence> "high"'), "found 'high'"),
    "a country in letters": (
        damaged('#countryCode> "IR"', '#countryCode> "Iran"'),
        "kg:countryCode: a country code is two capital letters",
    ),
    "ends before it begins": (
        damaged('#begin> "2024-05-01"', '#begin> "2024-06-01"'),
        "kg:begin: the first day is one day, not after the last",
    ),
    "a day as text": (damaged(f'"2024-05-31"^^{XSD}date>', '"2024-05-31"'), "kg:end: the last day is one day"),
    "no sources": (
        damaged(f'independentSources> "2"^^{XSD}integer>', f'independentSources> "0"^^{XSD}integer>'),
        "found '0'",
    ),
    "no event type": (without("ontology#action> <https://w3id.org/news-kg/action/COOPERATE>"), "kg:action: an event has"),
    "two event types": (
        NQ + "".join(
            line.replace("/CONSULT>", "/AID>") for line in NQ.splitlines(True) if "ontology#action> <https" in line
        ),
        "kg:action: a claim has exactly one type",
    ),
    "no claims": (without("gaf#denotedBy"), "gaf:denotedBy: an event rests on at least one claim"),
    "no attribution": (without("ontology#Attribution>"), "kg:attribution: an attribution has a stance and a cue"),
    "a name for an actor": (
        damaged("ontology#actor> <http://www.wikidata.org/entity/Q794>", 'ontology#actor> "Iran"'),
        "kg:actor: an actor is an entity; found 'Iran'",
    ),
    "a text without language": (
        damaged('#trigger> "mengunjungi"@id', '#trigger> "mengunjungi"'),
        "kg:trigger: a claim has exactly one trigger, with its language",
    ),
    "no date": (damaged('"2024-09-02"', '"in autumn"'), "schema:datePublished: an article was published"),
    "offsets turned round": (
        damaged(f'core#beginIndex> "0"^^{XSD}integer>', f'core#beginIndex> "900"^^{XSD}integer>'),
        "nif:beginIndex: a sentence begins at one place, before it ends; found '900'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_explained_and_the_same_to_pyshacl(tmp_path: Path, fault: str) -> None:
    text, message = FAULTS[fault]
    graph = write(tmp_path, text)
    findings = validate(graph)
    assert any(message in finding.what and finding.where and finding.mend for finding in findings)
    assert findings == sorted(findings) == validate(graph, with_pyshacl=True)


def test_a_day_that_there_is_not_is_found_and_cannot_be_compared(tmp_path: Path) -> None:
    graph = write(tmp_path, damaged('#end> "2024-05-31"', '#end> "2024-05-32"'))
    begin, end = validate(graph)
    assert "kg:begin: the first day is one day, not after the last" in begin.what
    assert "kg:end: the last day is one day; found '2024-05-32'" in end.what
    assert validate(graph, with_pyshacl=True) == [end]  # it compares such days as texts, which SHACL does not


def test_a_good_graph_is_good_to_pyshacl_some_things_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.rdf.validate._AT_ONCE", 2)
    assert validate(write(tmp_path, NQ), with_pyshacl=True) == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("sh:path kg:kind ; sh:uniqueLang true", "uniqueLang is not known; known: "),
        ("sh:path ( kg:actor kg:kind ) ; sh:minCount 1", "must be one IRI"),
        ("sh:path kg:kind ; sh:nodeKind sh:IRIOrLiteral", "IRIOrLiteral is not known"),
    ],
)
def test_a_shape_that_cannot_be_compiled_is_refused(rule: str, message: str) -> None:
    prefixes = f"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <{KG}> ."
    shapes = Graph().parse(data=f"{prefixes} kg:S sh:targetClass kg:Event ; sh:property [ {rule} ] .", format="turtle")
    with pytest.raises(DataError, match=message):
        checks(shapes)
