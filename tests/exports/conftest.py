from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "view"))  # event_factory
sys.path.append(str(Path(__file__).parent.parent / "rdf"))  # newsdesk
from event_factory import ARVONIA, BELMAR, COSTAVA, MINISTER, UNION, WIRE, event, evidence
from newsdesk import all_quads

from kg.model import EventRecord, Status
from kg.store import GraphDirectory


@pytest.fixture(scope="session")
def few_events() -> list[EventRecord]:
    """Six events: a denied one, one with two tellings, one of general news, one without date, one without target."""
    told_twice = (
        evidence("Belmar accused Arvonia of smuggling.", "accused", says=(BELMAR,), number=31),
        evidence("Belmar menuduh Arvonia Raya.", "menuduh", denies=(ARVONIA,), lang="id", number=32),
    )
    return [
        event(1, "AID", (ARVONIA,), (BELMAR,), date="2024-01-10", proof=(evidence(says=(WIRE,), number=11),)),
        event(2, "AID", (ARVONIA,), (BELMAR,), date="2024-02-11"),
        event(3, "ACCUSE", (BELMAR,), (ARVONIA,), date="2024-03-12", proof=told_twice, sources=2),
        event(4, "ASSAULT", (COSTAVA,), (BELMAR,), date="2024-04-13", status=Status.DENIED),
        event(5, "ELECT", (MINISTER,), (UNION,), date=None, proof=(evidence(published=None, number=51),)),
        event(6, "DISASTER", (), (COSTAVA,), date="2024-05-14"),
    ]


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph directory of two small articles, without a journal."""
    directory = GraphDirectory.create(tmp_path_factory.mktemp("exports") / "news.kg")
    with directory.lock():
        directory.replace(all_quads())
    return directory.path
