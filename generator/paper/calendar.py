"""The calendar of a plan: its weeks from Monday to Sunday, and a legend that explains its marks."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from generator.paper.view import View
from generator.report.sentences import day
from generator.say import date as on
from generator.say import kind, say, span, week
from generator.wording import inside

Mark = Literal["baseline", "drill", "loop", "final", "paid", "easy", "micro"]


class LegendEntry(View):
    """A mark and what it means."""

    mark: Mark
    label: str
    meaning: str


class Entry(View):
    """The sessions of one kind on a day, with the titles of their rounds."""

    mark: Mark
    label: str
    rounds: str


class Day(View):
    """A day of the calendar. `interview` names the interviews on that day, or is empty."""

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
    """Return the legend of the marks that occur."""
    used = {session["kind"] for session in sessions}
    return tuple(
        LegendEntry(mark=mark, label=kind(mark), meaning=say(f"kind.{mark}.meaning"))
        for mark in get_args(Mark)
        if mark in used
    )


def weeks(plan: Mapping[str, Any]) -> tuple[Week, ...]:
    """Return the weeks of a plan in words, from the current one on."""
    ahead = [week for week in plan["weeks"] if week["last"] >= plan["today"]]
    return tuple(_week(plan, each, named=each is ahead[0]) for each in ahead)


def _week(plan: Mapping[str, Any], each: Mapping[str, Any], *, named: bool) -> Week:
    """Return a week. With `named`, its first day includes the month."""
    first = day(each["first"])
    monday = first - datetime.timedelta(days=first.weekday())
    days = [monday + datetime.timedelta(days=n) for n in range(7)]
    return Week(
        n=each["n"],
        label=week(each["n"]),
        dates=span(first, each["last"]),
        phases=_phases(plan, each),
        days=tuple(_day(plan, day, named=named and day == monday) for day in days),
    )


def _phases(plan: Mapping[str, Any], week: Mapping[str, Any]) -> str:
    said = ""
    for phase in plan["phases"]:
        if phase["first"] <= week["last"] and phase["last"] >= week["first"]:
            title = phase["title"]
            said = say("phase.then", first=said, next=inside(title)) if said else title
    return said


def _day(plan: Mapping[str, Any], date: datetime.date, *, named: bool) -> Day:
    iso = date.isoformat()
    here = [session for session in plan["sessions"] if session["date"] == iso]
    entries = []
    for label, group in groupby(here, lambda session: session["label"]):
        sessions = list(group)
        titles = Counter(session["title"] for session in sessions)
        named_rounds = [
            title if count == 1 else say("session.rounds", round=title, count=count) for title, count in titles.items()
        ]
        mark = sessions[0]["kind"]
        shown = say("kind.micro.short") if mark == "micro" else label
        entries.append(Entry(mark=mark, label=shown, rounds=", ".join(named_rounds)))
    return Day(
        label=on(date, "day-short") if named or date.day == 1 else str(date.day),
        inside=max(plan["first"], plan["today"]) <= iso <= plan["interview"],
        interview=", ".join(each["name"] for each in plan["interviews"] if each["date"] == iso),
        entries=tuple(entries),
    )
