"""The answer card of a question: what is right, the design and its calculations, the planted bugs, the twin.

For the interviewer only, next to the session sheet. It leaves out what a question does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import model_validator

from generator import diagram
from generator.model import HINT_CAP, Handbook, Round
from generator.model.question import Case, Solution, Twin
from generator.model.working import Diagram
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


class Material(View):
    """A material that is handed over with the twin."""

    name: str
    text: str


class SolutionText(View):
    """One right answer. `notes` say which file it replaces and what it costs; `code` may be empty."""

    notes: tuple[Spans, ...]
    code: str


class SumRow(View):
    """A calculation and its result."""

    what: str
    expr: str
    result: str


class DrawnBox(View):
    """A box of the diagram: its upper left corner and its label."""

    x: float
    y: float
    label: str


class DrawnArrow(View):
    """An arrow of the diagram: its points, the corners of its head, the centre of its number, and what it means."""

    number: int
    start: diagram.Point
    end: diagram.Point
    head: tuple[diagram.Point, diagram.Point, diagram.Point]
    middle: diagram.Point
    said: str


class Picture(View):
    """The diagram in units of its own, for the template to scale."""

    width: float
    height: float
    box: diagram.Point
    boxes: tuple[DrawnBox, ...]
    arrows: tuple[DrawnArrow, ...]


class TwinHint(View):
    """A hint, probe or milestone of the twin: a label and a hint's price, when it is due, and its words."""

    label: str
    cap: str
    when: Spans
    text: Spans


class TwinCard(View):
    """The twin: its words, help and solution."""

    prompt: Blocks
    materials: tuple[Material, ...]
    listen_for: Spans
    milestones: tuple[TwinHint, ...]
    help: tuple[TwinHint, ...]
    cases: tuple[CaseRow, ...]
    solution: SolutionText


class AnswerCard(Sized):
    """What the session sheet leaves out."""

    id: str
    heading: str
    gist: Blocks
    right_if: Blocks
    faults: tuple[FaultRow, ...]
    approach: Blocks
    in_operation: Blocks
    sums: tuple[SumRow, ...]
    picture: Picture | None
    cases: tuple[CaseRow, ...]
    solution: SolutionText
    known_as: Spans
    twin: TwinCard | None

    @model_validator(mode="after")
    def _answers_something(self) -> AnswerCard:
        if not (self.solution.code or self.faults or self.in_operation or self.picture or self.twin):
            raise ValueError("neither a solution, faults, a design nor a twin")
        return self


def answer_card(handbook: Handbook, question_id: str) -> AnswerCard:
    """Make the answer card of a question that `has_answers`. Raises ValueError for any other."""
    question = handbook.questions[question_id]
    round_ = handbook.rounds[question.round]
    return AnswerCard(
        title=f"{round_.title}: {question.title}. Answer card",
        day=handbook.origins[question_id].reviewed,
        footer=f"{round_.title} · answers · interviewer only",
        id=question.id,
        heading=question.title,
        gist=blocks(question.gist),
        right_if=blocks(question.right_if),
        faults=tuple(
            FaultRow(where=spans(each.where), what=spans(each.what), weight=_WEIGHTS[each.weight])
            for each in question.faults
        ),
        approach=blocks(question.approach or ""),
        in_operation=blocks(question.in_operation or ""),
        sums=tuple(
            SumRow(what=each.what, expr=each.expr, result=f"{each.shown} {each.unit}") for each in question.sums
        ),
        picture=_picture(question.diagram) if question.diagram else None,
        cases=_cases(question.solution, question.cases),
        solution=_solution(question.solution),
        known_as=spans(question.known_as or ""),
        twin=_twin(round_, question.twin) if question.twin else None,
    )


def _picture(designed: Diagram) -> Picture:
    drawn = diagram.draw(designed)
    return Picture(
        width=drawn.width,
        height=drawn.height,
        box=drawn.box,
        boxes=tuple(DrawnBox(x=each.x, y=each.y, label=each.label) for each in drawn.boxes),
        arrows=tuple(
            DrawnArrow(
                number=each.number, start=each.start, end=each.end, head=each.head, middle=each.middle, said=each.said
            )
            for each in drawn.lines
        ),
    )


def _twin(round_: Round, twin: Twin) -> TwinCard:
    hints = [
        TwinHint(
            label=capital(each.kind),
            cap=f"\ncaps {round_.dimension(each.gives).title} at {HINT_CAP[each.kind]}" if each.gives else ", free",
            when=spans(each.when),
            text=spans(each.text),
        )
        for each in twin.hints
    ]
    probes = [
        TwinHint(
            label=round_.dimension(each.gives).title if each.gives else "Also",
            cap="",
            when=spans(f"If {each.case}:") if each.case else (),
            text=spans(each.ask),
        )
        for each in twin.probes
    ]
    return TwinCard(
        prompt=blocks(twin.prompt),
        materials=tuple(Material(name=each.name, text=each.text.rstrip("\n")) for each in twin.materials),
        listen_for=spans(twin.listen_for or ""),
        milestones=tuple(
            TwinHint(label=f"{each.minute}′", cap="", when=(), text=spans(each.state)) for each in twin.milestones
        ),
        help=(*hints, *probes),
        cases=_cases(twin.solution, twin.cases),
        solution=_solution(twin.solution),
    )


def _cases(solution: Solution | None, cases: Sequence[Case]) -> tuple[CaseRow, ...]:
    """Return the cases that a person can follow. The cases of a page are scripts, which only a browser can."""
    if solution and solution.language == "html":
        return ()
    return tuple(CaseRow(call=each.call, returns=each.returns) for each in cases)


def _solution(solution: Solution | None) -> SolutionText:
    written = solution.code.rstrip("\n") if solution else ""
    return SolutionText(notes=tuple(map(spans, _notes(solution))), code=written)


def _notes(found: Solution | None) -> Iterator[str]:
    if found:
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
    note="What is right, what is planted, one solution or design, and the twin.",
    pack_title="Answer card",
    page_limit=2,
    place=3,
)
