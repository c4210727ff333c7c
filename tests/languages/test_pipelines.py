"""Another spaCy pipeline in place of a shipped one, and what it must provide."""

import pytest
import spacy
from spacy.tokens import Span

import kg
from kg.errors import LanguageError
from kg.extract.nlp import find_faults, load_pipeline, unify_labels
from kg.model import Article


@pytest.fixture(scope="module")
def english():
    return load_pipeline("en")


def test_python_takes_another_pipeline(dutch_pipeline):
    pipeline = kg.Pipeline(pipelines={"en": str(dutch_pipeline)})
    reading = pipeline.read(Article("x", "Anna Visser arresteerde Piet Mulder in Oslo.", lang="en"))
    assert {mention.span.text for mention in reading.sentences[0].mentions} >= {"Anna Visser", "Piet Mulder", "Oslo"}


def test_the_command_line_takes_another_pipeline(run, tmp_path, dutch_pipeline):
    (tmp_path / "a.txt").write_text("Anna Visser arresteerde Piet Mulder.", encoding="utf-8")
    outcome = run("extract", tmp_path / "a.txt", "--lang", "en", "--pipeline", f"en={dutch_pipeline}")
    assert (outcome.code, outcome.err) == (0, "")


def test_labels_of_names_are_made_ours_and_others_left_out(english):
    doc = english.make_doc("Zork left Paris on Monday.")
    doc.ents = [Span(doc, 0, 1, "PER"), Span(doc, 2, 3, "LOCATION"), Span(doc, 4, 5, "DATE")]
    assert {name.text: name.label_ for name in unify_labels(doc).ents} == {"Zork": "PERSON", "Paris": "LOC"}


@pytest.mark.parametrize(
    ("lacking", "faults"),
    [
        ([], []),
        (["parser"], ["it has no parser"]),
        (["parser", "kg_sentence_limits"], ["it has no parser", "it finds no sentences"]),
        (["morphologizer"], ["it gives no UPOS word classes (tagger, morphologizer or attribute ruler)"]),
        (["kg_english_words"], ["it has no lemmatizer"]),
        (["ner"], ["it names no PERSON, no ORG, no GPE or LOC"]),
    ],
)
def test_what_a_pipeline_lacks_is_found(english, lacking, faults):
    with english.select_pipes(disable=lacking):
        assert list(find_faults(english)) == faults


def test_other_relations_than_those_of_ud_are_refused(tmp_path):
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in ("SB", "OA", "PD"):
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(tmp_path)
    with pytest.raises(
        LanguageError, match=r"other labels than those of Universal Dependencies \(no nsubj, obj\)"
    ) as caught:
        load_pipeline("en", str(tmp_path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("en", "expected LANG=PATH or LANG=NAME"),
        ("xx=anything", "no language 'xx'; languages: en, id"),
        ("en=no_such_pipeline", "'no_such_pipeline' cannot be loaded"),
    ],
)
def test_a_wrong_option_is_one_clear_line(run, tmp_path, option, message):
    (tmp_path / "a.txt").write_text("Police arrested a man.", encoding="utf-8")
    outcome = run("extract", tmp_path / "a.txt", "--lang", "en", "--pipeline", option)
    assert outcome.code != 0
    assert message in outcome.err
    assert "Traceback" not in outcome.err


def test_languages_are_listed_with_version_scores_and_licence(run):
    rows = run("languages", "--format", "csv").out.splitlines()
    assert rows[0] == "code,name,pipeline,version,upos,uas,las,names_f,licence,megabytes"
    assert [row.split(",")[:2] for row in rows[1:]] == [["en", "English"], ["id", "Indonesian"]]
    assert all(cell for row in rows[1:] for cell in row.split(","))
