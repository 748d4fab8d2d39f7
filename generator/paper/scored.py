"""What the forms of a round with scores have in common.

Scores are 1 to 4 and the rater's: each is ticked on its own, and none is averaged.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import SCORE_NAMES, SCORES, Round
from generator.paper.form import Choices, Form, FormPart, FormSheet, last_checked, part, room

_SCORES = (*(f"{score} {name}" for score, name in zip(SCORES, SCORE_NAMES, strict=True)), "not seen")


def scored_dimensions(round_: Round, lines: int) -> Iterator[FormPart]:
    """Yield a part per dimension: lines for the evidence, and a score to tick."""
    for dimension in round_.rubric.dimensions:
        yield part(
            dimension.title,
            room("Seen and heard", lines=lines),
            Choices(choices=_SCORES, lines=("Score",)),
            note="core" if dimension.core else "",
        )


def round_form(round_: Round, what: str, *sheets: FormSheet) -> Form:
    """Make a form of a round from its sheets, dated like the round's last check."""
    return Form(
        title=f"{round_.title}: {what}",
        day=last_checked([round_]),
        footer=f"{round_.title} · {what}",
        sheets=sheets,
        points=9.5,
        wide=len(sheets) > 1,
    )
