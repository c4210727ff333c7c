from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.store import GraphDirectory

sys.path.insert(0, str(Path(__file__).parent.parent / "rdf"))  # newsdesk


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from newsdesk import all_quads

    directory = GraphDirectory.create(tmp_path_factory.mktemp("analysis") / "news.kg")
    with directory.lock():
        directory.replace(all_quads())
    return directory.path
