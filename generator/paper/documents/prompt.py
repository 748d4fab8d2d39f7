"""The interviewer prompt of a question as a page: what to give to a language model that plays the interviewer.

For the interviewer only, since it contains the answers. The text is that of `prompt.for_interviewer`, word for word.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.view import Sized, Spans, spans
from generator.prompt import for_interviewer

_LEAD = (
    "Give the whole text below to a chat model; you can copy it from the PDF. The model then plays "
    "the interviewer. Its scores don’t count as evidence: a person’s do."
)


class PromptPage(Sized):
    """The prompt, line by line."""

    id: str
    heading: str
    lead: Spans
    text: Annotated[str, Field(min_length=1)]


def interviewer_prompt(handbook: Handbook, question_id: str) -> PromptPage:
    """Make the page of a question's interviewer prompt."""
    question = handbook.questions[question_id]
    round_ = handbook.rounds[question.round]
    return PromptPage(
        title=f"{round_.title}: {question.title}. Interviewer prompt",
        day=handbook.origins[question_id].reviewed,
        footer=f"{round_.title} · interviewer prompt · interviewer only",
        id=question.id,
        heading=question.title,
        lead=spans(_LEAD),
        text=for_interviewer(handbook, question).rstrip("\n"),
    )


DOCUMENT = PrintedDocument(
    name="prompt",
    template="prompt",
    model=PromptPage,
    made_for="question",
    make=lambda handbook, question, _files: interviewer_prompt(handbook, question),
    interviewer_only=True,
    place=5,
)
