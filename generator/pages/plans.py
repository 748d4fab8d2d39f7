"""The page of a sample candidate's plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import Any, get_args

from generator.model import Handbook, Plan
from generator.model.facts import SessionKind
from generator.pages.kinds import page_kind
from generator.pages.own_plan import more_files
from generator.pages.parts import PAPERS, Front, Page, about, source
from generator.pages.stories import link
from generator.report import requests, spoken
from generator.report.asking import mocks
from generator.say import date, kind, say
from generator.site_data import SiteData


@page_kind("candidate")
def candidate_pages(site: SiteData) -> Iterator[Page]:
    """Yield the plan of each sample candidate, from the plan in words, which contains no question."""
    handbook = site.handbook
    for name, made in site.plans.items():
        sheets = [{"paper": label, "file": f"candidates/{name}-plan-{paper}.pdf"} for paper, label in PAPERS]
        yield (
            f"candidates/{name}.md",
            {
                "front": Front(
                    description=f"An example plan: {about(handbook, made)}.",
                    crumbs=(("Plan", "plans/index.html"), ("Examples", "candidates/index.html")),
                    **source(handbook, "candidate", name),
                ),
                **plan_view(handbook, made),
                "sheets": sheets,
                **more_files(name),
                "stories": link(site, name),
            },
        )


def plan_view(handbook: Handbook, made: Plan) -> dict[str, Any]:
    """Return a candidate's plan, from the plan in words, which contains no question."""
    data = spoken(handbook, made)
    return {
        "plan": data,
        "about": about(handbook, made),
        "weeks": [
            {"n": number, "sessions": [_session(each) for each in group]}
            for number, group in groupby(data["sessions"], lambda session: session["week"])
        ],
        "ranked": [{**each, "marks": range(1, 6)} for each in data["ranked"]],
        "calendar": _calendar(data),
        "legend": [
            (each, kind(each)) for each in get_args(SessionKind) if any(s["kind"] == each for s in data["sessions"])
        ],
        "drills": any(each["drill"] for each in data["sessions"]),
        "mocks": len(mocks(data)),
        "asked": [
            {
                "name": each.called,
                "time": say("page.asked-time", time=each.time, back=each.back) if each.back else each.time,
            }
            for each in requests(data)
        ],
    }


def _calendar(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the weeks from Monday, from the current one on. A day has its marks; a loop is one mark for its rounds."""
    held: dict[str, dict[tuple[str, int], list[str]]] = {}
    for session in data["sessions"]:
        of_kind = (session["kind"], session["loop"])
        held.setdefault(session["date"], {}).setdefault(of_kind, []).append(session["title"])
    weeks = []
    for week in (each for each in data["weeks"] if each["last"] >= data["today"]):
        first = datetime.date.fromisoformat(week["first"])
        days = [first + datetime.timedelta(n - first.weekday()) for n in range(7)]
        weeks.append({"n": week["n"], "days": [_day(data, day, held.get(day.isoformat(), {})) for day in days]})
    return weeks


def _day(data: dict[str, Any], day: datetime.date, held: dict[tuple[str, int], list[str]]) -> dict[str, Any]:
    """Return a day of the calendar. `held` is what is on it: (kind, loop) → titles of rounds."""
    first, last, iso = max(data["first"], data["today"]), data["interview"], day.isoformat()
    interview = ", ".join(each["name"] for each in data["interviews"] if each["date"] == iso)
    state = "interview" if interview else "busy" if held else "free"
    return {
        "label": date(day, "day-short") if day.day == 1 or iso in (first, last) else str(day.day),
        "state": state if first <= iso <= last else "out",
        "interview": interview,
        "marks": [{"kind": name, "text": _mark(name, loop, rounds)} for (name, loop), rounds in held.items()],
    }


def _mark(name: str, loop: int, rounds: list[str]) -> str:
    if name == "loop" and len(rounds) > 1:
        return kind(name, loop)
    return say("kind.micro.short") if name == "micro" else ", ".join(rounds)


def _session(session: dict[str, Any]) -> dict[str, Any]:
    short = session["form"] == "short" and session["kind"] != "easy"
    return {
        "date": date(session["date"]),
        "id": session["id"],
        "round": session["title"],
        "mark": session["kind"],
        "kind": say("page.short", kind=session["what"]) if short else session["what"],
        "minutes": session["minutes"],
        "partner": session["who"],
        "note": session["exercise_title"] or session["goal_text"],
        "remark": session["no_question"],
    }
