"""Trains the small models of extraction from whole articles with all their events, and writes their tables of weights.

    python -m training.weigh GOLD.jsonl... [--output DIR]

GOLD are English articles under a licence that lets weights be made of them. One core, a minute; same data and parser, same weights.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.eval import GoldRecord, Party, gold_from_json, gold_parties, is_right, pairs_of_claim, same_party
from kg.extract.acceptance import Acceptance
from kg.extract.arguments import Arguments, Option
from kg.extract.arguments import Party as Named
from kg.extract.candidates import Candidate, trigger_span
from kg.extract.weights import Weights
from kg.ingest.clean import clean
from kg.model import (
    Article,
    Certainty,
    Claim,
    Form,
    Mention,
    Participant,
    Reading,
    Role,
    Sentence,
    Span,
    Status,
    Trigger,
)  # fmt: skip
from kg.pipeline import Pipeline

SHIPPED = Path(__file__).parents[1] / "kg" / "lang"
LEAST = 3
"""A feature has to be seen with so many options, else it gets no weight."""
PENALTY = 3.0
"""Of the squared weights: larger means smaller weights."""
STEPS, RATE = 400, 0.1
SMALLEST = 0.005
OFFSETS = {"actor: nobody": -0.5, "target: nobody": -0.75}
"""Added to what was learned. Readers of whole articles leave more roles empty than those who code a sentence by itself; this
stands between the two: it costs half a point on the one and gives two to three points on the other."""
OTHER = {Role.ACTOR: Role.TARGET, Role.TARGET: Role.ACTOR}


FOLDS = 2
SOURCE = "Made by training/weigh.py from articles of Wikinews (CC BY 2.5) with their events."
ABOUT_ARGUMENTS = f"Who fills a role of an event: what speaks for somebody, or nobody (positive), or against. {SOURCE}"
ABOUT_ACCEPTANCE = f"What speaks for a candidate event with its participants (positive), or against. {SOURCE}"


class Decision(NamedTuple):
    """One role of one candidate that has to be filled, and the gold event that it belongs to."""

    candidate: Candidate
    role: Role
    options: Sequence[Option]
    event: Mapping[str, Any]


class Choice(NamedTuple):
    """The features of each option of a decision, and which options are right."""

    features: Sequence[Sequence[str]]
    right: Sequence[bool]


class ChoiceRecorder:
    """Stands in for the model: keeps what it would have to decide, and leaves every candidate as the rules have it."""

    def __init__(self, arguments: Arguments, events: Collection[Mapping[str, Any]]) -> None:
        self._arguments = arguments
        self._events = events
        self.decisions: list[Decision] = []

    def complete(self, candidate: Candidate, parties: Sequence[Named]) -> Candidate:
        """`candidate` itself."""
        event = next((event for event in self._events if is_of(candidate, event)), None)
        if event is not None and not self._arguments.is_settled(candidate):
            self.decisions += [
                Decision(candidate, role, self._arguments.options(candidate, role, parties), event) for role in Role
            ]
        return candidate


def is_of(candidate: Candidate, event: Mapping[str, Any]) -> bool:
    """Whether a gold event has the sentence, type and a trigger word of `candidate`."""
    sentence, gold = candidate.head.sent.text.strip(), event.get("sentence") or ""
    words = set((event.get("trigger") or "").lower().split())
    return (
        bool(gold and (gold[:50] in sentence or sentence[:50] in gold))
        and candidate.row.type in event["type"].split("|")
        and any(word.lower_ in words for word in candidate.words)
    )


def collect(pipeline: Pipeline, record: GoldRecord) -> Iterator[Choice]:
    """The choices in one article for candidates that gold has with their trigger and type."""
    article = Article(record.id, clean(record.text, record.lang), published=record.date, lang=record.lang)
    predicates = pipeline.reader(record.lang).predicates
    model = predicates.arguments
    recorder = ChoiceRecorder(model, record.events)
    predicates.arguments = recorder  # type: ignore[assignment]
    try:
        reading = pipeline.reader(record.lang).read(article)
    finally:
        predicates.arguments = model
    names = link_options(pipeline, reading, recorder.decisions)
    for decision in recorder.decisions:
        right = judge(pipeline, decision, names)
        if any(right):
            yield Choice([option.features for option in decision.options], right)


class FeatureRecorder:
    """Stands in for the model that accepts: keeps the features of each candidate by where its trigger begins and its type."""

    def __init__(self, acceptance: Acceptance) -> None:
        self._acceptance = acceptance
        self.features: dict[tuple[int, str], list[str]] = {}

    def probability(self, candidate: Candidate, ruled: Candidate, others: Sequence[Candidate]) -> float:
        """One, so that every candidate becomes a claim."""
        key = trigger_span(candidate.words).start, candidate.row.type
        self.features[key] = self._acceptance.features(candidate, ruled, others)
        return 1.0


def collect_claims(pipeline: Pipeline, record: GoldRecord, arguments: Weights) -> Iterator[Choice]:
    """Whether each claim of one article is right, its roles filled with the weights `arguments`."""
    article = Article(record.id, clean(record.text, record.lang), published=record.date, lang=record.lang)
    predicates = pipeline.reader(record.lang).predicates
    models = predicates.arguments, predicates.acceptance
    recorder = FeatureRecorder(predicates.acceptance)
    predicates.arguments, predicates.acceptance = models[0].with_weights(arguments), recorder  # type: ignore[assignment]
    try:
        reading = pipeline.read(article)
    finally:
        predicates.arguments, predicates.acceptance = models
    for claim in reading.claims:
        right = any(is_right(gold, pair) for pair in pairs_of_claim(claim) for gold in record.pairs)
        features = recorder.features[claim.trigger.span.start, claim.type]
        yield Choice(((), features), (not right, right))


def link_options(pipeline: Pipeline, reading: Reading, decisions: Sequence[Decision]) -> Mapping[Span, str]:
    """The names of the entities that everybody in an option is linked to, as if each option were a claim."""
    sentences = tuple(
        replace(sentence, claims=tuple(_as_claims(reading, sentence, decisions))) for sentence in reading.sentences
    )
    linked = pipeline.link(Reading(reading.article, sentences))
    return {
        participant.mention.span: participant.mention.entity.name
        for claim in linked.claims
        for participant in claim.participants
        if participant.mention.entity
    }


def _as_claims(reading: Reading, sentence: Sentence, decisions: Sequence[Decision]) -> Iterator[Claim]:
    for candidate, role, options, _ in decisions:
        trigger = trigger_span(candidate.words)
        if sentence.span.covers(trigger):
            for option in options:
                participants = tuple(Participant(role, mention) for mention in option.mentions)
                yield Claim(
                    article=reading.article.id, lang=reading.article.lang or "", sentence=sentence.span,
                    type=candidate.row.type, mode=None, contexts=(), trigger=Trigger(trigger, ""),
                    participants=participants, when=None, place=None, status=Status.HAPPENED,
                    certainty=Certainty.CERTAIN, attributions=(), rule="", confidence=1.0,
                )  # fmt: skip


def judge(pipeline: Pipeline, decision: Decision, names: Mapping[Span, str]) -> list[bool]:
    """Which options agree best with gold; none where no option has any of it."""
    candidate, role, options, event = decision
    gold = gold_parties(event.get(role.value))
    if pipeline.taxonomy.types[candidate.row.type].reciprocal:
        others = [_party(mention, names) for mention in candidate.parties(OTHER[role])]
        everybody = [*gold, *gold_parties(event.get(OTHER[role].value))]
        gold = [party for party in everybody if not any(same_party(party, other) for other in others)]
    shares = [_agreement(gold, option.mentions, names) for option in options]
    return [share > 0 and share == max(shares) for share in shares]


def _agreement(gold: Sequence[Party], mentions: Sequence[Mention], names: Mapping[Span, str]) -> float:
    if not gold or not mentions:
        return float(not gold and not mentions)
    found = [_party(m, names) for m in mentions if m.form is not Form.PRONOUN or m.span in names]
    if not found:
        return 0.0
    recall = sum(any(same_party(g, f) for f in found) for g in gold) / len(gold)
    precision = sum(any(same_party(g, f) for g in gold) for f in found) / len(found)
    return recall * precision


def _party(mention: Mention, names: Mapping[Span, str]) -> Party:
    return Party(mention.span.text, (names[mention.span],) if mention.span in names else ())


def fit(choices: Sequence[Choice]) -> Weights:
    """Weights of a conditional logit: they make the right options of each choice probable, and stay small."""
    counts = Counter(feature for choice in choices for features in choice.features for feature in set(features))
    index = {feature: i for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    options = [
        (number, features, right)
        for number, choice in enumerate(choices)
        for features, right in zip(*choice, strict=True)
    ]
    of_choice: NDArray[np.int_] = np.array([number for number, _, _ in options])
    right = np.array([float(right) for _, _, right in options])
    pairs = [
        (n, index[feature]) for n, (_, features, _) in enumerate(options) for feature in features if feature in index
    ]
    rows, columns = np.array(pairs).T
    weights = np.zeros(len(index))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, weights[columns], len(options))
        chances = _shares(scores, of_choice)
        wanted = _shares(np.where(right > 0, scores, -np.inf), of_choice)
        slope = np.bincount(columns, (chances - wanted)[rows], len(index)) + PENALTY * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        pace = RATE * (1 + np.cos(np.pi * step / STEPS)) / 2
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return {feature: float(weights[i]) for feature, i in index.items()}


def _shares(scores: NDArray[Any], of_choice: NDArray[np.int_]) -> NDArray[np.float64]:
    """Scores of options -> their probabilities within each choice."""
    top = np.full(of_choice.max() + 1, -np.inf)
    np.maximum.at(top, of_choice, scores)
    powers = np.exp(scores - top[of_choice])
    shares: NDArray[np.float64] = powers / np.bincount(of_choice, powers)[of_choice]
    return shares


def write(path: Path, weights: Weights, about: str) -> None:
    """Write a table of weights, features in alphabetical order, with `about` as its opening comment."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {about}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerows((f, f"{w:.2f}") for f, w in sorted(weights.items()) if abs(w) >= SMALLEST)


def read_gold(paths: Iterable[Path]) -> list[GoldRecord]:
    """The records of gold files."""
    return [gold_from_json(json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines()]


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=SHIPPED)
    options = parser.parse_args()
    pipeline = Pipeline()
    records = read_gold(options.gold)
    choices = [list(collect(pipeline, record)) for record in records]
    write(options.output / "arguments.csv", fit_arguments(choices), ABOUT_ARGUMENTS)
    claims: list[Choice] = []
    for fold in range(FOLDS):  # so that the second model sees the first as it is on text that it has not seen
        weights = fit_arguments([found for number, found in enumerate(choices) if number % FOLDS != fold])
        claims += [choice for record in records[fold::FOLDS] for choice in collect_claims(pipeline, record, weights)]
    write(options.output / "acceptance.csv", fit(claims), ABOUT_ACCEPTANCE)


def fit_arguments(choices: Iterable[Iterable[Choice]]) -> Weights:
    """The weights of `kg.extract.arguments` from the choices of some articles."""
    weights = fit([choice for of_article in choices for choice in of_article])
    return {feature: weight + OFFSETS.get(feature, 0.0) for feature, weight in weights.items()}


if __name__ == "__main__":
    main()
