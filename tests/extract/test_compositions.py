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
