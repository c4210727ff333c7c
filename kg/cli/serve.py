"""``kg serve``: a graph over HTTP."""

from __future__ import annotations

import importlib.util

import click

from kg.cli.common import graph_option


@click.command("serve")
@graph_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8008, show_default=True, help="Port to listen on.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Name by which clients may call the server.")
@click.option("--jobs", type=click.IntRange(min=1), help="Queries at once; default: the number of processors.")
@click.option("--timeout", type=click.FloatRange(min=0.5), default=30.0, show_default=True, help="Seconds for a query.")
@click.option("--memory", type=click.IntRange(min=64), default=2048, show_default=True, help="MiB for a query.")
@click.option("--max-result", type=click.IntRange(min=1), default=64, show_default=True, help="MiB of an answer.")
@click.option("--quiet", is_flag=True, help="Do not log requests.")
def command(
    graph: str,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    jobs: int | None,
    timeout: float,
    memory: int,
    max_result: int,
    quiet: bool,
) -> None:
    """Serve a graph: SPARQL at /sparql, a JSON API at /api, its page at /, all of it read-only.

    The log is a JSON line for each request on standard error, without queries. SIGTERM ends it.
    """
    if not all(importlib.util.find_spec(name) for name in ("starlette", "uvicorn")):
        raise click.UsageError("kg serve needs more: pip install 'news-kg[serve]'")
    from kg.serve.limits import Limits
    from kg.serve.server import serve

    limits = Limits(seconds=timeout, memory=memory << 20, result=max_result << 20)
    click.echo(f"http://{host}:{port}/", err=True)
    serve(graph, host=host, port=port, hosts=hosts, limits=limits, workers=jobs, quiet=quiet)
