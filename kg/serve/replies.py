"""What a worker sends back, and what it reads its tasks from: frames of bytes between two processes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from kg.errors import KGError

Parameters = dict[str, list[str]]

READY = b"!"
"""What the nursery of workers says when workers can be had."""
PID_BYTES = 8
"""In how many bytes it tells the process id of a worker."""


@dataclass(frozen=True)
class Reply:
    """An answer: HTTP status, media type, the content, and further headers."""

    status: int = 200
    type: str = "application/json"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class ReplyError(KGError):
    """A fault with the HTTP status that tells it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def fault(status: int, message: str) -> Reply:
    """The reply that tells a fault."""
    return json_reply({"error": " ".join(message.split())}, status)


def json_reply(content: Any, status: int = 200) -> Reply:
    """`content` as JSON."""
    return Reply(status, "application/json", json.dumps(content, ensure_ascii=False).encode("utf-8"))


class Bounded:
    """A file in memory that takes at most `limit` bytes; ReplyError where more are written."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self.full = False

    def write(self, data: bytes) -> int:
        """Take `data`."""
        self._size += len(data)
        if self._size > self._limit:
            self.full = True
            raise OSError(f"the answer is larger than {self._limit >> 20} MiB; ask for less, or with LIMIT and OFFSET")
        self._parts.append(bytes(data))
        return len(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        """Take all of `lines`."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing waits."""

    def content(self) -> bytes:
        """All that was written."""
        return b"".join(self._parts)


def write_frame(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Send a head, as JSON on a line of its own, and a body."""
    stream.write(json.dumps({**head, "length": len(body)}).encode("ascii") + b"\n")
    stream.write(body)
    stream.flush()
