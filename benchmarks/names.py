"""Score names on name corpora as a Markdown table: the model alone, and the whole of kg.

Usage: python -m benchmarks.names --data DIR [TEST...]

F is that of the exact spans of persons, organisations and places; countries and cities (GPE) count as places, words for peoples
(NORP) and other names (MISC) do not count. "found" is the share of those names that any found name touches, whatever its type.
A marked article is read as one article, a sentence of the other corpora as an article of its own.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.extract.nlp import load_pipeline
from kg.model import Article, Form, Kind
from kg.pipeline import Pipeline
from training.corpora import NamedText, read_iob, read_marked

TESTS = {
    "ner_wikinews_en": "en",
    "ner_detik_id": "id",
    "id_ner_nerui": "id",
    "en_ner_uner-pud": "en",
}
"""Name of the corpus -> its language."""
_TYPES = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}

Name = tuple[int, int, str]


class Score(NamedTuple):
    """Precision, recall and F of the names of one type or all, and the share found at all, in percent."""

    precision: float
    recall: float
    f1: float
    found: float


def read_test(data: Path, name: str) -> list[NamedText]:
    """Return the test texts of a corpus: those marked as such, or all of it."""
    marked = data / f"{name}.jsonl"
    if marked.exists():
        return [text for text in read_marked(marked) if text.split == "test"]
    return list(read_iob(data / f"{name}.iob2"))


def names_of_model(texts: Iterable[NamedText], lang: str) -> Iterator[list[Name]]:
    """Yield the names that the recogniser of `lang` finds in each text."""
    nlp = load_pipeline(lang)
    for text in texts:
        yield [(ent.start_char, ent.end_char, _TYPES.get(ent.label_, "-")) for ent in nlp(text.text).ents]


def names_of_kg(texts: Iterable[NamedText], lang: str, pipeline: Pipeline) -> Iterator[list[Name]]:
    """Yield the names that kg finds in each text."""
    for number, text in enumerate(texts):
        reading = pipeline.read(Article(str(number), text.text, lang=lang))
        mentions = (mention for sentence in reading.sentences for mention in sentence.mentions)
        yield [(m.span.start, m.span.end, _type(m.kind)) for m in mentions if m.form is Form.NAME]


def _type(kind: Kind) -> str:
    if kind is Kind.PERSON:
        return "PER"
    if kind.is_place:
        return "LOC"
    return "ORG" if kind.is_organisation else "-"


def score(texts: Sequence[NamedText], guesses: Iterable[list[Name]]) -> dict[str, Score]:
    """Compare names with gold, by type and for "all"."""
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    for text, names in zip(texts, guesses, strict=True):
        wanted = {(start, end, _TYPES[label]) for start, end, label in text.names if label in _TYPES}
        given = {name for name in names if name[2] != "-"}
        right.update(kind for _, _, kind in wanted & given)
        gold.update(kind for _, _, kind in wanted)
        guessed.update(kind for _, _, kind in given)
        touched.update(kind for start, end, kind in wanted if any(a < end and start < b for a, b, _ in names))
    for counter in (right, gold, guessed, touched):
        counter["all"] = counter.total()
    return {
        kind: Score(
            _percent(right[kind], guessed[kind]),
            _percent(right[kind], gold[kind]),
            _percent(2 * right[kind], gold[kind] + guessed[kind]),
            _percent(touched[kind], gold[kind]),
        )
        for kind in ("all", "PER", "ORG", "LOC")
    }


def _percent(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


def main() -> None:
    """Print two rows for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tests", nargs="*", choices=[*TESTS, []], help="corpora; all by default")
    parser.add_argument("--data", required=True, type=Path, help="directory with the name corpora")
    args = parser.parse_args()
    pipeline = Pipeline()
    print("| corpus | names by | P | R | F | PER F | ORG F | LOC F | found |\n" + "|---" * 9 + "|")
    for name in args.tests or TESTS:
        texts, lang = read_test(args.data, name), TESTS[name]
        guesses = {"model alone": names_of_model(texts, lang), "kg": names_of_kg(texts, lang, pipeline)}
        for who, names in guesses.items():
            scores = score(texts, names)
            everything = scores["all"]
            cells = (*everything[:3], *(scores[kind].f1 for kind in ("PER", "ORG", "LOC")), everything.found)
            print(f"| {name} | {who} | {' | '.join(f'{cell:.1f}' for cell in cells)} |", flush=True)


if __name__ == "__main__":
    main()
