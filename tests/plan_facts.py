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
from itertools import zip_longest
from types import SimpleNamespace

from candidates import DAY, Case, cases
from hypothesis import given, settings

from generator.model import WEEKDAYS, LogEntry, Question, Session

RULES: list[Callable[[Case], None]] = []
Date = datetime.date


def rule(check: Callable[[Case], None]) -> Callable[[], None]:
    """Make a check of one case a property over generated ones."""
    RULES.append(check)
    return settings(settings.get_profile("plans"))(given(cases())(check))


class Facts:
    """What the rules call days, weeks, forms and ranks, worked out anew from the candidate and the handbook."""

    def __init__(self, case: Case) -> None:
        self.case, self.who, self.plan = case, case.candidate, case.plan
        self.template = case.handbook.plans[case.plan.template.id]
        self.interview = max([each.date for each in self.who.interviews] or [self.who.interview])
        self.log = sorted(case.log, key=lambda each: each.date)
        self.log_days = {each.date for each in self.log}
        self.first = self.who.start or case.today
        if self.log and not self.who.start:
            self.first = min(max(min(self.log_days), self.interview - 84 * DAY), case.today)
        begin = max(self.first, case.today)
        days = [begin + n * DAY for n in range((self.interview - begin).days)]
        earlier = {each.date for each in self.who.interviews} - {self.interview}
        self.eves = {date - DAY for date in earlier if date >= begin}
        minutes = {day: self.who.days.get(WEEKDAYS[day.weekday()], 0) for day in days}
        taken = {*self.who.away, *earlier, *self.log_days}
        self.free = {day: minutes[day] for day in days if minutes[day] and day not in taken}
        self.work = [day for day in self.free if (self.interview - day).days >= 3]
        self.mock_days = [day for day in self.work if day not in self.eves]
        self.longest = max([self.free[day] for day in self.mock_days], default=0)

        level = case.handbook.roles[self.who.role].level(self.who.level)
        role = {place.round: place for place in level.loop}
        steps = self.who.rounds or [place.round for place in level.loop for _ in range(place.times)]
        self.steps = [step for step in steps if step not in ("recruiter-screen", "offer-and-mobility")]
        self.weight = {r: (role[r].weight if r in role else 1) * self.steps.count(r) for r in self.steps}
        self.confidence = {r: self.who.confidence.get(r, 1) for r in self.steps}
        self.confidence |= {each.round: each.after for each in self.log if each.round in self.steps}
        self.need = {r: self.confidence[r] for r in self.steps}
        for r in self.need:
            if self.results(r) and not self.results(r)[-1][1]:
                self.need[r] = min(self.need[r], 3)
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

    def logged(self, round_id: str) -> list[LogEntry]:
        return [each for each in self.log if each.round == round_id]

    def results(self, round_id: str) -> list[tuple[LogEntry, bool, bool]]:
        """Give the round's mocks that a person scored in full: entry, whether passed, whether core was below 3."""
        round_, found = self.case.handbook.rounds[round_id], []
        core = [each.id for each in round_.rubric.dimensions if each.core]
        least = {"junior": 3}.get(self.who.level, 4)
        for each in self.logged(round_id):
            scores = {d.id: each.scores.get(d.id) for d in round_.rubric.dimensions}
            seen = {d: score for d, score in scores.items() if score in (1, 2, 3, 4)}
            if each.rater not in ("peer", "friend", "expert") or len(seen) < 4 or set(core) - set(seen):
                continue
            low = any(seen[d] < 3 for d in core)
            passed = not low and 1 not in seen.values() and len([s for s in seen.values() if s > 2]) >= least
            found.append((each, passed, low))
        return found

    @cached_property
    def stubborn(self) -> list[str]:
        """The stubborn rounds, weakest first."""
        found = []
        for r in self.ranked:
            three = self.logged(r)[-3:]
            experts = [each for each in three if each.rater == "expert" or each.kind == "paid"]
            if len(three) == 3 and self.need[r] < 4 and three[2].after <= three[0].before and not experts:
                found.append(r)
        return found

    @cached_property
    def kinds(self) -> list[str]:
        """Per entry its kind: the first of a round is its baseline, others drills, where none is given."""
        rounds = [each.round for each in self.log]
        default = ["drill" if each in rounds[:n] else "baseline" for n, each in enumerate(rounds)]
        return [each.kind or kind for each, kind in zip(self.log, default, strict=True)]

    @cached_property
    def logged_mocks(self) -> list[SimpleNamespace]:
        """The log as sessions that took no minutes, without easy mocks."""
        return [
            SimpleNamespace(date=each.date, round=each.round, kind=kind, loop=0, minutes=0, entry=each)
            for each, kind in zip(self.log, self.kinds, strict=True)
            if kind != "easy"
        ]

    @cached_property
    def logged_drills(self) -> list[LogEntry]:
        return [each for each, kind in zip(self.log, self.kinds, strict=True) if kind == "drill"]

    @cached_property
    def logged_loops(self) -> tuple[list[list[LogEntry]], list[LogEntry]]:
        """The complete loops of the log, and the one that lacks steps."""
        complete: list[list[LogEntry]] = []
        run: list[LogEntry] = []
        for each in [each for each, kind in zip(self.log, self.kinds, strict=True) if kind == "loop"]:
            if [*(e.round for e in run), each.round] == self.steps[: len(run) + 1] and (
                not run or (each.date - run[0].date).days <= 9
            ):
                run = [*run, each]
            elif each.round == self.steps[0]:
                run = [each]
            if len(run) == len(self.steps):
                complete, run = [*complete, run], []
        return complete, run

    @property
    def under_way(self) -> list[Session]:
        """The sessions that finish a loop of the log."""
        ids = [loop.id for loop in self.plan.loops if loop.done]
        return [each for each in self.plan.sessions if each.loop in ids]

    def allowed(self, day: Date, round_id: str, mocks: Iterable[Session]) -> bool:
        """Whether the day is neither near another mock, logged ones included, nor before the paid one."""
        paid = [each.date for each in self.of("paid") if each.round == round_id]
        return all(day > date for date in paid) and not near(day, round_id, [*mocks, *self.logged_mocks])

    def finishing(self, day: Date) -> bool:
        """Whether a loop of the log is being finished over this day."""
        return any(loop.first <= day <= loop.last for loop in self.plan.loops if loop.done)

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
        two, drilled = self.ranked[:2], [each.round for each in self.logged_drills]
        if min(self.need.values()) < 4:
            return [r for r in two if r not in drilled]
        return [two[0]] * max(0, 2 - drilled.count(two[0]))

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

    @cached_property
    def named(self) -> list[str]:
        """Questions that the log names."""
        return [question for each in self.log for question in each.questions]

    @cached_property
    def deal(self) -> dict[str, dict[str, list[str]]]:
        """Per round: what each mock but the easy one gets, by its id; logged ones that name nothing as 0, 1, …"""
        found = {}
        for r, whole in self.bank.items():
            easy = [each for each in self.of("easy") if each.round == r]
            reserved = [q.id for q in whole if q.difficulty == "easy" and q.id not in self.named][: len(easy)]
            bank = [q for q in whole if q.id not in reserved]
            size = self.case.handbook.rounds[r].questions
            slots = [
                (str(n), kind == "drill", size)
                for n, (each, kind) in enumerate(zip(self.log, self.kinds, strict=True))
                if each.round == r and not each.questions
            ]
            slots += [
                (each.id, each.kind == "drill", size if each.form == "full" else 1)
                for each in self.of("baseline", "drill", "loop", "paid")
                if each.round == r
            ]
            new = [q for q in bank if q.id not in self.named]
            if sum(count for _, _, count in slots) > len(new):
                order = [each for each in slots if each[1]] + [each for each in slots if not each[1]]
                served = order[len(order) - len(new) :] if len(order) > len(new) else order
                slots = [(name, drill, int((name, drill, n) in served)) for name, drill, n in slots]
            cycle = ["easy", "medium", "hard"] if self.confidence[r] <= 2 else ["medium", "hard"]
            columns = [[q for q in bank if q.difficulty == each] for each in cycle]
            turns = [q for turn in zip_longest(*columns) for q in turn if q]
            had = {q.id for q in turns}
            turns += [q for q in bank if q.id not in had]
            drawn: list[Question] = []
            for q in turns:
                if len(drawn) < sum(count for _, _, count in slots) and q.id not in self.named:
                    drawn.append(q)
            rows = [q.id for each in ("easy", "medium", "hard") for q in drawn if q.difficulty == each]
            found[r] = {}
            for name, _, count in slots:
                found[r][name], rows = rows[:count], rows[count:]
        return found

    @cached_property
    def asked(self) -> set[str]:
        """What the logged mocks asked: what they name, else what they were dealt."""
        dealt = {q for of_round in self.deal.values() for name, row in of_round.items() if name.isdigit() for q in row}
        return dealt | set(self.named)

    def question(self, question_id: str) -> Question:
        return self.case.handbook.questions[question_id]


def near(day: Date, round_id: str, mocks: Iterable[Session]) -> bool:
    """Whether a mock of the round lies on the day or next to it."""
    return any(each.round == round_id and abs((each.date - day).days) <= 1 for each in mocks)


def room(f: Facts, day: Date, sessions: Iterable[Session]) -> int:
    return f.free[day] - sum(each.minutes for each in sessions if each.date == day)


def in_full_week(f: Facts, day: Date, sessions: Iterable[Session]) -> bool:
    """Whether the day would be a new day in a plan week that has its `days_a_week` days."""
    days = {date for date in {*(each.date for each in sessions), *f.log_days} if f.week(date) == f.week(day)}
    return day not in days and len(days) >= f.template.days_a_week
