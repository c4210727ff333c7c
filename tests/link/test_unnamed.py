"""Actors that a sentence leaves out: who arrests, charges and asks, as the article has it; every text is made up."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize(
    ("text", "type_", "actors"),
    [
        ("Polres Tuban menggelar konferensi pers. Tersangka ditangkap di rumahnya.", "COERCE", ["Polres Tuban"]),
        ("Kejari Tuban memanggil saksi. Dua orang ditetapkan sebagai tersangka.", "CHARGE", ["Kejari Tuban"]),
        ("Warga berkumpul di alun-alun. Tersangka ditangkap di rumahnya.", "COERCE", []),
        ("Polres Tuban menggelar konferensi pers. Tersangka ditangkap warga.", "COERCE", ["warga"]),
        ("Kantor itu milik Polres Tuban. Gudang itu dibakar.", "ASSAULT", []),
        ('"Warga diimbau tetap di rumah," kata Joko Wijayanto.', "REQUEST", ["Joko Wijayanto"]),
    ],
)
def test_who_did_what_nobody_is_said_to_do(pipeline: Pipeline, text: str, type_: str, actors: list[str]) -> None:
    reading = pipeline.read(Article("a", text, lang="id", published="2024-08-05"))
    found = [claim for sentence in reading.sentences for claim in sentence.claims if claim.type == type_]
    assert [mention.span.text for claim in found for mention in claim.actors] == actors
