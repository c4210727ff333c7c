"""The F1 of triples on gold texts stays above the floors in tests/floors.yaml."""

import json
from pathlib import Path

import pytest
import yaml

from kg.eval import evaluate, gold_from_json, pairs_of_claim
from kg.ingest.clean import clean
from kg.model import Article
from kg.pipeline import Pipeline

FLOORS = yaml.safe_load((Path(__file__).parents[1] / "floors.yaml").read_text(encoding="utf-8"))["gold"]
PIPELINE = Pipeline()


@pytest.mark.parametrize("name", FLOORS)
def test_triples(name, shared):
    lines = (shared / "gold" / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    records = [gold_from_json(json.loads(line)) for line in lines]
    found = {}
    for record in records:
        article = Article(record.id, clean(record.text, record.lang), published=record.date, lang=record.lang)
        found[record.id] = [pair for claim in PIPELINE.read(article).claims for pair in pairs_of_claim(claim)]
    assert evaluate(records, found).levels["triple"].f1 >= FLOORS[name]
