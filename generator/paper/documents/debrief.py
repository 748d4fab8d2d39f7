"""The debrief: the page for the back of a candidate’s sheet."""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.form import Choices, Form, one_sheet, part, room, sheet
from generator.wording import DEBRIEF, FEEDBACK, MICRO_GOAL


def debrief_form(handbook: Handbook, *, code: str = "") -> Form:
    """Make the page for the back of a candidate's sheet: debrief, log line, micro-goal. `code` is the session's."""
    confidence = Choices(choices=("1", "2", "3", "4", "5"), lines=("Your confidence before", "Your confidence after"))
    return one_sheet(
        handbook,
        f"Debrief {code}".strip(),
        sheet(
            "Debrief",
            "",
            "You speak first. Write a line for each question before your partner says anything.",
            ("Session", "Date", "Partner"),
            (
                part("You first", *(room(question, lines=3) for question in DEBRIEF)),
                part("They say", room("One thing to keep", lines=2), room(*FEEDBACK, lines=3)),
                part(
                    "For the log",
                    confidence,
                    room("The one fix", MICRO_GOAL, lines=2),
                    note="today",
                ),
                part("Next", room("Partner", "Next date")),
            ),
            given=(code, "", ""),
        ),
    )


DOCUMENT = PrintedDocument(
    name="debrief",
    template="form",
    model=Form,
    made_for="everyone",
    make=debrief_form,
    title="Debrief",
    note="For the back of the candidate’s sheet: they speak first, and a line for the log.",
    pack_title="Debrief",
    on_the_back=True,
    place=4,
)
