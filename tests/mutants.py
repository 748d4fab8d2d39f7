"""Change code in small ways and see whether its tests notice: `python tests/mutants.py --count 200`.

A developer's tool, run by hand. It makes mutants by generic operators on the syntax tree, chooses some by a seed, and
runs tests on each in a copy of the repository: of the planner with its tests, or of the files named with theirs, as in
`--modules generator/publish/log.py --tests test_log.py`. It knows nothing of the tests but their names. Mutants that
survive are places to look at: a rule without a test, or code that makes no difference.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import queue
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mutating import Mutant, chosen, mutants

ROOT = Path(__file__).parent.parent
#: What is changed where no modules are named.
CHANGED = ("generator/planner/**/*.py", "generator/results.py")
#: The tests of the planner: golden plans first, since they are quick and notice most.
TESTS = ("test_plan_examples.py", "test_rules_examples.py", "test_planner_*.py")
#: Folders and files that a copy needs: copied, or linked where no test writes into them and none looks for the copy.
COPIED, LINKED = ("generator", "tests", "pyproject.toml"), ("content", "schema", "templates", "mkdocs.yml")
#: Memory of a run, in bytes: a mutant may collect for ever.
MEMORY = 4 << 30


def copied(base: Path, changed: Iterable[str]) -> Path:
    """Copy what the tests need, compiled except for the files that mutants change, by their paths."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.png")
            shutil.copytree(ROOT / name, base / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, base / name)
    for name in LINKED:
        (base / name).symlink_to(ROOT / name)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "generator", "tests"], cwd=base, check=True)
    for path in map(base.joinpath, changed):
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()
    return base


def run(base: Path, tests: Sequence[str], limit: float) -> int | None:
    """Run tests in a copy; return the exit code of pytest, or None where the time ran out."""
    environment = {**os.environ, "PYTHONPATH": str(base), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        *(f"tests/{name}" for name in tests),
    ]
    with subprocess.Popen(
        command, cwd=base, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        if hasattr(resource, "prlimit"):
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            return process.wait(limit)
        except subprocess.TimeoutExpired:
            process.kill()
            return None


def in_order(base: Path, patterns: Sequence[str]) -> tuple[list[str], float]:
    """Return the tests, the fastest file first after the first pattern's, and how long all take. Exits if one fails."""
    imported = subprocess.run(
        [sys.executable, "-c", "import generator; print(generator.__file__)"],
        cwd=base, env={**os.environ, "PYTHONPATH": str(base)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    if not Path(imported.stdout.strip()).is_relative_to(base):
        sys.exit(f"the package is not imported from the copy, but from {imported.stdout.strip()}")
    names = [sorted(path.name for path in (base / "tests").glob(pattern)) for pattern in patterns]
    first = names[0]
    times: dict[str, float] = {}
    for name in dict.fromkeys(name for of_pattern in names for name in of_pattern):
        start = time.monotonic()
        code = run(base, [name], 3600)
        if code:
            sys.exit(f"{name} fails on the code as it is (exit code {code}): fix that first, or choose --tests")
        times[name] = time.monotonic() - start
        print(f"{times[name]:6.1f} s  {name}", flush=True)
    return sorted(times, key=lambda each: (each not in first, times[each])), sum(times.values())


def judge(mutant: Mutant, base: Path, tests: Sequence[str], limit: float) -> str:
    """Run the tests on a mutant, and return caught, time (caught by the limit) or survived."""
    path = base / mutant.file
    source = path.read_text("utf-8")
    path.write_text(mutant.source, "utf-8")
    try:
        code = run(base, tests, limit)
    finally:
        path.write_text(source, "utf-8")
    if code in (4, 5):
        sys.exit(f"pytest could not run: exit code {code}")
    return "time" if code is None else "caught" if code else "survived"


def main() -> None:
    """Print the share of mutants caught, and those that survive."""
    parser = argparse.ArgumentParser(description="Change code in small ways and see whether its tests notice.")
    parser.add_argument("--count", type=int, default=200, help="mutants to try (default: 200)")
    parser.add_argument("--seed", type=int, default=0, help="which ones (default: 0)")
    parser.add_argument("--workers", type=int, default=2, help="runs at a time (default: 2)")
    parser.add_argument("--modules", nargs="+", default=CHANGED, metavar="PATH", help="what to change (the planner)")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="files of tests/, quick ones first (the planner's)")
    parser.add_argument("--report", type=Path, help="file to write the survivors to")
    parser.add_argument("--list", action="store_true", help="only list the mutants chosen")
    options = parser.parse_args()
    files = sorted({path for pattern in options.modules for path in ROOT.glob(pattern)})
    if nothing := [pattern for pattern in options.modules if not any(ROOT.glob(pattern))]:
        parser.error(f"no such modules: {' '.join(nothing)}")
    if options.modules != CHANGED and options.tests == TESTS:
        parser.error("--modules needs --tests: the files of tests/ that hold those modules to what they promise")
    named = [path.relative_to(ROOT).as_posix() for path in files]
    found = {name: [*mutants(name, (ROOT / name).read_text("utf-8"))] for name in named}
    picked = chosen(found, options.count, options.seed)
    print(f"{len(picked)} of {sum(map(len, found.values()))} mutants of {len(found)} files", flush=True)
    if options.list:
        print(*picked, sep="\n")
        return
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        bases: queue.Queue[Path] = queue.Queue()
        for n in range(options.workers):
            bases.put(copied(Path(folder) / str(n), named))
        start = time.monotonic()
        tests, seconds = in_order(bases.queue[0], options.tests)
        limit = max(120, 3 * options.workers * seconds)
        outcomes = _judged(picked, bases, tests, limit)
    survivors = [mutant for mutant, outcome in outcomes if outcome == "survived"]
    caught = len(outcomes) - len(survivors)
    timed = sum(outcome == "time" for _, outcome in outcomes)
    print(
        f"caught {caught} of {len(outcomes)} ({100 * caught / max(1, len(outcomes)):.1f} %), {timed} of them by time, "
        f"in {(time.monotonic() - start) / 60:.1f} minutes; {len(survivors)} survive"
    )
    lines = sorted(map(str, survivors))
    print(*lines, sep="\n")
    if options.report:
        options.report.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _judged(
    picked: Sequence[Mutant], bases: queue.Queue[Path], tests: Sequence[str], limit: float
) -> list[tuple[Mutant, str]]:
    """Judge the mutants, as many at a time as there are copies, and print those that survive as they come."""

    def one(mutant: Mutant) -> tuple[Mutant, str]:
        base = bases.get()
        try:
            return mutant, judge(mutant, base, tests, limit)
        finally:
            bases.put(base)

    outcomes = []
    with ThreadPoolExecutor(bases.qsize()) as pool:
        for n, (mutant, outcome) in enumerate(pool.map(one, picked), 1):
            outcomes.append((mutant, outcome))
            if outcome != "caught":
                print(f"{outcome:8}  {mutant}", flush=True)
            if n % 20 == 0:
                print(f"{n} of {len(picked)}", flush=True)
    return outcomes


if __name__ == "__main__":
    main()
