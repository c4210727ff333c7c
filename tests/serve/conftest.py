"""A server over a small graph."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

pytest.importorskip("uvicorn", reason="needs the extra: pip install 'news-kg[serve]'")
HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "rdf")]  # serving, newsdesk


@pytest.fixture(scope="session")
def graph_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from newsdesk import all_quads

    from kg.store import GraphDirectory

    directory = GraphDirectory.create(tmp_path_factory.mktemp("served") / "desk.kg")
    with directory.lock():
        directory.replace(all_quads())
    return directory.path


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "server.log"


@pytest.fixture(scope="session")
def client(graph_directory: Path, log: Path) -> Iterator[httpx.Client]:
    from serving import serving

    with serving(graph_directory, log, seconds=20) as (client, _):
        yield client
