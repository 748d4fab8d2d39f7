"""Print a plan, a sheet or a pack: `python -m bench.sheets plan 0` is a cold process, `… sheet 5` adds warm ones.

Prints the median of the warm ones in seconds. A pack holds the session sheets and answer cards of 25 questions.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from generator import paper, publish

CONTENT = Path(__file__).parent.parent / "content"


QUESTIONS = 25


def main(document: str, warm: int) -> None:
    """Print once, then `warm` times more."""
    book = publish.read(CONTENT)
    taken = []
    for _ in range(warm + 1):
        start = time.perf_counter()
        if document == "plan":
            paper.render("plan", paper.plan(book.plans["ada"]), "a4")
        elif document == "sheet":
            paper.render("session", paper.session(book.handbook, "coding", ["merge-booking-windows"]), "a4")
        else:
            paper.render("pack", paper.pack(book.plans["ada"], "interviewer", list(_packed(book))), "a4")
        taken.append(time.perf_counter() - start)
    if warm:
        print(statistics.median(taken[1:]))


def _packed(book: publish.Book) -> Iterator[paper.Sheet]:
    """Give a session sheet per question, and its answers, spread over the sessions of a plan."""
    handbook = book.handbook
    mocks = [each.id for each in book.plans["ada"].sessions if each.kind != "micro"]
    questions = [each for each in handbook.questions.values() if each.has_answers]
    if len(questions) < QUESTIONS:
        raise AssertionError(f"expected {QUESTIONS} questions with answers; got {len(questions)}")
    for place, each in enumerate(questions[:QUESTIONS]):
        code = mocks[place * len(mocks) // QUESTIONS]
        yield paper.Sheet("session", paper.session(handbook, each.round, [each.id], code=code), code, code)
        yield paper.Sheet("answers", paper.answers(handbook, each.id), code, code)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
