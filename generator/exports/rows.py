"""The sessions of a plan in plain words, for other programs.

Pure: made from the plan in words, which contains no question. Every text is one line without control characters.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from generator.model import WEEKDAYS, Handbook, Plan
from generator.report import spoken
from generator.say import say
from generator.text import plain

#: C0, C1 and halves of surrogate pairs. Those that separate lines or words (NEL, VT, U+2028) are spaces by then.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Row:
    """A session. `start` is None if the candidate named no time of day, and has a zone only with other people."""

    code: str
    micro: bool
    week: int
    date: datetime.date
    start: datetime.datetime | None
    minutes: int
    phase: str
    kind: str
    form: str
    round: str
    partner: str
    alone: bool
    with_others: bool
    goal: str
    exercise: str


def rows(handbook: Handbook, plan: Plan) -> Iterator[Row]:
    """Yield the sessions by date. Those of a day follow each other from the time at which its free minutes begin."""
    data: Any = spoken(handbook, plan)
    phases = {phase["id"]: phase["title"] for phase in data["phases"]}
    for day, group in groupby(data["sessions"], lambda session: session["date"]):
        here = list(group)
        for session, gone in zip(here, accumulate((each["minutes"] for each in here), initial=0), strict=False):
            with_others = session["partner"] in ("peer", "friend", "expert")
            date = datetime.date.fromisoformat(day)
            yield Row(
                code=line(session["id"]),
                micro=session["kind"] == "micro",
                week=session["week"],
                date=date,
                start=_start(data["candidate"], date, gone, zoned=with_others),
                minutes=session["minutes"],
                phase=line(phases.get(session["phase"], "")),
                kind=session["what"],
                form=say("session.short") if session["form"] == "short" else "",
                round=line(session["title"]),
                partner=line(session["who"]),
                alone=session["partner"] == "alone",
                with_others=with_others,
                goal=line(plain(session["goal_text"])),
                exercise=line(session["exercise_title"]),
            )


def line(text: str) -> str:
    """Return a text as one line without control characters."""
    return _CONTROL.sub("", " ".join(text.split()))


def _start(candidate: Any, date: datetime.date, gone: int, *, zoned: bool) -> datetime.datetime | None:
    """Return when a session starts, `gone` minutes after the free minutes of its day began.

    With a zone these are real minutes, also in the night when clocks change. A time that comes twice is the first of
    the two; one that is skipped is read by the clock before the gap (RFC 5545, section 3.3.5, and `fold=0`).
    """
    clock = candidate["times"].get(WEEKDAYS[date.weekday()])
    if not clock:
        return None
    begin, gap = datetime.datetime.combine(date, datetime.time.fromisoformat(clock)), datetime.timedelta(minutes=gone)
    if not (zoned and candidate["zone"]):
        return begin + gap
    zone = zoneinfo.ZoneInfo(candidate["zone"])
    return (begin.replace(tzinfo=zone).astimezone(datetime.UTC) + gap).astimezone(zone)
