"""Measure everything in one run and write BENCH.md: ours and plain Material side by side, whole processes.

`python -m bench.run` takes about ten minutes on two cores. What takes less than ten seconds is the median of three.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from bench.content import ROOT, make_content
from bench.edit import seconds as edit_seconds
from bench.plain import as_markdown
from generator import pages, publish
from generator.load import CACHE

SIZES = (100, 1000, 3000)
MANY = 10_000
SHORT, AGAIN = 10, 3
REHEARSE = Path(sys.executable).with_name("rehearse")


class Taken(NamedTuple):
    """A whole process, with those that it started: seconds on the clock and of the processors, peak megabytes."""

    clock: float
    processor: float
    memory: float


class Row(NamedTuple):
    """A line of the table; `plain` is nothing where there is nothing to compare with."""

    what: str
    ours: str
    plain: str = ""
    ratio: str = ""


def main() -> None:
    """Measure, say each line as it is known, write BENCH.md."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in _rows(folder):
            print(" | ".join(row), flush=True)
            rows.append(row)
    lines = "".join(f"| {row.what} | {row.ours} | {row.plain} | {row.ratio} |\n" for row in rows)
    versions = ", ".join(f"{label} {version(label.lower())}" for label in ("MkDocs", "MkDocs-Material", "Typst"))
    values = {"python": platform.python_version(), "versions": versions, "cores": os.cpu_count(), "rows": lines}
    text = Path(__file__).with_name("report.md").read_text("utf-8").format(**values)
    (ROOT / "BENCH.md").write_text(text, "utf-8")


def _rows(folder: Path) -> Iterator[Row]:
    for size in SIZES:
        content = make_content(folder / f"{size}" / "content", size)
        plain = folder / f"{size}" / "plain"
        for path, page in pages.render(publish.read(content)).items():
            (plain / path).parent.mkdir(parents=True, exist_ok=True)
            (plain / path).write_text(as_markdown(page), "utf-8")
        ours, theirs = _pair(content, plain, folder / "built")
        ratio = f"{ours.clock / theirs.clock:.2f}"
        yield Row(f"site of {size:,} questions, cold", _s(ours.clock), _s(theirs.clock), ratio)
        ratio = f"{ours.processor / theirs.processor:.2f}"
        yield Row("… processor time of all cores", _s(ours.processor), _s(theirs.processor), ratio)
        yield Row(
            "… peak memory", f"{ours.memory:.0f} MB", f"{theirs.memory:.0f} MB", f"{ours.memory / theirs.memory:.2f}"
        )
    edited = edit_seconds(folder / "1000" / "content", folder / "served", REHEARSE)
    yield Row("an edit under `rehearse serve`, 1,000 questions", _s(edited))
    many = make_content(folder / "many" / "content", MANY)
    check = [REHEARSE, "check", "--content", many]
    yield Row(f"load and check {MANY:,} questions, cold", _s(_cold(check).clock))
    yield Row(f"load and check {MANY:,} questions, again", _s(_median(check).clock))
    for document in ("plan", "sheet"):
        command = [sys.executable, "-m", "bench.sheets", document]
        yield Row(f"{document} as PDF, cold process", _s(_median([*command, "0"]).clock))
        warm = float(subprocess.run([*command, "5"], capture_output=True, text=True, check=True, cwd=ROOT).stdout)
        yield Row(f"{document} as PDF, warm", f"{1000 * warm:.0f} ms")
    pack = _median([sys.executable, "-m", "bench.sheets", "pack", "0"])
    yield Row("pack of 25 questions with answers as PDF, cold process", _s(pack.clock))
    yield Row("… peak memory", f"{pack.memory:.0f} MB")


def _pair(content: Path, plain: Path, out: Path) -> tuple[Taken, Taken]:
    """Build ours and theirs in turn, so that both meet the same machine."""
    ours, theirs = [], []
    while not ours or (len(ours) < AGAIN and ours[0].clock < SHORT):
        ours.append(_cold([sys.executable, "-m", "bench.site", "ours", content, out / "ours"]))
        theirs.append(_taken([sys.executable, "-m", "bench.site", "plain", plain, out / "plain"]))
        built = [len(list((out / side / "site").rglob("*.html"))) for side in ("ours", "plain")]
        if built[0] != built[1]:
            raise AssertionError(f"expected as many pages on both sides; got {built}")
        shutil.rmtree(out)
    return _middle(ours), _middle(theirs)


def _cold(command: list[object]) -> Taken:
    shutil.rmtree(CACHE, ignore_errors=True)
    return _taken(command)


def _median(command: list[object]) -> Taken:
    return _middle([_taken(command) for _ in range(AGAIN)])


def _middle(taken: list[Taken]) -> Taken:
    return Taken(*(statistics.median(each) for each in zip(*taken, strict=True)))


def _taken(command: list[object]) -> Taken:
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(each) for each in command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        clock = time.monotonic() - start
        if status:
            said.seek(0)
            raise RuntimeError(said.read().decode())
    return Taken(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _s(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds:.2f} s"


if __name__ == "__main__":
    main()
