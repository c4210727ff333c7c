"""A sentence of prose keeps its verb where the parser took its past tense for a participle."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.mainverbs import restore_main_verbs

VOCAB = spacy.blank("en").vocab
PAST = "Tense=Past|VerbForm=Part|Voice=Pass"
LOST = [
    # words with class, head and label as the parser gave them -> the tree of the verb that was lost
    (
        "Protesters/NOUN/0/ROOT called/VERB/0/acl for/ADP/4/case his/PRON/4/nmod:poss resignation/NOUN/1/obl ./PUNCT/0/punct",
        {"called": "ROOT of called", "Protesters": "nsubj of called", ".": "punct of called"},
    ),
    (
        "Amnesty/PROPN/3/nmod:poss accused/VERB/3/amod the/DET/3/det army/NOUN/3/ROOT of/ADP/5/case murder/NOUN/3/nmod ./PUNCT/3/punct",
        {"accused": "ROOT of accused", "Amnesty": "nsubj of accused", "army": "obj of accused", "murder": "nmod of army"},
    ),
]  # fmt: skip
KEPT = {
    "an agent follows": "A/DET/1/det town/NOUN/1/ROOT seized/VERB/1/acl by/ADP/4/case rebels/NOUN/2/obl ./PUNCT/1/punct",
    "no full stop": "Protesters/NOUN/0/ROOT called/VERB/0/acl for/ADP/3/case resignation/NOUN/1/obl",
    "it has a copula": "The/DET/1/det bill/NOUN/5/nsubj passed/VERB/1/acl is/AUX/5/cop a/DET/5/det start/NOUN/5/ROOT ./PUNCT/5/punct",
    "a clause of its own": "The/DET/1/det man/NOUN/1/ROOT nobody/PRON/3/nsubj wanted/VERB/1/acl there/ADV/3/advmod ./PUNCT/1/punct",
}  # fmt: skip


def parsed(text: str) -> Doc:
    rows: Sequence[Sequence[str]] = [word.split("/") for word in text.split()]
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        heads=[int(row[2]) for row in rows],
        deps=[row[3] for row in rows],
        morphs=[PAST if row[1] == "VERB" else "" for row in rows],
        sent_starts=[True] + [False] * (len(rows) - 1),
    )


@pytest.mark.parametrize(("text", "tree"), LOST)
def test_a_lost_main_verb_becomes_the_root(text: str, tree: dict[str, str]) -> None:
    doc = restore_main_verbs(parsed(text))
    assert {t.text: f"{t.dep_} of {t.head.text}" for t in doc if t.text in tree} == tree
    assert [sentence.text for sentence in doc.sents] == [doc[:].text]


@pytest.mark.parametrize("why", KEPT)
def test_what_needs_no_other_verb_stays(why: str) -> None:
    doc = parsed(KEPT[why])
    before = [(token.head.i, token.dep_) for token in doc]
    assert [(token.head.i, token.dep_) for token in restore_main_verbs(doc)] == before
