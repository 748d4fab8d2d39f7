"""Publishes a small site again and again, killed before each call that touches the disk; run by test_swap.py.

`python kill.py exchange|pair FOLDER`: with `pair` the system seems to lack a way to exchange two folders. Prints how
many moments there were.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path

from generator.problem import ContentError
from generator.publish.files import write
from generator.publish.swap import new_site

EVENTS = ("ctypes.", "os.", "shutil.", "open")
BODY = '<meta charset="utf-8"><p>'


def publish(base: Path, text: str) -> None:
    with new_site(base / "site", base / "docs") as new:
        write(base / "docs", {"index.md": b"", "a/b.md": b""})
        if not text:
            raise ContentError([])
        (new / "a").mkdir()
        for path in ("index.html", "a/b.html"):
            (new / path).write_text(BODY + text)


def texts(site: Path) -> set[str]:
    """The text of the pages: one, if they are of one site; nothing, if there is none or it lacks a file."""
    paths = [site / path for path in ("index.html", "a/b.html", "_headers", ".rehearse-site.json")]
    if not all(path.exists() for path in paths):
        return set()
    return {path.read_text().partition("<p>")[2] for path in paths[:2]}


def killed(change: Callable[[Path, str], None], base: Path, text: str, moment: int) -> bool:
    """Change a folder in a process of its own, which ends before its `moment`th call; tell whether it came to that."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    calls = count()

    def on_call(event: str, arguments: Iterable[object]) -> None:
        if event.startswith(EVENTS) and next(calls) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_call)
    change(base, text)
    os._exit(0)


def main(way: str, base: Path) -> int:
    if way == "pair":

        def nothing(name: str | None) -> None:
            raise OSError

        ctypes.CDLL = nothing  # type: ignore[misc,assignment]
    publish(base, "0")
    for moment in count():
        before = texts(base / "site")
        new = str(moment + 1)
        done = not killed(publish, base, new, moment)
        if way == "exchange" or (base / "site").exists():
            assert texts(base / "site") in (before, {new}), f"{moment}: a torn site"
        with suppress(ContentError):  # a run that fails mends too
            publish(base, "")
        assert texts(base / "site") in (before, {new}), f"{moment}: not mended"
        assert {path.name for path in base.iterdir()} == {"docs", "site"}, f"{moment}: not swept"
        if done:
            assert texts(base / "site") == {new}
            return moment
    return 0


if __name__ == "__main__":
    print(main(sys.argv[1], Path(sys.argv[2])))
