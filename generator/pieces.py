"""Files that take time to make, as data, and the workers that make them: the same bytes, however many there are."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path

from generator.cache import Cache
from generator.problem import ContentError, MachineError, Problem

#: Called with the path of each file as soon as it is made.
OnMade = Callable[[str], None]
#: Returns the bytes of a file in any thread or process, so it can be pickled.
Task = Callable[[], bytes]


def ignore(path: str) -> None:
    """Do nothing with the path of a file that was made."""


@dataclass(frozen=True)
class Piece:
    """A file to be made. Like its task, it can be pickled and made elsewhere.

    `key` changes with everything that the file depends on. `prepare` does the cheap part in this thread and returns the
    task for any thread or process. `shelf` is a cache folder for the bytes; private files have none.
    """

    key: str
    prepare: Callable[[], Task]
    shelf: Path | None = None

    def make(self) -> bytes:
        """Return the bytes, made in this thread."""
        return self.prepare()()

    def kept(self) -> bytes | None:
        """Return the bytes from the cache, or None if they aren't there."""
        lines = Cache(self.shelf).get(self.key) if self.shelf else None
        return None if lines is None else b"\n".join(lines)

    def keep(self, content: bytes) -> None:
        """Put the bytes into the cache, if the piece has one."""
        if self.shelf:
            Cache(self.shelf).put(self.key, [content])


@dataclass(frozen=True)
class Workers:
    """How many tasks run at once, and what makes the executor that runs them: threads, processes or a cluster's."""

    count: int
    executor: Callable[[], Executor]


def threads() -> Workers:
    """Return one thread per core: Typst works outside Python's lock, and a process takes half a second to start."""
    count = os.cpu_count() or 1
    return Workers(count, lambda: ThreadPoolExecutor(count))


def processes() -> Workers:
    """Return one process per core, for large files: the memory that they took is free again afterwards."""
    count = os.cpu_count() or 1
    return Workers(count, lambda: ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin_process))


def make_all(pieces: Mapping[str, Piece], on_made: OnMade = ignore, workers: Workers | None = None) -> dict[str, bytes]:
    """Make files, by threads unless `workers` are given, and return path → bytes.

    Raises ContentError with the problems of all files, MachineError if a process was killed; any other error ends the
    work at once.
    """
    problems: list[Problem] = []
    made: dict[str, bytes] = {}

    def take(path: str, result: Task) -> None:
        try:
            made[path] = result()
            pieces[path].keep(made[path])
        except ContentError as error:
            problems.extend(error.problems)
        on_made(path)

    made |= {path: content for path, piece in pieces.items() if (content := piece.kept()) is not None}
    new = {path: piece for path, piece in pieces.items() if path not in made}
    if new:
        _run(new, workers or threads(), take)
    if problems:
        raise ContentError(problems)
    return {path: made[path] for path in pieces}


def _run(pieces: Mapping[str, Piece], workers: Workers, take: Callable[[str, Task], None]) -> None:
    """Call `take` with the path and the result of each piece as soon as it is done."""
    waiting, running = iter(pieces.items()), dict[Future[bytes], str]()
    pool = workers.executor()
    try:
        while True:
            # prepare no more than keeps all workers busy
            for path, piece in islice(waiting, 2 * workers.count - len(running)):
                running[pool.submit(piece.prepare())] = path
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                take(running.pop(future), future.result)
    except BrokenExecutor as error:
        message = "a process that made sheets was ended: close what needs memory, then run it again"
        raise MachineError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin_process() -> None:
    """Let a worker process end silently at Ctrl+C, and when the process that started it ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
