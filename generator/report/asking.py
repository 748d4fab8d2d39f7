"""Write the messages that ask people for their time, and describe what needs nobody else.

A message is complete: greeting, dates with minutes, close. It gives away no questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.facts import is_mock
from generator.say import counted, date, hours, listed, minutes, number, partner, say
from generator.wording import capital


@dataclass(frozen=True)
class Slot:
    """A date to ask someone for, in words."""

    date: str
    what: str
    minutes: str
    id: str


@dataclass(frozen=True)
class Request:
    """A person to ask, what they are asked for, and the message: `opening`, `slots`, then `close`."""

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
    """Return the sessions of a plan in words that are mocks."""
    return [session for session in data["sessions"] if is_mock(session["kind"])]


def requests(data: Mapping[str, Any]) -> tuple[Request, ...]:
    """Return a request to every person that the plan needs, in its order. `data` is the plan in words."""
    return tuple(_request(data, person) for person in data["people"])


def _request(data: Mapping[str, Any], person: Mapping[str, Any]) -> Request:
    sessions = [each for each in mocks(data) if (each["partner"], each["with"]) == (person["kind"], person["name"])]
    time, back = hours(person["minutes"]), hours(person["swap_minutes"]) if person["swap_minutes"] else ""
    over = {"time": capital(time), "sessions": counted("session", len(sessions))}
    return Request(
        called=person["called"],
        name=capital(person["called"]),
        role=partner(person["kind"]) if person["name"] else "",
        time=time,
        back=back,
        hours=say("message.hours-and-back", **over, back=back) if back else say("message.hours", **over),
        opening=(
            say("message.greeting", name=person["name"]) if person["name"] else say("message.greeting-without-name"),
            " ".join(_asked(data, person["kind"], sessions, time, back)),
        ),
        slots=tuple(
            Slot(
                date=date(session["date"]),
                what=say("session.what", what=session["what"], round=session["title"]),
                minutes=minutes(session["minutes"]),
                id=session["id"],
            )
            for session in sessions
        ),
        close=(say("message.close", count=len(sessions)), data["candidate"]["name"]),
    )


def _asked(
    data: Mapping[str, Any], kind: str, sessions: Sequence[Mapping[str, Any]], time: str, back: str
) -> Iterator[str]:
    count = len(sessions)
    yield say("message.interview", date=date(data["interview"], "full"))
    yield say("message.favour", count=count, number=number(count), time=time)
    if back:
        yield say("message.return", time=back)
    if kind == "expert":
        yield say("message.rate")
    yield say("message.dates", count=count)


def without_others(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Describe what needs no other person: micro-practice, mocks alone, mocks with a language model."""
    lines: list[str] = []
    micro = [session for session in data["sessions"] if not is_mock(session["kind"])]
    if micro:
        total = sum(session["minutes"] for session in micro)
        last = date(micro[-1]["date"], "full")
        lines.append(say("alone.micro", count=len(micro), minutes=total, last=last))
    for who in ("alone", "llm"):
        here = [session for session in mocks(data) if session["partner"] == who]
        if here:
            days = listed([say("session.on", session=each["id"], date=date(each["date"])) for each in here])
            lines.append(say(f"alone.{who}", count=len(here), dates=days))
    return tuple(lines)
