"""What several kinds of page show: where a page comes from, rows of lists, the clock, the pass line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator import words
from generator.model import DIFFICULTIES, LEVELS, Handbook, Plan, Question, Round, Segment

PAPERS = (("a4", "A4"), ("letter", "Letter"))

#: What a page function yields: the page's path in the docs folder and the data its template prints.
Page = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Book:
    """What pages are made from: the handbook, and the plans of its invented candidates by id."""

    handbook: Handbook
    plans: Mapping[str, Plan]


def source(handbook: Handbook, kind: str, name: str) -> dict[str, Any]:
    """The file a page is made from, as an edit link needs it."""
    place = handbook.source(kind, name, "id") if kind != "guide" else handbook.source(kind, name)
    return {"source": handbook.relative(place.path), "source_line": place.line}


def clock(agenda: tuple[Segment, ...]) -> list[dict[str, Any]]:
    """Segments with the minute each starts and ends at."""
    clock, start = [], 0
    for segment in agenda:
        end = start + segment.minutes
        clock.append(
            {"start": start, "end": end, "minutes": segment.minutes, "segment": segment.segment, "lead": segment.lead}
        )
        start = end
    return clock


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
    """Questions in one list per difficulty, easiest first."""
    grouped = groupby(sorted(questions, key=lambda q: (DIFFICULTIES.index(q.difficulty), q.id)), lambda q: q.difficulty)
    return [{"difficulty": name, "rows": [row(handbook, question) for question in group]} for name, group in grouped]


def pdfs(stem: str) -> list[dict[str, str]]:
    """The two PDFs of a sheet."""
    return [{"paper": label, "file": f"sheets/{stem}-{paper}.pdf"} for paper, label in PAPERS]


def pass_lines(round_: Round) -> list[tuple[str, str]]:
    """Level and pass line, lowest level first."""
    return [(words.capital(level), words.pass_line(round_, level)) for level in LEVELS]


def about(handbook: Handbook, plan: Plan) -> str:
    """Say which job a plan is for."""
    return words.role_at(handbook.roles[plan.candidate.role], plan.candidate.level)
