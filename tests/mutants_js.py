"""Change the planner's JavaScript in small ways and see whether the vectors notice: `python tests/mutants_js.py`.

A developer's tool, run by hand, as `mutants.py` is for Python. It makes the vectors of `vectors.py`, changes modules
by generic operators on their syntax trees (`js/mutating.js`), chooses mutants by a seed, and runs the vectors on each
until one differs. Mutants that survive are places to look at: a rule without a vector, or code that makes no
difference. It needs `npm ci --ignore-scripts --prefix tests/js` once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parent


def main() -> None:
    """Print the share of mutants caught, and those that survive."""
    parser = argparse.ArgumentParser(description="Change the planner's JavaScript and see whether the vectors notice.")
    parser.add_argument("--count", type=int, default=400, help="mutants to try (default: 400)")
    parser.add_argument("--seed", type=int, default=0, help="which ones (default: 0)")
    parser.add_argument("--workers", type=int, default=2, help="mutants at a time (default: 2)")
    parser.add_argument("--list", action="store_true", help="only list the mutants chosen")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vectors-") as folder:
        vectors = Path(folder) / "vectors.json"
        environment = os.environ | {"PYTHONPATH": str(TESTS.parent), "VECTORS": str(vectors)}
        if not options.list:
            subprocess.run([sys.executable, TESTS / "vectors.py", vectors], env=environment, check=True)
        given = [str(each) for each in (options.count, options.seed, options.workers)]
        command = ["node", "mutants.js", *given, *(["list"] if options.list else [])]
        sys.exit(subprocess.run(command, cwd=TESTS / "js", env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
