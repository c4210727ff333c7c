"""The card of a trained pipeline: what it was trained on, under which licence, how good, large and quick it is.

    python -m training.card id --data DIR [--pipeline DIR]

scores a pipeline anew and writes its card; training/build.py does so at the end of a training.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from kg.languages import language_folder
from training.corpora import read_iob
from training.evaluate import Score, load_bare, score_all
from training.recipes import RECIPES, Recipe

LICENCE = "CC BY-SA 4.0"
_NAMES = {"id": "Indonesian", "en": "English"}
_MEGABYTE = 1_000_000


def make_card(directory: Path, recipe: Recipe, data: Path) -> None:
    """Scores the pipeline in `directory` on the corpora in `data` and writes its card."""
    nlp = load_bare(directory)
    texts = [text.text for text in read_iob(data / f"{recipe.name_tests[0]}.iob2")][:500]
    write_card(directory, nlp, recipe, list(score_all(nlp, recipe, data)), measure_speed(nlp, texts))


def write_card(directory: Path, nlp: Language, recipe: Recipe, scores: Sequence[Score], speed: int) -> None:
    """Writes README.md into `directory`, and scores, speed and sources into its meta.json."""
    nested: dict[str, dict[str, float]] = {}
    for test, measure, value in scores:
        nested.setdefault(test, {})[measure] = round(value, 1)
    path = directory / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta |= {"scores": nested, "words_per_second": speed, "sources": list(recipe.credits), "performance": {}}
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (directory / "README.md").write_text(_card(directory, nlp, meta), encoding="utf-8")


def _card(directory: Path, nlp: Language, meta: Mapping[str, object]) -> str:
    labels = ", ".join(sorted(nlp.pipe_labels["ner"]))
    scores: dict[str, dict[str, float]] = meta["scores"]  # type: ignore[assignment]
    sources: list[str] = meta["sources"]  # type: ignore[assignment]
    size = sum(file.stat().st_size for file in directory.rglob("*") if file.is_file()) / _MEGABYTE
    lines = [
        f"# {_NAMES[nlp.lang]} pipeline",
        "",
        f"A spaCy {spacy.__version__} pipeline ({', '.join(nlp.pipe_names)}) with Universal Dependencies labels "
        f"and the name labels {labels}.",
        f"Made by `python -m training.build {nlp.lang} --data DIR`. Its weights and tables are data under {LICENCE}, "
        "not under the licence of the code.",
        f"{size:.0f} MB, {meta['words_per_second']} words a second on one core of the machine that scored it.",
        "",
        "## Trained on",
        "",
        *(f"- {credit}" for credit in sources),
        "",
        "## Scores",
        "",
        "Percent, on texts kept out of training. Trees: gold tokens and sentences, punctuation left out. Sentences: F "
        "of the starts in running text.",
        "Names: F of exact spans of persons, organisations and places (GPE counted as LOC), the model alone.",
        "",
        "| test set | measure | percent |",
        "|---|---|---|",
        *(f"| {test} | {measure} | {value:.1f} |" for test, row in scores.items() for measure, value in row.items()),
        "",
    ]
    return "\n".join(lines)


def measure_speed(nlp: Language, texts: Sequence[str]) -> int:
    """Words, as white space divides them, that `nlp` reads in a second of one core."""
    nlp(texts[0])
    started = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return round(sum(len(text.split()) for text in texts) / (time.process_time() - started))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Scores a language pipeline and writes its card.")
    parser.add_argument("language", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="directory with the treebanks and name corpora")
    parser.add_argument("--pipeline", type=Path, help="directory of the pipeline; the shipped one by default")
    arguments = parser.parse_args()
    directory = arguments.pipeline or language_folder(arguments.language) / "pipeline"
    make_card(directory, RECIPES[arguments.language], arguments.data)


if __name__ == "__main__":
    main()
