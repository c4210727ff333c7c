"""The table of ``claims.yaml``: who says so, who denies it, when it took place and whether it did."""

from pathlib import Path

import pytest
import yaml

from kg.model import Article, Stance
from kg.pipeline import Pipeline

CASES = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text(encoding="utf-8"))
PIPELINE = Pipeline()


def sources(claim, stance):
    return [attribution.source.span.text for attribution in claim.attributions if attribution.stance is stance]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}: {case['text'][:60]}")
def test_claims(case):
    article = Article("case", case["text"], published=case.get("published", "2024-08-07"), lang=case["lang"])
    claim = next(c for c in PIPELINE.read(article).claims if c.trigger.span.text.split()[0] == case["trigger"])
    checks = {
        "source": sources(claim, Stance.ASSERTS),
        "denied_by": sources(claim, Stance.DENIES),
        "status": claim.status.value,
        "certainty": claim.certainty.value,
        "date": claim.when.value if claim.when else None,
        "basis": claim.when.basis.value if claim.when else None,
        "said": next((a.when.value for a in claim.attributions if a.when), None),
    }
    assert {field: checks[field] for field in checks if field in case} == {f: case[f] for f in checks if f in case}
    for attribution in claim.attributions:
        assert article.text[attribution.cue.start : attribution.cue.end] == attribution.cue.text
    if claim.status_cue:
        assert article.text[claim.status_cue.start : claim.status_cue.end] == claim.status_cue.text


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("((WN)) Did the army arrest your brother?\n\n((Anna Berg)) I left the party.", "asked by an interviewer"),
        ("India's jackals face attention from poachers, who sell the skins to traders.", "usually happens"),
    ],
    ids=["question of an interviewer", "habit of nobody in particular"],
)
def test_no_claims_with_a_reason(text, because):
    reading = PIPELINE.read(Article("case", text, published="2024-08-07", lang="en"))
    assert not reading.claims
    assert any(because in rejected.because for sentence in reading.sentences for rejected in sentence.rejected)
