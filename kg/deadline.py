"""Work that has to end in time: in a child process, since an engine that is busy cannot be stopped otherwise."""

from __future__ import annotations

import os
import pickle
import signal
import tempfile
from collections.abc import Callable
from typing import TypeVar, cast

from kg.errors import KGError, QueryError

Result = TypeVar("Result")


def within(seconds: float | None, work: Callable[[], Result]) -> Result:
    """What `work` returns or raises, a value that can be pickled; QueryError where it takes longer. None sets no limit."""
    if seconds is None:
        return work()
    with tempfile.TemporaryFile() as outcome:
        child = os.fork()
        if child == 0:
            # the signal's default action ends the process even while the engine holds the interpreter
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:
                pickle.dump(_outcome(work), outcome)
                outcome.flush()
                os._exit(0)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) == -signal.SIGALRM:
            raise QueryError(f"stopped after {seconds:g} s; --timeout gives it longer, --limit asks for less")
        if status:
            raise QueryError("the process that answered ended before it was done; it may have run out of memory")
        outcome.seek(0)
        result = pickle.load(outcome)
    if isinstance(result, Exception):
        raise result
    return cast("Result", result)


def _outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except (KGError, OSError) as error:
        return error
