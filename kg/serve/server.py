"""Runs the application until it is told to stop."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import uvicorn

from kg.errors import GraphError
from kg.serve.app import application
from kg.serve.http import protocol
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.store import open_graph

_LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")


def serve(
    graph: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8008,
    hosts: tuple[str, ...] = (),
    limits: Limits | None = None,
    workers: int | None = None,
    quiet: bool = False,
) -> None:
    """Serve a graph directory or file on `host` and `port`, read-only, until SIGINT or SIGTERM.

    `hosts` are the names by which clients call the server; without any those of this machine, or all where `host` is no
    loopback address. Raises GraphError where there is no graph, OSError where the port is taken.
    """
    if str(graph).startswith(("http://", "https://")):
        raise GraphError(f"{graph} is served already; give a graph directory or a file")
    open_graph(graph)
    granted = limits or Limits()
    pool = Pool(str(graph), granted, workers or max(2, os.cpu_count() or 1))
    names = list(hosts) or (list(_LOCAL) if host in _LOCAL else ["*"])
    config = uvicorn.Config(
        application(pool, title=Path(graph).stem, hosts=names, quiet=quiet),
        host=host,
        port=port,
        http=protocol(granted.idle),
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=granted.clients,
        timeout_keep_alive=int(granted.idle),
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=granted.header,
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(
            number, signal.SIG_IGN
        )  # uvicorn handles them while it runs, and raises them again when it is done
    uvicorn.Server(config).run()
