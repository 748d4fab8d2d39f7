"""One builder per folder: a lock that the system lets go of when its process ends, however that ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from generator.problem import BusyError, refused_by_disk

if sys.platform == "win32":
    import msvcrt

    def _lock(file: TextIO) -> None:
        file.seek(1 << 20)  # away from the number, which others must be able to read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: TextIO) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of this process alone: no child can keep it


def aside(folder: Path) -> Path:
    """The hidden folder beside `folder` that holds its lock, and what is on its way in or out."""
    folder = folder.resolve()
    return folder.parent / f".{folder.name}.rehearse"


@contextmanager
def alone(folder: Path, wait: float = 0) -> Iterator[None]:
    """Keep every other process from building `folder`, or from writing a file of that name.

    Raises BusyError, naming who is there, at once or after `wait` seconds, and MachineError when the disk refuses.
    """
    path = aside(folder) / "lock"
    fresh = not path.parent.parent.exists()
    try:
        taken = _waited_for(path, folder, time.monotonic() + wait)
    except OSError as error:
        raise refused_by_disk(error, folder) from error
    with taken as file:
        with suppress(OSError):  # a full disk: whoever waits is not told for whom
            file.truncate(0)
            os.write(file.fileno(), str(os.getpid()).encode())
        try:
            yield
        finally:
            file.truncate(0)
            with suppress(OSError):  # Windows keeps an open file
                path.unlink()
                path.parent.rmdir()
                if fresh:  # and still empty: nothing was written
                    path.parent.parent.rmdir()


def _waited_for(path: Path, folder: Path, until: float) -> TextIO:
    while True:
        try:
            return _taken(path, folder)
        except BusyError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.02)


def _taken(path: Path, folder: Path) -> TextIO:
    """Open the lock file and lock it; once more if the one before us has just removed it."""
    for last in [False] * 50 + [True]:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(PermissionError):  # somebody else's
                path.parent.chmod(0o700)  # a private folder may be on its way in it
            file = path.open("a+", encoding="ascii")
        except (FileExistsError, FileNotFoundError):
            if last:
                raise
            continue
        try:
            _lock(file)
        except (BlockingIOError, PermissionError) as error:
            with file:
                raise BusyError(f"{folder}: {_holder(file)} is building here; wait for it to end") from error
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        file.close()
    raise BusyError(f"{folder}: other processes are building here; wait for them to end")


def _holder(file: TextIO) -> str:
    """Name the process that holds the lock; one that has only just taken it gets a moment to say so."""
    for _ in range(20):
        file.seek(0)
        if number := file.read().strip():
            return f"process {number}"
        time.sleep(0.01)
    return "another process"
