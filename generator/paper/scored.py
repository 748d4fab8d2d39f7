"""Sheets of a round that hold scores: what the candidate takes home, and a panel's sheets with their consensus.

Scores are 1 to 4 and the rater's. They are ticked apart, never averaged, and the recommendation never goes home.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import SCORE_NAMES, SCORES, Handbook, Round
from generator.paper.form import Choices, Column, Form, FormPart, FormSheet, Rows, part, room, said, sheet
from generator.paper.sheets import rubric
from generator.text import escape
from generator.wording import FEEDBACK, MICRO_GOAL, RECOMMENDATIONS

_SCORES = (*(f"{score} {name}" for score, name in zip(SCORES, SCORE_NAMES, strict=True)), "not seen")
#: How many may sit on a panel: as many columns as a page holds.
PANEL = range(2, 6)


def takehome(handbook: Handbook, round_id: str, *, code: str = "") -> Form:
    """Make the sheet that the candidate keeps of a session of this round. `code` is the session's."""
    round_ = handbook.rounds[round_id]
    made = sheet(
        "To take home",
        f", {round_.title}",
        "Written by the rater in the feedback, and the candidate’s to keep. A score is 1 to 4 and stands on what was "
        "seen; nothing is added up.",
        ("Candidate", "Session", "Rater", "Date"),
        (
            *_dimensions(round_, lines=1),
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
    return _form(handbook, round_, "to take home", made)


def panel(handbook: Handbook, round_id: str, interviewers: int = 0) -> Form:
    """Make a panel's sheets: one for each of its `interviewers`, 2 to 5, and the consensus of all.

    Without a number there are as many as the round has on the day, two at least.
    """
    round_ = handbook.rounds[round_id]
    count = interviewers or max(round_.setting.interviewers, PANEL[0])
    if count not in PANEL:
        raise ValueError(f"expected {PANEL[0]} to {PANEL[-1]} interviewers; got {count}")
    names = [f"Interviewer {letter}" for letter in "ABCDE"[:count]]
    return _form(
        handbook, round_, "panel", *(_alone(round_, name) for name in names), _together(handbook, round_, names)
    )


def _alone(round_: Round, name: str) -> FormSheet:
    return sheet(
        round_.title,
        f", {name}",
        "Fill this in alone, before you speak to the others or see their sheets. Evidence first, then one tick a "
        "dimension, by the sentences of the rubric.",
        ("Candidate", name, "Date", "Level"),
        (
            *_dimensions(round_, lines=2),
            part("In all", Choices(choices=RECOMMENDATIONS, lines=("Recommendation, yours alone",))),
        ),
    )


def _together(handbook: Handbook, round_: Round, names: list[str]) -> FormSheet:
    letters = [name[-1] for name in names]
    return sheet(
        round_.title,
        ", consensus",
        "All sheets are full before anybody speaks. Scores are read out, not averaged.",
        ("Candidate", "Panel", "Date", "Level"),
        (
            part(
                "How",
                said(
                    "Whoever has interviewed least reads out first.",
                    "Where two scores lie two apart, both read out their evidence. Each may then change their own.",
                    "A dimension that one of you has not seen is judged by the others.",
                    mark="number",
                ),
            ),
            part(
                "Scores",
                Rows(
                    columns=(
                        Column(label="Dimension", width=2, cell="words"),
                        *(Column(label=letter, width=0.5) for letter in letters),
                        Column(label="Agreed", width=0.8),
                        Column(label="The evidence that settled it", width=4),
                    ),
                    rows=tuple(each.title for each in round_.rubric.dimensions),
                    lines=1.6,
                ),
                note="1 to 4, or not seen",
            ),
            part(
                "Pass line",
                said(*(f"**{each.levels}**: {escape(each.text)}" for each in rubric(handbook, round_.id).pass_lines)),
                note=f"core: {', '.join(each.title for each in round_.rubric.dimensions if each.core)}",
            ),
            part(
                "Who says what",
                Rows(
                    columns=(
                        Column(label="Recommendation", width=2, cell="words"),
                        *(Column(label=each, width=1, cell="tick") for each in RECOMMENDATIONS),
                    ),
                    rows=(*names, "The panel"),
                ),
                note="stays with the panel",
            ),
            part("Open", room("What the next round should look at", lines=2)),
        ),
    )


def _dimensions(round_: Round, lines: int) -> Iterator[FormPart]:
    for dimension in round_.rubric.dimensions:
        yield part(
            dimension.title,
            room("Seen and heard", lines=lines),
            Choices(choices=_SCORES, lines=("Score",)),
            note="core" if dimension.core else "",
        )


def _form(handbook: Handbook, round_: Round, what: str, *sheets: FormSheet) -> Form:
    return Form(
        title=f"{round_.title}: {what}",
        day=rubric(handbook, round_.id).day,
        footer=f"{round_.title} · {what}",
        sheets=sheets,
        points=9.5,
        wide=len(sheets) > 1,
    )


__all__ = ["PANEL", "panel", "takehome"]
