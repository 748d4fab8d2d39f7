"""Logs mock after mock, each `rehearse log` killed at a random moment or before a call to the disk; run by test_log.py.

`python kill_log.py TIMES FOLDER [SEED]`: FOLDER holds ada.yml. Prints how many of the kills came before and how many
after the mock was acknowledged. An acknowledged mock must be there for good, and the log must read without a note.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import generator.planner
import generator.publish  # noqa: F401  # read once, so that the moments fall where it works
from generator.cli import main as rehearse
from generator.load import load_log

CONTENT = Path(__file__).parent.parent / "content"
EVENTS = ("os.", "shutil.", "open", "fcntl.")


def logged(base: Path, fix: str, moment: int | None, seconds: float) -> tuple[bool, float]:
    """Log a mock in a process of its own; tell whether it was acknowledged, and how long it ran.

    It is killed before its `moment`th call to the disk since it opened the log's folder, or else after `seconds`.
    """
    reading, writing = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if not child:
        sys.stdout = os.fdopen(writing, "w", encoding="utf-8", buffering=1)
        if moment is not None:
            _die_at(moment)
        rehearse([
            "log", str(base / "ada.yml"), "--content", str(CONTENT), "--today", "2026-12-30", "--date", "2026-12-28",
            "--round", "coding", "--before", "3", "--after", "3", "--fix", fix,
        ])  # fmt: skip
    os.close(writing)
    if moment is None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as said:
        acknowledged = b"logged" in said.read()
    os.waitpid(child, 0)
    return acknowledged, time.monotonic() - started


def _die_at(moment: int) -> None:
    calls = count()
    inside = []

    def on_call(event: str, arguments: Iterable[object]) -> None:
        if event == "os.mkdir" and "ada-log.yml" in str(arguments):
            inside.append(event)  # from here on it writes
        if inside and event.startswith(EVENTS) and next(calls) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_call)


def main(times: int, base: Path, seed: int = 1) -> None:
    log = base / "ada-log.yml"
    log.write_bytes(b"# mine, and it stays\n")
    expected: list[str] = []
    moments = random.Random(seed)
    _, whole = logged(base, "How long does it take?", 1_000_000, 0)
    expected.append("How long does it take?")
    before = after = 0
    for number in range(times):
        fix = f"Fix {number}: say more, \N{GREEK SMALL LETTER ALPHA}" * moments.randint(1, 8)
        moment = number // 2 if number % 2 else None  # every call to the disk in turn, and any moment at all
        acknowledged, _ = logged(base, fix, moment, moments.uniform(0, whole * 1.1))
        found = load_log(log)
        assert not found.notes, f"{number}: {found.notes}"
        fixes = [entry.fix for entry in found.entries]
        if fixes == [*expected, fix]:
            expected = fixes  # on disk, though perhaps nobody heard of it
        assert fixes == expected, f"{number}: something was lost or broken"
        assert not acknowledged or fixes[-1] == fix, f"{number}: acknowledged and lost"
        assert log.read_bytes().startswith(b"# mine, and it stays\n")
        before, after = before + (not acknowledged), after + acknowledged
    acknowledged, _ = logged(base, "The last one", 1_000_000, 0)
    assert acknowledged
    assert [entry.fix for entry in load_log(log).entries] == [*expected, "The last one"]
    assert {path.name for path in base.iterdir()} == {"ada.yml", "ada-log.yml"}, "not swept"
    print(before, after, len(expected))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
