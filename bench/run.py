"""Measure everything in one run and write BENCH.md: ours beside plain Material and WeasyPrint.

`python -m bench.run` takes about ten minutes on two cores. What takes less than ten seconds is the median of three.
"""

from __future__ import annotations

import io
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from bench.content import ROOT, make_content
from bench.edit import seconds as edit_seconds
from bench.plain import as_markdown
from bench.sheets import CONTENT, made
from bench.taken import Taken, taken
from bench.weasy import WEASYPRINT, environment
from generator import pages
from generator.jobs.site import read

SIZES = (100, 1000, 3000)
MANY = 10_000
SHORT, AGAIN = 10, 3
#: What is printed, and how often more by a warm process. The pack, which comes last, holds 25 questions with their
#: answers, and is made in a process of its own.
PAPERS = {"plan": 5, "sheet": 5, "pack": 0}
#: The last commit with the planner before this one: what it took to plan, and to say what changed, is the measure.
OLD = "0d6cc72"
REHEARSE = Path(sys.executable).with_name("rehearse")


class Row(NamedTuple):
    """A line of the table; `other` is nothing where there is nothing to compare with."""

    what: str
    ours: str
    other: str = ""
    ratio: str = ""


def main() -> None:
    """Measure, say each line as it is known, write BENCH.md."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["REHEARSE_CACHE"] = str(folder)
        for row in _rows(folder):
            print(" | ".join(row), flush=True)
            rows.append(row)
    lines = "".join(f"| {row.what} | {row.ours} | {row.other} | {row.ratio} |\n" for row in rows)
    versions = ", ".join(f"{label} {version(label.lower())}" for label in ("MkDocs", "MkDocs-Material", "Typst"))
    values = {
        "python": platform.python_version(), "versions": versions, "weasyprint": WEASYPRINT.replace("==", " "),
        "cores": os.cpu_count(), "rows": lines,
    }  # fmt: skip
    text = Path(__file__).with_name("report.md").read_text("utf-8").format(**values)
    (ROOT / "BENCH.md").write_text(text, "utf-8")


def _rows(folder: Path) -> Iterator[Row]:
    for size in SIZES:
        content = make_content(folder / f"{size}" / "content", size)
        plain = folder / f"{size}" / "plain"
        for path, page in pages.render(read(content)).items():
            (plain / path).parent.mkdir(parents=True, exist_ok=True)
            (plain / path).write_text(as_markdown(page), "utf-8")
        ours, theirs = _pair(content, plain, folder / "built")
        ratio = f"{ours.clock / theirs.clock:.2f}"
        yield Row(f"site of {size:,} questions, cold, against plain Material", _s(ours.clock), _s(theirs.clock), ratio)
        ratio = f"{ours.processor / theirs.processor:.2f}"
        yield Row("… processor time of all cores", _s(ours.processor), _s(theirs.processor), ratio)
        yield Row("… peak memory", _mb(ours.memory), _mb(theirs.memory), f"{ours.memory / theirs.memory:.2f}")
    edited = edit_seconds(folder / "1000" / "content", folder / "served", REHEARSE)
    yield Row("an edit under `rehearse serve`, 1,000 questions", _s(edited))
    many = make_content(folder / "many" / "content", MANY)
    check = [REHEARSE, "check", "--content", many]
    yield Row(f"load and check {MANY:,} questions, cold", _s(_middle([_cold(check) for _ in range(AGAIN)]).clock))
    yield Row(f"load and check {MANY:,} questions, again", _s(_median(check).clock))
    yield from planning_rows(folder)
    yield from paper_rows(folder)


def planning_rows(folder: Path) -> Iterator[Row]:
    """Plan sixty sessions, and run the sample candidate's command, with this checkout and with the old commit.

    Where the clone doesn't have the old commit, ours alone.
    """
    old = _old_checkout(folder)
    theirs = _planning(old) if old else None
    what = "plan sixty sessions, with what changed, against the old commit"
    yield Row(what, *_compared(_planning(ROOT), theirs))
    ours, others = [], []
    for _ in range(AGAIN):
        ours.append(_sample_plan(ROOT, folder))
        if old:
            others.append(_sample_plan(old, folder))
    for place, part in enumerate(("session", "sheet")):
        middle = [statistics.median(each[place] for each in runs) if runs else None for runs in (ours, others)]
        yield Row(
            f"the sample candidate's command, per {part}, against the old commit", *_compared(middle[0] or 0, middle[1])
        )


def _sample_plan(checkout: Path, folder: Path) -> tuple[float, float]:
    """Run `rehearse plan` for the sample candidate with its sheets; return milliseconds per session and per sheet.

    A text for a language model counts as a sheet: it is one that nobody prints.
    """
    out = folder / "sample"
    env = os.environ | {"PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "generator.cli", "plan", "content/candidates/ada.yml", "--all", "--out", str(out)]
    start = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=checkout, env=env)
    taken = 1000 * (time.monotonic() - start)
    sessions = len(json.loads((out / "ada" / "plan.json").read_text("utf-8"))["sessions"])
    sheets = len([*out.rglob("*.pdf"), *out.rglob("*-prompt.txt")])
    shutil.rmtree(out)
    return taken / sessions, taken / sheets


def _old_checkout(folder: Path) -> Path | None:
    """Unpack the old commit, where the clone has it."""
    old = folder / "old"
    git = shutil.which("git") or "git"
    packed = subprocess.run([git, "archive", "--prefix=old/", OLD], capture_output=True, check=False, cwd=ROOT)
    if packed.returncode:
        return None
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    shutil.copy(ROOT / "bench" / "planning.py", old / "bench")
    return old


def _planning(checkout: Path) -> float:
    """Return the milliseconds of a plan, made by the code and the content of a checkout."""
    env = os.environ | {"PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "bench.planning"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=checkout, env=env)
    return float(said.stdout.split()[0])


def _compared(ours: float, theirs: float | None) -> tuple[str, str, str]:
    shown = f"{ours:.1f} ms"
    return (shown, "not in this clone", "") if theirs is None else (shown, f"{theirs:.1f} ms", f"{ours / theirs:.2f}")


def paper_rows(folder: Path) -> Iterator[Row]:
    """Print a plan, a sheet and a pack: ours, and from the same JSON WeasyPrint, where it can be had."""
    weasy = environment()
    site_data = read(CONTENT)

    def theirs(document: str) -> list[object]:
        name, view = made(site_data, document)
        data = folder / f"{document}.json"
        data.write_text(view.model_dump_json(), "utf-8")
        return [weasy, "-m", "bench.weasy", name, data, data.with_suffix(".pdf")]

    for document, times in PAPERS.items():
        ours = [sys.executable, "-m", "bench.sheets", document]
        cold = _median([*ours, "0"])
        yield Row(f"{document} as PDF, cold process", _s(cold.clock))
        printing, other = _printing(ours, times), _printing(theirs(document), times) if weasy else None
        how = "warm" if times else "printing alone"
        yield Row(f"… {how}, processor time, against WeasyPrint", _ms(printing), *_beside(printing, other, _ms))
    memory = _median([*theirs("pack"), "0"]).memory if weasy else None
    yield Row("… peak memory, against WeasyPrint", _mb(cold.memory), *_beside(cold.memory, memory, _mb))


def _beside(ours: float, other: float | None, show: Callable[[float], str]) -> tuple[str, str]:
    return ("not installed", "") if other is None else (show(other), f"{ours / other:.2f}")


def _printing(command: Sequence[object], times: int) -> float:
    said = subprocess.run([*map(str, command), str(times)], capture_output=True, text=True, check=True, cwd=ROOT)
    return float(said.stdout)


def _pair(content: Path, plain: Path, out: Path) -> tuple[Taken, Taken]:
    """Build ours and theirs in turn, so that both meet the same machine."""
    ours: list[Taken] = []
    theirs: list[Taken] = []
    while not ours or (len(ours) < AGAIN and ours[0].clock < SHORT):
        ours.append(_cold([sys.executable, "-m", "bench.site", "ours", content, out / "ours"]))
        theirs.append(taken([sys.executable, "-m", "bench.site", "plain", plain, out / "plain"]))
        built = [len(list((out / side / "site").rglob("*.html"))) for side in ("ours", "plain")]
        if built[0] != built[1]:
            raise AssertionError(f"expected as many pages on both sides; got {built}")
        shutil.rmtree(out)
    return _middle(ours), _middle(theirs)


def _cold(command: list[object]) -> Taken:
    """Run with a new, empty cache: where many files were just deleted, a file system makes new ones slowly."""
    os.environ["REHEARSE_CACHE"] = tempfile.mkdtemp(dir=os.environ["REHEARSE_CACHE"])
    return taken(command)


def _median(command: list[object]) -> Taken:
    return _middle([taken(command) for _ in range(AGAIN)])


def _middle(runs: list[Taken]) -> Taken:
    return Taken(*(statistics.median(each) for each in zip(*runs, strict=True)))


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms"


def _mb(megabytes: float) -> str:
    return f"{megabytes:.0f} MB"


def _s(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds:.2f} s"


if __name__ == "__main__":
    main()
