"""Print a plan, a sheet or a pack: `python -m bench.sheets plan 0` is a cold process, `… sheet 5` adds warm ones.

Says the median of the warm ones, or what the only one took, in seconds of the processors; the making of the view is in
it. A pack contains the session sheets and answer cards of 25 questions.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from generator import paper
from generator.jobs.site import read
from generator.site_data import SiteData

CONTENT = Path(__file__).parent.parent / "content"
QUESTIONS = 25


def main(document: str, warm: int) -> None:
    """Print once, then `warm` times more."""
    site_data = read(CONTENT)
    taken = []
    for turn in range(warm + 1):
        start = time.process_time()
        paper.to_pdf(*made(site_data, document, turn), "a4")
        taken.append(time.process_time() - start)
    print(statistics.median(taken[1:] or taken))


def made(site_data: SiteData, document: str, turn: int = 0) -> tuple[str, paper.Document]:
    """Return a document by its name, and its view; each turn another, for Typst knows a page again."""
    ada = site_data.plans["ada"]
    if document == "plan":
        named = ada.candidate.model_copy(update={"name": f"{ada.candidate.name} {turn}".removesuffix(" 0")})
        return "plan", paper.plan_document(site_data.handbook, ada.model_copy(update={"candidate": named}))
    if document == "sheet":
        bank = [each.id for each in site_data.handbook.of_round("coding") if each.id != "merge-booking-windows"]
        return "session", paper.session_sheet(site_data.handbook, "coding", [["merge-booking-windows", *bank][turn]])
    return "pack", paper.pack_document(site_data.handbook, ada, "interviewer", list(_packed(site_data)))


def _packed(site_data: SiteData) -> Iterator[paper.Sheet]:
    """Return a session sheet per question, and its answers, spread over the sessions of a plan."""
    handbook = site_data.handbook
    mocks = [each.id for each in site_data.plans["ada"].sessions if each.kind != "micro"]
    questions = [each for each in handbook.questions.values() if each.has_answers]
    if len(questions) < QUESTIONS:
        raise AssertionError(f"expected {QUESTIONS} questions with answers; got {len(questions)}")
    for place, each in enumerate(questions[:QUESTIONS]):
        code = mocks[place * len(mocks) // QUESTIONS]
        yield paper.Sheet("session", paper.session_sheet(handbook, each.round, [each.id], code=code), code, code)
        yield paper.Sheet("answers", paper.answer_card(handbook, each.id), code, code)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
