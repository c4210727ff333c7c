"""Score the events of kg against gold, file by file, as a Markdown table.

Usage: python benchmarks/quality.py GOLD.jsonl... --scorer score_events.py

The scorer is the one that comes with the gold: it turns gold into articles, and compares events with it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LEVELS = ("type", "actor", "target", "triple", "quad")


def score(gold: Path, scorer: Path) -> dict[str, dict[str, float]]:
    """Extract the articles of `gold` and return precision, recall and F1 by level, and the accuracy of the status."""
    with tempfile.TemporaryDirectory() as folder:
        articles, events = Path(folder) / "articles.jsonl", Path(folder) / "events.jsonl"
        text = run(sys.executable, scorer, "articles", gold)
        articles.write_text(text, encoding="utf-8")
        run(sys.executable, "-m", "kg", "extract", articles, "-o", events)
        return dict(json.loads(run(sys.executable, scorer, "score", gold, events, "--json")))


def run(*command: object) -> str:
    """Run a command and return its standard output."""
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, encoding="utf-8").stdout


def main() -> None:
    """Print one row for each gold file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--scorer", required=True, type=Path)
    args = parser.parse_args()
    print("| gold | " + " | ".join(f"{level} P / R / F1" for level in LEVELS) + " | status |")
    print("|---" * (len(LEVELS) + 2) + "|")
    for gold in args.gold:
        scores = score(gold, args.scorer)
        cells = [" / ".join(f"{scores[level][key]:.2f}" for key in ("p", "r", "f1")) for level in LEVELS]
        status = scores["status"]["accuracy"]
        print(f"| {gold.stem} | {' | '.join(cells)} | {'' if status is None else f'{status:.2f}'} |", flush=True)


if __name__ == "__main__":
    main()
