"""Score event coreference across documents, over gold mentions and over our own events, as a Markdown table.

Usage: python benchmarks/coref.py GOLD.jsonl --scorer score_coref.py

The scorer is the one that comes with the gold; it needs SciPy. Beside each score stands that of the same word in the same topic
(the last word of a mention, cut to five letters), which knows the topics; ours does not.

- gold mentions: each mention of the gold is a claim, with the participants that its sentence offers. What is measured is merging.
- own events: the gold mentions that our triggers overlap. `covered` is their share.
- everything: all gold mentions, those without an event of ours left alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from simplemma import lemmatize

from kg.model import Article, Claim, Participant, Reading, Role, Sentence, Span, Trigger
from kg.pipeline import Pipeline
from kg.resolve import merge

Record = Mapping[str, Any]
MEASURES = ("muc", "b3", "ceafe", "conll")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", required=True, type=Path)
    args = parser.parse_args()
    with args.gold.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    pipeline = Pipeline()
    readings = [pipeline.read(Article(row["id"], row["text"], lang=row["lang"])) for row in records]
    mentioned = [at_mentions(reading, row["mentions"]) for reading, row in zip(readings, records, strict=True)]
    own, given = score(args.gold, args.scorer, readings), score(args.gold, args.scorer, mentioned)
    covered = own["on covered mentions"]
    print("| over | mentions | clustering | MUC | B³ | CEAF-e | CoNLL F1 |\n|---|---|---|---|---|---|---|")
    size = int(own["mentions"])
    for over, mentions, ours, words in (
        ("gold mentions", size, given["ours"], given["same word"]),
        ("own events", round(size * own["covered"]), covered["ours"], covered["same word"]),
        ("everything", size, own["ours"], own["same word"]),
    ):
        for name, scores in (("kg", ours), ("same word in one topic", words)):
            print(f"| {over} | {mentions} | {name} | {' | '.join(f'{scores[measure]:.3f}' for measure in MEASURES)} |")
    print(f"\ncovered: {own['covered']}")


def score(gold: Path, scorer: Path, readings: Sequence[Reading]) -> dict[str, Any]:
    """What the scorer says of the events that `readings` are merged into."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in claim_lines(readings))
        file.flush()
        command = [sys.executable, str(scorer), "score", str(gold), file.name, "--json"]
        return dict(json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout))


def claim_lines(readings: Sequence[Reading]) -> Iterator[Record]:
    """Article, event and trigger of each claim."""
    for event in merge(readings).events:
        for claim in event.claims:
            span = claim.trigger.span
            yield {"article": claim.article, "event": event.id, "trigger": {"start": span.start, "end": span.end}}


def at_mentions(reading: Reading, mentions: Sequence[Record]) -> Reading:
    """A reading that has one claim for each gold mention, and no other."""
    claims = [_claim_at(reading, Span(row["start"], row["end"], row["text"])) for row in mentions]
    return replace(reading, sentences=tuple(Sentence(claim.sentence, claims=(claim,)) for claim in claims))


def _claim_at(reading: Reading, span: Span) -> Claim:
    """Our claim with this trigger; else one without a type, whose participants are the names before and after it."""
    for claim in reading.claims:
        if claim.trigger.span.overlaps(span):
            return replace(claim, trigger=Trigger(span, claim.trigger.lemma))
    sentence = next((one for one in reading.sentences if one.span.covers(span)), Sentence(span))
    others = [one for one in sentence.mentions if one.entity and not one.kind.is_place and not one.span.overlaps(span)]
    roles = ((Role.ACTOR if one.span.start < span.start else Role.TARGET, one) for one in others)
    return Claim(
        article=reading.article.id,
        lang=reading.article.lang or "en",
        sentence=sentence.span,
        type="OTHER",
        trigger=Trigger(span, _last_word(span.text)),
        participants=tuple(Participant(role, mention) for role, mention in roles),
        rule="gold mention",
        confidence=1.0,
    )


def _last_word(text: str) -> str:
    return lemmatize(text.rsplit(maxsplit=1)[-1].lower(), lang="en")


if __name__ == "__main__":
    main()
