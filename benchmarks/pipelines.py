"""How quick and how large the language pipelines are, beside spaCy pipelines of the same components, as a Markdown table.

Usage: python benchmarks/pipelines.py ARTICLES.jsonl...

ARTICLES are JSON lines with `text` and `lang`. spaCy's are those that `spacy init config` proposes, with its own tokenizer,
initialised and not trained, which costs the same time. Words are those between white space; seconds are those of one core.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import use_ops

from kg.extract.nlp import load_pipeline
from kg.languages import language_folder

_WORDS = 15_000
_EXAMPLES = 40
_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_MEGABYTE = 1_000_000


def read_texts(articles: Path) -> tuple[str, list[str]]:
    """The language of `articles`, and texts of some thousand words."""
    with articles.open(encoding="utf-8") as stream:
        lines = [json.loads(line) for line in stream]
    texts, words = [], 0
    for line in lines:
        if words < _WORDS:
            texts.append(line["text"])
            words += len(line["text"].split())
    return lines[0]["lang"], texts


def make_default(code: str, texts: list[str], folder: Path) -> None:
    """Write spaCy's default pipeline for `code` into `folder`, with the labels of ours."""
    ours = load_pipeline(code)
    config = init_config(lang=code, pipeline=["morphologizer", "parser", "ner"], optimize="efficiency")
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    parsed = (ours(text) for text in texts[:_EXAMPLES])
    docs = [Doc(nlp.vocab).from_bytes(doc.to_bytes(exclude=["user_data"])) for doc in parsed]
    examples = [Example(Doc(nlp.vocab, [t.text for t in d], [bool(t.whitespace_) for t in d]), d) for d in docs]
    nlp.initialize(lambda: examples)
    nlp.to_disk(folder)


def measure(code: str, folder: str | None, articles: Path) -> dict[str, float]:
    """Seconds to load, words a second, and the peak of memory in MB, of the pipeline in `folder` or the shipped one."""
    _, texts = read_texts(articles)
    started = time.process_time()
    if folder is None:
        nlp = load_pipeline(code)
    else:
        with use_ops("numpy", use_blis=False):  # as ours is loaded
            nlp = spacy.load(folder)
    loaded = time.process_time()
    for text in texts:
        nlp(text)
    seconds = time.process_time() - loaded
    words = sum(len(text.split()) for text in texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"load": loaded - started, "speed": words / seconds, "memory": peak}


def run_apart(code: str, folder: Path | None, articles: Path) -> dict[str, float]:
    """The same in a process of its own, so that memory and imports are its own."""
    command = [sys.executable, __file__, str(articles), "--measure", code, *([str(folder)] if folder else [])]
    done = subprocess.run(command, env={**os.environ, **_ONE_CORE}, capture_output=True, check=True, encoding="utf-8")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def row(name: str, folder: Path, figures: dict[str, float]) -> str:
    """A row of the table."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / _MEGABYTE
    speed, load, memory = figures["speed"], figures["load"], figures["memory"]
    return f"| {name} | {speed:,.0f} | {load:.2f} | {memory:.0f} | {size:.0f} |"


def main() -> None:
    """Print two rows for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        code, *folder = arguments.measure
        print(json.dumps(measure(code, folder[0] if folder else None, arguments.articles[0])))
        return
    print("| pipeline | words a second | load, seconds | memory, MB | disk, MB |\n|---|---|---|---|---|")
    for articles in arguments.articles:
        code, texts = read_texts(articles)
        print(row(f"kg, {code}", language_folder(code) / "pipeline", run_apart(code, None, articles)), flush=True)
        with tempfile.TemporaryDirectory() as name:
            make_default(code, texts, Path(name))
            print(row(f"spaCy's default, {code}", Path(name), run_apart(code, Path(name), articles)), flush=True)


if __name__ == "__main__":
    main()
