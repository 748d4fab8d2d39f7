"""A panel's sheets of a round: one for each interviewer, filled in alone, and the consensus of all."""

from __future__ import annotations

from generator.model import Handbook, Round
from generator.paper.document import PrintedDocument
from generator.paper.documents.rubric import pass_lines
from generator.paper.form import Choices, Column, Form, FormSheet, Rows, part, room, said, sheet
from generator.paper.scored import round_form, scored_dimensions
from generator.text import escape
from generator.wording import RECOMMENDATIONS

#: How many may be on a panel: as many columns as fit on a page.
PANEL = range(2, 6)


def panel_form(handbook: Handbook, round_id: str, interviewers: int = 0) -> Form:
    """Make a panel's sheets: one for each of its `interviewers`, 2 to 5, and the consensus of all.

    Without a number there are as many as the round has on the day, but two or more. Raises ValueError for a number
    that is out of range.
    """
    round_ = handbook.rounds[round_id]
    count = interviewers or max(round_.setting.interviewers, PANEL[0])
    if count not in PANEL:
        raise ValueError(f"expected {PANEL[0]} to {PANEL[-1]} interviewers; got {count}")
    names = [f"Interviewer {letter}" for letter in "ABCDE"[:count]]
    return round_form(round_, "panel", *(_alone(round_, name) for name in names), _together(round_, names))


def _alone(round_: Round, name: str) -> FormSheet:
    return sheet(
        round_.title,
        f", {name}",
        "Fill this in alone, before you speak to the others or see their sheets. Evidence first, then one tick a "
        "dimension, by the sentences of the rubric.",
        ("Candidate", name, "Date", "Level"),
        (
            *scored_dimensions(round_, lines=2),
            part("In all", Choices(choices=RECOMMENDATIONS, lines=("Recommendation, yours alone",))),
        ),
    )


def _together(round_: Round, names: list[str]) -> FormSheet:
    letters = [name[-1] for name in names]
    return sheet(
        round_.title,
        ", consensus",
        "All sheets are full before anyone speaks. Scores are read out, not averaged.",
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
                said(*(f"**{each.levels}**: {escape(each.text)}" for each in pass_lines(round_))),
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


DOCUMENT = PrintedDocument(
    name="panel",
    template="form",
    model=Form,
    made_for="round",
    make=panel_form,
    title="Panel",
    note="One sheet for each interviewer, scored separately, and one for all.",
    place=3,
)
