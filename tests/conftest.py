"""What many tests share: the command line in this process, and the graph of the example articles, built once."""

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    """Run ``kg`` with arguments; returns exit code, standard output and standard error."""
    from kg.cli import main

    def run_kg(*args):
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, args)])
        with pytest.raises(SystemExit) as stop:
            main()
        return Outcome(stop.value.code, *capsys.readouterr())

    return run_kg


@pytest.fixture(scope="session")
def example_graph(tmp_path_factory):
    """The graph of the example articles, in the working directory of a session."""
    import kg

    graph = tmp_path_factory.mktemp("graphs") / "example.kg"
    kg.build([ROOT / "examples" / "articles"], graph)
    return graph


@pytest.fixture(scope="session")
def shared():
    """The material beside the project that some tests measure against; they are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("needs the ../shared material, which is not part of the project")
    return SHARED
