"""A process that has all of kg loaded and opens no graph: workers are forked off it, so they start at once.

``python -m kg.serve.nursery GRAPH MEMORY`` is started by `kg.serve.pool` with a socket as its standard input. For each
socket that comes through it, it forks a worker that answers over that socket, and sends back the worker's process id.
"""

from __future__ import annotations

import os
import signal
import socket
import sys

from kg.api import find_actor
from kg.errors import QueryError
from kg.query.faults import unknown_term
from kg.query.recipes import recipes
from kg.serve.replies import PID_BYTES, READY
from kg.serve.worker import work
from kg.store import open_empty


def preload() -> None:
    """Load what tasks would else load each time: the event types, the recipes and the names of the knowledge base."""
    unknown_term("ASK { ?s act:AID ?o }")
    recipes()
    try:
        find_actor(open_empty(), "nobody")
    except QueryError:
        return


def main(path: str, memory: int) -> None:
    """Fork workers until the door is closed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_IGN)  # the server ends workers, and the system buries them
    preload()
    door = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    door.sendall(READY)
    while True:
        message, descriptors, _, _ = socket.recv_fds(door, 1, 1)
        if not message:
            return
        child = os.fork()
        if child == 0:
            door.close()
            try:
                work(path, memory, socket.socket(fileno=descriptors[0]))
            finally:
                os._exit(1)
        os.close(descriptors[0])
        door.sendall(child.to_bytes(PID_BYTES, "big"))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
