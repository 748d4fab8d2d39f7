"""Rules about what a question is worked out with: its calculations and its diagram."""

from __future__ import annotations

from collections.abc import Iterator

from generator import diagram
from generator.check.base import unknown
from generator.model import Handbook
from generator.model.working import Diagram, Sum
from generator.problem import Problem


def sums_are_right(handbook: Handbook) -> Iterator[Problem]:
    """A calculation gives the value that is written next to it."""
    for question in handbook.questions.values():
        for index, each in enumerate(question.sums):
            field, message = _wrong(each)
            if message:
                yield handbook.problem("question", question.id, "sums", index, field, message=f"{field}: {message}")


def _wrong(each: Sum) -> tuple[str, str]:
    """Return the field of a calculation that is wrong, and why, or two empty strings."""
    try:
        result = each.result
    except ValueError as error:
        return "expr", str(error)
    try:
        is_right = each.is_right
    except ValueError:
        return "value", f'expected a number without commas, such as 300000; got "{each.value}"'
    return ("", "") if is_right else ("value", f"expected {result:.15g}, the result of {each.expr}; got {each.value}")


def diagrams_can_be_drawn(handbook: Handbook) -> Iterator[Problem]:
    """The parts of a diagram have ids and cells of their own and labels that fit; arrows connect two of them.

    No arrow goes through a third part.
    """
    for question in handbook.questions.values():
        if question.diagram:
            problems = list(_problems(handbook, question.id, question.diagram))
            yield from problems
            if not problems:
                yield from _crossings(handbook, question.id, question.diagram)


def _problems(handbook: Handbook, question: str, drawn: Diagram) -> Iterator[Problem]:
    for index, part in enumerate(drawn.parts):
        keys = ("diagram", "parts", index)
        before = drawn.parts[:index]
        if any(other.id == part.id for other in before):
            yield handbook.problem("question", question, *keys, "id", message=f"id: {part.id} appears twice")
        for other in before:
            if (other.row, other.column) == (part.row, part.column):
                message = f"column: expected a cell of its own; {other.id} is in row {part.row}, column {part.column}"
                yield handbook.problem("question", question, *keys, "column", message=message)
        if len(diagram.lines_of(part.label)) > diagram.LINES:
            message = f"label: expected at most {diagram.LINES} lines of {diagram.LETTERS} characters"
            yield handbook.problem("question", question, *keys, "label", message=message)
    known = [part.id for part in drawn.parts]
    for index, arrow in enumerate(drawn.arrows):
        for field, name in (("from", arrow.start), ("to", arrow.end)):
            if name not in known:
                message = f"{field}: {unknown('part', name, known)}"
                yield handbook.problem("question", question, "diagram", "arrows", index, field, message=message)
        if arrow.start == arrow.end:
            message = "to: expected another part than the one in which it starts"
            yield handbook.problem("question", question, "diagram", "arrows", index, "to", message=message)


def _crossings(handbook: Handbook, question: str, drawn: Diagram) -> Iterator[Problem]:
    for index, part in diagram.crossed(drawn):
        message = f"arrows: this one goes through {part.id}; move one of the parts to another cell"
        yield handbook.problem("question", question, "diagram", "arrows", index, message=message)
