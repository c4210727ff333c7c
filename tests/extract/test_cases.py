"""The sentences of each language's ``cases.yaml``: what they say must be found, and nothing in those that say nothing."""

from pathlib import Path

import pytest
import yaml

from kg.model import OPEN_EVENT, Article
from kg.pipeline import Pipeline

ROOT = Path(__file__).parents[2]
FLOORS = yaml.safe_load((ROOT / "tests" / "floors.yaml").read_text(encoding="utf-8"))["cases"]
PIPELINE = Pipeline()


def words(value):
    parts = value if isinstance(value, list) else [value] if value else []
    return [set(str(part).lower().split()) for part in parts]


def same_parties(expected, mentions):
    found = [
        set(f"{mention.span.text} {mention.entity.name if mention.entity else ''}".lower().split())
        for mention in mentions
    ]
    wanted = words(expected)
    return len(wanted) == len(found) and all(any(w & f for f in found) for w in wanted)


def matches(expected, claim):
    checks = {
        "mode": lambda value: claim.mode == value,
        "date": lambda value: claim.when is not None and claim.when.value == str(value),
        "status": lambda value: claim.status.value == value,
        "source": lambda value: any(
            a.stance.value == "asserts" and words(value)[0] & words(a.source.span.text)[0] for a in claim.attributions
        ),
        "denied_by": lambda value: any(
            a.stance.value == "denies" and words(value)[0] & words(a.source.span.text)[0] for a in claim.attributions
        ),
    }
    parties = same_parties(expected.get("actor"), claim.actors) and same_parties(expected.get("target"), claim.targets)
    swapped = same_parties(
        as_list(expected.get("actor")) + as_list(expected.get("target")), claim.actors + claim.targets
    )
    reciprocal = PIPELINE.taxonomy.types[claim.type].reciprocal and swapped
    return (
        claim.type == expected["type"]
        and (parties or reciprocal)
        and all(check(expected[field]) for field, check in checks.items() if expected.get(field))
    )


def as_list(value):
    return value if isinstance(value, list) else [value] if value else []


def is_right(case, code):
    reading = PIPELINE.read(
        Article("case", case["text"], published=str(case.get("published", "2024-06-14")), lang=code)
    )
    claims, expected = list(reading.claims), case["events"]
    return all(any(matches(event, claim) for claim in claims) for event in expected) and (bool(expected) or not claims)


def cases_of(code):
    return yaml.safe_load((ROOT / "kg" / "lang" / code / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_every_type_and_mode_has_a_case(code):
    types = PIPELINE.taxonomy.types
    wanted = {(name, mode) for name, kind in types.items() for mode in (None, *kind.modes)} - {(OPEN_EVENT, None)}
    given = {
        pair
        for case in cases_of(code)
        for e in case["events"]
        for pair in ((e["type"], None), (e["type"], e.get("mode")))
    }
    assert wanted - given == set()


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_share_of_cases_that_are_right(code):
    cases = cases_of(code)
    wrong = [case["text"] for case in cases if not is_right(case, code)]
    share = 1 - len(wrong) / len(cases)
    assert share >= FLOORS[code], f"{share:.3f} of {len(cases)} cases are right; wrong:\n" + "\n".join(wrong)
