"""How treebanks and name corpora become training documents."""

import pytest
import spacy

pytest.importorskip("training", reason="training/ is not installed; run python -m pytest from the project's directory")

from training.corpora import NamedText, Texts, join_tokens, make_named_doc, make_tree_doc, read_treebank
from training.names import name_table, refine

TREE = """\
# text = al-Assad visited Iran.
1\tal\tal\tPROPN\t_\t_\t4\tnsubj\t_\tSpaceAfter=No
2\t-\t-\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No
3\tAssad\tAssad\tPROPN\t_\t_\t1\tflat\t_\t_
4\tvisited\tvisit\tVERB\t_\tTense=Past|Typo=No\t0\troot\t_\t_
5\tIran\tIran\tPROPN\t_\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
"""


@pytest.fixture
def sentence(tmp_path):
    path = tmp_path / "tree.conllu"
    path.write_text(TREE, encoding="utf-8")
    return next(read_treebank(path))


def test_sentences_become_one_document_with_breaks(sentence):
    doc = make_tree_doc(spacy.blank("en").vocab, [sentence, sentence], ["\n", ""])
    assert doc.text.strip() == "al-Assad visited Iran.\nal-Assad visited Iran."
    assert [token.head.i for token in doc if token.dep_ == "nsubj"] == [3, 10]
    assert str(doc[3].morph) == "Tense=Past"


def test_a_text_is_found_whatever_its_spacing_and_case():
    texts = Texts([NamedText("al - Assad visited Iran .", ())])
    assert "Al-Assad visited Iran." in texts
    assert "Al-Assad left Iran." not in texts


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Kata dia , ya .", "Kata dia, ya."),
        ('" Ya " ( KPK )', '"Ya" (KPK)'),
        ("sumber - sumber", "sumber-sumber"),
        ("Suara.com - Kata", "Suara.com-Kata"),
        ("It 's 5 %", "It's 5%"),
    ],
)
def test_tokens_become_running_text(tokens, text):
    assert join_tokens(tokens.split(), ["O"] * len(tokens.split())).text == text


def test_names_keep_their_place():
    named = join_tokens(["(", "Joko", "Widodo", ",", "Solo", ")"], ["O", "B-PER", "I-PER", "O", "B-LOC", "O"])
    assert [(named.text[s:e], label) for s, e, label in named.names] == [("Joko Widodo", "PERSON"), ("Solo", "LOC")]


def test_places_are_told_apart_and_what_others_mark_is_not_unlearned():
    table = name_table([NamedText("Solo Muslim", ((0, 4, "GPE"), (5, 11, "NORP")))])
    coarse = NamedText("Solo Sungai Musi Muslim", ((0, 4, "LOC"), (5, 16, "LOC")))
    (fine,) = refine([coarse], table, "id")
    assert fine.names == ((0, 4, "GPE"), (5, 16, "LOC"), (17, 23, "-"))
    doc = make_named_doc(spacy.blank("id").make_doc(fine.text), fine)
    assert [token.ent_iob_ for token in doc] == ["B", "B", "I", ""]
