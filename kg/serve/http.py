"""HTTP as the server speaks it: clients that are too slow are cut off, too much is refused, requests are logged."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve.limits import Limits
from kg.serve.metrics import Metrics
from kg.serve.replies import ReplyError, fault

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


def protocol(idle: float) -> type[H11Protocol]:
    """A protocol that cuts off who takes more than `idle` seconds to send a request's head or to take on an answer."""

    class Impatient(H11Protocol):
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.cycle is not None and not self.cycle.response_complete:
                self._stop_waiting()
            elif self._timer is None:
                self._wait()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._wait()

        def resume_writing(self) -> None:
            super().resume_writing()
            self._stop_waiting()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)

        def _wait(self) -> None:
            self._stop_waiting()
            self._timer = self.loop.call_later(idle, self.transport.abort)

        def _stop_waiting(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    return Impatient


class Gate:
    """Around the application: bounds the body of a request, adds headers of safety, counts and logs."""

    def __init__(self, app: ASGIApp, limits: Limits, metrics: Metrics, quiet: bool) -> None:
        self._app, self._limits, self._metrics, self._quiet = app, limits, metrics, quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = _Request(scope, receive, send, self._limits)
        try:
            request.check_head(scope)
            await self._app(scope, request.receive, request.send)
        except ReplyError as error:
            if request.status is None:
                await request.refuse(error)
        finally:
            seconds = time.monotonic() - request.begun
            route = getattr(scope.get("route"), "path", "other")
            self._metrics.count(route, request.status or 499, seconds)
            if not self._quiet:
                _log(scope, route, request, seconds)


class _Request:
    """A request on its way through."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limits: Limits) -> None:
        self.begun = time.monotonic()
        self.status: int | None = None
        self.sent = 0
        self._received = 0
        self._receive, self._send, self._limits = receive, send, limits
        headers: Mapping[bytes, bytes] = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        self._too_large = not length.isdigit() or int(length) > limits.request

    def check_head(self, scope: Scope) -> None:
        """ReplyError 431 where address and headers are too long."""
        size = len(scope["query_string"]) + len(scope["raw_path"]) + sum(len(k) + len(v) for k, v in scope["headers"])
        if size > self._limits.header:
            raise ReplyError(431, f"address and headers may have {self._limits.header >> 10} KiB; post long queries")

    async def receive(self) -> Message:
        """The next part of the body; ReplyError 413 where there is too much, 408 where it takes too long."""
        if self._too_large:
            raise ReplyError(413, f"the body may have {self._limits.request >> 10} KiB")
        if self.status is not None:  # the application waits for the client to leave
            return await self._receive()
        left = self.begun + self._limits.idle - time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), max(left, 0.001))
        except asyncio.TimeoutError as error:
            raise ReplyError(408, f"the request took more than {self._limits.idle:g} s to arrive") from error
        self._received += len(message.get("body", b""))
        if self._received > self._limits.request:
            self._too_large = True
            return await self.receive()
        return message

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            names = {name for name, _ in message["headers"]}
            more = ((k.lower().encode(), v.encode()) for k, v in SECURITY.items())
            message["headers"] = [*message["headers"], *((k, v) for k, v in more if k not in names)]
        self.sent += len(message.get("body", b""))
        await self._send(message)

    async def refuse(self, error: ReplyError) -> None:
        """Say why, and close the connection, since the rest of the body is not read."""
        reply = fault(error.status, str(error))
        headers = [
            (b"content-type", reply.type.encode()),
            (b"content-length", b"%d" % len(reply.body)),
            (b"connection", b"close"),
        ]
        await self.send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await self.send({"type": "http.response.body", "body": reply.body})


def _log(scope: Scope, route: str, request: _Request, seconds: float) -> None:
    """One line of JSON on standard error: neither queries nor headers, which may hold what is nobody's business."""
    line: dict[str, Any] = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "client": (scope.get("client") or ["-"])[0],
        "method": scope["method"],
        "route": route,
        "status": request.status or 499,
        "bytes": request.sent,
        "ms": round(seconds * 1000, 1),
    }
    print(json.dumps(line), file=sys.stderr, flush=True)  # noqa: T201  the log of a server
