"""Who may write to a graph directory, which of its files somebody still reads, and how files are written for good.

The locks are the operating system's: they vanish with the process that holds them.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
from contextlib import suppress
from pathlib import Path
from typing import IO

from kg.errors import GraphError


def take(handle: IO[str], path: Path) -> None:
    """Lock the open lock file of the graph directory `path` until it is closed; GraphError names who holds it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        handle.seek(0)
        holder = handle.read().strip() or "another process"
        raise GraphError(f"{path}: locked by {holder}; wait until it is done, or stop it") from error
    os.register_at_fork(after_in_child=handle.close)  # a worker that outlives us must not keep the lock
    handle.truncate(0)
    handle.write(f"process {os.getpid()} on {socket.gethostname()}")
    handle.flush()


def holder(path: Path) -> str | None:
    """Who holds the lock file at `path`; None where nobody does."""
    try:
        with path.open("r", encoding="utf-8") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return handle.read().strip() or "another process"
    except FileNotFoundError:
        pass
    return None


def readers_file(home: Path) -> Path:
    """The file of a generation that its readers hold."""
    return home / "readers"


def hold_for_reading(home: Path) -> IO[bytes] | None:
    """An open file that keeps `home` from being deleted; None where it is being deleted right now."""
    try:
        guard = readers_file(home).open("rb")
    except FileNotFoundError:
        return None
    with suppress(BlockingIOError):
        fcntl.flock(guard, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if readers_file(home).exists():
            return guard
    guard.close()
    return None


def remove_unread(home: Path) -> None:
    """Delete a generation, unless somebody reads it."""
    try:
        with readers_file(home).open("rb") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(home)
    except BlockingIOError:
        return
    except FileNotFoundError:
        shutil.rmtree(home, ignore_errors=True)


def copy_with_links(old: Path, new: Path) -> None:
    """Copy a generation; its tables, which never change, become hard links where the file system has them."""
    new.mkdir()
    for path in old.iterdir():
        if path.suffix == ".sst":
            try:
                os.link(path, new / path.name)
                continue
            except OSError:
                pass
        if path.name not in {"LOCK", readers_file(old).name}:
            shutil.copy2(path, new / path.name)


def replace_file(path: Path, text: str) -> None:
    """Write a small file so that whoever reads it, or whatever crashes, finds the old text or the new one."""
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Force a file or directory to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
