"""An example of every document that lies beside the session sheet, or is the same for everyone: found, not listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from generator.model import Handbook
from generator.model.question import Twin
from generator.paper import Document, PrintedDocument, find_documents, self_run_form, takehome_form, twin_sheet
from generator.paper.documents.panel import panel_form
from generator.paper.documents.tonight import tonight_pack
from generator.tonight import all_mocks

QUESTION = "merge-booking-windows"
#: Documents of which other tests choose their own examples.
_ELSEWHERE = {"candidate", "pack", "plan", "progress", "rubric", "session", "stories"}
_TWIN = {
    "prompt": "Write `free(bookings)`. It returns the gaps of a day.\n\n```python\nfree([(9, 10)])\n```",
    "materials": [{"name": "bookings.py", "language": "python", "text": "def free(bookings):\n    ...\n"}],
}


def with_twin(handbook: Handbook) -> Handbook:
    """The handbook, in which the question of the examples has a twin."""
    question = handbook.questions[QUESTION].model_copy(update={"twin": Twin.model_validate(_TWIN)})
    return replace(handbook, questions=dict(handbook.questions) | {QUESTION: question})


#: Examples that show more than the sheet of the handbook.
_CHOSEN: Mapping[str, Callable[[Handbook], Document]] = {
    "selfrun": lambda handbook: self_run_form(handbook, "knitting", [QUESTION], code="knitting-2"),
    "takehome": lambda handbook: takehome_form(handbook, "knitting", code="knitting-2"),
    "tonight": lambda handbook: tonight_pack(handbook, all_mocks(handbook)["knitting"][0], "interviewer"),
    "panel": lambda handbook: panel_form(handbook, "knitting", 3),
    "twin": lambda handbook: twin_sheet(with_twin(handbook), QUESTION),
}
_SUBJECTS = {"everyone": (), "round": ("knitting",), "question": (QUESTION, "")}


def example(document: PrintedDocument, handbook: Handbook) -> Document:
    return document.make(handbook, *_SUBJECTS[document.made_for])


MORE: Mapping[str, Callable[[Handbook], Document]] = {
    name: _CHOSEN.get(name) or partial(example, document)
    for name, document in find_documents().items()
    if name not in _ELSEWHERE
}
#: The forms that are the same for everyone.
FORMS = tuple(
    name for name, each in find_documents().items() if each.made_for == "everyone" and each.template == "form"
)
