"""The candidate's sheet of a question: one page.

It is made from what `visible` shows a candidate and from nothing else of the question.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from generator.model import Handbook, visible
from generator.paper.document import PrintedDocument
from generator.paper.view import Blocks, Sized, View, blocks


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


def candidate_sheet(
    handbook: Handbook, question_id: str, *, code: str = "", minutes: int = 0, files: str = ""
) -> CandidateSheet:
    """Make the candidate's sheet of a question.

    `code` is the session's, `minutes` the question's with extra time (0: its own), and `files` the folder next to the
    sheet with the materials as files, if there is one.
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


DOCUMENT = PrintedDocument(
    name="candidate",
    template="candidate",
    model=CandidateSheet,
    made_for="question",
    make=lambda handbook, question, files: candidate_sheet(handbook, question, files=files),
    title="Candidate’s sheet",
    note="The question and room to write. One page.",
    pack_title="Surprise, to hand over",
    page_limit=1,
    place=2,
)
