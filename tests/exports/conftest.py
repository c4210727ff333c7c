from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "view"))  # event_factory
sys.path.append(str(Path(__file__).parent.parent / "rdf"))  # newsdesk
from event_factory import few
from newsdesk import all_quads

from kg.model import EventRecord
from kg.store import GraphDirectory


@pytest.fixture(scope="session")
def few_events() -> list[EventRecord]:
    return few()


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph directory of two small articles, without a journal."""
    directory = GraphDirectory.create(tmp_path_factory.mktemp("exports") / "news.kg")
    with directory.lock():
        directory.replace(all_quads())
    return directory.path
