"""The empty log."""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.form import Column, Form, Rows, one_sheet, part, said, sheet
from generator.say import confidence_lines, say

#: Rows of an empty log.
_LOG_ROWS = 18


def log_sheet_form(handbook: Handbook) -> Form:
    """Make the empty log."""
    return one_sheet(
        handbook,
        "Log sheet",
        sheet(
            "Log",
            "",
            "A line for each mock, on the same day. Five words are enough. Confidence is your own, from 1 to 5; scores "
            "are the rater’s and are noted elsewhere.",
            ("Name", "Interview on"),
            (
                part(
                    "",
                    Rows(
                        columns=(
                            Column(label="Date", width=1, cell="words"),
                            Column(label="Session", width=1.3),
                            Column(label="Before", width=0.8),
                            Column(label="After", width=0.8),
                            Column(label="The one fix", width=3),
                            Column(label="By the next mock I will", width=3.2),
                        ),
                        rows=("",) * _LOG_ROWS,
                    ),
                ),
                part(
                    say("label.form.confidence"),
                    said(" ".join(confidence_lines()), say("confidence.under-4")),
                ),
                part(
                    "Look back",
                    said(
                        "Confidence that fell after a good mock is common: you know more now.",
                        "The same fix three times: change something larger. Another partner, a recording, someone "
                        "who does this for a living, alumni, a career centre.",
                    ),
                    note="every week",
                ),
            ),
        ),
        wide=True,
    )


DOCUMENT = PrintedDocument(
    name="log-sheet",
    template="form",
    model=Form,
    made_for="everyone",
    make=log_sheet_form,
    title="Log sheet",
    note="A line for each mock: confidence before and after, one fix.",
    place=5,
)
