"""Reads articles in several processes, and survives the death of any of them.

A worker is a fresh interpreter that gets one article after the other through a pipe, so nothing depends on how the calling
program was started. Results come in the order of the articles, whoever was faster. A worker that dies is replaced, and the
article that it was reading is tried once more.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, TypeAlias, cast

from kg.errors import InputError, KGError
from kg.journal import Entry, entry
from kg.model import Article, Failure
from kg.pipeline import Pipeline

_TRIES = 2
_AHEAD = 32
"""For each worker, how many articles may wait for one that takes long before them."""
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_BEGUN = "begun"


class Broken(NamedTuple):
    """Why an article cannot be read by this version: it ends its worker, or runs into a fault of kg."""

    reason: str


Outcome: TypeAlias = Entry | Failure | Broken
Done: TypeAlias = tuple[Article | Failure, Outcome]


def read_here(articles: Iterator[Article | Failure], pipeline: Pipeline) -> Iterator[Done]:
    """Read articles in this process, one after the other."""
    for article in articles:
        yield article, article if isinstance(article, Failure) else _attempt(pipeline, article)


def read_in_workers(articles: Iterator[Article | Failure], pipeline: Pipeline, jobs: int) -> Iterator[Done]:
    """Read articles in `jobs` processes; results come in the order of `articles`.

    Raises what concerns every article: DataError, LanguageError; KGError where workers cannot start.
    """
    pool = _Pool(articles, pipeline, jobs)
    try:
        yield from pool.results()
    finally:
        pool.stop()


@dataclass
class _Task:
    article: Article | Failure
    outcome: Outcome | None = None
    deaths: int = 0


@dataclass(eq=False)
class _Worker:
    """A process, and what it reads. `begun` is set once it has loaded what it needs for that."""

    process: subprocess.Popen[bytes]
    channel: Connection
    task: _Task | None = None
    begun: bool = False


class _Pool:
    def __init__(self, articles: Iterator[Article | Failure], pipeline: Pipeline, jobs: int) -> None:
        self._articles = articles
        self._pipeline = pipeline
        self._workers = [_start(pipeline) for _ in range(jobs)]
        self._order: deque[_Task] = deque()
        self._again: deque[_Task] = deque()
        self._more = True

    def results(self) -> Iterator[Done]:
        while self._order or self._more:
            for worker in self._workers:
                if worker.task is None:
                    self._assign(worker)
            while self._order and self._order[0].outcome is not None:
                task = self._order.popleft()
                yield task.article, cast("Outcome", task.outcome)
            if self._order:
                self._listen()

    def stop(self) -> None:
        for worker in self._workers:
            _stop(worker)

    def _assign(self, worker: _Worker) -> None:
        task = self._again.popleft() if self._again else self._next()
        if task is not None:
            worker.task, worker.begun = task, False
            with suppress(OSError):  # it is dead, which is noticed when it is listened to
                worker.channel.send(task.article)

    def _next(self) -> _Task | None:
        while self._more and len(self._order) < _AHEAD * len(self._workers):
            article = next(self._articles, None)
            if article is None:
                self._more = False
                return None
            self._order.append(_Task(article))
            if isinstance(article, Article):
                return self._order[-1]
            self._order[-1].outcome = article
        return None

    def _listen(self) -> None:
        busy = {worker.channel: worker for worker in self._workers if worker.task}
        for channel in wait(list(busy)):
            worker = busy[cast("Connection", channel)]
            try:
                self._hear(worker, worker.channel.recv())
            except (EOFError, OSError):
                self._replace(worker)

    def _hear(self, worker: _Worker, message: Any) -> None:
        if isinstance(message, KGError):
            raise message
        if message == _BEGUN:
            worker.begun = True
        elif worker.task is not None:
            worker.task.outcome, worker.task = message, None

    def _replace(self, dead: _Worker) -> None:
        task, fate = dead.task, _fate(_stop(dead))
        if task is None or not dead.begun:
            raise KGError(
                f"a worker {fate} before it could read anything; is there enough memory? fewer --jobs need less"
            )
        task.deaths += 1
        if task.deaths < _TRIES:
            self._again.append(task)
        else:
            task.outcome = Broken(f"ended {task.deaths} workers that were reading it; the last {fate}")
        self._workers[self._workers.index(dead)] = _start(self._pipeline)


def _start(pipeline: Pipeline) -> _Worker:
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-c", f"from kg.workers import serve; serve({theirs.fileno()})"]
    environment = {**os.environ, **_THREADS, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with theirs:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=environment,
            start_new_session=True,  # Ctrl-C is for us alone; a worker ends when its pipe is closed
        )
    channel = Connection(ours.detach())
    with suppress(OSError):
        channel.send(pipeline)
    return _Worker(process, channel)


def _stop(worker: _Worker) -> int:
    worker.channel.close()
    worker.process.kill()
    return worker.process.wait()


def _fate(code: int) -> str:
    return f"was stopped by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def serve(descriptor: int) -> None:
    """What a worker does: read the articles that come through the pipe, until it is closed."""
    with Connection(descriptor) as channel, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipeline: Pipeline = channel.recv()
        while True:
            article: Article = channel.recv()
            try:
                pipeline.prepare(article)
                if not gc.get_freeze_count():
                    gc.freeze()  # what was loaded stays: looking through it for garbage would only take time
                channel.send(_BEGUN)
                channel.send(_attempt(pipeline, article))
            except KGError as error:
                channel.send(error)


def _attempt(pipeline: Pipeline, article: Article) -> Outcome:
    try:
        return entry(pipeline.read(article), pipeline.version(article), article)
    except InputError as error:
        return Failure(article.id, str(error))
    except KGError:
        raise
    except Exception as error:  # noqa: BLE001  a fault that one article brings to light must not cost the others
        return Broken(f"{type(error).__name__}: {' '.join(str(error).split())}")
