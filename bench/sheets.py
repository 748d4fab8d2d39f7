"""Print one plan or one session sheet: `python -m bench.sheets plan 0` is a cold process, `… sheet 5` adds warm ones.

Prints the median of the warm ones in seconds.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from generator import paper, publish

CONTENT = Path(__file__).parent.parent / "content"


def main(document: str, warm: int) -> None:
    """Print once, then `warm` times more."""
    book = publish.read(CONTENT)
    taken = []
    for _ in range(warm + 1):
        start = time.perf_counter()
        if document == "plan":
            paper.render("plan", paper.plan(book.handbook, book.plans["ada"]), "a4")
        else:
            paper.render("session", paper.session(book.handbook, "coding", ["merge-booking-windows"]), "a4")
        taken.append(time.perf_counter() - start)
    if warm:
        print(statistics.median(taken[1:]))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
