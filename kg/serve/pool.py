"""The worker processes of a server, and which of them answers what.

So many workers answer at once as there are processors. A task that takes longer than a moment leaves its place to a fresh
worker and goes on at a low priority, so that it delays nobody; at its deadline its process is ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import Counter, deque
from collections.abc import Coroutine, Mapping
from contextlib import suppress

from kg.serve.limits import Limits
from kg.serve.replies import Reply, fault

_MOMENT = 0.3
_LOW = 10
_START = 60.0
_TOO_MUCH = frozenset({-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV})
"""How a process ends that gets no more memory."""


class _Process:
    """A worker process, and the conversation with it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.slow = False

    @classmethod
    async def start(cls, graph: str, limits: Limits) -> _Process:
        """A worker that is ready; OSError where it does not start."""
        command = (sys.executable, "-m", "kg.serve.worker", graph, str(limits.memory))
        pipe = asyncio.subprocess.PIPE
        worker = cls(await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, start_new_session=True))
        try:
            await asyncio.wait_for(worker._read(), _START)
        except (asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError) as error:
            await worker.end()
            raise OSError("a worker does not start") from error
        return worker

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def answer(self, task: Mapping[str, object]) -> Reply:
        """What it replies; EOFError where it ends before."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(task).encode("ascii") + b"\n")
            await self._process.stdin.drain()
            return await self._read()
        except (asyncio.IncompleteReadError, ConnectionError, ValueError) as error:
            raise EOFError from error

    async def _read(self) -> Reply:
        assert self._process.stdout is not None
        head = json.loads(await self._process.stdout.readline() or b"!")
        body = await self._process.stdout.readexactly(head["length"])
        return Reply(head.get("status", 200), head.get("type", ""), body, head.get("headers", {}))

    def yield_way(self) -> None:
        """Let all others go first, from now on."""
        self.slow = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _LOW)

    async def end(self) -> int:
        """End it; its exit code."""
        with suppress(ProcessLookupError):
            self._process.kill()
        return await self._process.wait()


class Pool:
    """Workers of one graph. `run` answers; start it with `start`, end it with `close`."""

    def __init__(self, graph: str, limits: Limits, workers: int) -> None:
        self.limits = limits
        self.stopped: Counter[str] = Counter()
        """Why tasks were stopped: deadline, memory, busy."""
        self._graph = graph
        self._workers = workers
        self._places = asyncio.Semaphore(workers)
        self._idle: deque[_Process] = deque()
        self._all: set[_Process] = set()
        self._slow = 0
        self._coming = 0
        self._tasks: set[asyncio.Task[object]] = set()

    async def start(self) -> None:
        """Start the workers, and one to spare. OSError where they do not start."""
        self._refill()
        await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(worker.end() for worker in self._all))
        self._all.clear()

    @property
    def counts(self) -> dict[str, int]:
        """How many workers there are, are idle, and are at long tasks."""
        return {"all": len(self._all), "idle": len(self._idle), "slow": self._slow}

    async def run(self, name: str, parameters: Mapping[str, list[str]], accept: str = "", argument: str = "") -> Reply:
        """What a worker replies to a task: 503 where none gets free in time, 504 and 507 where its limits end it."""
        limits = self.limits
        task: dict[str, object] = {"name": name, "parameters": parameters, "accept": accept, "argument": argument}
        task |= {"seconds": limits.seconds, "bytes": limits.result, "items": limits.rows}
        try:
            await asyncio.wait_for(self._places.acquire(), limits.waiting)
        except asyncio.TimeoutError:
            return self._stop("busy", 503, f"no worker was free for {limits.waiting:g} s; try again later")
        place = _Place(self._places)
        worker = None
        try:
            worker = await self._take()
            return await self._run(worker, task, place)
        finally:
            place.leave()
            if worker is not None:
                self._give_back(worker)

    async def _run(self, worker: _Process, task: Mapping[str, object], place: _Place) -> Reply:
        answering = asyncio.ensure_future(worker.answer(task))
        try:
            done, _ = await asyncio.wait({answering}, timeout=_MOMENT)
            if not done:
                if self._slow >= self._most_slow:
                    return self._stop("busy", 503, "too many long queries at once; try again later")
                self._slow += 1
                worker.yield_way()
                self._refill()
                place.leave()
                done, _ = await asyncio.wait({answering}, timeout=self.limits.seconds - _MOMENT)
            if not done:
                return self._stop("deadline", 504, f"stopped after {self.limits.seconds:g} s; ask for less")
            return answering.result()
        except EOFError:
            code = await worker.end()
            if code in _TOO_MUCH:
                return self._stop("memory", 507, "stopped: the answer takes more memory than it may; ask for less")
            return self._stop("deadline", 504, "stopped before it was done")
        finally:
            if not answering.done():
                answering.cancel()
                await worker.end()
            self._slow -= worker.slow

    @property
    def _most_slow(self) -> int:
        return 2 * self._workers

    def _stop(self, why: str, status: int, message: str) -> Reply:
        self.stopped[why] += 1
        return fault(status, message)

    async def _take(self) -> _Process:
        """A worker that is free."""
        while True:
            while self._idle:
                worker = self._idle.popleft()
                if worker.alive:
                    return worker
                self._all.discard(worker)
            await self._add()

    def _give_back(self, worker: _Process) -> None:
        if worker.alive and not worker.slow:
            self._idle.appendleft(worker)
        else:
            self._all.discard(worker)
            self._keep(worker.end())
            self._refill()

    def _refill(self) -> None:
        """Have as many workers as there are places, and one to spare, beside those at long tasks."""
        while len(self._all) - self._slow + self._coming <= self._workers:
            self._keep(self._add())

    def _keep(self, work: Coroutine[None, None, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _add(self) -> Coroutine[None, None, None]:
        self._coming += 1
        return self._start_one()

    async def _start_one(self) -> None:
        try:
            worker = await _Process.start(self._graph, self.limits)
        finally:
            self._coming -= 1
        self._all.add(worker)
        self._idle.append(worker)


class _Place:
    """One of the places of the workers, left once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._left = False

    def leave(self) -> None:
        """Let the next one in."""
        if not self._left:
            self._left = True
            self._places.release()
