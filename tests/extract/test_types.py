"""The table of what types mean for each other: faults in it are told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import kg.extract.typerules
from kg.errors import DataError
from kg.extract.typerules import load_type_rules
from kg.languages import SHIPPED
from kg.rdf.taxonomy import load_taxonomy

FAULTS = [
    ({"harm": ["DIE", "DEATH"]}, "unknown type DEATH"),
    ({"inherited": {"RETREAT": "victim"}}, "unknown role victim"),
    ({"grief": ["DIE"]}, "unknown field grief"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS)
def test_a_faulty_table_is_refused(
    change: dict[str, object], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = yaml.safe_load((SHIPPED / "types.yaml").read_text(encoding="utf-8"))
    (tmp_path / "types.yaml").write_text(yaml.safe_dump(table | change), encoding="utf-8")
    monkeypatch.setattr(kg.extract.typerules, "SHIPPED", tmp_path)
    with pytest.raises(DataError, match=message):
        load_type_rules(load_taxonomy())
