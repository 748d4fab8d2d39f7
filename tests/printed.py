"""An example of every document that lies beside the session sheet, or is the same for everyone: found, not listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from generator.model import Handbook
from generator.paper import Document, PrintedDocument, find_documents, self_run_form, takehome_form
from generator.paper.documents.panel import panel_form

QUESTION = "merge-booking-windows"
#: Documents of which other tests choose their own examples.
_ELSEWHERE = {"candidate", "pack", "plan", "progress", "rubric", "session", "stories"}
#: Examples that show more than the sheet of the handbook.
_CHOSEN: Mapping[str, Callable[[Handbook], Document]] = {
    "selfrun": lambda handbook: self_run_form(handbook, "knitting", [QUESTION], code="knitting-2"),
    "takehome": lambda handbook: takehome_form(handbook, "knitting", code="knitting-2"),
    "panel": lambda handbook: panel_form(handbook, "knitting", 3),
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
