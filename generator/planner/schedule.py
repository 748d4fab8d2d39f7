"""The schedule: every session placed so far, and whether a day has room for another (definitions).

Sessions are only added, never moved or removed.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from generator.model.facts import Form, Partner, SessionKind, is_mock
from generator.model.plan import Unplaced
from generator.planner.days import DAY
from generator.planner.history import DoneMock, LoggedLoop
from generator.planner.situation import Situation


@dataclass
class Placed:
    """A session with its day. Its partner and questions are filled in last."""

    day: datetime.date
    kind: SessionKind
    round: str
    form: Form
    minutes: int
    #: How many questions it asks for (rule 19).
    asks: int
    drill: Literal["again", "check", ""] = ""
    #: The number of its loop in the template, from 1; 0 if it isn't in a loop.
    loop: int = 0
    #: The numbers of the round's micro-goal and exercise, from 1; 0 for none.
    goal: int = 0
    exercise: int = 0
    partner: Partner = "alone"
    person: str = ""
    questions: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)

    @property
    def is_mock(self) -> bool:
        """True if it is a mock, not a micro-practice."""
        return is_mock(self.kind)


@dataclass(frozen=True)
class PlacedLoop:
    """A loop of the plan with its days."""

    #: Its number in the template, from 1. A loop that finishes a logged one has the number after the last.
    number: int
    first: datetime.date
    last: datetime.date
    full: bool
    #: The logged loop that it finishes, if any (rule 13).
    finishes: LoggedLoop | None = None


class Schedule:
    """Sessions by day, in the order of placement. Micro-practice is placed last, so until then all are mocks."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.days = situation.days
        #: In the order of placement.
        self.placed: list[Placed] = []
        self.by_day: dict[datetime.date, list[Placed]] = {}
        #: Round → the day of its paid mock.
        self.paid: dict[str, datetime.date] = {}
        #: By date.
        self.loops: list[PlacedLoop] = []
        self.unplaced: list[Unplaced] = []
        #: Rounds whose first drill has no question.
        self.without_question: set[str] = set()

    def add(self, session: Placed) -> None:
        """Place a session at the end of its day."""
        self.placed.append(session)
        self.by_day.setdefault(session.day, []).append(session)
        if session.kind == "paid":
            self.paid[session.round] = session.day

    def leave_out(self, kind: SessionKind, round_id: str, minutes: int) -> None:
        """Record that a session couldn't be placed."""
        self.unplaced.append(Unplaced(kind=kind, round=round_id, minutes=minutes))

    def sessions(self) -> Iterator[Placed]:
        """Yield the sessions by date, and those of one day in order."""
        for day in sorted(self.by_day):
            yield from self.by_day[day]

    def on(self, day: datetime.date) -> list[Placed]:
        """Return the sessions of a day."""
        return self.by_day.get(day, [])

    def logged_on(self, day: datetime.date) -> list[DoneMock]:
        """Return the logged mocks of a day."""
        return self.situation.history.on(day)

    def left(self, day: datetime.date) -> int:
        """Return the minutes left on a free day."""
        return self.days.free[day] - sum(each.minutes for each in self.on(day))

    def mocks(self, day: datetime.date) -> int:
        """Return the number of mocks on a day, planned and logged."""
        return len(self.on(day)) + len(self.logged_on(day))

    def empty(self, day: datetime.date) -> bool:
        """Return whether a day has no session and no log entry."""
        return not self.on(day) and day not in self.situation.history.days

    def last_baseline(self) -> datetime.date:
        """Return the latest day with a planned baseline, or `date.min` if there is none."""
        return max((each.day for each in self.placed if each.kind == "baseline"), default=datetime.date.min)

    def mock_days_after_baselines(self) -> list[datetime.date]:
        """Return the mock days after the last baseline."""
        last = self.last_baseline()
        return [day for day in self.days.mock if day > last]

    def within_loop(self, day: datetime.date) -> bool:
        """Return whether a day is between the first and last day of a loop."""
        return any(loop.first <= day <= loop.last for loop in self.loops)

    def practice_days(self, week: int) -> int:
        """Return the number of days in a week with a mock or a log entry."""
        days = {*self.by_day, *self.situation.history.days}
        return sum(self.days.week(day) == week for day in days)

    def fits(self, day: datetime.date, round_id: str, minutes: int, own_loop: Collection[DoneMock] = ()) -> bool:
        """Return whether a mock of the round fits on a free day.

        `own_loop` are the entries of the logged loop that is being finished, which may be next to its other steps.
        """
        if minutes > self.left(day) or day >= self.situation.rounds.until[round_id]:
            return False
        if round_id in self.paid and day <= self.paid[round_id]:
            return False
        for other in (day - DAY, day, day + DAY):
            for planned in self.on(other):
                if planned.round == round_id and planned.kind != "easy":
                    return False
            for logged in self.logged_on(other):
                if logged.round == round_id and logged.kind != "easy" and logged not in own_loop:
                    return False
        return True
