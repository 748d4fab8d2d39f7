"""Whom a plan asks for how many hours, the message to send them, and what can be done alone.

A message is whole: greeting, dates with minutes, close. Nothing in it says what a session will ask.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.words import KINDS, NAMELESS, capital, full_day, listed, partner, several, weekday

_ROLES = {"peer": "practises too", "friend": "a friend with an hour", "expert": "interviews for a living"}


@dataclass(frozen=True)
class Slot:
    """A date to ask somebody for."""

    date: str
    what: str
    minutes: str
    id: str


@dataclass(frozen=True)
class Request:
    """Someone to ask. `opening`, `slots` and `close` are the message, in this order."""

    called: str
    name: str
    role: str
    time: str
    hours: str
    opening: tuple[str, ...]
    slots: tuple[Slot, ...]
    close: tuple[str, ...]


def day(iso: str) -> datetime.date:
    """Read a date of the plan's JSON."""
    return datetime.date.fromisoformat(iso)


def kind(session: Mapping[str, Any]) -> str:
    """Name what a session is: Drill, Loop 2."""
    return KINDS[session["kind"]] + (f" {session['loop']}" if session["loop"] else "")


def mocks(data: Mapping[str, Any]) -> list[Any]:
    """Give the sessions ahead that are mocks."""
    return [session for session in data["sessions"] if session["kind"] != "micro"]


def requests(data: Mapping[str, Any]) -> tuple[Request, ...]:
    """Write to everybody whom the plan needs. `data` is the plan without its questions."""
    hours = data["hours_of_others"]
    return tuple(
        _request(data, who, hours[pool], here)
        for who, pool in (("peer", "peer"), ("friend", "peer"), ("expert", "expert"))
        if (here := [session for session in mocks(data) if session["partner"] == who])
    )


def _request(data: Mapping[str, Any], who: str, hours: int, sessions: Sequence[Mapping[str, Any]]) -> Request:
    name = partner(data["candidate"]["partners"], who)
    named = name != NAMELESS[who]
    swap = data["candidate"]["swap"] and who == "peer"
    count = several(len(sessions), "session")
    return Request(
        called=name,
        name=capital(name),
        role=_ROLES[who] if named else "",
        time=several(hours, "hour"),
        hours=f"{several(hours, 'hour')} for {count}" + (" and as many in return" if swap else ""),
        opening=(
            f"Hello {name}," if named else "Hello,",
            " ".join(_asked(data, who, hours, count, swap)),
        ),
        slots=tuple(
            Slot(
                date=weekday(day(session["date"])),
                what=f"{kind(session)}, {data['rounds'][session['round']]['title']}",
                minutes=f"{session['minutes']} min",
                id=session["id"],
            )
            for session in sessions
        ),
        close=(
            "For each you get two pages that you read in five minutes; there is nothing else to prepare. If a date "
            "does not suit you, tell me and we find another.",
            data["candidate"]["name"],
        ),
    )


def _asked(data: Mapping[str, Any], who: str, hours: int, count: str, swap: bool) -> Iterator[str]:
    yield f"I have an interview on {full_day(day(data['interview']))} and want to practise until then."
    if who == "expert":
        yield f"Would you run {count} for me, {several(hours, 'hour')} in all? If you charge for it, tell me first."
    elif swap:
        yield (
            f"Would you run {count} for me, and I as many for you? That is {several(hours, 'hour')} of your time "
            "in all, half of it with me as your interviewer."
        )
    else:
        yield f"Would you run {count} for me, {several(hours, 'hour')} in all?"
    yield "These are the dates:"


def alone(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what needs no other person: exercises, mocks alone, mocks with a language model."""
    found: list[str] = []
    micro = [session for session in data["sessions"] if session["kind"] == "micro"]
    if micro:
        minutes = sum(session["minutes"] for session in micro)
        last = full_day(day(micro[-1]["date"]))
        found.append(f"{capital(several(len(micro), 'micro-practice'))}, {minutes} minutes in all, the last on {last}.")
    for who, how in (("alone", "alone, aloud and against the clock"), ("llm", "with a language model")):
        here = [session for session in mocks(data) if session["partner"] == who]
        if here:
            dates = listed([f"{session['id']} on {weekday(day(session['date']))}" for session in here])
            found.append(f"{several(len(here), 'mock')} {how}: {dates}.")
    return tuple(found)
