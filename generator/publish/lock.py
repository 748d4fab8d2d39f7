"""One process at a time for each folder or file: a lock that the system releases when its process ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from generator.problem import BusyError, refused_by_disk

#: In the hidden folder: the lock, and the number of the process that has it.
_LOCK, _HOLDER = "lock", "process"


def staging(target: Path) -> Path:
    """Return the hidden folder next to a folder or file, for its lock and for what is being built or replaced."""
    target = target.resolve()
    return target.parent / f".{target.name}.rehearse"


@contextmanager
def locked(target: Path, wait: float = 0) -> Iterator[None]:
    """Keep every other process from building a folder or writing a file, whether it exists yet or not.

    `wait` is for how many seconds to wait for another process. Raises BusyError, which names that process, and
    MachineError when the disk refuses.
    """
    hidden = staging(target)
    fresh = not hidden.parent.exists()
    try:
        lock = _acquired(hidden, wait)
    except Timeout as error:
        raise BusyError(f"{target}: {_holder(hidden)} is building here; wait for it to end") from error
    except OSError as error:
        raise refused_by_disk(error, target) from error
    try:
        with suppress(OSError):  # on a full disk the message to others has no number
            (hidden / _HOLDER).write_text(str(os.getpid()), "ascii")
        yield
    finally:
        with suppress(OSError):  # Windows keeps an open file
            (hidden / _HOLDER).unlink(missing_ok=True)
            (hidden / _LOCK).unlink()
            hidden.rmdir()
            if fresh:  # and still empty: nothing was written
                hidden.parent.rmdir()
        lock.release()


def _acquired(hidden: Path, wait: float) -> FileLock:
    """Return the lock of a hidden folder, acquired. Raises Timeout or OSError."""
    lock = FileLock(hidden / _LOCK, mode=0o600, fallback_to_soft=False)
    until = time.monotonic() + wait
    for last in [False] * 50 + [True]:
        try:
            hidden.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(PermissionError):  # another user's
                hidden.chmod(0o700)  # a private folder may be built in it
            lock.acquire(timeout=max(0, until - time.monotonic()), poll_interval=0.02)
            return lock
        except (FileExistsError, FileNotFoundError):  # another process has just removed the folder
            if last:
                raise
    raise AssertionError("unreachable")


def _holder(hidden: Path) -> str:
    """Return a name for the process that has the lock; it gets a moment to write its number."""
    for _ in range(20):
        with suppress(OSError):
            if number := (hidden / _HOLDER).read_text("ascii").strip():
                return f"process {number}"
        time.sleep(0.01)
    return "another process"
