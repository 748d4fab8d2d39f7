"""The pages of plans: a template explained, and the plan of an invented candidate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from generator import words
from generator.book import Book
from generator.model import Handbook, Plan
from generator.pages.parts import PAPERS, Page, about, source
from generator.pages.stories import link


def plan(book: Book) -> Iterator[Page]:
    """A plan template, explained."""
    handbook = book.handbook
    for each in handbook.plans.values():
        examples = [
            {"id": name, "name": made.candidate.name, "about": about(handbook, made)}
            for name, made in book.plans.items()
            if made.template.id == each.id
        ]
        phases = [
            {"title": phase.title, "days": "what is left" if phase.stretch else str(phase.days), "drills": phase.drills}
            for phase in each.phases
        ]
        loops = [{"by": loop.by, "expert": loop.expert} for loop in each.loops]
        yield f"plans/{each.id}.md", {
            "plan": each, **source(handbook, "plan", each.id), "phases": phases, "loops": loops, "examples": examples,
        }  # fmt: skip


def candidate(book: Book) -> Iterator[Page]:
    """An invented candidate's plan, from the projection that knows no question."""
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
    """A candidate's plan from the projection that knows no question."""
    data = made.without_questions()
    sessions: Any = data["sessions"]
    ranked: Any = data["ranked"]
    rounds: Any = data["rounds"]
    weeks: dict[int, list[dict[str, Any]]] = {}
    for session in sessions:
        day = datetime.date.fromisoformat(session["date"])
        weeks.setdefault((day - made.first).days // 7 + 1, []).append(_session(data, session, day))
    return {
        "plan": data,
        "about": about(handbook, made),
        "weeks": weeks,
        "stand": [{**each, "title": rounds[each["round"]]["title"], "marks": range(1, 6)} for each in ranked],
        "calendar": _calendar(data),
        "legend": [(kind, words.KINDS[kind]) for kind in words.KINDS if any(s["kind"] == kind for s in sessions)],
        "mocks": sum(session["kind"] != "micro" for session in sessions),
    }


def _calendar(data: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Weeks from Monday, from the first day to the interview; a day holds its marks, a loop one for all its rounds."""
    first, last = (datetime.date.fromisoformat(data[key]) for key in ("first", "interview"))
    interviews = {each["date"]: each["label"] for each in data["interviews"]}
    held: dict[str, dict[str, list[str]]] = {}
    for session in data["sessions"]:
        rounds = held.setdefault(session["date"], {}).setdefault(session["kind"], [])
        rounds.append(data["rounds"][session["round"]]["title"])
    days = [first + datetime.timedelta(n - first.weekday()) for n in range((last - first).days + 1 + first.weekday())]
    days += [last + datetime.timedelta(n) for n in range(1, 7 - last.weekday())]
    cells = [
        {
            "label": words.weekday(day).split(" ", 1)[1] if day.day == 1 or day in (first, last) else str(day.day),
            "state": "out" if not first <= day <= last else "interview" if day.isoformat() in interviews else
            "busy" if day.isoformat() in held else "free",
            "interview": interviews.get(day.isoformat(), ""),
            "marks": [
                {"kind": kind, "text": _mark(kind, rounds)} for kind, rounds in held.get(day.isoformat(), {}).items()
            ],
        }
        for day in days
    ]  # fmt: skip
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _mark(kind: str, rounds: list[str]) -> str:
    return "Full loop" if kind == "loop" and len(rounds) > 1 else "Micro" if kind == "micro" else ", ".join(rounds)


def _session(data: dict[str, Any], session: dict[str, Any], day: datetime.date) -> dict[str, Any]:
    micro = session["kind"] == "micro"
    partners = {
        **data["candidate"]["partners"],
        "llm": "a language model",
        "alone": "alone",
    }
    kind = words.KINDS[session["kind"]] + (f" {session['loop']}" if session["loop"] else "")
    return {
        "date": words.weekday(day),
        "id": session["id"],
        "round": data["rounds"][session["round"]]["title"],
        "mark": session["kind"],
        "kind": kind + (", short" if session["form"] == "short" and session["kind"] != "easy" else ""),
        "minutes": session["minutes"],
        "partner": "alone" if micro else partners[session["partner"]],
        "note": session["exercise"] or session["goal"],
    }
