"""The process that answers: reads tasks from a socket and writes replies to it, until it is closed.

It opens a graph directory's current generation, and looks for a newer one before each task. What it may take is held by the operating system: its memory, and its time, since
nothing else stops an engine that is busy.
"""

from __future__ import annotations

import json
import resource
import signal
import socket
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import GraphError, KGError
from kg.serve import events
from kg.serve.replies import Reply, ReplyError, fault, write_frame
from kg.serve.sparql import ask_recipe, list_recipes, sparql
from kg.store import Graph, GraphDirectory, open_graph

_GRACE = 2.0
"""Seconds after which a task ends that whoever started it has not ended."""


class Worker:
    """Answers tasks about one graph."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._generation: str | None = None
        self._graph: Graph | None = None
        self._open()

    def serve(self, tasks: BinaryIO, replies: BinaryIO) -> None:
        """Answer until there are no more tasks."""
        write_frame(replies, {"ready": True})
        while line := tasks.readline():
            task = json.loads(line)
            signal.setitimer(signal.ITIMER_REAL, task["seconds"] + _GRACE)
            reply = self._reply(task)
            signal.setitimer(signal.ITIMER_REAL, 0)
            write_frame(replies, {"status": reply.status, "type": reply.type, "headers": reply.headers}, reply.body)

    def _reply(self, task: dict[str, Any]) -> Reply:
        try:
            self._open()
            return self._answer(**task)
        except ReplyError as error:
            return fault(error.status, str(error))
        except GraphError as error:
            return fault(503, str(error))
        except KGError as error:
            return fault(400, str(error))
        except MemoryError:
            return fault(507, "the answer takes more memory than it may")
        except Exception:  # noqa: BLE001  one task must not end the process
            traceback.print_exc()
            return fault(500, "internal error")

    def _answer(
        self,
        name: str,
        parameters: dict[str, list[str]],
        accept: str,
        argument: str,
        bytes: int,
        items: int,
        **_: object,
    ) -> Reply:
        graph = self._graph
        if graph is None:
            raise GraphError(f"{self._path}: no such graph")
        if name == "sparql":
            return sparql(graph, parameters, accept, bytes)
        if name == "recipe":
            return ask_recipe(graph, argument, parameters, accept, bytes)
        if name == "recipes":
            return list_recipes()
        if name == "event":
            return events.event(graph, argument)
        if name == "actor":
            return events.actor(graph, argument)
        if name == "page":
            return events.pages(graph, parameters, Path(self._path).stem, items)
        lists = {"events": events.events, "evidence": events.evidence, "actors": events.actors}
        return lists[name](graph, parameters, items)

    def _open(self) -> None:
        """Open the graph, or its newest generation."""
        if not Path(self._path).is_dir():
            self._graph = self._graph or open_graph(self._path)
            return
        directory = GraphDirectory.open(self._path)
        generation = directory.generation
        if self._graph is None or generation != self._generation:
            self._graph, self._generation = directory.dataset(), generation


def _limit_memory(bytes: int) -> None:
    """Let this process take `bytes` beyond what it has."""
    try:
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    except OSError:
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (used + bytes, used + bytes))


def work(path: str, memory: int, connection: socket.socket) -> None:
    """Answer tasks about the graph at `path` with at most `memory` bytes beyond those of the start."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    worker = Worker(path)
    _limit_memory(memory)
    with connection.makefile("rb") as tasks, connection.makefile("wb") as replies:
        worker.serve(tasks, replies)
