"""Measure everything in one run and write BENCH.md: ours beside plain Material, Zensical and WeasyPrint.

`python -m bench.run` takes about ten minutes on two cores. What takes less than ten seconds is the median of three.
`python -m bench.run 100 1000 10000` builds sites of these sizes, and takes what they take.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from bench import reading
from bench.content import make_content
from bench.edit import seconds as edit_seconds
from bench.plain import as_markdown
from bench.planning_js import browser_planning_rows
from bench.rows import ROOT, Row, checkout, compared, mb, ms, s, tenths
from bench.sheets import CONTENT, made
from bench.taken import Taken, taken
from bench.weasy import WEASYPRINT, environment
from generator import pages
from generator.jobs.site import read

SIZES = (100, 1000)
MANY = 10_000
SHORT, AGAIN = 10, 3
#: What is printed, and how often more by a warm process. The pack, which comes last, holds 25 questions with their
#: answers, and is made in a process of its own.
PAPERS = {"plan": 5, "sheet": 5, "pack": 0}
#: The last commit with the planner before this one: what it took to plan, and to say what changed, is the measure.
OLD = "0d6cc72"
REHEARSE = Path(sys.executable).with_name("rehearse")


def main(sizes: Sequence[int]) -> None:
    """Measure, say each line as it is known, write BENCH.md."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["REHEARSE_CACHE"] = str(folder)
        for row in _rows(folder, sizes):
            print(" | ".join(row), flush=True)
            rows.append(row)
    lines = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    packages = ("MkDocs", "MkDocs-Material", "Zensical", "Typst", "Playwright")
    versions = ", ".join(f"{label} {version(label.lower())}" for label in packages)
    values = {
        "python": platform.python_version(), "versions": versions, "weasyprint": WEASYPRINT.replace("==", " "),
        "cores": os.cpu_count(), "rows": lines, "old": reading.OLD,
    }  # fmt: skip
    text = Path(__file__).with_name("report.md").read_text("utf-8").format(**values)
    (ROOT / "BENCH.md").write_text(text, "utf-8")


def _rows(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    for size in sizes:
        took = sites(folder / f"{size}", size)
        yield from site_rows(size, *took)
    edited = edit_seconds(make_content(folder / "edited" / "content", 1000), folder / "served", REHEARSE)
    yield Row("an edit under `rehearse serve`, 1,000 questions", s(edited))
    many = make_content(folder / "many" / "content", MANY)
    check = [REHEARSE, "check", "--content", many]
    yield Row(f"load and check {MANY:,} questions, cold", s(_middle([_cold(check) for _ in range(AGAIN)]).clock))
    yield Row(f"load and check {MANY:,} questions, again", s(_median(check).clock))
    if MANY not in sizes:
        yield from alone_rows(many, folder / "alone", sizes[-1], took[1])
    yield from reading.reading_rows(folder / "read", many, MANY)
    yield from planning_rows(folder)
    yield from browser_planning_rows(folder)
    yield from paper_rows(folder)


def sites(folder: Path, size: int) -> list[Taken]:
    """Build a site of a size, and the same pages as ordinary Markdown with plain Material and with Zensical.

    Each has its search: ours its data, Material and Zensical their indexes.
    """
    content, plain = make_content(folder / "content", size), folder / "plain"
    for path, page in pages.render(read(content)).items():
        (plain / path).parent.mkdir(parents=True, exist_ok=True)
        (plain / path).write_text(as_markdown(page), "utf-8")
    return _sites(content, plain, folder / "built")


def site_rows(size: int, ours: Taken, material: Taken, zensical: Taken) -> Iterator[Row]:
    """Say what three sites of a size took."""

    def row(what: str, show: Callable[[float], str], part: str) -> Row:
        one, two, three = (getattr(each, part) for each in (ours, material, zensical))
        return Row(what, show(one), show(two), f"{one / two:.2f}", show(three), f"{one / three:.2f}")

    yield row(f"site of {size:,} questions, cold, against plain Material and Zensical", s, "clock")
    yield row("… for a question", lambda seconds: tenths(1000 * seconds / size), "clock")
    yield row("… processor time of all cores", s, "processor")
    yield row("… peak memory", mb, "memory")


def alone_rows(many: Path, out: Path, size: int, material: Taken) -> Iterator[Row]:
    """Build our site of many questions, beside what plain Material took for a question of a smaller one."""
    took = _cold([sys.executable, "-m", "bench.site", "ours", many, out])
    yield Row(f"site of {MANY:,} questions, cold, ours alone", s(took.clock))
    what = f"… for a question, against plain Material's of {size:,}"
    yield compared(what, 1000 * took.clock / MANY, 1000 * material.clock / size, tenths, "")
    yield Row("… peak memory", mb(took.memory))


def planning_rows(folder: Path) -> Iterator[Row]:
    """Plan sixty sessions, and run the sample candidate's command, with this checkout and with the old commit.

    Where the clone doesn't have the old commit, ours alone.
    """
    old = _old_checkout(folder)
    theirs, without = _planning(old) if old else None, "not in this clone"
    what = "plan sixty sessions, with what changed, against the old commit"
    yield compared(what, _planning(ROOT), theirs, tenths, without)
    ours, others = [], []
    for _ in range(AGAIN):
        ours.append(_sample_plan(ROOT, folder))
        if old:
            others.append(_sample_plan(old, folder))
    for place, part in enumerate(("session", "sheet")):
        middle = [statistics.median(each[place] for each in runs) if runs else None for runs in (ours, others)]
        what = f"the sample candidate's command, per {part}, against the old commit"
        yield compared(what, middle[0] or 0, middle[1], tenths, without)


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
    """Unpack the old commit, where the clone has it, with the bench of today."""
    old = checkout(folder, OLD)
    if old:
        shutil.copy(ROOT / "bench" / "planning.py", old / "bench")
    return old


def _planning(checkout: Path) -> float:
    """Return the milliseconds of a plan, made by the code and the content of a checkout."""
    env = os.environ | {"PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "bench.planning"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=checkout, env=env)
    return float(said.stdout.split()[0])


def paper_rows(folder: Path) -> Iterator[Row]:
    """Print a plan, a sheet and a pack: ours, and from the same JSON WeasyPrint, where it can be had."""
    weasy = environment()
    site_data = read(CONTENT)

    def theirs(document: str) -> list[object]:
        name, view = made(site_data, document)
        data = folder / f"{document}.json"
        data.write_text(view.model_dump_json(), "utf-8")
        return [weasy, "-m", "bench.weasy", name, data, data.with_suffix(".pdf")]

    without = "not installed"
    for document, times in PAPERS.items():
        ours = [sys.executable, "-m", "bench.sheets", document]
        cold = _median([*ours, "0"])
        yield Row(f"{document} as PDF, cold process", s(cold.clock))
        other = _printing(theirs(document), times) if weasy else None
        how = "warm" if times else "printing alone"
        yield compared(f"… {how}, processor time, against WeasyPrint", _printing(ours, times), other, ms, without)
    memory = _median([*theirs("pack"), "0"]).memory if weasy else None
    yield compared("… peak memory, against WeasyPrint", cold.memory, memory, mb, without)


def _printing(command: Sequence[object], times: int) -> float:
    said = subprocess.run([*map(str, command), str(times)], capture_output=True, text=True, check=True, cwd=ROOT)
    return float(said.stdout)


def _sites(content: Path, plain: Path, out: Path) -> list[Taken]:
    """Build ours, plain Material's and Zensical's in turn, so that all meet the same machine."""
    runs: dict[str, list[Taken]] = {"ours": [], "plain": [], "zensical": []}
    while not runs["ours"] or (len(runs["ours"]) < AGAIN and runs["ours"][0].clock < SHORT):
        for kind, took in runs.items():
            source = content if kind == "ours" else plain
            took.append(_cold([sys.executable, "-m", "bench.site", kind, source, out / kind]))
        built = {len(list((out / kind / "site").rglob("*.html"))) for kind in runs}
        if len(built) != 1:
            raise AssertionError(f"expected as many pages on all sides; got {built}")
        shutil.rmtree(out)
    return [_middle(took) for took in runs.values()]


def _cold(command: list[object]) -> Taken:
    """Run with a new, empty cache: where many files were just deleted, a file system makes new ones slowly."""
    os.environ["REHEARSE_CACHE"] = tempfile.mkdtemp(dir=os.environ["REHEARSE_CACHE"])
    return taken(command)


def _median(command: list[object]) -> Taken:
    return _middle([taken(command) for _ in range(AGAIN)])


def _middle(runs: list[Taken]) -> Taken:
    return Taken(*(statistics.median(each) for each in zip(*runs, strict=True)))


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or SIZES)
