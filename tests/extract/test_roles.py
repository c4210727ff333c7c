"""Who did it and to whom, in the constructions that news sentences put it."""

import pytest

from kg.model import Article
from kg.pipeline import Pipeline

PIPELINE = Pipeline()

CASES = [
    # two who sign do it with each other
    ("en", "Ghana and Togo signed a defence agreement on Monday.", "SUPPORT", ["Ghana"], ["Togo"]),
    ("en", "Serbia and Kosovo failed to reach a deal.", "REJECT", ["Serbia"], ["Kosovo"]),
    # who receives something does not do it
    ("en", "The government of Chad faces criticism from France.", "ACCUSE", ["France"], ["The government of Chad"]),
    # what an attack does, the attacker does
    ("en", "A Taliban attack on the village killed ten soldiers.", "ASSAULT", ["Taliban"], ["ten soldiers"]),
    ("id", "Serangan Rusia ke Kyiv menewaskan lima warga.", "ASSAULT", ["Rusia"], ["lima warga"]),
    # people of whom the number alone is told
    ("en", "Four were injured in the crash.", "INJURE", [], ["Four"]),
    # a condition is no content
    ("en", "Hezbollah threatened to attack Haifa if Iran is attacked.", "THREATEN", ["Hezbollah"], ["Haifa"]),
    # the place, not its common noun
    ("en", "The rebels attacked the city of Goma.", "ASSAULT", ["The rebels"], ["Goma"]),
    # together with
    ("id", "Kejaksaan bersama Polri menangkap lima tersangka.", "COERCE", ["Kejaksaan", "Polri"], ["lima tersangka"]),
    # a pronoun that hangs on the verb
    ("id", "Andi kabur. Kepolisian menuduhnya mencuri uang warga.", "ACCUSE", ["Kepolisian"], ["nya"]),
    ("id", "Andi kabur. Kepolisian menuduhnya mencuri uang warga.", "CRIME", ["nya"], ["warga"]),
    # what somebody told others after it
    ("id", "Hal itu disampaikan Dasco kepada wartawan usai bertemu Prabowo.", "CONSULT", ["Dasco"], ["Prabowo"]),
]


@pytest.mark.parametrize(("code", "text", "kind", "actors", "targets"), CASES, ids=[case[1] for case in CASES])
def test_actor_and_target(code: str, text: str, kind: str, actors: list[str], targets: list[str]) -> None:
    claims = PIPELINE.read(Article("a", text, published="2024-06-14", lang=code)).claims
    found = [([m.span.text for m in c.actors], [m.span.text for m in c.targets]) for c in claims if c.type == kind]
    assert (actors, targets) in found


ATTRIBUTES = ["Police found a convicted murderer.", "The accused minister spoke to Reuters."]


@pytest.mark.parametrize("text", ATTRIBUTES)
def test_a_participle_that_describes_somebody_is_no_event(text: str) -> None:
    claims = PIPELINE.read(Article("a", text, published="2024-06-14", lang="en")).claims
    assert not {"TRY", "ACCUSE"} & {claim.type for claim in claims}
