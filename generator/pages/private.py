"""The pages of a private edition: a candidate's own plan, or the pack of whoever interviews them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator import prompt, words
from generator.book import Book
from generator.model import Handbook, Plan, Question, Session
from generator.pages.parts import Page, about, clock
from generator.pages.plans import plan_view
from generator.pages.stories import link
from generator.report import requests, session_in_words
from generator.say import adjustments, date, say

#: What is written down while both talk, after the candidate's own words.
_FORM = ("keep", "saw", "matters", "instead", "fix", "goal", "next")


def people(book: Book) -> Iterator[Page]:
    """Everybody in this edition."""
    rows = [
        {
            "id": name,
            "title": plan.candidate.name,
            "note": about(book.handbook, plan),
            "aside": date(plan.interview, "full"),
        }
        for name, plan in book.plans.items()
    ]
    yield "private/index.md", {"rows": rows}


def own_plan(book: Book) -> Iterator[Page]:
    """A candidate's plan and sealed sheets, from the plan in words, which knows no question."""
    for name, plan in book.plans.items():
        view = plan_view(book.handbook, plan)
        sealed = [
            {"date": date(each["date"]), "round": each["title"], "codes": each["codes"]}
            for each in view["plan"]["sessions"]
            if each["codes"]
        ]
        yield (
            f"private/{name}.md",
            {
                **view,
                "sealed": sealed,
                "prompts": [
                    {**_when(each), "text": prompt.for_session(book.handbook, plan, each)}
                    for each in plan.sessions
                    if each.partner == "llm" and each.questions
                ],
                "alone": [_when(each) for each in plan.sessions if each.partner == "alone" and each.questions],
                "requests": requests(view["plan"]),
                "stories": link(book, name),
                "folder": f"{name}/candidate",
                "sheets": [{"paper": plan.candidate.paper.capitalize(), "file": f"private/{name}/candidate/plan.pdf"}],
            },
        )


def _when(session: Session) -> dict[str, str]:
    return {"id": session.id, "date": date(session.date)}


def pack(book: Book) -> Iterator[Page]:
    """All mocks of one candidate, for their interviewer."""
    for name, plan in book.plans.items():
        yield (
            f"private/{name}.md",
            {
                "name": plan.candidate.name,
                "about": about(book.handbook, plan),
                "interview": date(plan.interview, "full"),
                "adjustments": adjustments(plan.candidate.adjustments),
                "sessions": [_line(book.handbook, *each) for each in _mocks(book.handbook, plan)],
                "folder": name,
            },
        )


def session(book: Book) -> Iterator[Page]:
    """A mock with its questions opened, their answers, and a form for the feedback."""
    handbook = book.handbook
    for name, plan in book.plans.items():
        for each, said in _mocks(handbook, plan):
            round_ = handbook.rounds[each.round]
            form = round_.short if each.form == "short" else round_
            yield (
                f"private/{name}/{each.id}.md",
                {
                    **_line(handbook, each, said),
                    "name": plan.candidate.name,
                    "back": f"../{name}.html",
                    "level": words.capital(plan.candidate.level),
                    "pass_line": words.pass_line(round_, plan.candidate.level),
                    "ai": round_.setting.ai,
                    "adjustments": adjustments(plan.candidate.adjustments),
                    "clock": clock(form.agenda) if form.minutes == each.minutes else [],
                    "aloud": round_.say,
                    "parts": [
                        *map(partial(_question, handbook), each.codes, each.questions),
                        *(_question(handbook, say("run.surprise"), surprise) for surprise in each.surprises),
                    ],
                    "dimensions": round_.rubric.dimensions,
                    "recommendations": " · ".join(words.RECOMMENDATIONS),
                    "form": (*words.DEBRIEF, *(say(f"run.form.{each}") for each in _FORM)),
                },
            )


def _mocks(handbook: Handbook, plan: Plan) -> Iterator[tuple[Session, dict[str, Any]]]:
    """Yield every mock, with its questions, and the same mock in words."""
    for session in plan.sessions:
        if session.kind != "micro":
            yield session, session_in_words(handbook, session)


def _line(handbook: Handbook, session: Session, said: dict[str, Any]) -> dict[str, Any]:
    """A mock in the pack's list."""
    return {
        "id": session.id,
        "date": date(session.date),
        "round": said["title"],
        "what": said["what"],
        "minutes": session.minutes,
        "partner": said["who"],
        "goal": said["goal_text"],
        "watch": said["watch"],
        "codes": session.codes,
        "answers": [
            code
            for code, name in zip(session.codes, session.questions, strict=False)
            if handbook.questions[name].has_answers
        ],
        "surprise": bool(session.surprises),
    }


def _question(handbook: Handbook, code: str, name: str) -> dict[str, Any]:
    question: Question = handbook.questions[name]
    return {"code": code, "question": question, "minutes": handbook.minutes(question)}
