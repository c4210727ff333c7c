"""The tables of docs/pipelines.md, from what the shipped pipelines say of themselves.

    python -m training.tables [--into docs/pipelines.md]

Prints them, or puts them between the marks in the file that it is given.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.languages import SHIPPED

Scores = Mapping[str, Mapping[str, float]]

BEGIN, END = "<!-- tables: python -m training.tables --into docs/pipelines.md -->", "<!-- end of tables -->"
_TITLES = {
    "id_gsd-test": "Indonesian GSD",
    "id_csui-test": "Indonesian CSUI",
    "en_ewt-test": "English EWT",
    "en_gum-test": "English GUM",
    "en_gum-news-test": "English GUM, news",
    "en_pud": "English PUD",
    "id_ner_nerui": "NER-UI (Indonesian news)",
    "ner_gsd_id": "GSD sentences, every sixth",
    "ner_detik_id": "detikcom articles",
    "en_ner_uner-pud": "UNER PUD",
    "en_ner_uner-test": "UNER EWT",
    "ner_wikinews_en": "Wikinews articles, every sixth",
}
_PUBLISHED = (
    ("UDPipe 1.2, gold tokens", {"id_gsd-test": (81.2, 74.8), "en_ewt-test": (84.4, 81.1)}),
    ("Stanza, raw text", {"id_gsd-test": (85.7, 79.4), "en_ewt-test": (86.5, 83.8)}),
    ("UDPipe 2, raw text", {"id_gsd-test": (87.7, 81.9), "en_ewt-test": (91.6, 89.9)}),
)
"""UAS and LAS as their makers give them, on other versions of the treebanks and with punctuation."""


def tables(metas: Sequence[Mapping[str, Any]]) -> str:
    """The tables of the pipelines with these meta.json, in Markdown."""
    scores = {test: row for meta in metas for test, row in meta.get("scores", {}).items()}
    return "\n\n".join(
        "\n".join(lines) for lines in (_trees(scores), _published(scores), _names(scores), _sources(metas))
    )


def _trees(scores: Scores) -> Iterator[str]:
    measures = ("UPOS", "UAS", "LAS", "verb lemmas", "nsubj F", "nsubj:pass F", "obj F", "sentences F")
    yield from _head(("treebank, test", *measures))
    yield from (_row(test, row, measures) for test, row in scores.items() if "UAS" in row)


def _published(scores: Scores) -> Iterator[str]:
    tests = ("id_gsd-test", "en_ewt-test")
    yield from _head(("UAS / LAS", *(_TITLES[test] for test in tests)))
    ours = {test: (scores[test]["UAS"], scores[test]["LAS"]) for test in tests if test in scores}
    for name, figures in (("kg, gold tokens", ours), *_PUBLISHED):
        cells = (" / ".join(f"{value:.1f}" for value in figures[test]) if test in figures else "" for test in tests)
        yield _line((name, *cells))


def _names(scores: Scores) -> Iterator[str]:
    yield from _head(("names, the model alone", "F"))
    yield from (_row(test, row, ("names F",)) for test, row in scores.items() if "names F" in row)


def _sources(metas: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from _head(("pipeline", "trained on", "weights"))
    for meta in metas:
        yield from (_line((meta["lang"], source, meta["license"])) for source in meta.get("sources", ()))


def _row(test: str, row: Mapping[str, float], measures: Iterable[str]) -> str:
    return _line((_TITLES.get(test, test), *(f"{row[m]:.1f}" if m in row else "" for m in measures)))


def _head(titles: Sequence[str]) -> Iterator[str]:
    yield _line(titles)
    yield "|---" * len(titles) + "|"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="The tables on the shipped pipelines, in Markdown.")
    parser.add_argument("--into", type=Path, metavar="FILE", help=f"put them between '{BEGIN}' and '{END}' of FILE")
    arguments = parser.parse_args()
    paths = sorted(SHIPPED.glob("*/pipeline/meta.json"), reverse=True)
    text = tables([json.loads(path.read_text(encoding="utf-8")) for path in paths])
    if arguments.into is None:
        print(text)
        return
    before, mark, rest = arguments.into.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (mark and end):
        parser.error(f"{arguments.into} has no lines '{BEGIN}' and '{END}'")
    arguments.into.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
