"""A plan as a calendar file (RFC 5545), for whatever calendar the candidate uses.

Pure, and stable: a session keeps its UID when the plan is made again, so that importing anew moves it instead of
doubling it. Times with other people have a time zone where the candidate named one; all others float: who practises
alone does so by the clock on the wall, wherever it hangs.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.exports.rows import Row, line, rows
from generator.exports.zone import timezone
from generator.model import Handbook, Plan
from generator.report import spoken
from generator.words import KINDS, several

if TYPE_CHECKING:
    from icalendar import Alarm, Event

#: The right half of every UID. `.invalid` is reserved (RFC 2606): it is nobody's host and never will be.
_HOST = "dress-rehearsal.invalid"
_EPOCH = datetime.date(1970, 1, 1)
_DAY = datetime.timedelta(days=1)
_MINUTE = datetime.timedelta(minutes=1)
#: When to be reminded of other people on the evening before.
_EVENING = datetime.time(18)
_SOON = -15 * _MINUTE


def calendar(handbook: Handbook, plan: Plan) -> bytes:
    """Return the sessions and interviews as events, with a VTIMEZONE if one is needed.

    Without a time of day an event is all-day and leaves the day free. `SEQUENCE` counts the days until the plan was
    made, so that a later plan counts as the newer one.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Dress Rehearsal//plan//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Interview practice of {line(plan.candidate.name)}")
    for row in rows(handbook, plan):
        made.add_component(_session(plan, row))
    for event in _interviews(handbook, plan):
        made.add_component(event)
    if made.get_missing_tzids():
        made.subcomponents.insert(0, timezone(plan.candidate.zone, plan.first.year, plan.interview.year))
    made.validate()  # type: ignore[no-untyped-call]  # icalendar names no types here
    return bytes(made.to_ical())


def _session(plan: Plan, row: Row) -> Event:
    who = "" if row.partner == "alone" else f"with {row.partner}"
    length = "" if row.start else f"{row.minutes} min"
    code = "" if row.kind == KINDS["micro"] else row.code  # which is but its date again
    said = {
        "Code": row.code,
        "What": ", ".join(filter(None, (row.kind, row.round, row.form, several(row.minutes, "minute")))),
        "With": row.partner if who else "",
        "Goal": row.goal,
        "Exercise": row.exercise,
    }
    event = _event(plan, row.code, ", ".join(filter(None, (row.kind, row.round, who, length, code))), said)
    if row.start:
        # Of a time that comes twice RFC 5545 means the first, but not every program does: all agree on UTC.
        twice = row.start.utcoffset() != row.start.replace(fold=not row.start.fold).utcoffset()
        event.add("dtstart", row.start.astimezone(datetime.UTC) if twice else row.start)
        # Not an end: where clocks change, it could stand before the start.
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
        label = f"Interview: {line(each['label'])}" if each["label"] else "Interview"
        # A dot tells it from the sessions, whose codes are slugs.
        event = _event(plan, f"interview.{number}", label, {"Rounds": line(", ".join(each["titles"]))})
        _all_day(event, datetime.date.fromisoformat(each["date"]))
        yield event


def _event(plan: Plan, name: str, summary: str, said: dict[str, str]) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name}.{plan.candidate.id}@{_HOST}")
    event.add("dtstamp", datetime.datetime.combine(plan.today, datetime.time(), datetime.UTC))
    event.add("sequence", max(0, (plan.today - _EPOCH).days))
    event.add("summary", summary)
    if found := [f"{label}: {text}" for label, text in said.items() if text]:
        event.add("description", "\n".join(found))
    return event


def _all_day(event: Event, date: datetime.date) -> None:
    event.add("dtstart", date)
    event.add("duration", _DAY)
    event.add("transp", "TRANSPARENT")


def _evening_before(row: Row) -> datetime.timedelta:
    """Count from the start of the event back to six in the evening of the day before."""
    start = row.start.replace(tzinfo=None) if row.start else datetime.datetime.combine(row.date, datetime.time())
    return datetime.datetime.combine(start.date() - _DAY, _EVENING) - start


def _alarm(trigger: datetime.timedelta, event: Event) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", trigger)
    alarm.add("description", str(event["summary"]))
    return alarm
