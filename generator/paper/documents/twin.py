"""The twin of a question, to hand over to a candidate who knows the question: one page, kept by the interviewer."""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.documents.candidate import CandidateSheet, HandedOver, candidate_sheet
from generator.paper.view import blocks


def has_twin_sheet(handbook: Handbook, question_id: str) -> bool:
    """Return whether a question has a twin to hand over. In conversational rounds a twin is only read aloud."""
    question = handbook.questions[question_id]
    return question.twin is not None and handbook.rounds[question.round].help == "hints"


def twin_sheet(handbook: Handbook, question_id: str, *, code: str = "", minutes: int = 0) -> CandidateSheet:
    """Make the sheet of a question's twin. `code` and `minutes` are as for `candidate_sheet`.

    Raise ValueError if the question has no twin.
    """
    twin = handbook.questions[question_id].twin
    if twin is None:
        raise ValueError(f"{question_id} has no twin")
    sheet = candidate_sheet(handbook, question_id, code=code, minutes=minutes)
    return sheet.model_copy(
        update={
            "title": f"{code or sheet.round}: another question",
            "heading": "Another question",
            "prompt": blocks(twin.prompt),
            "materials": tuple(HandedOver(name=each.name, text=each.text.rstrip("\n")) for each in twin.materials),
            "files": "",
        }
    )


DOCUMENT = PrintedDocument(
    name="twin",
    template="candidate",
    model=CandidateSheet,
    made_for="question",
    make=lambda handbook, question, files: twin_sheet(handbook, question),
    exists=has_twin_sheet,
    interviewer_only=True,
    title="Twin, to hand over",
    note="What to ask a candidate who knows the question. One page.",
    pack_title="Twin, to hand over",
    page_limit=1,
    place=4,
)
