"""What is printed: per document one pure function giving its view, and one Typst template.

`render` turns a view into PDF bytes; it alone reads templates and fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.model import Handbook
from generator.paper.answers import AnswerCard, answers
from generator.paper.form import Form
from generator.paper.forms import (
    debrief,
    interviewer_rating,
    log_sheet,
    observer_sheet,
    partner_card,
    recording_review,
)
from generator.paper.glyphs import GlyphError
from generator.paper.pack import Pack, Reader, Sheet, pack
from generator.paper.plan import plan
from generator.paper.plan_view import PlanDocument
from generator.paper.progress import ProgressDocument, progress
from generator.paper.prompt_page import PromptPage, interviewer_prompt
from generator.paper.render import PaperError, Print, page_count, picture, render, undrawable
from generator.paper.scored import panel, takehome
from generator.paper.self_run import self_run
from generator.paper.session import session
from generator.paper.session_view import SessionSheet
from generator.paper.sheets import CandidateSheet, RubricSheet, candidate, rubric
from generator.paper.stories import StoryWorksheet, blank_stories, stories
from generator.paper.view import Document, Sized


@dataclass(frozen=True)
class Printed:
    """A printed document: who makes its view, what the view is, which template prints it."""

    view: Callable[..., Document]
    model: type[Document]
    template: str


#: The sheets that are the same for everybody, as they are offered: keys of `PAPERS` and stems of their addresses.
GENERAL: Mapping[str, Callable[[Handbook], Form]] = {
    "partner-card": partner_card,
    "observer-sheet": observer_sheet,
    "interviewer-rating": interviewer_rating,
    "debrief": debrief,
    "log-sheet": log_sheet,
    "recording-review": recording_review,
}

PAPERS: Mapping[str, Printed] = {
    "plan": Printed(plan, PlanDocument, "plan.typ"),
    "progress": Printed(progress, ProgressDocument, "progress.typ"),
    "session": Printed(session, SessionSheet, "session.typ"),
    "answers": Printed(answers, AnswerCard, "answers.typ"),
    "candidate": Printed(candidate, CandidateSheet, "candidate.typ"),
    "rubric": Printed(rubric, RubricSheet, "rubric.typ"),
    "stories": Printed(stories, StoryWorksheet, "stories.typ"),
    **{name: Printed(make, Form, "form.typ") for name, make in GENERAL.items()},
    "selfrun": Printed(self_run, Form, "form.typ"),
    "takehome": Printed(takehome, Form, "form.typ"),
    "panel": Printed(panel, Form, "form.typ"),
    "prompt": Printed(interviewer_prompt, PromptPage, "prompt.typ"),
    "pack": Printed(pack, Pack, "pack.typ"),
}

__all__ = [
    "GENERAL",
    "PAPERS",
    "AnswerCard",
    "CandidateSheet",
    "Document",
    "Form",
    "GlyphError",
    "Pack",
    "PaperError",
    "PlanDocument",
    "Print",
    "Printed",
    "ProgressDocument",
    "PromptPage",
    "Reader",
    "RubricSheet",
    "SessionSheet",
    "Sheet",
    "Sized",
    "StoryWorksheet",
    "answers",
    "blank_stories",
    "candidate",
    "debrief",
    "interviewer_prompt",
    "interviewer_rating",
    "log_sheet",
    "observer_sheet",
    "pack",
    "page_count",
    "panel",
    "partner_card",
    "picture",
    "plan",
    "progress",
    "recording_review",
    "render",
    "rubric",
    "self_run",
    "session",
    "stories",
    "takehome",
    "undrawable",
]  # fmt: skip
