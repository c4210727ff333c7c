"""Sentences that tell of no event give none: tables of scores, recipes, horoscopes, prices, weather, page furniture."""

from pathlib import Path

import pytest

from kg.model import Article
from kg.pipeline import Pipeline

FOLDER = Path(__file__).parent
MOST = 0.02
PIPELINE = Pipeline()


@pytest.mark.parametrize("code", ["en", "id"])
def test_few_sentences_without_an_event_give_one(code):
    sentences = (FOLDER / f"no_events_{code}.txt").read_text(encoding="utf-8").splitlines()
    wrong = {}
    for number, sentence in enumerate(sentences):
        claims = PIPELINE.read(Article(str(number), sentence, published="2024-06-14", lang=code)).claims
        if claims:
            wrong[sentence] = [f"{claim.type} by {claim.rule}" for claim in claims]
    assert len(sentences) >= 250
    assert len(wrong) <= MOST * len(sentences), "\n".join(f"{text}: {why}" for text, why in wrong.items())
