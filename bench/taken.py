"""What a whole process takes. `python -m bench.taken COMMAND …` runs it and prints that as JSON; its output is dropped.

It is started from a process of its own, which is small: Linux counts what the parent ever held into a child's peak.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Taken(NamedTuple):
    """A whole process, with those that it started: seconds on the clock and of the processors, peak megabytes."""

    clock: float
    processor: float
    memory: float


def taken(command: Sequence[object]) -> Taken:
    """Run a command in the root of the repository; RuntimeError with what it said when it fails."""
    start = [sys.executable, "-m", "bench.taken", *map(str, command)]
    done = subprocess.run(start, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Taken(*json.loads(done.stdout))


def main(command: Sequence[str]) -> int:
    """Run a command, print what it took, give its exit code. What was written before is on the disk by then."""
    os.sync()
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    clock = time.monotonic() - start
    print(json.dumps(Taken(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)))
    return int(status != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
