"""Logs mock after mock, each `rehearse log` killed at any step or before a call to the disk; run by test_log.py.

`python kill_log.py TIMES FOLDER [SEED]`: FOLDER holds ada.yml, and ada-log.json if the log is to be in JSON. Prints how
many of the kills came before and how many after the mock was acknowledged. An acknowledged mock must be there for good,
and the log must read without a note.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import generator.planner
import generator.publish  # noqa: F401  # read once, so that the moments fall where it works
from generator.cli import main as rehearse
from generator.load import load_log

CONTENT = Path(__file__).parent / "content"
EVENTS = ("os.", "shutil.", "open", "fcntl.")


def logged(base: Path, fix: str, moment: int | None = None, *, disk: bool = False) -> tuple[bool, int]:
    """Log a mock in a process of its own; tell whether it was acknowledged, and how many steps it took in all.

    A step is what Python tells its audit hooks of. It is killed before its `moment`th; with `disk`, before the
    `moment`th call to the disk since it opened the log's folder.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        sys.stdout = os.fdopen(writing, "w", encoding="utf-8", buffering=1)
        steps = _counted(moment, disk)
        try:
            rehearse([
                "log", str(base / "ada.yml"), "--content", str(CONTENT), "--today", "2026-12-30", "--date",
                "2026-12-28", "--round", "knitting", "--before", "3", "--after", "3", "--fix", fix,
            ])  # fmt: skip
        finally:
            print(f"{next(steps)} steps")
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    steps_taken = re.search(r"(\d+) steps", said)
    return "logged" in said, int(steps_taken[1]) if steps_taken else 0


def _counted(moment: int | None, disk: bool) -> Iterator[int]:
    """Count the steps from now on, and end the process before its `moment`th."""
    steps, inside = count(), []

    def on_step(event: str, arguments: Iterable[object]) -> None:
        if event == "os.mkdir" and "ada-log." in str(arguments):
            inside.append(event)  # from here on it writes
        if (not disk or (inside and event.startswith(EVENTS))) and next(steps) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_step)
    return steps


def main(times: int, base: Path, seed: int = 1) -> None:
    log = base / "ada-log.json"
    start = b"[ "
    if not log.exists():
        log, start = base / "ada-log.yml", b"# mine, and it stays\n"
    log.write_bytes(start + (b"\t]\n" if log.suffix == ".json" else b""))
    expected: list[str] = []
    moments = random.Random(seed)
    _, whole = logged(base, "How long does it take?")
    expected.append("How long does it take?")
    before = after = 0
    for number in range(times):
        fix = f"Fix {number}: say more, \N{GREEK SMALL LETTER ALPHA}" * moments.randint(1, 8)
        disk = bool(number % 2)  # every call to the disk in turn, and any step at all of the later half
        acknowledged, _ = logged(
            base, fix, number // 2 if disk else moments.randrange(whole // 2, whole * 11 // 10), disk=disk
        )
        found = load_log(log)
        assert not found.notes, f"{number}: {found.notes}"
        fixes = [entry.fix for entry in found.entries]
        if fixes == [*expected, fix]:
            expected = fixes  # on disk, though perhaps nobody heard of it
        assert fixes == expected, f"{number}: something was lost or broken"
        assert not acknowledged or fixes[-1] == fix, f"{number}: acknowledged and lost"
        assert log.read_bytes().startswith(start.rstrip(b" "))
        before, after = before + (not acknowledged), after + acknowledged
    acknowledged, _ = logged(base, "The last one")
    assert acknowledged
    assert [entry.fix for entry in load_log(log).entries] == [*expected, "The last one"]
    assert {path.name for path in base.iterdir()} == {"ada.yml", log.name}, "not swept"
    print(before, after, len(expected))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
