"""Score what kg says about claims: when, who says so, and whether it happened; file by file, as a Markdown table.

Usage: python benchmarks/claims.py GOLD.jsonl... --scorer score_events.py [--events EVENTS.jsonl]

A gold event is compared with the extracted event that has its type, actor and target, one of the same sentence first. The
scorer is the one that comes with the gold: it says what matches. Columns, each a share with its number of matched events:

status     the right status
planned    of the events that the gold calls planned, possible or denied, those with the right status
date       of the events that have a date in the gold, the right date
undated    of the events that have none in the gold, those without a date
source     of the events that have a source in the gold, those with that source among the attributions
unsourced  of the events that have none in the gold, those without attribution
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Event = Mapping[str, Any]
MEASURES = ("status", "planned", "date", "undated", "source", "unsourced")
_NOT_YET = {"planned", "possible", "denied"}
_COMPARED = 60
"""Characters of a sentence by which it is known again."""


def verdicts(gold: Event, found: Event) -> Iterator[tuple[str, bool]]:
    """What is right and wrong about `found`, which tells of `gold`: (measure, right) pairs."""
    if gold.get("status"):
        right = gold["status"] == found["status"]
        yield "status", right
        if gold["status"] in _NOT_YET:
            yield "planned", right
    date = (found["date"] or {}).get("value")
    yield ("date", date == gold["date"]) if gold.get("date") else ("undated", date is None)
    sources = found["attribution"]
    if gold.get("source"):
        yield "source", any(is_same_source(gold["source"], source) for source in sources)
    else:
        yield "unsourced", not sources


def is_same_source(gold: str, found: Event) -> bool:
    """Whether a source in the text or by its name shares a word of weight with that of the gold, or is abbreviated by it."""
    names = [found["text"], found.get("name") or ""]
    return any(_weighty(gold) & _weighty(name) or gold == _initials(name) for name in names)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _weighty(text: str) -> set[str]:
    words = re.findall(r"\w+", text)
    return {word.casefold() for word in words if len(word) > 3 or word.isupper()} or {word.casefold() for word in words}


def pairs(scorer: Any, gold: Sequence[Event], found: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Gold events of one article with the extracted ones of the same type and parties, each used once."""
    wanted = [{**pair, "event": event} for event in gold for pair in scorer.pairs(event, True)]
    given = [{**pair, "event": event} for event in found for pair in scorer.pairs(event, False)]
    used: set[int] = set()
    for needs_sentence in (True, False):
        for pair in list(wanted):
            for number, other in enumerate(given):
                beside = is_same_sentence(pair["event"], other["event"])
                fits = number not in used and (beside or not needs_sentence)
                if fits and scorer.same_type(pair, other) and scorer.same_pair(pair, other):
                    used.add(number)
                    wanted.remove(pair)
                    yield pair["event"], other["event"]
                    break


def is_same_sentence(gold: Event, found: Event) -> bool:
    """Whether the events stand in the same sentence, which gold and kg may cut at different places."""
    first, second = gold.get("sentence") or "", found["sentence"]["text"]
    return first[:_COMPARED] in second or second[:_COMPARED] in first


def score(scorer: Any, records: Iterable[Event], events: Iterable[Event]) -> dict[str, list[bool]]:
    """Measure -> for each matched event that it concerns, whether it is right."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event["article"], []).append(event)
    results: dict[str, list[bool]] = {measure: [] for measure in MEASURES}
    for record in records:
        for gold, other in pairs(scorer, record["events"], found.get(record["id"], [])):
            for measure, right in verdicts(gold, other):
                results[measure].append(right)
    return results


def extract(gold: Path, scorer: Path) -> list[Event]:
    """The events that kg finds in the articles of `gold`."""
    articles = _run(sys.executable, scorer, "articles", gold)
    return _lines(_run(sys.executable, "-m", "kg", "extract", "-", stdin=articles))


def _run(*command: object, stdin: str | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], check=True, input=stdin, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout


def _lines(text: str) -> list[Event]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def load_scorer(path: Path) -> Any:
    """The module of the scorer."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print one row for each gold file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--scorer", required=True, type=Path)
    parser.add_argument("--events", type=Path, help="what `kg extract` gave for the one gold file")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    print(f"| gold | {' | '.join(MEASURES)} |")
    print("|---" * (len(MEASURES) + 1) + "|")
    for gold in args.gold:
        events = _lines(args.events.read_text(encoding="utf-8")) if args.events else extract(gold, args.scorer)
        results = score(scorer, _lines(gold.read_text(encoding="utf-8")), events)
        cells = [f"{sum(got) / len(got):.2f} ({len(got)})" if got else "" for got in results.values()]
        print(f"| {gold.stem} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
