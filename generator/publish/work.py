"""Makes costly files: one after another, or where they are many by all cores, with the same bytes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from generator.cache import Cache
from generator.problem import ContentError, MachineError, Problem

#: Files from which on it pays to start processes: each needs half a second before its first.
MANY = 20
#: Files for which one more process pays.
_SHARE = 10

#: Told the path of each file once it is made.
Progress = Callable[[str], None]
#: Gives a file's bytes in whichever process: it can be pickled.
Task = Callable[[], bytes]


def silent(path: str) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True)
class Made:
    """A file that is costly to make: `key` names all it depends on.

    `prepare` does in this process what is cheap, and gives the task that any process may do. `shelf` is a folder where
    the bytes are kept for other runs, safe to delete; none for what is private.
    """

    key: str
    prepare: Callable[[], Task]
    shelf: Path | None = None

    def make(self) -> bytes:
        """Give the bytes, made in this process."""
        return self.prepare()()

    def holding(self, content: bytes) -> Made:
        """Give the same file with its bytes, made elsewhere."""
        return replace(self, prepare=partial(partial, bytes, content))

    def kept(self) -> bytes | None:
        """Give the bytes as another run made them, if they were kept."""
        lines = Cache(self.shelf).get(self.key) if self.shelf else None
        return None if lines is None else b"\n".join(lines)

    def keep(self, content: bytes) -> None:
        """Keep the bytes for other runs, where that is meant."""
        if self.shelf:
            Cache(self.shelf).put(self.key, [content])


def make_all(files: Mapping[str, Made], progress: Progress = silent, *, apart: bool = False) -> dict[str, bytes]:
    """Make files: path → bytes. With `apart` each in a process of its own, which leaves no memory behind.

    Raises ContentError with the problems of all files; what else goes wrong ends the work at once. MachineError when a
    process was ended from outside.
    """
    problems: list[Problem] = []
    made: dict[str, bytes] = {}

    def take(path: str, result: Task) -> None:
        try:
            made[path] = result()
            files[path].keep(made[path])
        except ContentError as error:
            problems.extend(error.problems)
        progress(path)

    made |= {path: content for path, file in files.items() if (content := file.kept()) is not None}
    new = {path: file for path, file in files.items() if path not in made}
    # where each is apart, as many as there are files: no process makes two
    processes = len(new) if apart else min(os.cpu_count() or 1, len(new) // _SHARE)
    if new and (apart or (len(new) >= MANY and processes > 1)):
        _by_processes(new, processes, take)
    else:
        for path, file in new.items():
            take(path, file.make)
    if problems:
        raise ContentError(problems)
    return {path: made[path] for path in files}


def _by_processes(files: Mapping[str, Made], processes: int, take: Callable[[str, Task], None]) -> None:
    """Let `take` have each file's path, and what gives its bytes, as soon as they are there."""
    waiting, running = iter(files.items()), dict[Future[bytes], str]()
    # Ctrl+C ends the others without a word: this one speaks
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL)
    )
    try:
        while True:
            # no further ahead than keeps all of them busy
            for path, file in islice(waiting, 2 * processes - len(running)):
                running[pool.submit(file.prepare())] = path
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                take(running.pop(future), future.result)
    except BrokenExecutor as error:
        message = "a process that made sheets was ended: close what needs memory, then run it again"
        raise MachineError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)
