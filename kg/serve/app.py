"""The application: which address does what. Everything that touches the graph is a worker's task."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.serve.http import Gate
from kg.serve.metrics import TYPE, Metrics
from kg.serve.negotiation import TRIPLES, prefers
from kg.serve.openapi import document
from kg.serve.pages import ASSETS, POLICY, front_page, query_page
from kg.serve.pool import Pool
from kg.serve.replies import Parameters, Reply, ReplyError
from kg.serve.sparql import service_description

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"


class Application:
    """The answers to all addresses."""

    def __init__(self, pool: Pool, metrics: Metrics, title: str) -> None:
        self._pool, self._metrics, self._title = pool, metrics, title

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol; without a query the service description, or for a browser a page to write one on."""
        parameters = await _protocol(request)
        accept = request.headers.get("accept", "*/*")
        if request.method != "POST" and not parameters.keys() & {"query", "update"}:
            if prefers(accept, "text/html", *TRIPLES):
                return _page(query_page(self._title))
            return Response(service_description(str(request.url.replace(query=""))), media_type="text/turtle")
        return _response(await self._pool.run("sparql", parameters, accept))

    async def listing(self, request: Request) -> Response:
        """A page of events, evidence or actors, or the recipes."""
        name = request.url.path.rpartition("/")[2]
        return _response(await self._pool.run(name, _parameters(request.url.query)))

    async def single(self, request: Request) -> Response:
        """One event or actor, or what a recipe finds."""
        kind, _, _ = request.url.path.removeprefix("/api/").partition("/")
        name = kind.removesuffix("s")
        accept = request.headers.get("accept", "*/*")
        parameters = _parameters(request.url.query)
        return _response(await self._pool.run(name, parameters, accept, request.path_params["id"]))

    async def front(self, request: Request) -> Response:
        """The page of the graph, part by part."""
        return _page(front_page(self._title, _parameters(request.url.query)), frames=True)

    async def page(self, request: Request) -> Response:
        """Some events as the interactive page."""
        return _response(await self._pool.run("page", _parameters(request.url.query)))

    async def asset(self, request: Request) -> Response:
        """A file that pages need, by its exact name."""
        name = request.path_params["name"]
        if name not in ASSETS:
            raise ReplyError(404, "no such file")
        content = (files("kg.serve") / "static" / name).read_bytes()
        return Response(content, media_type=ASSETS[name], headers={"Cache-Control": "public, max-age=86400"})

    async def openapi(self, request: Request) -> Response:
        """The JSON API for machines."""
        return JSONResponse(document(self._title, str(request.base_url).rstrip("/")))

    async def health(self, request: Request) -> Response:
        """Whether the graph can be asked."""
        reply = await self._pool.run("sparql", {"query": ["ASK { ?s ?p ?o }"]})
        healthy = reply.status == 200
        return JSONResponse(
            {"status": "ok" if healthy else "failing", "workers": self._pool.counts}, 200 if healthy else 503
        )

    async def metrics(self, request: Request) -> Response:
        """What was counted."""
        return Response(self._metrics.text(self._pool.counts, self._pool.stopped), headers={"Content-Type": TYPE})


def application(pool: Pool, *, title: str, hosts: list[str], quiet: bool = False) -> Starlette:
    """The ASGI application over `pool`, which it starts and closes; it answers to the names `hosts`, ``*`` for all."""
    metrics = Metrics()
    app = Application(pool, metrics, title)
    routes = [
        Route("/", app.front),
        Route("/page", app.page),
        Route("/sparql", app.sparql, methods=["GET", "POST"]),
        *(Route(f"/api/{name}", app.listing) for name in ("events", "evidence", "actors", "recipes")),
        *(Route(f"/api/{name}/{{id:path}}", app.single) for name in ("events", "actors", "recipes")),
        Route("/openapi.json", app.openapi),
        Route("/static/{name}", app.asset),
        Route("/health", app.health),
        Route("/metrics", app.metrics),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        yield
        await pool.close()

    gate = Middleware(Gate, limits=pool.limits, metrics=metrics, quiet=quiet)
    trusted = Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    handlers: Mapping[type[Exception], object] = {ReplyError: _refuse}
    return Starlette(routes=routes, middleware=[gate, trusted], lifespan=lifespan, exception_handlers=handlers)  # type: ignore[arg-type]


async def _protocol(request: Request) -> Parameters:
    """The parameters of a SPARQL request, from the address, a form, or the body itself."""
    parameters = _parameters(request.url.query)
    if request.method != "POST":
        return parameters
    media, _, rest = request.headers.get("content-type", "").partition(";")
    if "charset=" in rest.lower() and "utf-8" not in rest.lower():
        raise ReplyError(415, "the body must be UTF-8")
    if media.strip().lower() == _FORM:
        form = _parameters(_utf8(await request.body()))
        return {name: [*parameters.get(name, []), *form.get(name, [])] for name in {*parameters, *form}}
    if media.strip().lower() == _QUERY:
        return {**parameters, "query": [*parameters.get("query", []), _utf8(await request.body())]}
    if media.strip().lower() == "application/sparql-update":
        raise ReplyError(403, "this endpoint only reads; kg query --update changes a graph")
    raise ReplyError(415, f"a query is posted as {_FORM} or {_QUERY}")


def _parameters(text: str) -> Parameters:
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=1000, errors="strict")
    except ValueError as error:
        raise ReplyError(400, f"the parameters cannot be read: {error}") from error


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReplyError(400, "the body is not UTF-8") from error


def _response(reply: Reply) -> Response:
    headers = {**reply.headers, "Content-Type": reply.type}
    if reply.status == 503:
        headers["Retry-After"] = "5"
    return Response(reply.body, reply.status, headers)


def _page(html: str, *, frames: bool = False) -> Response:
    return Response(
        html,
        media_type="text/html",
        headers={"Content-Security-Policy": POLICY if not frames else POLICY + "; frame-src 'self'"},
    )


async def _refuse(_: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, ReplyError) else 500
    return JSONResponse({"error": str(error)}, status)
