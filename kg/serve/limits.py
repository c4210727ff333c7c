"""What a server grants to one request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bytes and seconds for one request, and how many run at once."""

    seconds: float = 30.0
    """How long a query may run."""
    memory: int = 2 << 30
    """Bytes that the process that answers may take beyond what it has when it starts."""
    result: int = 64 << 20
    """Bytes of an answer."""
    rows: int = 1000
    """The most items on a page of the JSON API."""
    request: int = 1 << 20
    """Bytes of a request's body."""
    header: int = 64 << 10
    """Bytes of a request's head, the query of a GET included."""
    idle: float = 15.0
    """Seconds in which a client must have sent its request, and in which it must take on what is sent to it."""
    waiting: float = 10.0
    """Seconds that a request waits for its turn."""
    clients: int = 1000
    """Connections at once."""
