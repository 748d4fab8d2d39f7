"""The pages of a private edition: a candidate's plan, or the pack of their interviewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator import prompt, wording
from generator.diagram import draw
from generator.exports import FOR_CANDIDATE
from generator.model import Handbook, Session
from generator.pages.kinds import page_kind
from generator.pages.parts import Front, Page, about, private_crumbs
from generator.pages.plans import plan_view
from generator.pages.stories import link
from generator.report import requests, session_in_words
from generator.say import adjustments, date, say
from generator.site_data import SiteData

#: What is written down in the feedback, after the candidate's own words.
_FORM = ("keep", "saw", "matters", "instead", "fix", "goal", "next")


@page_kind("private-index", "candidate", "interviewer")
def people_page(site: SiteData) -> Iterator[Page]:
    """Yield the list of the candidates in this edition."""
    rows = [
        {
            "id": name,
            "title": plan.candidate.name,
            "note": about(site.handbook, plan),
            "aside": date(plan.interview, "full"),
        }
        for name, plan in site.plans.items()
    ]
    yield "private/index.md", {"front": Front(hidden=True), "rows": rows, "answers": site.answers}


@page_kind("private-plan", "candidate")
def own_plan_pages(site: SiteData) -> Iterator[Page]:
    """Yield each candidate's plan and sealed sheets, from the plan in words, which contains no question."""
    for name, plan in site.plans.items():
        view = plan_view(site.handbook, plan)
        sealed = [
            {
                "date": date(each["date"]),
                "round": each["title"],
                "codes": each["codes"],
                "files": has_files(site.handbook, session.questions) and session.id,
            }
            for each, session in zip(view["plan"]["sessions"], plan.sessions, strict=True)
            if each["codes"]
        ]
        yield (
            f"private/{name}.md",
            {
                **view,
                "front": Front(hidden=True, crumbs=private_crumbs()),
                "sealed": sealed,
                "prompts": [
                    {**_when(each), "text": prompt.for_session(site.handbook, plan, each)}
                    for each in plan.sessions
                    if each.partner == "llm" and each.questions
                ],
                "alone": [_when(each) for each in plan.sessions if each.partner == "alone" and each.questions],
                "requests": requests(view["plan"]),
                "stories": link(site, name),
                "folder": f"{name}/candidate",
                "exports": [
                    {"href": f"{name}/{each.path}", "text": say(f"page.{each.title}")} for each in FOR_CANDIDATE
                ],
                "sheets": [{"paper": plan.candidate.paper.capitalize(), "file": f"private/{name}/candidate/plan.pdf"}],
            },
        )


def _when(session: Session) -> dict[str, str]:
    return {"id": session.id, "date": date(session.date)}


@page_kind("private-pack", "interviewer")
def pack_pages(site: SiteData) -> Iterator[Page]:
    """Yield for each candidate the mocks that people run, for these people, and the number of the others."""
    for name, plan in site.plans.items():
        shown = [_line(site.handbook, *each) for each in _mocks(site, name)]
        others = sum(each.is_mock for each in plan.sessions) - len(shown)
        yield (
            f"private/{name}.md",
            {
                "front": Front(hidden=True, crumbs=private_crumbs()),
                "name": plan.candidate.name,
                "about": about(site.handbook, plan),
                "interview": date(plan.interview, "full"),
                "adjustments": adjustments(plan.candidate.adjustments),
                "sessions": shown,
                "others": say("pack.others", count=others, name=plan.candidate.name) if others else "",
                "folder": name,
            },
        )


@page_kind("private-session", "interviewer")
def session_pages(site: SiteData) -> Iterator[Page]:
    """Yield each mock as it is on its printed sheet, with the answers of each question."""
    handbook = site.handbook
    for name, plan in site.plans.items():
        for each, said in _mocks(site, name):
            round_ = handbook.rounds[each.round]
            questions = [handbook.questions[question] for question in each.questions]
            sheet = site.sheets[name, each.id]
            yield (
                f"private/{name}/{each.id}.md",
                {
                    "front": Front(hidden=True, crumbs=private_crumbs(plan)),
                    **_line(handbook, each, said),
                    "name": plan.candidate.name,
                    "back": f"../{name}.html",
                    "sheet": sheet,
                    "clock": _clock(sheet["clock"]["segments"]) if questions else [],
                    "parts": [
                        {
                            "code": code,
                            "sheet": part,
                            "question": question,
                            "drawing": question.diagram and draw(question.diagram),
                            "spoken": round_.help == "probes",
                        }
                        for code, part, question in zip(each.codes, sheet.get("questions", ()), questions, strict=True)
                    ],
                    "surprises": [
                        {"sheet": part, "question": asked, "drawing": asked.diagram and draw(asked.diagram)}
                        for part in sheet.get("surprises", ())
                        for asked in (handbook.questions[part["id"]],)
                    ],
                    "aloud": round_.say,
                    "pass_line": f"{wording.capital(plan.candidate.level)}: "
                    + wording.pass_line(round_, plan.candidate.level),
                    "recommendations": wording.RECOMMENDATIONS,
                    "form": (*wording.DEBRIEF, *(say(f"run.form.{each}") for each in _FORM)),
                },
            )


def _clock(segments: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the segments of a sheet's clock, for a page."""
    return [
        {"minutes": each["minutes"], "label": f"{each['first']}–{each['last']}′", "text": each["label"]}
        for each in segments
    ]


def _mocks(site: SiteData, name: str) -> Iterator[tuple[Session, dict[str, Any]]]:
    """Yield every mock of a candidate that has a sheet in this edition, and the mock in words."""
    for session in site.plans[name].sessions:
        if (name, session.id) in site.sheets:
            yield session, session_in_words(site.handbook, session)


def has_files(handbook: Handbook, questions: Iterable[str]) -> bool:
    """Return whether one of these questions has materials that are handed over as files."""
    return any(handbook.questions[name].materials for name in questions)


def _line(handbook: Handbook, session: Session, said: dict[str, Any]) -> dict[str, Any]:
    """Return a mock as a row of the pack's list."""
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
        "files": has_files(handbook, session.questions),
        "surprise_files": has_files(handbook, session.surprises),
    }
