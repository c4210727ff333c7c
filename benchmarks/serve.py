"""Many clients at once, with and without a runaway query among them.

    python benchmarks/serve.py                    # 100 clients for 60 seconds each way
    python benchmarks/serve.py --clients 20 --seconds 10

Each client asks small queries one after the other over a connection of its own. The runaway is a cross product, asked
again as soon as the server has stopped it. Seconds are those of the clock, so nothing else should run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

from synthetic import build

SMALL = (
    "ASK { ?e a kg:Event ; kg:action act:AID }",
    "SELECT ?e { ?e a kg:Event ; kg:action act:CONSULT } LIMIT 20",
    "SELECT ?who ?name { ?who kg:kind kg:Country ; schema:name ?name } ORDER BY ?name LIMIT 20",
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, query: str) -> int:
    """Post a query over an open connection; the status of the answer, which is read whole."""
    body = urlencode({"query": query}).encode()
    writer.write(
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body) + body
    )
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


async def client(port: int, queries: tuple[str, ...], until: float, times: list[float], statuses: Counter[int]) -> None:
    """Ask one query after the other until the time is over."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    number = 0
    while (begun := time.monotonic()) < until:
        statuses[await ask(reader, writer, queries[number % len(queries)])] += 1
        times.append(time.monotonic() - begun)
        number += 1
    writer.close()


async def load(
    port: int, clients: int, seconds: float, runaway: bool
) -> tuple[list[float], Counter[int], Counter[int]]:
    """Times of the small queries in order, the statuses of these, and those of the runaway."""
    times: list[float] = []
    statuses: Counter[int] = Counter()
    stopped: Counter[int] = Counter()
    until = time.monotonic() + seconds
    crowd = [client(port, SMALL, until, times, statuses) for _ in range(clients - runaway)]
    if runaway:
        crowd.append(client(port, (RUNAWAY,), until, [], stopped))
    await asyncio.gather(*crowd)
    return sorted(times), statuses, stopped


def main() -> None:
    """Print the times without and with the runaway."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--timeout", type=float, default=5)
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "events.kg"
        build(options.events, graph)
        command = [
            sys.executable,
            "-m",
            "kg",
            "serve",
            "-g",
            graph,
            "--port",
            port,
            "--timeout",
            options.timeout,
            "--quiet",
        ]
        with subprocess.Popen(list(map(str, command)), env={**os.environ, "OMP_NUM_THREADS": "1"}) as server:
            _wait(port)
            p99 = []
            for runaway in (False, True):
                times, statuses, stopped = asyncio.run(load(port, options.clients, options.seconds, runaway))
                p50, p99_ = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
                p99.append(p99_)
                print(
                    f"{'with' if runaway else 'without':8} runaway: {len(times) / options.seconds:7.0f} a second, "
                    f"p50 {p50:.1f} ms, p99 {p99_:.1f} ms; statuses {dict(statuses)}; runaway {dict(stopped)}",
                    flush=True,
                )
            print(f"p99 with it is {p99[1] / p99[0]:.2f} times that without it")
            server.send_signal(signal.SIGTERM)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)


if __name__ == "__main__":
    main()
