"""The card of a trained pipeline: what it was trained on, under which licence, how good it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from training.evaluate import Score
from training.recipes import Recipe

LICENCE = "CC BY-SA 4.0"
_NAMES = {"id": "Indonesian", "en": "English"}


def write_card(directory: Path, nlp: Language, recipe: Recipe, scores: Sequence[Score]) -> None:
    """Writes README.md into `directory`."""
    labels = ", ".join(sorted(nlp.pipe_labels["ner"]))
    lines = [
        f"# {_NAMES[nlp.lang]} pipeline",
        "",
        f"A spaCy {spacy.__version__} pipeline ({', '.join(nlp.pipe_names)}) with Universal Dependencies labels "
        f"and the name labels {labels}.",
        f"Made by `python -m training.build {nlp.lang} --data DIR`. Its weights and tables are data under {LICENCE}, "
        "not under the licence of the code.",
        "",
        "## Trained on",
        "",
        *(f"- {credit}" for credit in recipe.credits),
        "",
        "## Scores",
        "",
        "Percent, on texts kept out of training. Trees: gold tokens and sentences, punctuation left out. Sentences: F "
        "of the starts in running text.",
        "Names: F of exact spans of persons, organisations and places (GPE counted as LOC), the model alone.",
        "",
        "| test set | measure | percent |",
        "|---|---|---|",
        *(f"| {test} | {measure} | {value:.1f} |" for test, measure, value in scores),
        "",
    ]
    (directory / "README.md").write_text("\n".join(lines), encoding="utf-8")
