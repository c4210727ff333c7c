"""What two predicates mean together: the outer one is the event, coded by what the inner one says."""

import pytest

from kg.model import Article
from kg.pipeline import Pipeline

PIPELINE = Pipeline()

CASES = [
    ("en", "Trump vowed to bomb Iran on Monday.", "THREATEN", "violence"),
    ("en", "Russia called for the release of the prisoners.", "REQUEST", "yield"),
    ("en", "Hungary refused to send weapons to Ukraine.", "REJECT", "assist"),
    ("en", "China urged the United States to resume talks with North Korea.", "REQUEST", "meet"),
    ("en", "Angela Merkel agreed to lift sanctions on Syria.", "AGREE", None),
    ("id", "Trump bersumpah akan mengebom Iran.", "THREATEN", "violence"),
    ("id", "Rusia menyerukan pembebasan para tahanan Ukraina.", "REQUEST", "yield"),
    ("id", "Hongaria menolak mengirim senjata ke Ukraina.", "REJECT", "assist"),
    ("id", "Israel mengancam akan mengusir diplomat Turki.", "THREATEN", "expel"),
]


@pytest.mark.parametrize(("code", "text", "kind", "mode"), CASES, ids=[case[1] for case in CASES])
def test_one_event_of_the_outer_predicate(code, text, kind, mode):
    claims = PIPELINE.read(Article("a", text, published="2024-06-14", lang=code)).claims
    assert [(claim.type, claim.mode) for claim in claims] == [(kind, mode)]


REFUSALS = [
    ("en", "Israel will not release the Palestinian prisoners.", "REJECT", "yield"),
    ("en", "Israel won't meet Hamas.", "REJECT", "meet"),
    ("id", "Israel tidak akan membebaskan para tahanan Palestina.", "REJECT", "yield"),
]


@pytest.mark.parametrize(("code", "text", "kind", "mode"), REFUSALS, ids=[case[1] for case in REFUSALS])
def test_what_somebody_will_not_do_is_a_refusal_that_happened(code, text, kind, mode):
    (claim,) = PIPELINE.read(Article("a", text, published="2024-06-14", lang=code)).claims
    assert (claim.type, claim.mode, claim.status.value) == (kind, mode, "happened")


TARGETS = [
    ("en", "Japan has lifted economic sanctions imposed on India.", "RETREAT", "India"),
    ("en", "Pakistan rejected a request from Gordon Brown.", "REJECT", "Gordon Brown"),
    ("en", "Mali signed a defence agreement with Russia in 2019.", "SUPPORT", "Russia"),
]


@pytest.mark.parametrize(("code", "text", "kind", "target"), TARGETS, ids=[case[1] for case in TARGETS])
def test_the_target_stands_with_the_event_that_is_the_object(code, text, kind, target):
    claims = PIPELINE.read(Article("a", text, published="2024-06-14", lang=code)).claims
    assert [m.span.text for claim in claims if claim.type == kind for m in claim.targets] == [target]


def test_whoever_is_blamed_for_an_act_did_it():
    claims = PIPELINE.read(Article("a", "Pakistan blamed India for the bombing.", lang="en")).claims
    assert {claim.type: [m.span.text for m in claim.actors] for claim in claims} == {
        "ACCUSE": ["Pakistan"],
        "ASSAULT": ["India"],
    }


@pytest.mark.parametrize("text", ["Iran membantah telah menyerang Israel.", "Iran membantah menyerang Israel."])
def test_what_is_denied_is_a_denied_event(text):
    (claim,) = PIPELINE.read(Article("a", text, lang="id")).claims
    assert (claim.type, claim.status.value) == ("ASSAULT", "denied")
