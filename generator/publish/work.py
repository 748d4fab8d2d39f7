"""Makes costly files by all cores, with the same bytes as one after another."""

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
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path

from generator.cache import Cache
from generator.problem import ContentError, MachineError, Problem

#: Told the path of each file once it is made.
Progress = Callable[[str], None]
#: Gives a file's bytes in whichever thread or process: it can be pickled.
Task = Callable[[], bytes]


def silent(path: str) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True)
class Made:
    """A file that is costly to make: `key` names all it depends on.

    `prepare` does in this thread what is cheap, and gives the task that any thread or process may do. `shelf` is a
    folder where the bytes are kept for other runs, safe to delete; none for what is private.
    """

    key: str
    prepare: Callable[[], Task]
    shelf: Path | None = None

    def make(self) -> bytes:
        """Give the bytes, made in this thread."""
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
    # threads, for Typst works outside Python's lock and a process needs half a second before its first file
    makers = len(new) if apart else min(os.cpu_count() or 1, len(new))
    if new:
        _spread(new, _processes(makers) if apart else ThreadPoolExecutor(makers), makers, take)
    if problems:
        raise ContentError(problems)
    return {path: made[path] for path in files}


def _processes(count: int) -> Executor:
    return ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin_process)


def _begin_process() -> None:
    """Let a process that makes files end without a word at Ctrl+C, and when the one that started it ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _spread(files: Mapping[str, Made], pool: Executor, makers: int, take: Callable[[str, Task], None]) -> None:
    """Let `take` have each file's path, and what gives its bytes, as soon as they are there; close the pool."""
    waiting, running = iter(files.items()), dict[Future[bytes], str]()
    try:
        while True:
            # no further ahead than keeps all of them busy
            for path, file in islice(waiting, 2 * makers - len(running)):
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
