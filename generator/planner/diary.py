"""The diary: every session logged or placed so far, and whether a day holds one more (design.md, section 4, rule 8).

What is placed stays. The placing functions only add.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from generator.model.plan import Form, Partner, SessionKind, Unplaced
from generator.planner.calendar import DAY, Calendar
from generator.planner.history import DoneMock, History


@dataclass
class Placed:
    """A session with its day. Its questions, exercise and goal come last."""

    day: datetime.date
    kind: SessionKind
    round: str
    form: Form
    minutes: int
    partner: Partner
    #: Place of the loop in the template, from 1; 0 outside loops.
    loop: int = 0
    questions: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    exercise: str = ""
    goal: str = ""


@dataclass(frozen=True)
class PlacedLoop:
    """A loop of the template with its days, logged ones included."""

    number: int
    first: datetime.date
    last: datetime.date
    full: bool
    #: Its first steps, where they are logged already.
    done: tuple[DoneMock, ...] = ()


class Diary:
    """Sessions by day, in the order of the day. Until micro-practice is placed, all of them are mocks."""

    def __init__(self, calendar: Calendar, history: History) -> None:
        self.calendar = calendar
        self.history = history
        self.by_day: dict[datetime.date, list[Placed]] = defaultdict(list)
        #: Plan week → its days with a session or an entry of the log.
        self.busy_days = Counter(calendar.week(day) for day in history.days)
        self.logged: dict[datetime.date, list[DoneMock]] = defaultdict(list)
        for mock in history.mocks:
            self.logged[mock.day].append(mock)
        #: Round → the day of its paid mock.
        self.paid: dict[str, datetime.date] = {}
        #: By date.
        self.loops: list[PlacedLoop] = []
        self.unplaced: list[Unplaced] = []

    def sessions(self, *kinds: SessionKind) -> Iterator[Placed]:
        """Give the sessions, or those of some kinds, by date and then in the order of the day."""
        for day in sorted(self.by_day):
            yield from (each for each in self.by_day[day] if not kinds or each.kind in kinds)

    def on(self, day: datetime.date) -> list[Placed]:
        """Give the sessions of a day."""
        return self.by_day.get(day, [])

    def add(self, session: Placed) -> None:
        """Place a session at the end of its day."""
        self.busy_days[self.calendar.week(session.day)] += not self.on(session.day)
        self.by_day[session.day].append(session)
        if session.kind == "paid":
            self.paid[session.round] = session.day

    def room(self, day: datetime.date) -> int:
        """Minutes of the day that are left."""
        return self.calendar.free[day] - sum(each.minutes for each in self.on(day))

    def allows(self, day: datetime.date, round_id: str, loop: Collection[DoneMock] = ()) -> bool:
        """Whether a mock of the round may lie on the day, of whose minutes nothing is said here.

        None of the round may lie on the day or a neighbouring one, but easy mocks and steps of the same loop, nor
        may the round still wait for its paid mock (rule 12).
        """
        if day <= self.paid.get(round_id, datetime.date.min):
            return False
        for other in (day - DAY, day, day + DAY):
            for each in (*self.on(other), *self.logged.get(other, ())):
                if each.round == round_id and each.kind not in ("easy", "micro") and each not in loop:
                    return False
        return True

    def holds(self, day: datetime.date, round_id: str, minutes: int) -> bool:
        """Whether the day holds one more mock of the round."""
        return minutes <= self.room(day) and self.allows(day, round_id)

    def within_loop(self, day: datetime.date) -> bool:
        """Whether the day is one of a loop's or lies between them."""
        return any(loop.first <= day <= loop.last for loop in self.loops)

    def opens_a_full_week(self, day: datetime.date, days_a_week: int) -> bool:
        """Whether the day is a new one and its plan week already has `days_a_week` with a session or entry (rule 5)."""
        return not self.on(day) and self.busy_days[self.calendar.week(day)] >= days_a_week

    def days_after_baselines(self) -> list[datetime.date]:
        """Give the days for drills and loops: mock days from the day after the last baseline (rule 4)."""
        last = max((each.day for each in self.sessions("baseline")), default=datetime.date.min)
        return [day for day in self.calendar.mock_days if day > last]
