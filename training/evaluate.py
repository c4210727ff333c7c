"""Scores of a pipeline on treebanks and name corpora, in percent.

python -m training.evaluate id --data DIR [--pipeline DIR]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

import kg.extract.nlp  # noqa: F401  registers our tokenizers and components
from kg.languages import language_folder
from training.corpora import NamedText, TreeSentence, make_tree_doc, read_iob, read_marked, read_treebank
from training.recipes import RECIPES, Recipe

Score = tuple[str, str, float]
"""Test set, measure, percent."""

_SAME_NAME = {"GPE": "LOC"}
_NAMES = frozenset({"PERSON", "ORG", "LOC"})
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj")


def load_bare(directory: Path) -> Language:
    """The pipeline in `directory` as it was trained, without what loading it for articles adds."""
    with use_ops("numpy", use_blis=False):  # much faster than the default matrix product
        return spacy.load(directory)


def score_all(nlp: Language, recipe: Recipe, data: Path) -> Iterator[Score]:
    """Every measure on every test set of `recipe`."""
    for test in recipe.tree_tests:
        sentences = list(read_treebank(data / f"{test}.conllu"))
        yield from ((test, measure, value) for measure, value in score_trees(nlp, sentences))
    for test in recipe.name_tests:
        yield test, "names F", score_names(nlp, list(read_iob(data / f"{test}.iob2")))
    for test in recipe.marked_tests:
        texts = [text for text in read_marked(data / f"{test}.jsonl") if text.split == "test"]
        yield test, "names F", score_names(nlp, texts)


def score_trees(nlp: Language, sentences: Sequence[TreeSentence]) -> Iterator[tuple[str, float]]:
    """UPOS, UAS, LAS, F of arguments and verb lemmas on gold tokens, without punctuation; F of sentence starts."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    with nlp.select_pipes(disable=["kg_sentence_limits"]):
        docs = list(nlp.pipe(_bare_doc(nlp, sentence) for sentence in sentences))
    for sentence, doc in zip(sentences, docs, strict=True):
        for word, token in zip(sentence, doc, strict=True):
            if word.pos == "PUNCT":
                continue
            attached = token.head.i == word.head
            labelled = attached and token.dep_ == word.relation
            right.update({"UPOS": token.pos_ == word.pos, "UAS": attached, "LAS": labelled, word.relation: labelled})
            total.update(["UPOS", "UAS", "LAS", word.relation])
            found.update([token.dep_])
            if word.pos == "VERB" and word.lemma != "_":
                right["verb lemmas"] += token.lemma_.lower() == word.lemma.lower()
                total["verb lemmas"] += 1
    for measure in ("UPOS", "UAS", "LAS", "verb lemmas"):
        yield measure, 100 * right[measure] / max(1, total[measure])
    for label in _ARGUMENTS:
        yield f"{label} F", 200 * right[label] / max(1, total[label] + found[label])
    yield "sentences F", score_sentences(nlp, sentences)


def _bare_doc(nlp: Language, sentence: TreeSentence) -> Doc:
    """The words of a sentence only, held together as one sentence."""
    doc = Doc(nlp.vocab, words=[w.form for w in sentence], spaces=[w.space for w in sentence])
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def score_sentences(nlp: Language, sentences: Sequence[TreeSentence]) -> float:
    """F of the starts, in running text, of those sentences that end in a full stop or the like."""
    closed = [s for s in sentences if s[-1].form in {".", "?", "!", '"', "”"} and not s[0].form[0].islower()]
    right = gold = found = 0
    for first in range(0, len(closed), 10):
        texts = [
            make_tree_doc(nlp.vocab, [sentence], [""]).text.rstrip() + " " for sentence in closed[first : first + 10]
        ]
        starts = set(accumulate(map(len, texts[:-1])))
        doc = nlp("".join(texts))
        guessed = {sentence.start_char for sentence in doc.sents} - {0}
        right, gold, found = right + len(starts & guessed), gold + len(starts), found + len(guessed)
    return 200 * right / max(1, gold + found)


def score_names(nlp: Language, texts: Sequence[NamedText]) -> float:
    """F of the exact spans of persons, organisations and places; GPE counts as LOC, MISC and NORP do not count."""
    right = gold = found = 0
    for text, doc in zip(texts, nlp.pipe(text.text for text in texts), strict=True):
        wanted = set(_coarse(text.names))
        guessed = set(_coarse((e.start_char, e.end_char, e.label_) for e in doc.ents))
        right, gold, found = right + len(wanted & guessed), gold + len(wanted), found + len(guessed)
    return 200 * right / max(1, gold + found)


def _coarse(names: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    for start, end, label in names:
        same = _SAME_NAME.get(label, label)
        if same in _NAMES:
            yield start, end, same


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Scores of a language pipeline.")
    parser.add_argument("language", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="directory with the treebanks and name corpora")
    parser.add_argument("--pipeline", type=Path, help="directory of the pipeline; the shipped one by default")
    arguments = parser.parse_args()
    nlp = load_bare(arguments.pipeline or language_folder(arguments.language) / "pipeline")
    for test, measure, value in score_all(nlp, RECIPES[arguments.language], arguments.data):
        print(f"{test:24} {measure:14} {value:5.1f}")


if __name__ == "__main__":
    main()
