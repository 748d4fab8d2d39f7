"""The observer’s sheet, for groups of three."""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.form import Column, Form, Rows, one_sheet, part, room, sheet


def observer_sheet_form(handbook: Handbook) -> Form:
    """Make the sheet of the one who watches, in groups of three."""
    tally = (Column(label="What you see", width=1.5, cell="words"), Column(label="A stroke each time", width=2))
    return one_sheet(
        handbook,
        "Observer’s sheet",
        sheet(
            "Observer’s sheet",
            ", for groups of three",
            "You watch both. Sit where neither has to look at you, and say nothing until you are asked. Then change "
            "places, until each has been candidate, interviewer and observer once.",
            ("Candidate", "Interviewer", "Observer", "Date"),
            (
                part(
                    "Clock",
                    Rows(
                        columns=(
                            Column(label="What happens", width=2, cell="words"),
                            Column(label="Minute", width=0.8),
                            Column(label="How you could tell", width=3),
                        ),
                        rows=("The question is out", "Their first question", "Their plan is said", "Feedback begins"),
                    ),
                    note="real minutes",
                ),
                part(
                    "Candidate",
                    Rows(
                        columns=tally,
                        rows=(
                            "asks before they start",
                            "says what they try, and why",
                            "checks their own work unprompted",
                            "makes use of an answer or a hint",
                        ),
                    ),
                    note="count, don’t judge",
                ),
                part(
                    "Interviewer",
                    Rows(
                        columns=tally,
                        rows=(
                            "speaks into a silence",
                            "helps before the planned moment",
                            "praises, frowns or hurries",
                            "asks for a reason",
                        ),
                    ),
                    note="count, don’t judge",
                ),
                part(
                    "Heard",
                    Rows(
                        columns=(
                            Column(label="Minute", width=0.5, cell="words"),
                            Column(label="Who", width=0.7),
                            Column(label="Their words", width=4),
                        ),
                        rows=("",) * 6,
                    ),
                    note="word for word",
                ),
                part(
                    "You speak last",
                    room("To the candidate: I saw", "Its effect on the conversation", lines=2),
                    room("To the interviewer: I saw", "Its effect on the conversation", lines=2),
                    note="one thing each; no scores",
                ),
            ),
        ),
    )


DOCUMENT = PrintedDocument(
    name="observer-sheet",
    template="form",
    model=Form,
    made_for="everyone",
    make=observer_sheet_form,
    title="Observer’s sheet",
    note="For groups of three: the one who watches counts and quotes.",
    place=2,
)
