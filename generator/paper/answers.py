"""The answer card of a question: a solution, the cases it is held to, what else is right, the faults planted.

For the interviewer alone, beside the session sheet. What a question does not have, the card leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from generator.model import Handbook, Question
from generator.paper.view import Blocks, Sized, Spans, View, blocks, spans
from generator.text import Verbatim
from generator.wording import capital

_WEIGHTS = {"must": "must change", "should": "should change", "taste": "taste"}


class CaseRow(View):
    """A call and what it gives."""

    call: str
    returns: str


class FaultRow(View):
    """A planted fault, with how much it weighs."""

    where: Spans
    what: Spans
    weight: str


class SolutionText(View):
    """One right answer. `notes` say what it takes the place of and what it costs; `code` may be empty."""

    notes: tuple[Spans, ...]
    code: str


class AnswerCard(Sized):
    """What the session sheet leaves off, to lie beside it."""

    id: str
    heading: str
    gist: Blocks
    right_if: Blocks
    faults: tuple[FaultRow, ...]
    approach: Blocks
    cases: tuple[CaseRow, ...]
    solution: SolutionText

    @model_validator(mode="after")
    def _answers_something(self) -> AnswerCard:
        if not (self.solution.code or self.faults):
            raise ValueError("neither a solution nor faults")
        return self


def answers(handbook: Handbook, question_id: str) -> AnswerCard:
    """Make the answer card of a question that `has_answers`; ValueError for any other."""
    question = handbook.questions[question_id]
    round_ = handbook.rounds[question.round]
    return AnswerCard(
        title=f"{round_.title}: {question.title}. Answer card",
        day=handbook.origins[question_id].reviewed,
        footer=f"{round_.title} · answers · for the interviewer’s eyes",
        id=question.id,
        heading=question.title,
        gist=blocks(question.gist),
        right_if=blocks(question.right_if),
        faults=tuple(
            FaultRow(where=spans(each.where), what=spans(each.what), weight=_WEIGHTS[each.weight])
            for each in question.faults
        ),
        approach=blocks(question.approach or ""),
        cases=tuple(_cases(question)),
        solution=SolutionText(
            notes=tuple(map(spans, _notes(question))),
            code=question.solution.code.rstrip("\n") if question.solution else "",
        ),
    )


def _cases(question: Question) -> Iterator[CaseRow]:
    """Give the cases that a person can follow. Those of a page are scripts that only a browser can."""
    if not (question.solution and question.solution.language == "html"):
        for each in question.cases:
            yield CaseRow(call=each.call, returns=each.returns)


def _notes(question: Question) -> Iterator[str]:
    if found := question.solution:
        if found.file:
            yield Verbatim(f"In place of {found.file}")
        for what, cost in (("time", found.time), ("space", found.space)):
            if cost:
                yield f"{capital(what)}: {cost}"


__all__ = ["AnswerCard", "answers"]
