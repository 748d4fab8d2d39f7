"""The sheet for the review of one’s own recording."""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.form import Column, Form, Rows, one_sheet, part, room, sheet
from generator.wording import MICRO_GOAL


def recording_review_form(handbook: Handbook) -> Form:
    """Make the sheet with which one goes through a recording of oneself."""
    thirds = tuple(Column(label=label, width=1) for label in ("First third", "Middle", "Last third"))
    return one_sheet(
        handbook,
        "Review of a recording",
        sheet(
            "Review of a recording",
            "",
            "For you alone. Go through it twice: once without a pen, once with this sheet. Keep it or "
            "delete it as you both agreed.",
            ("Session", "Date", "Length"),
            (
                part(
                    "Time per part",
                    Rows(
                        columns=(
                            Column(label="Part", width=2, cell="words"),
                            Column(label="From minute", width=1),
                            Column(label="Minutes", width=1),
                            Column(label="Too short, too long, why", width=3),
                        ),
                        rows=(
                            "Questions before you start",
                            "The plan or the point",
                            "The work or the story",
                            "Checking your work",
                            "Your questions to them",
                        ),
                    ),
                ),
                part(
                    "Tallies",
                    Rows(
                        columns=(Column(label="A stroke each time", width=2.4, cell="words"), *thirds),
                        rows=(
                            "Fillers: um, like, you know",
                            "A sentence begun again",
                            "A pause over five seconds",
                            "… after which you say what you thought",
                            "Words that shrink: just, maybe, sorry",
                            "They had to ask “why?”",
                        ),
                    ),
                    note="counts, not scores",
                ),
                part(
                    "Pace",
                    Rows(
                        columns=(Column(label="Count for one minute", width=2.4, cell="words"), *thirds),
                        rows=("Words", "Where you breathe: strokes"),
                    ),
                    note="where do you race?",
                ),
                part(
                    "Two places",
                    room("The minute you like best, and what you did", lines=2),
                    room("The minute you lost the thread, and what came just before", lines=2),
                ),
                part("Say it again", room("One sentence of yours, in the words you would choose now", lines=2)),
                part("Next", room(MICRO_GOAL, "Next date", widths=(3, 1))),
            ),
        ),
    )


DOCUMENT = PrintedDocument(
    name="recording-review",
    template="form",
    model=Form,
    made_for="everyone",
    make=recording_review_form,
    title="Review of a recording",
    note="Your own: time per part, fillers, pauses, pace.",
    place=6,
)
