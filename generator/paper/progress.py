"""The candidate's progress on paper: what their log shows, round by round."""

from __future__ import annotations

from generator import report
from generator.model import Handbook, Plan
from generator.paper.view import Sized
from generator.report.terminal import EMPTY
from generator.words import full_day, in_footer


class ProgressDocument(Sized):
    """Progress as the report words it. `empty` says what to do if nothing is logged."""

    id: str
    progress: report.Progress
    empty: str


def progress(handbook: Handbook, made: Plan) -> ProgressDocument:
    """Make the document of a candidate's progress. It reads the plan in words, which knows no question.

    Candidates with large print among the adjustments get it in large print.
    """
    found = report.progress(report.spoken(handbook, made))
    return ProgressDocument(
        title=f"Progress of {made.candidate.name}",
        day=made.today,
        footer=f"{in_footer(made.candidate.name)} · made {full_day(made.today)} · {made.fingerprint}",
        id=made.candidate.id,
        progress=found,
        empty="" if found.mocks else EMPTY,
        large="large-print" in made.candidate.adjustments,
    )
