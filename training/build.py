"""Trains the pipeline of a language and puts it where the package ships it.

    python -m training.build id --data DIR [--output DIR] [--steps N]

DIR holds the corpora that training/recipes.py names. One core, no GPU; same data and versions, same weights. What is
finished stays in a folder beside the output until all is: an interrupted command goes on there when it is given again.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, load_model_from_config
from thinc.api import use_ops

import kg.extract.nlp  # registers our tokenizer and components
from training.card import LICENCE, make_card
from training.corpora import (
    NamedText,
    Texts,
    TreeSentence,
    corpus_file,
    group_sentences,
    make_named_doc,
    read_iob,
    read_marked,
    read_treebank,
)
from training.lemmas import add_lemmatizer
from training.names import join_texts, name_table, refine
from training.recipes import RECIPES, Recipe

CONFIG = Path(__file__).with_name("pipeline.cfg")
SHIPPED = Path(__file__).parents[1] / "kg" / "lang"
ATTRIBUTES = ("ORTH", "SPACY", "POS", "MORPH", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE")


def build_pipeline(code: str, recipe: Recipe, data: Path, output: Path, steps: int | None = None) -> None:
    """Trains, scores and writes the pipeline of `code` from the corpora in `data`; replaces `output` at the end."""
    work = output.with_name(f".{output.name}-{digest(code, recipe, data, steps)}")
    corpora = finish(work / "corpora", lambda folder: write_corpora(code, recipe, data, folder))
    trees, names = (
        finish(work / corpus, partial(_train, code, recipe, corpora, corpus, components, steps))
        for corpus, components in (("trees", ["tok2vec", "morphologizer", "parser"]), ("names", ["tok2vec", "ner"]))
    )
    pipeline = finish(work / "pipeline", lambda folder: assemble(code, recipe, data, trees, names).to_disk(folder))
    make_card(pipeline, recipe, data)
    replace_directory(pipeline, output)
    shutil.rmtree(work)


def digest(code: str, recipe: Recipe, data: Path, steps: int | None) -> str:
    """What the weights depend on, in ten letters: settings, recipe, corpora, and the code that prepares them."""
    corpora = (corpus_file(data, name) for name in recipe.training_corpora())
    preparation = (Path(__file__).with_name(f"{name}.py") for name in ("build", "corpora", "lemmas", "names"))
    total = hashlib.sha256(repr((code, recipe, steps, spacy.__version__)).encode())
    for path in (CONFIG, *preparation, *corpora):
        total.update(path.read_bytes())
    return total.hexdigest()[:10]


def finish(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder`, made by `make` in a folder of another name first, unless it is there already."""
    if not folder.exists():
        unfinished = folder.with_name(f"{folder.name}-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        make(unfinished)
        unfinished.rename(folder)
    return folder


def _train(
    code: str, recipe: Recipe, corpora: Path, corpus: str, components: Sequence[str], steps: int | None, folder: Path
) -> None:
    """Train `components` on a part of `corpora` and write them into `folder`."""
    checkpoints = corpora / corpus
    shutil.rmtree(checkpoints, ignore_errors=True)
    train_components(code, recipe, corpora, corpus, components, steps).to_disk(folder)
    shutil.rmtree(checkpoints)


def assemble(code: str, recipe: Recipe, data: Path, trees: Path, names: Path) -> Language:
    """One pipeline of the parser in `trees` and the name finder in `names`, each with a token encoder of its own."""
    nlp, finder = spacy.load(trees), spacy.load(names)
    finder.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=finder)
    nlp.add_pipe("kg_sentence_limits", before="parser")
    if code == "en":
        add_lemmatizer(nlp, read_trees(recipe, data))
    else:
        nlp.add_pipe("kg_indonesian_words")
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": recipe.tokenizer}
    nlp.meta |= {"name": "news", "version": kg.__version__, "license": LICENCE, "spacy_version": ">=3.8,<3.9"}
    return nlp


def read_trees(recipe: Recipe, data: Path) -> list[TreeSentence]:
    """The sentences of all treebanks to learn from."""
    return [sentence for name in recipe.trees for sentence in read_treebank(data / f"{name}.conllu")]


def read_names(code: str, recipe: Recipe, data: Path) -> tuple[list[NamedText], list[NamedText]]:
    """Texts of the marked corpus and of the others to learn names from; none stands in a test set."""
    marked = list(read_marked(data / f"{recipe.marked}.jsonl"))
    learned = [text for text in marked if text.split == "train"]
    tests = [text for text in marked if text.split == "test"]
    tested = Texts([*tests, *(text for name in recipe.name_tests for text in read_iob(data / f"{name}.iob2"))])
    table = name_table(learned)
    others = (text for name in recipe.names for text in refine(read_iob(data / f"{name}.iob2"), table, code))
    return learned, [text for text in others if text.text not in tested]


def write_corpora(code: str, recipe: Recipe, data: Path, folder: Path) -> None:
    """Training documents in `folder`/train/trees and /names, and held-out ones, which only show how training goes."""
    blank = blank_pipeline(code, recipe)
    for corpus in ("trees", "names"):
        (folder / "train" / corpus).mkdir(parents=True)
    trees = read_trees(recipe, data)
    for copy in range(recipe.tree_copies):
        save(group_sentences(blank.vocab, trees, copy), folder / "train" / "trees" / f"{copy}.spacy")
    marked, others = read_names(code, recipe, data)
    texts = [*marked, *marked, *others]
    texts = [*join_texts([t for t in texts if "\n" not in t.text], seed=0), *(t for t in texts if "\n" in t.text)]
    save((make_named_doc(blank.make_doc(text.text), text) for text in texts), folder / "train" / "names" / "all.spacy")
    held_out = read_treebank(data / f"{recipe.tree_tests[0]}.conllu")
    save(group_sentences(blank.vocab, held_out, seed=0), folder / "dev.spacy")


def blank_pipeline(code: str, recipe: Recipe) -> Language:
    """A pipeline that only tokenises."""
    return spacy.blank(code, config={"nlp": {"tokenizer": {"@tokenizers": recipe.tokenizer}}})


def save(docs: Iterable[Doc], path: Path) -> None:
    """Writes `docs` with the annotations that training reads."""
    DocBin(attrs=ATTRIBUTES, docs=docs).to_disk(path)


def train_components(
    code: str, recipe: Recipe, folder: Path, corpus: str, components: Sequence[str], steps: int | None
) -> Language:
    """A pipeline of `components` as it stands after the last step on the documents in `folder`/train/`corpus`."""
    overrides: dict[str, object] = {
        "paths.train": str(folder / "train" / corpus),
        "paths.dev": str(folder / "dev.spacy"),
        "nlp.lang": code,
        "nlp.pipeline": list(components),
        "nlp.tokenizer.@tokenizers": recipe.tokenizer,
    }
    if corpus == "trees":
        overrides |= recipe.tree_settings
    if steps is not None:
        overrides["training.max_steps"] = steps
    config = load_config(CONFIG, overrides=overrides, interpolate=False)
    config["components"] = {name: config["components"][name] for name in components}
    nlp = init_nlp(load_model_from_config(config, auto_fill=True).config)
    (folder / corpus).mkdir()
    train(nlp, folder / corpus, stdout=sys.stderr)
    last = spacy.load(folder / corpus / "model-last")
    last.config["paths"] |= {"train": None, "dev": None}
    return last


def replace_directory(new: Path, old: Path) -> None:
    """Puts `new` in the place of `old` by renaming, so that nobody sees a half of it."""
    staged = old.with_name(f".{old.name}-new")
    retired = old.with_name(f".{old.name}-old")
    for leftover in (staged, retired):
        shutil.rmtree(leftover, ignore_errors=True)
    old.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(new, staged)
    if old.exists():
        old.rename(retired)
    staged.rename(old)
    shutil.rmtree(retired, ignore_errors=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Trains the pipeline of a language.")
    parser.add_argument("language", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="directory with the treebanks and name corpora")
    parser.add_argument("--output", type=Path, help="where to put the pipeline; by default where the package ships it")
    parser.add_argument("--steps", type=int, help="batches to train on, fewer than usual for a trial")
    arguments = parser.parse_args()
    output = arguments.output or SHIPPED / arguments.language / "pipeline"
    with use_ops("numpy", use_blis=False):  # much faster than the default matrix product
        build_pipeline(arguments.language, RECIPES[arguments.language], arguments.data, output, arguments.steps)


if __name__ == "__main__":
    main()
