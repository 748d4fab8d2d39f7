"""The calendar of a plan, weeks from Monday to Sunday, and its marks. What a mark says stands beside it in words."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.paper.view import View
from generator.report.asking import kind
from generator.words import KINDS, month, stretch

Mark = Literal["baseline", "drill", "loop", "paid", "easy", "micro"]
_MEANING: Mapping[str, str] = {
    "baseline": "a first full mock of the round",
    "drill": "one round, one goal",
    "loop": "rounds in a row, as on the day",
    "paid": "a mock with somebody who does this for a living",
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
    """Seven days from Monday."""

    first: datetime.date
    last: datetime.date
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
    """Lay the plan over weeks, from that of today to that of the interview. `plan` is its JSON without questions."""
    today, last = (datetime.date.fromisoformat(plan[key]) for key in ("today", "interview"))
    day = today - datetime.timedelta(days=today.weekday())
    found: list[Week] = []
    while day <= last:
        seven = [day + datetime.timedelta(days=each) for each in range(7)]
        found.append(
            Week(
                first=seven[0],
                last=seven[6],
                label=f"Week {len(found) + 1}",
                dates=stretch(seven[0], seven[6]),
                phases=_phases(plan, seven[0], seven[6]),
                days=tuple(_day(plan, each, today, last, named=not found and each == day) for each in seven),
            )
        )
        day = seven[6] + datetime.timedelta(days=1)
    return tuple(found)


def _phases(plan: Mapping[str, Any], first: datetime.date, last: datetime.date) -> str:
    titles = [
        phase["title"]
        for phase in plan["phases"]
        if phase["first"] <= last.isoformat() and phase["last"] >= first.isoformat()
    ]
    return ", then ".join(
        [title if place == 0 else title[:1].lower() + title[1:] for place, title in enumerate(titles)]
    )


def _day(
    plan: Mapping[str, Any], date: datetime.date, today: datetime.date, last: datetime.date, *, named: bool
) -> Day:
    iso = date.isoformat()
    here = [session for session in plan["sessions"] if session["date"] == iso]
    entries = []
    for label, group in groupby(here, kind):
        sessions = list(group)
        titles = Counter(plan["rounds"][session["round"]]["title"] for session in sessions)
        named_rounds = [title if count == 1 else f"{title} ×{count}" for title, count in titles.items()]
        entries.append(
            Entry(mark=sessions[0]["kind"], label=label.removesuffix("-practice"), rounds=", ".join(named_rounds))
        )
    return Day(
        label=f"{date.day} {month(date)[:3]}" if named or date.day == 1 else str(date.day),
        inside=today <= date <= last,
        interview=", ".join(each["label"] for each in plan["interviews"] if each["date"] == iso),
        entries=tuple(entries),
    )
