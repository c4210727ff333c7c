"""kill -9 at many moments of a graph's life: it opens with all that was acknowledged, and goes on as if nothing had been."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from telegrams import Telegraph, article, build, quads

from kg.doctor import examine
from kg.journal import open_journal
from kg.store import GraphDirectory, open_graph

HERE = Path(__file__).parent
PHASES = ("load", "growth", "reading again", "compaction")
MOMENTS = (0.1, 0.5, 0.9)


@pytest.fixture(scope="module")
def killer():
    with subprocess.Popen(
        [sys.executable, HERE / "killing.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def kill(phase, graph, last):
            process.stdin.write(json.dumps([phase, str(graph), last]) + "\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield kill
        process.stdin.close()


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """The graph as it is before each phase."""
    home = tmp_path_factory.mktemp("before")
    GraphDirectory.create(home / "load")
    build(home / "growth", [article(number) for number in range(3)])
    build(home / "reading again", [article(number) for number in range(6)])
    shutil.copytree(home / "reading again", home / "compaction")
    return home


@pytest.fixture(scope="module")
def whole(before, tmp_path_factory, killer):
    """For each phase, what the graph says after it, and how many steps it takes."""
    home, found = tmp_path_factory.mktemp("whole"), {}
    for phase in PHASES:
        shutil.copytree(before / phase, home / phase)
        steps = killer(phase, home / phase, -1)
        found[phase] = quads(home / phase), steps
    return found


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("phase", PHASES)
def test_a_killed_process_loses_nothing(phase, moment, before, whole, killer, tmp_path):
    graph = tmp_path / "g"
    shutil.copytree(before / phase, graph)
    expected, steps = whole[phase]
    assert steps > 20
    killer(phase, graph, int(steps * moment))

    open_graph(graph)
    told = graph.with_suffix(".acknowledged").read_text().split()
    journal = open_journal(GraphDirectory.open(graph))
    assert set(told) <= set(journal.keys)
    assert not [check for check in examine(graph) if check.state == "fault"]
    said = quads(graph)
    assert said in (expected, quads(before / phase)), "half of a change is seen"

    if phase == "compaction":
        examine(graph, compact=True)
    else:
        count = 3 if phase == "load" else 6
        made_by = "2" if phase == "reading again" else "1"
        build(graph, [article(number) for number in range(count)], pipeline=Telegraph(made_by))
    assert quads(graph) == expected
    assert not [check for check in examine(graph) if check.state in {"fault", "mended"}]
