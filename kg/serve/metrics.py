"""What a server counts, as Prometheus reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Requests by route and status, and how long they took."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count a request that has been answered."""
        self._requests[route, status] += 1
        self._buckets[next((bucket for bucket in _BUCKETS if seconds <= bucket), float("inf"))] += 1
        self._seconds += seconds

    def text(self, workers: Mapping[str, int], stopped: Mapping[str, int]) -> str:
        """All that was counted, with the state of the workers and why queries were stopped."""
        return "\n".join(self._lines(workers, stopped)) + "\n"

    def _lines(self, workers: Mapping[str, int], stopped: Mapping[str, int]) -> Iterator[str]:
        yield "# TYPE kg_requests_total counter"
        for (route, status), number in sorted(self._requests.items()):
            yield f'kg_requests_total{{route="{route}",status="{status}"}} {number}'
        yield "# TYPE kg_request_seconds histogram"
        total = 0
        for bucket in (*_BUCKETS, float("inf")):
            total += self._buckets[bucket]
            yield f'kg_request_seconds_bucket{{le="{"+Inf" if bucket == float("inf") else bucket}"}} {total}'
        yield f"kg_request_seconds_sum {self._seconds:.6f}"
        yield f"kg_request_seconds_count {total}"
        yield "# TYPE kg_workers gauge"
        for state, number in sorted(workers.items()):
            yield f'kg_workers{{state="{state}"}} {number}'
        yield "# TYPE kg_queries_stopped_total counter"
        for why in ("busy", "deadline", "memory"):
            yield f'kg_queries_stopped_total{{reason="{why}"}} {stopped.get(why, 0)}'
