"""The answer card of a question: a solution, the cases it must pass, what else is right, the planted faults.

For the interviewer only, next to the session sheet. It leaves out what a question does not have.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from generator.model import Handbook, Question
from generator.paper.document import PrintedDocument
from generator.paper.view import Blocks, Sized, Spans, View, blocks, spans
from generator.text import Verbatim
from generator.wording import capital

_WEIGHTS = {"must": "must change", "should": "should change", "taste": "taste"}


class CaseRow(View):
    """A call and what it returns."""

    call: str
    returns: str


class FaultRow(View):
    """A planted fault and how serious it is."""

    where: Spans
    what: Spans
    weight: str


class SolutionText(View):
    """One right answer. `notes` say which file it replaces and what it costs; `code` may be empty."""

    notes: tuple[Spans, ...]
    code: str


class AnswerCard(Sized):
    """What the session sheet leaves out."""

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


def answer_card(handbook: Handbook, question_id: str) -> AnswerCard:
    """Make the answer card of a question that `has_answers`. Raises ValueError for any other."""
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
    """Yield the cases that a person can follow. The cases of a page are scripts, which only a browser can."""
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


DOCUMENT = PrintedDocument(
    name="answers",
    template="answers",
    model=AnswerCard,
    made_for="question",
    make=lambda handbook, question, _files: answer_card(handbook, question),
    exists=lambda handbook, question: handbook.questions[question].has_answers,
    interviewer_only=True,
    title="Answer card",
    note="What is right, what is planted, and one solution.",
    pack_title="Answer card",
    place=3,
)
