"""Starts a server in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

START = """
import sys
from kg.serve.limits import Limits
from kg.serve.server import serve
serve(sys.argv[1], port=int(sys.argv[2]), limits=Limits(seconds={seconds}, memory=400 << 20, result=1 << 20, idle=2.0), workers=2)
"""


@contextmanager
def serving(graph: Path, log: Path, *, seconds: float = 3.0) -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    """A server over `graph`, that answers, and a client of it; what it logs goes to `log`."""
    port = _free_port()
    with log.open("wb") as err:
        command = [sys.executable, "-c", START.format(seconds=seconds), str(graph), str(port)]
        process = subprocess.Popen(command, stderr=err, env={**os.environ, "OMP_NUM_THREADS": "1"})
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        try:
            _wait(client, process)
            yield client, process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _wait(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            client.get("/health")
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
