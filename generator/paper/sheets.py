"""The candidate's sheet, one page a question, and a round's blank rubric.

The candidate's sheet is made from what `visible` lets through and from nothing else of the question.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from generator.model import LEVELS, Handbook, Round, visible
from generator.paper.judging import Five, dimensions
from generator.paper.view import Blocks, Sized, Spans, View, blocks, spans
from generator.say import listed, span
from generator.wording import capital, pass_line


class HandedOver(View):
    """A text that comes with the prompt."""

    name: str
    text: str


class CandidateSheet(Sized):
    """Prompt, materials and room to write. Not one word of the interviewer's."""

    id: str
    code: str
    heading: str
    round: str
    minutes: Annotated[int, Field(ge=1)]
    dimensions: Annotated[tuple[str, ...], Field(min_length=5, max_length=5)]
    prompt: Blocks
    materials: tuple[HandedOver, ...]
    files: str


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


def candidate(
    handbook: Handbook, question_id: str, *, code: str = "", minutes: int = 0, files: str = ""
) -> CandidateSheet:
    """Make the candidate's sheet of a question.

    `code` is the session's, `minutes` the question's with added time, and `files` the folder next to the sheet that has
    the materials as files, if there is one.
    """
    question = handbook.questions[question_id]
    seen: dict[str, Any] = visible(question, "candidate")
    round_ = handbook.rounds[seen["round"]]
    return CandidateSheet(
        title=f"{code}: sealed question" if code else f"{round_.title}: {seen['title']}",
        day=handbook.origins[question_id].reviewed,
        footer=" · ".join(part for part in (code, round_.title) if part),
        id=seen["id"],
        code=code,
        heading=seen["title"],
        round=round_.title,
        minutes=minutes or seen["minutes"] or round_.question_minutes,
        dimensions=tuple(dimension.title for dimension in round_.rubric.dimensions),
        prompt=blocks(seen["prompt"]),
        materials=tuple(HandedOver(name=each["name"], text=each["text"].rstrip("\n")) for each in seen["materials"]),
        files=files if seen["materials"] else "",
    )


def rubric(handbook: Handbook, round_id: str) -> RubricSheet:
    """Make the blank rubric of a round. Its date is the newest check of what must not be asked."""
    round_ = handbook.rounds[round_id]
    day = round_.checked
    return RubricSheet(
        title=f"{round_.title}: rubric",
        day=day,
        footer=f"{round_.title} · rubric",
        round=round_.title,
        purpose=spans(round_.purpose),
        pass_lines=_pass_lines(round_),
        dimensions=dimensions(round_),
        checked=span(day, day) + f" {day.year}",
    )


def _pass_lines(round_: Round) -> tuple[LevelLine, ...]:
    levels: dict[str, list[str]] = {}
    for level in LEVELS:
        levels.setdefault(pass_line(round_, level), []).append(level)
    return tuple(LevelLine(levels=capital(listed(names)), text=line) for line, names in levels.items())
