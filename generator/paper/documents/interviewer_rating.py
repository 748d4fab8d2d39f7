"""The half page on which the candidate rates the interviewer."""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.form import Choices, Form, one_sheet, part, room, sheet


def interviewer_rating_form(handbook: Handbook) -> Form:
    """Make the half page on which the candidate rates the interviewer, two to a page."""
    return one_sheet(
        handbook,
        "The candidate rates the interviewer",
        sheet(
            "How was your interviewer?",
            "",
            "For the candidate, after the feedback: two minutes. The interviewer keeps it.",
            ("Session", "Interviewer", "Date"),
            (
                part(
                    "Tick one each",
                    Choices(
                        choices=("yes", "partly", "no"),
                        lines=(
                            "I knew what I was asked to do, and how long I had.",
                            "I was left to think in quiet.",
                            "My questions got a clear answer.",
                            "Help came when I was stuck, not before.",
                            "The feedback named things I did or said.",
                            "I know what to do differently next time.",
                        ),
                    ),
                ),
                part("In words", room("One thing to keep", "One thing to do differently", lines=2)),
            ),
        ),
        copies=2,
    )


DOCUMENT = PrintedDocument(
    name="interviewer-rating",
    template="form",
    model=Form,
    made_for="everyone",
    make=interviewer_rating_form,
    title="How was your interviewer?",
    note="Half a page from the candidate, two to cut apart.",
    place=3,
)
