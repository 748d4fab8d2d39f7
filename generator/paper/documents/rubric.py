"""The blank rubric of a round."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model import LEVELS, Handbook, Round
from generator.paper.document import PrintedDocument
from generator.paper.judging import Five, dimensions
from generator.paper.view import Sized, Spans, View, spans
from generator.say import listed, span
from generator.wording import capital, pass_line


class LevelLine(View):
    """The pass line of the levels that share it."""

    levels: str
    text: str


class RubricSheet(Sized):
    """A round's rubric with room for evidence."""

    round: str
    purpose: Spans
    pass_lines: Annotated[tuple[LevelLine, ...], Field(min_length=1, max_length=4)]
    dimensions: Five
    checked: str


def rubric_sheet(handbook: Handbook, round_id: str) -> RubricSheet:
    """Make the blank rubric of a round. Its date is the last check of what must not be asked."""
    round_ = handbook.rounds[round_id]
    day = max(each.checked for each in round_.must_not_ask)
    return RubricSheet(
        title=f"{round_.title}: rubric",
        day=day,
        footer=f"{round_.title} · rubric",
        round=round_.title,
        purpose=spans(round_.purpose),
        pass_lines=pass_lines(round_),
        dimensions=dimensions(round_),
        checked=span(day, day) + f" {day.year}",
    )


def pass_lines(round_: Round) -> tuple[LevelLine, ...]:
    """Return the pass lines of a round, each with the levels that share it."""
    levels: dict[str, list[str]] = {}
    for level in LEVELS:
        levels.setdefault(pass_line(round_, level), []).append(level)
    return tuple(LevelLine(levels=capital(listed(names)), text=line) for line, names in levels.items())


DOCUMENT = PrintedDocument(
    name="rubric",
    template="rubric",
    model=RubricSheet,
    made_for="round",
    make=rubric_sheet,
    title="Blank rubric",
    note="To score yourself or be scored.",
    pack_title="Rubric; bring a question of your own",
    place=1,
)
