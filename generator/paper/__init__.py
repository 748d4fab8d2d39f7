"""What is printed: per document one pure function giving its view, and one Typst template (design.md, section 5).

`render` turns a view into PDF bytes; it alone reads templates and fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.paper.answers import AnswerCard, answers
from generator.paper.glyphs import GlyphError
from generator.paper.pack import Pack, Sheet, pack
from generator.paper.plan import plan
from generator.paper.plan_view import PlanDocument
from generator.paper.progress import ProgressDocument, progress
from generator.paper.render import PaperError, page_count, picture, render
from generator.paper.session import session
from generator.paper.session_view import SessionSheet
from generator.paper.sheets import CandidateSheet, RubricSheet, candidate, rubric
from generator.paper.stories import StoryWorksheet, blank_stories, stories
from generator.paper.view import Document


@dataclass(frozen=True)
class Printed:
    """A printed document: who makes its view, what the view is, which template prints it."""

    view: Callable[..., Document]
    model: type[Document]
    template: str


PAPERS: Mapping[str, Printed] = {
    "plan": Printed(plan, PlanDocument, "plan.typ"),
    "progress": Printed(progress, ProgressDocument, "progress.typ"),
    "session": Printed(session, SessionSheet, "session.typ"),
    "answers": Printed(answers, AnswerCard, "answers.typ"),
    "candidate": Printed(candidate, CandidateSheet, "candidate.typ"),
    "rubric": Printed(rubric, RubricSheet, "rubric.typ"),
    "stories": Printed(stories, StoryWorksheet, "stories.typ"),
    "pack": Printed(pack, Pack, "pack.typ"),
}

__all__ = [
    "PAPERS", "AnswerCard", "CandidateSheet", "Document", "GlyphError", "Pack", "PaperError", "PlanDocument", "Printed",
    "ProgressDocument", "RubricSheet", "SessionSheet", "Sheet", "StoryWorksheet", "answers", "blank_stories", "candidate", "page_count",
    "pack", "picture", "plan", "progress", "render", "rubric", "session", "stories",
]  # fmt: skip
