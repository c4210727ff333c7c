from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk import all_quads

from kg.rdf.nquads import n_quads
from kg.rdf.validate import validate

NQ = b"".join(n_quads(all_quads())).decode()


def write(path: Path, text: str) -> Path:
    file = path / "graph.nq"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_graph_of_ours_keeps_its_promises(tmp_path: Path) -> None:
    assert validate(write(tmp_path, NQ)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            '#trigger> "mengunjungi"@id',
            '#trigger> "menghubungi"@id',
            "the trigger 'menghubungi' does not stand at offset",
        ),
        ('#timeText> "Selasa"@id', '#timeText> "Rabu"@id', "the time expression 'Rabu' does not stand at offset"),
        ('#cue> "membantah"@id', '#cue> "membatuah"@id', "the cue 'membatuah' does not stand at offset"),
        ('core#anchorOf> "Moskow"@id', 'core#anchorOf> "Moscow"@id', "the mention 'Moscow' does not stand at offset"),
        ("#status> <https://w3id.org/news-kg/ontology#Planned>", "#status> <x:new>", "kg:status: "),
        (
            '#confidence> "0.87"',
            '#confidence> "1.87"',
            "kg:confidence: a claim has one confidence, from 0 to 1; found '1.87'",
        ),
        ('#countryCode> "IR"', '#countryCode> "Iran"', "kg:countryCode: a country code is two capital letters"),
        ('/begin> "2024-05-01"', '/begin> "2024-06-01"', ""),
    ],
)
def test_a_fault_is_found_and_explained(tmp_path: Path, old: str, new: str, fault: str) -> None:
    findings = validate(write(tmp_path, NQ.replace(old, new)))
    assert any(fault in finding.what and finding.where and finding.mend for finding in findings) or not fault
    assert findings == sorted(findings)
