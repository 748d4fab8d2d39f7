"""Who a plan asks for how much time, the message to send them, and what can be done alone.

A message is complete: greeting, dates with minutes, close. It doesn't give away what a session will ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.report.sentences import day
from generator.words import NAMELESS, capital, full_day, hours, listed, number, several, weekday

#: The close of a message about one session, and about several.
_THIS = (
    "You’d get two pages. They take five minutes to read, and there’s nothing else to prepare. If the date doesn’t "
    "work for you, we’ll find another. Thank you!"
)
_THESE = (
    "You’d get two pages for each. They take five minutes to read, and there’s nothing else to prepare. If a date "
    "doesn’t work for you, we’ll find another. If it’s too much altogether, even one of them would help. Thank you!"
)


@dataclass(frozen=True)
class Slot:
    """A date to ask someone for."""

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
    back: str
    hours: str
    opening: tuple[str, ...]
    slots: tuple[Slot, ...]
    close: tuple[str, ...]


def mocks(data: Mapping[str, Any]) -> list[Any]:
    """Return the sessions ahead that are mocks."""
    return [session for session in data["sessions"] if session["kind"] != "micro"]


def requests(data: Mapping[str, Any]) -> tuple[Request, ...]:
    """Write to everyone the plan needs, in its order. `data` is the plan in words."""
    return tuple(_request(data, person) for person in data["people"])


def _request(data: Mapping[str, Any], person: Mapping[str, Any]) -> Request:
    sessions = [each for each in mocks(data) if (each["partner"], each["with"]) == (person["kind"], person["name"])]
    time, back = hours(person["minutes"]), hours(person["swap_minutes"]) if person["swap_minutes"] else ""
    count = several(len(sessions), "session")
    return Request(
        called=person["called"],
        name=capital(person["called"]),
        role=NAMELESS[person["kind"]] if person["name"] else "",
        time=time,
        back=back,
        hours=f"{capital(time)} for {count}" + (f", and {back} from you in return" if back else ""),
        opening=(
            f"Hello {person['name']}," if person["name"] else "Hello,",
            " ".join(_asked(data, person["kind"], sessions, time, back)),
        ),
        slots=tuple(
            Slot(
                date=weekday(day(session["date"])),
                what=f"{session['what']}, {session['title']}",
                minutes=f"{session['minutes']} min",
                id=session["id"],
            )
            for session in sessions
        ),
        close=(_THIS if len(sessions) == 1 else _THESE, data["candidate"]["name"]),
    )


def _asked(
    data: Mapping[str, Any], kind: str, sessions: Sequence[Mapping[str, Any]], time: str, back: str
) -> Iterator[str]:
    yield f"I have an interview on {full_day(day(data['interview']))} and I’d like to practise for it."
    if len(sessions) == 1:
        yield f"Could you run a practice interview for me? It takes {time}."
    else:
        yield f"Could you run {number(len(sessions))} practice interviews for me, {time} in all?"
    if back:
        yield f"In return I’ll interview you for {back}."
    if kind == "expert":
        yield "If you’d normally charge for this, please tell me your rate first."
    yield "This would be the date:" if len(sessions) == 1 else "These would be the dates:"


def alone(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Describe what needs no other person: micro-practice, mocks alone, mocks with a language model."""
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
