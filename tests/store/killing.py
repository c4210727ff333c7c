"""Runs what changes a graph and kills it before its n-th step on the file system.

``python killing.py`` reads lines of JSON, ``[phase, graph, n]``, and answers each with a line: how many steps were taken
when the process ended. n = -1 kills nothing. Each runs in a child of its own, forked before any storage engine has started.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from telegrams import Telegraph, article, build

from kg.doctor import examine

STEPS = {"open", "os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir", "os.truncate"}


def run(phase: str, graph: Path) -> None:
    """One phase of a graph's life; what is acknowledged goes to the file beside it."""
    with graph.with_suffix(".acknowledged").open("a") as acknowledged:

        def told(title: str) -> None:
            acknowledged.write(f"{title}\n")
            acknowledged.flush()

        if phase == "compaction":
            examine(graph, compact=True)
        elif phase == "reading again":
            build(graph, [article(number) for number in range(6)], pipeline=Telegraph("2"), progress=told)
        else:
            build(graph, [article(number) for number in range(3 if phase == "load" else 6)], progress=told)


def count_steps(graph: Path, last: int, taken: Path) -> None:
    """Kill this process before step number `last` on files of the graph."""
    number = 0

    def step(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal number
        if event in STEPS and str(graph) in str(arguments[0]) and not str(arguments[0]).startswith(str(taken)):
            if number == last:
                os.kill(os.getpid(), signal.SIGKILL)
            number += 1
            os.pwrite(handle, b"%9d" % number, 0)

    handle = os.open(taken, os.O_RDWR | os.O_CREAT)
    sys.addaudithook(step)


def main() -> None:
    """Answer line by line."""
    for line in sys.stdin:
        phase, graph, last = json.loads(line)
        taken = Path(f"{graph}.steps")
        child = os.fork()
        if child == 0:
            count_steps(Path(graph), last, taken)
            run(phase, Path(graph))
            os._exit(0)
        os.waitpid(child, 0)
        sys.stdout.write(f"{int(taken.read_text() or 0) if taken.exists() else 0}\n")
        sys.stdout.flush()
        taken.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
