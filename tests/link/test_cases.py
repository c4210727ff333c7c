"""Homonyms and metonyms, from the text to the entity; see cases.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.model import Article, Entity, Mention, Reading
from kg.pipeline import Pipeline

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
FLOOR = 0.90


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def mentions(reading: Reading) -> list[Mention]:
    """Those of claims first: what a name that acts means is decided there."""
    claims = [c for s in reading.sentences for c in s.claims]
    used = [p.mention for c in claims for p in c.participants] + [c.place for c in claims if c.place]
    return [*used, *(m for s in reading.sentences for m in s.mentions)]


def means(entity: Entity | None, wanted: object) -> bool:
    if entity is None:
        return False
    if isinstance(wanted, list):
        kind, country = wanted
        return entity.kind.value == kind and country in {None, entity.country}
    return entity.name == wanted


def wrong(case: dict, pipeline: Pipeline) -> list[str]:
    reading = pipeline.read(
        Article("case", case["text"], lang=case["lang"], published=case.get("published", "2024-08-05"))
    )
    found = mentions(reading)
    faults = []
    for words, wanted in case["links"].items():
        same = [m for m in found if m.span.text == words]
        if not same or not means(same[0].entity, wanted):
            got = [(m.entity.name if m.entity else None, m.why) for m in same[:1]]
            faults.append(f"{case['text']} {words}: {got}, wanted {wanted}")
    return faults


def test_homonyms_and_metonyms(pipeline: Pipeline) -> None:
    faults = [fault for case in CASES for fault in wrong(case, pipeline)]
    links = sum(len(case["links"]) for case in CASES)
    assert len(CASES) >= 100
    assert 1 - len(faults) / links >= FLOOR, "\n".join(faults)
