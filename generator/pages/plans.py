"""The pages of plans: a template explained, and the plan of an invented candidate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from generator import words
from generator.pages.parts import PAPERS, Book, Page, about, source


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
        data = made.without_questions()
        sessions: Any = data["sessions"]
        weeks: dict[int, list[dict[str, Any]]] = {}
        for session in sessions:
            day = datetime.date.fromisoformat(session["date"])
            weeks.setdefault((day - made.first).days // 7 + 1, []).append(_session(data, session, day))
        yield (
            f"candidates/{name}.md",
            {
                "plan": data,
                **source(handbook, "candidate", name),
                "about": about(handbook, made),
                "weeks": weeks,
                "mocks": sum(session["kind"] != "micro" for session in sessions),
                "sheets": [{"paper": label, "file": f"candidates/{name}-plan-{paper}.pdf"} for paper, label in PAPERS],
            },
        )


def _session(data: dict[str, Any], session: dict[str, Any], day: datetime.date) -> dict[str, Any]:
    micro = session["kind"] == "micro"
    partners = {
        **data["candidate"]["partners"],
        "llm": "a language model",
        "alone": "alone",
    }
    kinds = {
        "baseline": "Baseline",
        "drill": "Drill",
        "loop": f"Loop {session['loop']}",
        "paid": "Paid mock",
        "easy": "Easy mock",
        "micro": "Micro-practice",
    }
    return {
        "date": words.weekday(day),
        "id": session["id"],
        "round": data["rounds"][session["round"]]["title"],
        "kind": kinds[session["kind"]]
        + (", short" if session["form"] == "short" and session["kind"] != "easy" else ""),
        "minutes": session["minutes"],
        "partner": "alone" if micro else partners[session["partner"]],
        "note": session["exercise"] or session["goal"],
    }
