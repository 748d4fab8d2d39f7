"""A plan as a calendar file (RFC 5545), for whatever calendar the candidate uses.

Pure, and stable: a session keeps its UID when the plan is made again, so that a second import moves it instead of
adding it again. Times with other people have a time zone if the candidate named one. All others float: practice alone
follows the local clock, wherever the candidate is.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.exports.export import Export
from generator.exports.rows import Row, line, rows
from generator.exports.zone import timezone
from generator.model import Handbook, Plan
from generator.report import spoken
from generator.say import minutes, say

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event
    from icalendar.cal import Component

#: The right half of every UID. `.invalid` is reserved (RFC 2606): no host will ever have this name.
_HOST = "dress-rehearsal.invalid"
_EPOCH = datetime.date(1970, 1, 1)
_DAY = datetime.timedelta(days=1)
_MINUTE = datetime.timedelta(minutes=1)
#: When to be reminded of other people on the evening before.
_EVENING = datetime.time(18)
_SOON = -15 * _MINUTE


def calendar(handbook: Handbook, plan: Plan, before: bytes) -> bytes:
    """Return the sessions and interviews as events, with a VTIMEZONE if one is needed.

    Without a time of day an event is all-day and leaves the day free. `before` is the calendar that was made before,
    or empty. An event that differs from it, or is not in it, gets a higher SEQUENCE, so that a program takes it for the
    newer one; an event that is the same keeps its own (rule 43).
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Dress Rehearsal//plan//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", say("calendar.name", name=line(plan.candidate.name)))
    for row in rows(handbook, plan):
        made.add_component(_session(plan, row))
    for event in _interviews(handbook, plan):
        made.add_component(event)
    _number(made, plan.today, before)
    if made.get_missing_tzids():
        made.subcomponents.insert(0, timezone(plan.candidate.zone, plan.first.year, plan.interview.year))
    made.validate()  # type: ignore[no-untyped-call]  # icalendar names no types here
    return bytes(made.to_ical())


def _session(plan: Plan, row: Row) -> Event:
    who = "" if row.alone else say("partner.with", name=row.partner)
    length = "" if row.start else minutes(row.minutes)
    code = "" if row.micro else row.code  # which is but its date again
    said = {
        say("calendar.code"): row.code,
        say("calendar.week"): str(row.week),
        say("calendar.what"): ", ".join(filter(None, (row.kind, row.round, row.form, minutes(row.minutes, full=True)))),
        say("calendar.with"): row.partner if who else "",
        say("calendar.goal"): row.goal,
        say("calendar.exercise"): row.exercise,
    }
    event = _event(plan, row.code, ", ".join(filter(None, (row.kind, row.round, who, length, code))), said)
    if row.start:
        # Of a time that comes twice RFC 5545 means the first, but not every program does: all agree on UTC.
        twice = row.start.utcoffset() != row.start.replace(fold=not row.start.fold).utcoffset()
        event.add("dtstart", row.start.astimezone(datetime.UTC) if twice else row.start)
        # Not an end: where clocks change, it could be before the start.
        event.add("duration", row.minutes * _MINUTE)
    else:
        _all_day(event, row.date)
    if row.with_others:
        event.add_component(_alarm(_evening_before(row), event))
    if row.start:
        event.add_component(_alarm(_SOON, event))
    return event


def _interviews(handbook: Handbook, plan: Plan) -> Iterator[Event]:
    for number, each in enumerate(spoken(handbook, plan)["interviews"], 1):
        label = say("calendar.interview", label=line(each["label"])) if each["label"] else each["name"]
        # A dot tells it from the sessions, whose codes are slugs.
        event = _event(plan, f"interview.{number}", label, {say("calendar.rounds"): line(", ".join(each["titles"]))})
        _all_day(event, datetime.date.fromisoformat(each["date"]))
        yield event


def _event(plan: Plan, name: str, summary: str, said: dict[str, str]) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name}.{plan.candidate.id}.{_mark_of_person(plan)}@{_HOST}")
    event.add("dtstamp", datetime.datetime.combine(plan.today, datetime.time(), datetime.UTC))
    event.add("summary", summary)
    if found := [f"{label}: {text}" for label, text in said.items() if text]:
        event.add("description", "\n".join(found))
    return event


def _mark_of_person(plan: Plan) -> str:
    """Return eight hex digits that differ between two people whose files have the same name."""
    return hashlib.sha256(f"{plan.candidate.id}/{plan.candidate.name}".encode()).hexdigest()[:8]


def _number(made: Calendar, today: datetime.date, before: bytes) -> None:
    """Set the SEQUENCE of every event: the one it had if it says the same, else one higher than any so far.

    Counted from the days since 1970, so that a calendar without one before it is newer than yesterday's.
    """
    known = {str(event["uid"]): (_says(event), int(str(event.get("sequence", 0)))) for event in _events(before)}
    newest = max([(today - _EPOCH).days, 0, *(number + 1 for _, number in known.values())])
    for event in made.walk("VEVENT"):
        said, number = known.get(str(event["uid"]), (b"", 0))
        event.add("sequence", number if said == _says(event) else newest)


def _events(calendar: bytes) -> list[Component]:
    """Return the events of a calendar that we made; none if it is missing or can no longer be read."""
    from icalendar import Calendar

    try:
        return list(Calendar.from_ical(calendar).walk("VEVENT"))
    except ValueError:
        return []


def _says(event: Component) -> bytes:
    """Return an event without the lines that say when it was made."""
    lines = event.to_ical().splitlines()
    return b"\n".join(line for line in lines if not line.startswith((b"SEQUENCE:", b"DTSTAMP:")))


def _all_day(event: Event, date: datetime.date) -> None:
    event.add("dtstart", date)
    event.add("duration", _DAY)
    event.add("transp", "TRANSPARENT")


def _evening_before(row: Row) -> datetime.timedelta:
    """Return the time from the start of the event back to six in the evening of the day before."""
    start = row.start.replace(tzinfo=None) if row.start else datetime.datetime.combine(row.date, datetime.time())
    return datetime.datetime.combine(start.date() - _DAY, _EVENING) - start


def _alarm(trigger: datetime.timedelta, event: Event) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", trigger)
    alarm.add("description", str(event["summary"]))
    return alarm


EXPORT = Export(ending="ics", title="calendar", path="candidate/plan.ics", make=calendar, place=1)
