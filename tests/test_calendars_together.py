"""Calendars imported one after the other: nobody's event takes another's place, and what changed counts as newer."""

from __future__ import annotations

import datetime
import re
from typing import Any

import icalendar
import vobject
from candidates import DAY, MONDAY, backend_handbook, candidate

from generator.exports import EXPORTS
from generator.model import Plan
from generator.planner import make_plan

calendar = EXPORTS["ics"]
BOOK = backend_handbook()
PEOPLE = {"peer": "Sam", "llm": True}


def made(today: datetime.date = MONDAY, **fields: Any) -> Plan:
    return make_plan(BOOK, candidate(**({"partners": PEOPLE, "start": MONDAY} | fields)), today)


def imported(*calendars: bytes) -> dict[str, tuple[int, bytes]]:
    """Import calendars into one, as programs do: of two events with one UID the one with the higher SEQUENCE stays.

    Both libraries read each calendar, and must find the same events.
    """
    held: dict[str, tuple[int, bytes]] = {}
    for each in calendars:
        ours = {str(event["uid"]): event for event in icalendar.Calendar.from_ical(each).walk("VEVENT")}
        theirs = {event.uid.value: event for event in vobject.readOne(each.decode()).vevent_list}
        assert ours.keys() == theirs.keys()
        for uid, event in ours.items():
            number = int(str(event["sequence"]))
            assert number == int(theirs[uid].sequence.value)
            if uid not in held or number > held[uid][0]:
                held[uid] = number, says(event)
    return held


def says(event: Any) -> bytes:
    return re.sub(rb"(SEQUENCE|DTSTAMP):.*", b"", event.to_ical())


def uids(file: bytes) -> set[str]:
    return {str(event["uid"]) for event in icalendar.Calendar.from_ical(file).walk("VEVENT")}


def test_two_people_whose_files_have_one_name_lose_no_event() -> None:
    ada, ben = (calendar(BOOK, made(name=name, id="plan")) for name in ("Ada", "Ben"))
    assert not uids(ada) & uids(ben)
    assert len(imported(ada, ben)) == len(uids(ada)) + len(uids(ben))


def test_two_calendars_of_one_person_on_one_day_leave_the_newer_one() -> None:
    first = calendar(BOOK, made())
    second = calendar(BOOK, made(away=[MONDAY + 2 * DAY]), first)
    one, two = imported(first), imported(second)
    both = imported(first, second)
    assert two.items() <= both.items()
    changed = {uid for uid in one.keys() & two.keys() if one[uid][1] != two[uid][1]}
    assert changed
    for uid in one.keys() & two.keys():
        assert (two[uid][0] > one[uid][0]) == (uid in changed)


def test_the_same_plan_again_is_the_same_calendar() -> None:
    first = calendar(BOOK, made())
    assert calendar(BOOK, made(), first) == first


def test_a_session_that_goes_and_comes_back_is_newer_than_it_was() -> None:
    first = calendar(BOOK, made())
    second = calendar(BOOK, made(rounds=["knitting"]), first)
    third = calendar(BOOK, made(), second)
    back = uids(first) & uids(third) - uids(second)
    assert back
    one, three = imported(first), imported(third)
    assert all(three[uid][0] > one[uid][0] for uid in back)


def test_a_calendar_that_cannot_be_read_counts_as_none() -> None:
    assert calendar(BOOK, made(), b"BEGIN:VCALENDAR\nnonsense") == calendar(BOOK, made())


def test_a_plan_of_the_next_day_without_a_calendar_before_it_is_newer() -> None:
    today, tomorrow = calendar(BOOK, made()), calendar(BOOK, made(MONDAY + DAY))
    one, two = imported(today), imported(tomorrow)
    assert all(two[uid][0] > one[uid][0] for uid in one.keys() & two.keys())
