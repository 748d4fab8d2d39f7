"""The calendar of a plan: its weeks from Monday to Sunday, and its marks, each with a legend in words."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.paper.view import View
from generator.report.sentences import day
from generator.words import KINDS, month, stretch

Mark = Literal["baseline", "drill", "loop", "final", "paid", "easy", "micro"]
_MEANING: Mapping[str, str] = {
    "baseline": "the first mock of a round, to see where you are",
    "drill": "one goal: again on a question you’ve had, or a check on a new one",
    "loop": "rounds close together, as in the real interview",
    "final": "one last mock of a round",
    "paid": "a mock with someone who interviews for a living",
    "easy": "short, on your strongest round",
    "micro": "alone, twenty minutes at most",
}


class LegendEntry(View):
    """A mark and what it means."""

    mark: Mark
    label: str
    meaning: str


class Entry(View):
    """What a day holds: sessions of one kind, with the titles of their rounds."""

    mark: Mark
    label: str
    rounds: str


class Day(View):
    """A day of the calendar. `interview` names the interviews of that day, or is empty."""

    label: str
    inside: bool
    interview: str
    entries: tuple[Entry, ...]


class Week(View):
    """A week of the plan as seven days from Monday. `n` is its number in the plan."""

    n: int
    label: str
    dates: str
    phases: str
    days: Annotated[tuple[Day, ...], Field(min_length=7, max_length=7)]


def legend(sessions: Sequence[Mapping[str, Any]]) -> tuple[LegendEntry, ...]:
    """Explain the marks that occur."""
    used = {session["kind"] for session in sessions}
    return tuple(
        LegendEntry.model_validate({"mark": name, "label": KINDS[name], "meaning": _MEANING[name]})
        for name in KINDS
        if name in used
    )


def weeks(plan: Mapping[str, Any]) -> tuple[Week, ...]:
    """Return the weeks of a plan in words, from the one of today on."""
    ahead = [week for week in plan["weeks"] if week["last"] >= plan["today"]]
    return tuple(_week(plan, week, named=week is ahead[0]) for week in ahead)


def _week(plan: Mapping[str, Any], week: Mapping[str, Any], *, named: bool) -> Week:
    """Return a week; with `named`, its first day says its month."""
    first, last = day(week["first"]), day(week["last"])
    monday = first - datetime.timedelta(days=first.weekday())
    days = [monday + datetime.timedelta(days=each) for each in range(7)]
    return Week(
        n=week["n"],
        label=f"Week {week['n']}",
        dates=stretch(first, last),
        phases=_phases(plan, week),
        days=tuple(_day(plan, each, named=named and each == monday) for each in days),
    )


def _phases(plan: Mapping[str, Any], week: Mapping[str, Any]) -> str:
    titles = [
        phase["title"] for phase in plan["phases"] if phase["first"] <= week["last"] and phase["last"] >= week["first"]
    ]
    return ", then ".join(
        [title if place == 0 else title[:1].lower() + title[1:] for place, title in enumerate(titles)]
    )


def _day(plan: Mapping[str, Any], date: datetime.date, *, named: bool) -> Day:
    iso = date.isoformat()
    here = [session for session in plan["sessions"] if session["date"] == iso]
    entries = []
    for label, group in groupby(here, lambda session: session["label"]):
        sessions = list(group)
        titles = Counter(session["title"] for session in sessions)
        named_rounds = [title if count == 1 else f"{title} ×{count}" for title, count in titles.items()]
        entries.append(
            Entry(mark=sessions[0]["kind"], label=label.removesuffix("-practice"), rounds=", ".join(named_rounds))
        )
    return Day(
        label=f"{date.day} {month(date)[:3]}" if named or date.day == 1 else str(date.day),
        inside=max(plan["first"], plan["today"]) <= iso <= plan["interview"],
        interview=", ".join(each["name"] for each in plan["interviews"] if each["date"] == iso),
        entries=tuple(entries),
    )
