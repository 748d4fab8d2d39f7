"""A candidate's progress on paper: what their log shows, round by round."""

from __future__ import annotations

from generator import report
from generator.model import Handbook, Plan
from generator.paper.document import PrintedDocument
from generator.paper.view import Sized
from generator.say import date, labels, say
from generator.wording import in_footer


class ProgressDocument(Sized):
    """Progress in the words of the report, under `labels`. `empty` says what to do if nothing is logged."""

    id: str
    labels: dict[str, str]
    lead: str
    progress: report.Progress
    empty: str


def progress_document(handbook: Handbook, made: Plan) -> ProgressDocument:
    """Make the document of a candidate's progress from the plan in words, which contains no question.

    Candidates with large print among the adjustments get it in large print.
    """
    found = report.progress(report.spoken(handbook, made))
    return ProgressDocument(
        title=say("progress.title", name=made.candidate.name),
        day=made.today,
        footer=say(
            "plan.footer",
            name=in_footer(made.candidate.name),
            date=date(made.today, "full"),
            fingerprint=made.fingerprint,
        ),
        id=made.candidate.id,
        labels=labels("both", "progress"),
        lead=say("progress.lead", today=found.today, left=found.left, interview=found.interview),
        progress=found,
        empty="" if found.mocks else say("progress.empty"),
        large="large-print" in made.candidate.adjustments,
    )


DOCUMENT = PrintedDocument(
    name="progress",
    template="progress",
    model=ProgressDocument,
    made_for="candidate",
    make=progress_document,
)
