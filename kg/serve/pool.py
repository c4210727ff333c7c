"""The worker processes of a server, and which of them answers what.

So many workers answer at once as there are processors. A task that takes longer than a moment leaves its place to a fresh
worker and goes on at a low priority, so that it delays nobody; at its deadline its process is ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections import Counter, deque
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from pathlib import Path

from kg.serve.limits import Limits
from kg.serve.replies import PID_BYTES, READY, Reply, fault

_MOMENT = 0.3
_LOW = 10
_START = 60.0


class _Nursery:
    """The process that workers are forked off."""

    def __init__(self, graph: str, memory: int) -> None:
        self._command = (sys.executable, "-m", "kg.serve.nursery", graph, str(memory))
        self._door: socket.socket | None = None
        self._one_at_a_time = asyncio.Lock()

    async def worker(self) -> _Worker:
        """A new worker that is ready; OSError where none can be had."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            async with self._one_at_a_time:
                door = self._door or await self._open()
                try:
                    socket.send_fds(door, [b"+"], [theirs.fileno()])
                    child = await loop.sock_recv(door, PID_BYTES)
                except OSError:
                    child = b""
                if len(child) != PID_BYTES:
                    self.close()  # the next one gets a new nursery
                    raise OSError("the process that starts workers has ended")
        worker = _Worker(int.from_bytes(child, "big"), *await asyncio.open_connection(sock=ours))
        try:
            await asyncio.wait_for(worker.read(), _START)
        except (EOFError, asyncio.TimeoutError) as error:
            worker.end()
            raise OSError("a worker does not start") from error
        return worker

    async def _open(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            await asyncio.create_subprocess_exec(*self._command, stdin=theirs.fileno(), start_new_session=True)
        if await asyncio.get_running_loop().sock_recv(ours, len(READY)) != READY:
            ours.close()
            raise OSError("the process that starts workers does not start")
        self._door = ours
        return ours

    def close(self) -> None:
        """Let it end."""
        if self._door is not None:
            self._door.close()
            self._door = None


class _Worker:
    """A worker process, and the conversation with it."""

    def __init__(self, process: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._process, self._reader, self._writer = process, reader, writer
        self._ended = False
        self.slow = False

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return not self._ended and not self._reader.at_eof()

    async def answer(self, task: Mapping[str, object]) -> Reply:
        """What it replies; EOFError where it ends before."""
        self._writer.write(json.dumps(task).encode("ascii") + b"\n")
        return await self.read()

    async def read(self) -> Reply:
        """Its next reply; EOFError where it ends before."""
        try:
            head = json.loads(await self._reader.readline() or b"!")
            body = await self._reader.readexactly(head["length"])
        except (asyncio.IncompleteReadError, ConnectionError, ValueError) as error:
            raise EOFError from error
        return Reply(head.get("status", 200), head.get("type", ""), body, head.get("headers", {}))

    def seconds(self) -> float:
        """Processor time that it has taken; infinite where the system does not say."""
        try:
            fields = Path(f"/proc/{self._process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return float("inf")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def yield_way(self) -> None:
        """Let all others go first, from now on."""
        self.slow = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process, _LOW)

    def end(self) -> None:
        """End it."""
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
        self._ended = True
        self._writer.close()


class Pool:
    """Workers of one graph. `run` answers; start it with `start`, end it with `close`."""

    def __init__(self, graph: str, limits: Limits, workers: int) -> None:
        self.limits = limits
        self.stopped: Counter[str] = Counter()
        """Why tasks were stopped: deadline, memory, busy."""
        self._workers = workers
        self._places = asyncio.Semaphore(workers)
        self._nursery = _Nursery(graph, limits.memory)
        self._idle: deque[_Worker] = deque()
        self._all: set[_Worker] = set()
        self._slow = 0
        self._coming = 0
        self._tasks: set[asyncio.Task[object]] = set()

    async def start(self) -> None:
        """Start the workers, and one to spare. OSError where they do not start."""
        self._refill()
        await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """End all workers."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for worker in self._all:
            worker.end()
        self._all.clear()
        self._nursery.close()

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

    async def _run(self, worker: _Worker, task: Mapping[str, object], place: _Place) -> Reply:
        begun = time.monotonic()
        answering = asyncio.ensure_future(worker.answer(task))
        try:
            if not await self._in_a_moment(worker, answering):
                if self._slow >= self._most_slow:
                    return self._stop("busy", 503, "too many long queries at once; try again later")
                self._slow += 1
                worker.yield_way()
                self._refill()
                place.leave()
                await asyncio.wait({answering}, timeout=begun + self.limits.seconds - time.monotonic())
            if not answering.done():
                return self._stop("deadline", 504, f"stopped after {self.limits.seconds:g} s; ask for less")
            return answering.result()
        except EOFError:
            if time.monotonic() - begun < self.limits.seconds:
                return self._stop("memory", 507, "stopped: the answer takes more memory than it may; ask for less")
            return self._stop("deadline", 504, f"stopped after {self.limits.seconds:g} s; ask for less")
        finally:
            if not answering.done():
                answering.cancel()
                worker.end()
            self._slow -= worker.slow

    async def _in_a_moment(self, worker: _Worker, answering: asyncio.Future[Reply]) -> bool:
        """Whether the answer is there after a moment of processor time: on a busy machine, that takes longer."""
        before, until = worker.seconds(), time.monotonic() + self.limits.seconds
        while not answering.done() and time.monotonic() < until:
            await asyncio.wait({answering}, timeout=_MOMENT)
            if worker.seconds() - before >= _MOMENT or before == float("inf"):
                break
        return answering.done()

    @property
    def _most_slow(self) -> int:
        return 2 * self._workers

    def _stop(self, why: str, status: int, message: str) -> Reply:
        self.stopped[why] += 1
        return fault(status, message)

    async def _take(self) -> _Worker:
        """A worker that is free."""
        while True:
            while self._idle:
                worker = self._idle.popleft()
                if worker.alive:
                    return worker
                self._all.discard(worker)
            await self._add()

    def _give_back(self, worker: _Worker) -> None:
        if worker.alive and not worker.slow:
            self._idle.appendleft(worker)
        else:
            self._all.discard(worker)
            worker.end()
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
            worker = await self._nursery.worker()
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
