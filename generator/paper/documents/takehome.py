"""The sheet that a candidate takes home from a session: evidence, scores and one behaviour to change.

The recommendation is not on it.
"""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.form import Form, part, room, sheet
from generator.paper.scored import round_form, scored_dimensions
from generator.wording import FEEDBACK, MICRO_GOAL


def takehome_form(handbook: Handbook, round_id: str, *, code: str = "") -> Form:
    """Make the sheet that the candidate keeps of a session of this round. `code` is the session's."""
    round_ = handbook.rounds[round_id]
    made = sheet(
        "To take home",
        f", {round_.title}",
        "Written by the rater in the feedback, and the candidate’s to keep. A score is 1 to 4 and is based on what was "
        "seen; nothing is added up.",
        ("Candidate", "Session", "Rater", "Date"),
        (
            *scored_dimensions(round_, lines=1),
            part("Keep", room("One thing to keep: what you did, and when", lines=2)),
            part("Change", room(*FEEDBACK, lines=2), note="one is enough"),
            part(
                "One stronger",
                room("Dimension", "What the next score up would have looked like today", widths=(1, 3), lines=2),
            ),
            part("Next", room(MICRO_GOAL, "Next date", widths=(3, 1))),
        ),
        ("", code, "", ""),
    )
    return round_form(round_, "to take home", made)


DOCUMENT = PrintedDocument(
    name="takehome",
    template="form",
    model=Form,
    made_for="round",
    make=takehome_form,
    title="To take home",
    note="For the candidate: evidence, levels, one behaviour, next date.",
    pack_title="To take home, for the candidate",
    place=2,
)
