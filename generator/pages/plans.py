"""The page of a plan: that of a sample candidate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from generator import words
from generator.book import Book
from generator.model import Handbook, Plan
from generator.pages.parts import PAPERS, Page, about, source
from generator.pages.stories import link
from generator.report import requests, spoken
from generator.report.asking import mocks


def candidate(book: Book) -> Iterator[Page]:
    """A sample candidate's plan, from the plan in words, which knows no question."""
    handbook = book.handbook
    for name, made in book.plans.items():
        sheets = [{"paper": label, "file": f"candidates/{name}-plan-{paper}.pdf"} for paper, label in PAPERS]
        yield (
            f"candidates/{name}.md",
            {
                **plan_view(handbook, made),
                **source(handbook, "candidate", name),
                "sheets": sheets,
                "stories": link(book, name),
            },
        )


def plan_view(handbook: Handbook, made: Plan) -> dict[str, Any]:
    """A candidate's plan, from the plan in words, which knows no question."""
    data = spoken(handbook, made)
    return {
        "plan": data,
        "about": about(handbook, made),
        "weeks": [
            {"n": number, "sessions": [_session(each) for each in group]}
            for number, group in groupby(data["sessions"], lambda session: session["week"])
        ],
        "stand": [{**each, "marks": range(1, 6)} for each in data["ranked"]],
        "calendar": _calendar(data),
        "legend": [
            (kind, name) for kind, name in words.KINDS.items() if any(s["kind"] == kind for s in data["sessions"])
        ],
        "drills": any(each["drill"] for each in data["sessions"]),
        "mocks": len(mocks(data)),
        "asked": [
            {"name": each.called, "time": each.time + (f", {each.back} in return" if each.back else "")}
            for each in requests(data)
        ],
    }


def _calendar(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The weeks of the plan from Monday, from the one of today on; a day has its marks, a loop one for its rounds."""
    held: dict[str, dict[tuple[str, int], list[str]]] = {}
    for session in data["sessions"]:
        kind = (session["kind"], session["loop"])
        held.setdefault(session["date"], {}).setdefault(kind, []).append(session["title"])
    weeks = []
    for week in (each for each in data["weeks"] if each["last"] >= data["today"]):
        first = datetime.date.fromisoformat(week["first"])
        days = [first + datetime.timedelta(n - first.weekday()) for n in range(7)]
        weeks.append({"n": week["n"], "days": [_day(data, day, held.get(day.isoformat(), {})) for day in days]})
    return weeks


def _day(data: dict[str, Any], day: datetime.date, held: dict[tuple[str, int], list[str]]) -> dict[str, Any]:
    """A day of the calendar with what is on it: (kind, loop) → titles of rounds."""
    first, last, iso = max(data["first"], data["today"]), data["interview"], day.isoformat()
    interview = ", ".join(each["name"] for each in data["interviews"] if each["date"] == iso)
    state = "interview" if interview else "busy" if held else "free"
    return {
        "label": f"{day.day} {words.month(day)[:3]}" if day.day == 1 or iso in (first, last) else str(day.day),
        "state": state if first <= iso <= last else "out",
        "interview": interview,
        "marks": [{"kind": kind, "text": _mark(kind, loop, rounds)} for (kind, loop), rounds in held.items()],
    }


def _mark(kind: str, loop: int, rounds: list[str]) -> str:
    if kind == "loop" and len(rounds) > 1:
        return f"Loop {loop}"
    return "Micro" if kind == "micro" else ", ".join(rounds)


def _session(session: dict[str, Any]) -> dict[str, Any]:
    short = session["form"] == "short" and session["kind"] != "easy"
    return {
        "date": words.weekday(datetime.date.fromisoformat(session["date"])),
        "id": session["id"],
        "round": session["title"],
        "mark": session["kind"],
        "kind": session["what"] + (", short" if short else ""),
        "minutes": session["minutes"],
        "partner": session["who"],
        "note": session["exercise_title"] or session["goal_text"],
        "remark": session["no_question"],
    }
