"""What several kinds of page show: where a page comes from, rows of lists, the clock, the pass line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator import text, wording
from generator.model import DIFFICULTIES, LEVELS, Handbook, Plan, Question, Round, Segment

PAPERS = (("a4", "A4"), ("letter", "Letter"))


@dataclass(frozen=True)
class Later:
    """The data of a page that is made only if something changed among all that it is made of."""

    made_of: tuple[object, ...]
    make: Callable[[], dict[str, Any]]


#: What a page function yields: the page's path in the docs folder and the data its template prints.
Page = tuple[str, dict[str, Any] | Later]


def source(handbook: Handbook, kind: str, name: str) -> dict[str, Any]:
    """The file a page is made from, as an edit link needs it."""
    place = handbook.place(kind, name, "id") if kind != "guide" else handbook.place(kind, name)
    return {"source": handbook.relative(place.path), "source_line": place.line}


#: From how many questions a list has a filter.
LONG = 8


def clock(agenda: tuple[Segment, ...]) -> list[dict[str, Any]]:
    """Segments of a session, each with its minutes."""
    clock, start = [], 0
    for segment in agenda:
        end = start + segment.minutes
        clock.append({"minutes": segment.minutes, "label": f"{start}–{end}′", "text": segment.segment})
        start = end
    return clock


def milestones(handbook: Handbook, question: Question) -> list[dict[str, Any]]:
    """What to expect by when, as a clock of the question's minutes."""
    clock, start = [], 0
    for milestone in question.milestones:
        state = Markup(text.inline(milestone.state))  # noqa: S704 — text makes it safe
        clock.append({"minutes": milestone.minute - start, "label": f"by {milestone.minute}′", "text": state})
        start = milestone.minute
    left = handbook.minutes(question) - start
    return [*clock, {"minutes": left, "label": f"{start + left}′", "text": "Stop"}] if left > 0 else clock


def row(handbook: Handbook, question: Question) -> dict[str, Any]:
    """A question in a list."""
    return {
        "id": question.id,
        "title": question.title,
        "topics": ", ".join(question.topics),
        "levels": levels_in_words(question.levels),
        "difficulty": question.difficulty,
        "minutes": handbook.minutes(question),
    }


def levels_in_words(levels: tuple[str, ...]) -> str:
    """Name levels shortly: junior to senior, mid and staff."""
    ordered = [level for level in LEVELS if level in levels]
    whole = len(ordered) > 2 and LEVELS.index(ordered[-1]) - LEVELS.index(ordered[0]) == len(ordered) - 1
    return f"{ordered[0]} to {ordered[-1]}" if whole else " and ".join(ordered)


def by_difficulty(handbook: Handbook, questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    """Questions in a list, easiest first."""
    return [row(handbook, q) for q in sorted(questions, key=lambda q: (DIFFICULTIES.index(q.difficulty), q.id))]


def sheet(stem: str, title: str, note: str) -> dict[str, Any]:
    """A sheet as it is offered: its picture and its PDFs."""
    return {"title": title, "note": note, "picture": f"sheets/{stem}.png", "pdfs": pdfs(stem)}


def candidate_sheet(question: str) -> dict[str, Any]:
    """Offer the candidate's sheet of a question."""
    return sheet(f"{question}-candidate", "Candidate’s sheet", "The question and room to write. One page.")


def session_sheet(question: str) -> dict[str, Any]:
    """Offer the interviewer's sheet of a question."""
    return sheet(f"{question}-session", "Interviewer’s sheet", "One page to run the session, one to judge it.")


def answer_card(question: str) -> dict[str, Any]:
    """Offer the answer card of a question that has one."""
    return sheet(f"{question}-answers", "Answer card", "What is right, what is planted, and one solution.")


def rubric_sheet(round_: str) -> dict[str, Any]:
    """Offer the blank rubric of a round."""
    return sheet(f"{round_}-rubric", "Blank rubric", "To score yourself or be scored.")


#: Sheets that are the same for everybody: stem, title, what it is for.
_GENERAL = (
    ("partner-card", "Partner card", "How to interview, for someone who never did. One page."),
    ("observer-sheet", "Observer’s sheet", "For groups of three: the one who watches counts and quotes."),
    ("interviewer-rating", "How was your interviewer?", "Half a page from the candidate, two to cut apart."),
    ("debrief", "Debrief", "For the back of the candidate’s sheet: they speak first, and a line for the log."),
    ("log-sheet", "Log sheet", "A line for each mock: confidence before and after, one fix."),
    ("recording-review", "Review of a recording", "Your own: time per part, fillers, pauses, pace."),
)


def general_sheets() -> list[dict[str, Any]]:
    """Offer the sheets that are the same for everybody."""
    return [sheet(stem, title, note) for stem, title, note in _GENERAL]


def takehome_sheet(round_: str) -> dict[str, Any]:
    """Offer the sheet that the candidate takes home from a session of a round."""
    return sheet(f"{round_}-takehome", "To take home", "For the candidate: evidence, levels, one behaviour, next date.")


def panel_sheet(round_: str) -> dict[str, Any]:
    """Offer a panel's sheets of a round."""
    return sheet(f"{round_}-panel", "Panel", "One sheet for each interviewer, scored apart, and one for all.")


def story_sheet() -> dict[str, Any]:
    """Offer the blank story worksheet."""
    return sheet("story-worksheet", "Story worksheet", "All themes with how they are asked, and a page to copy.")


def pdfs(stem: str) -> list[dict[str, str]]:
    """The two PDFs of a sheet."""
    return [{"paper": label, "file": f"sheets/{stem}-{paper}.pdf"} for paper, label in PAPERS]


def pass_lines(round_: Round) -> list[tuple[str, str]]:
    """Level and pass line, lowest level first."""
    return [(wording.capital(level), wording.pass_line(round_, level)) for level in LEVELS]


def about(handbook: Handbook, plan: Plan) -> str:
    """Say which job a plan is for."""
    return wording.role_at(handbook.roles[plan.candidate.role], plan.candidate.level)
