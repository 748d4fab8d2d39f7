"""How long a plan takes in the reader's browser: the median over the vectors that the tests compare it by.

`python -m bench.planning_js` prints these lines alone. It needs Node, whose engine is Chromium's.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.rows import ROOT, Row, tenths

TESTS = ROOT / "tests"


def browser_planning_rows(folder: Path) -> Iterator[Row]:
    """Plan every vector once in a process of Node's, and say the medians."""
    node = shutil.which("node")
    if not node:
        yield Row("a plan in the browser", "no Node on this machine")
        return
    vectors = folder / "vectors.json"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "VECTORS": str(vectors)}
    subprocess.run([sys.executable, TESTS / "vectors.py", vectors], env=environment, check=True)
    said = subprocess.run(
        [node, "planner.speed.js"], cwd=TESTS / "js", env=environment, capture_output=True, check=True
    )
    times = json.loads(said.stdout)
    for what, changes in (("a plan in the browser, median of {:,}", False), ("… with what changed, of {:,}", True)):
        taken = [each["ms"] for each in times if each["changes"] is changes]
        yield Row(what.format(len(taken)), tenths(statistics.median(taken)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for row in browser_planning_rows(Path(name)):
            print(" | ".join(row))
