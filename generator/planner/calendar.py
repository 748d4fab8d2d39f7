"""The days of a plan: which are free, which phase and plan week they belong to (design.md, section 4).

Nothing is placed here. Days are dates, never date-times; a weekday with 0 minutes counts as not given.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.model import WEEKDAYS, Candidate, PhaseTemplate, PlanTemplate

DAY = datetime.timedelta(days=1)
#: Days before the interview that are kept for the easy mock (rule 7).
LAST_DAYS = 2
#: A log gives a first day at most so many days before the interview.
LOOKS_BACK = 84 * DAY


def first_day(candidate: Candidate, today: datetime.date, logged: Collection[datetime.date] = ()) -> datetime.date:
    """Give the day from which phases and plan weeks count: `start`, else the first of the log, else today.

    It may lie before today; only `start` may lie after.
    """
    if candidate.start or not logged:
        return candidate.start or today
    first, interview = min(logged), candidate.last_interview
    return min(interview - LOOKS_BACK if interview - first > LOOKS_BACK else first, today)


def free_weekdays(candidate: Candidate) -> dict[int, int]:
    """Map weekday (0 is Monday) → minutes, for weekdays with any."""
    return {WEEKDAYS.index(day): minutes for day, minutes in candidate.days.items() if minutes}


@dataclass(frozen=True)
class PhaseDays:
    """A phase of the template with the days it got."""

    template: PhaseTemplate
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Calendar:
    """The days from the first to the interview."""

    first: datetime.date
    today: datetime.date
    interview: datetime.date
    #: Free day → its minutes, by date.
    free: Mapping[datetime.date, int]
    #: Days before an earlier interview: they hold no mock.
    eves: frozenset[datetime.date]
    phases: tuple[PhaseDays, ...]

    @cached_property
    def work(self) -> tuple[datetime.date, ...]:
        """Free days at least 3 days before the interview."""
        return tuple(day for day in self.free if (self.interview - day).days > LAST_DAYS)

    @cached_property
    def mock_days(self) -> tuple[datetime.date, ...]:
        """Work days that may hold a mock."""
        return tuple(day for day in self.work if day not in self.eves)

    @cached_property
    def longest(self) -> int:
        """Minutes of the longest work day that may hold a mock; 0 when there is none."""
        return max((self.free[day] for day in self.mock_days), default=0)

    def week(self, day: datetime.date) -> int:
        """Plan week of a day, from 0."""
        return (day - self.first).days // 7

    def phase(self, day: datetime.date) -> PhaseTemplate:
        """Find the phase that holds the day."""
        return next(phase.template for phase in self.phases if phase.first <= day <= phase.last)


def make_calendar(
    candidate: Candidate, template: PlanTemplate, today: datetime.date, logged: Collection[datetime.date]
) -> Calendar:
    """Work out the days. The interview lies after the later of the first day and today.

    `logged` are the days with an entry in the log: what is left of them is not planned.
    """
    first, interview = first_day(candidate, today, logged), candidate.last_interview
    weekdays, earliest = free_weekdays(candidate), max(first, today)
    earlier = {each.date for each in candidate.interviews if earliest <= each.date < interview}
    taken = {*candidate.away, *earlier, *logged}
    days = (earliest + n * DAY for n in range((interview - earliest).days))
    return Calendar(
        first=first,
        today=today,
        interview=interview,
        free={day: weekdays[day.weekday()] for day in days if day.weekday() in weekdays and day not in taken},
        eves=frozenset(day - DAY for day in earlier),
        phases=lay_phases(template, first, interview),
    )


def choose_template(plans: Mapping[str, PlanTemplate], candidate: Candidate, first: datetime.date) -> PlanTemplate:
    """Choose the template (rule 3).

    The candidate's own; else a short one that fits, where more than half the weekdays have under 30 minutes;
    else the one, not short, that needs most of the days from the first day to the interview. Ties go to the
    first by id.
    """
    if candidate.plan:
        return plans[candidate.plan]
    days = (candidate.last_interview - first).days
    minutes = free_weekdays(candidate).values()
    mostly_short = 2 * sum(each < 30 for each in minutes) > len(minutes)
    fitting = [plan for plan in plans.values() if plan.days_needed <= days]
    short = [plan for plan in fitting if plan.short and mostly_short]
    return max(short or [plan for plan in fitting if not plan.short], key=lambda plan: plan.days_needed)


def lay_phases(template: PlanTemplate, first: datetime.date, interview: datetime.date) -> tuple[PhaseDays, ...]:
    """Give every phase its days, from the first day to the day before the interview (rule 3).

    Phases before the stretching one count from the first day, those after it back from the interview. Where
    they would overlap, the later keeps its days; a phase without days is left out.
    """
    middle = next(n for n, phase in enumerate(template.phases) if phase.stretch)
    starts = {len(template.phases): (interview - first).days}
    for n in range(len(template.phases) - 1, middle, -1):
        starts[n] = max(starts[n + 1] - template.phases[n].days, 0)
    starts[0] = 0
    for n in range(middle):
        starts[n + 1] = min(starts[n] + template.phases[n].days, starts[middle + 1])
    return tuple(
        PhaseDays(phase, first + starts[n] * DAY, first + (starts[n + 1] - 1) * DAY)
        for n, phase in enumerate(template.phases)
        if starts[n] < starts[n + 1]
    )
