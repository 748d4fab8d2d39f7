"""What the rules of planning call days, forms and ranks, worked out anew; and how a rule becomes a test.

Nothing here looks at the planner's code: only at its plan, the candidate and the handbook.
"""

from __future__ import annotations

import datetime
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property

from candidates import DAY, Case, cases
from hypothesis import HealthCheck, given, settings

from generator.model import WEEKDAYS, Question, Session

RULES: list[Callable[[Case], None]] = []
Date = datetime.date


def rule(check: Callable[[Case], None]) -> Callable[[], None]:
    """Make a check of one case a property over generated ones."""
    RULES.append(check)
    stable = settings(
        max_examples=70, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    return stable(given(cases())(check))


class Facts:
    """What the rules call days, weeks, forms and ranks, worked out anew from the candidate and the handbook."""

    def __init__(self, case: Case) -> None:
        self.case, self.who, self.plan = case, case.candidate, case.plan
        self.template = case.handbook.plans[case.plan.template.id]
        self.first = self.who.start or case.today
        self.interview = max([each.date for each in self.who.interviews] or [self.who.interview])
        begin = max(self.first, case.today)
        days = [begin + n * DAY for n in range((self.interview - begin).days)]
        earlier = {each.date for each in self.who.interviews} - {self.interview}
        self.eves = {date - DAY for date in earlier if date >= begin}
        minutes = {day: self.who.days.get(WEEKDAYS[day.weekday()], 0) for day in days}
        self.free = {day: minutes[day] for day in days if minutes[day] and day not in {*self.who.away, *earlier}}
        self.work = [day for day in self.free if (self.interview - day).days >= 3]
        self.mock_days = [day for day in self.work if day not in self.eves]
        self.longest = max([self.free[day] for day in self.mock_days], default=0)

        level = case.handbook.roles[self.who.role].level(self.who.level)
        role = {place.round: place for place in level.loop}
        steps = self.who.rounds or [place.round for place in level.loop for _ in range(place.times)]
        self.steps = [step for step in steps if step not in ("recruiter-screen", "offer-and-mobility")]
        self.weight = {r: (role[r].weight if r in role else 1) * self.steps.count(r) for r in self.steps}
        self.need = {r: self.who.confidence.get(r, 1) for r in self.steps}
        self.ranked = sorted(self.need, key=lambda r: (self.need[r], -self.weight[r], self.steps.index(r)))
        extra = Fraction(3, 2) if "time+50" in self.who.adjustments else Fraction(5, 4)
        longer = any(each.startswith("time+") for each in self.who.adjustments)
        rounds = case.handbook.rounds
        self.full = {
            r: math.ceil(rounds[r].minutes * extra / 5) * 5 if longer else rounds[r].minutes for r in self.need
        }
        self.short = {
            r: math.ceil(rounds[r].short.minutes * extra / 5) * 5 if longer else rounds[r].short.minutes
            for r in self.need
        }

    def minutes(self, round_id: str, form: str) -> int:
        return {"full": self.full, "short": self.short}[form][round_id]

    def step_form(self, round_id: str) -> str:
        """Short only if no work day holds it in full."""
        return "full" if self.full[round_id] <= self.longest else "short"

    def step_minutes(self, round_id: str) -> int:
        return self.minutes(round_id, self.step_form(round_id))

    def week(self, day: Date) -> int:
        return (day - self.first).days // 7

    def of(self, *kinds: str) -> list[Session]:
        return [each for each in self.plan.sessions if each.kind in kinds]

    def unplaced(self, kind: str) -> list[str]:
        return [each.round for each in self.plan.unplaced if each.kind == kind]

    @cached_property
    def opening(self) -> list[Date]:
        """The mock days after the last baseline."""
        last = max([each.date for each in self.of("baseline")], default=Date.min)
        return [day for day in self.mock_days if day > last]

    @cached_property
    def first_drills(self) -> list[Session]:
        """Of each round that has them coming, the earliest drills."""
        found = []
        for round_id, count in Counter(self.wanted_first_drills).items():
            found += [each for each in self.of("drill") if each.round == round_id][:count]
        return found

    @property
    def wanted_first_drills(self) -> list[str]:
        two = self.ranked[:2]
        return two if min(self.need.values()) < 4 else [two[0], two[0]]

    @cached_property
    def bank(self) -> dict[str, list[Question]]:
        """Per round the fitting, unseen questions, smallest hash first."""
        bank: dict[str, list[Question]] = {round_id: [] for round_id in self.need}
        for question in self.case.handbook.questions.values():
            if question.round in bank and self.who.level in question.levels and question.id not in self.who.seen:
                bank[question.round].append(question)
        for questions in bank.values():
            questions.sort(key=lambda q: hashlib.sha256(f"{self.who.id}/{q.id}".encode()).hexdigest())
        return bank

    def question(self, question_id: str) -> Question:
        return self.case.handbook.questions[question_id]


def near(day: Date, round_id: str, mocks: Iterable[Session]) -> bool:
    """Whether a mock of the round lies on the day or next to it."""
    return any(each.round == round_id and abs((each.date - day).days) <= 1 for each in mocks)


def room(f: Facts, day: Date, sessions: Iterable[Session]) -> int:
    return f.free[day] - sum(each.minutes for each in sessions if each.date == day)


def in_full_week(f: Facts, day: Date, sessions: Iterable[Session]) -> bool:
    """Whether the day would be a new day in a plan week that has its `days_a_week` days."""
    days = {each.date for each in sessions if f.week(each.date) == f.week(day)}
    return day not in days and len(days) >= f.template.days_a_week
