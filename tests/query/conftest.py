from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rdflib import Dataset

from kg.store import GraphDirectory

TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS / "rdf"), str(TESTS / "store")]  # newsdesk, virtuoso


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    from newsdesk import all_quads

    directory = GraphDirectory.create(tmp_path_factory.mktemp("graph"))
    with directory.lock():
        directory.replace(all_quads())
    return directory.dataset()
