"""Work out the days of a plan: its weeks, template and phases, and what each day is for (rules 5, 6 and 8).

Nothing is placed here. Days are dates; a weekday with 0 minutes counts as missing.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.model import WEEKDAYS, Candidate, PhaseTemplate, PlanTemplate

DAY = datetime.timedelta(days=1)
#: Days before the interview that only the easy mock may use (rule 11).
LAST_DAYS = 2
#: A log can't make the first day earlier than this many days before the interview.
LOOKS_BACK = 84


def first_day(candidate: Candidate, today: datetime.date, logged: Collection[datetime.date] = ()) -> datetime.date:
    """Return the first day of the plan: `start`, else the first day of the log, else today.

    The first day of the log is at the earliest 84 days before the interview, and at the latest today.
    """
    if candidate.start:
        return candidate.start
    if not logged:
        return today
    earliest = candidate.last_interview - LOOKS_BACK * DAY
    return min(max(min(logged), earliest), today)


def weekday_minutes(candidate: Candidate) -> dict[int, int]:
    """Return weekday (0 is Monday) → minutes, for weekdays with minutes, Monday first."""
    return {n: candidate.days[name] for n, name in enumerate(WEEKDAYS) if candidate.days.get(name)}


@lru_cache(maxsize=4096)  # a plan asks thousands of times about few days
def week_of(day: datetime.date, first: datetime.date) -> int:
    """Return the number of a day's week; week 1 is the Monday-to-Sunday week that contains `first` (rule 5)."""
    return _mondays(day) - _mondays(first) + 1


def _mondays(day: datetime.date) -> int:
    """Return the number of Mondays up to a day. 1 January of year 1 is a Monday."""
    return (day.toordinal() + 6) // 7


def choose_template(plans: Mapping[str, PlanTemplate], candidate: Candidate, first: datetime.date) -> PlanTemplate:
    """Return the template: the candidate's own, else the one with the greatest `from` that fits (rule 6)."""
    if candidate.plan:
        return plans[candidate.plan]
    days = (candidate.last_interview - first).days
    fitting = [plan for plan in plans.values() if plan.days_needed <= days]
    return max(fitting, key=lambda plan: plan.days_needed)


@dataclass(frozen=True)
class PhaseDays:
    """A phase of the template with its days."""

    template: PhaseTemplate
    first: datetime.date
    last: datetime.date


def lay_phases(template: PlanTemplate, first: datetime.date, interview: datetime.date) -> tuple[PhaseDays, ...]:
    """Return every phase with its days, from the first day to the day before the interview (rule 6).

    Phases before the stretching one are counted from the first day, those after it backwards from the interview. If
    they overlap, the later one keeps its days. A phase without days is omitted.
    """
    middle = [phase.stretch for phase in template.phases].index(True)
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


@dataclass(frozen=True)
class Days:
    """The days from the first to the interview, by kind. The dates of each kind are in order."""

    first: datetime.date
    today: datetime.date
    #: The later of the first day and today: nothing is placed before it.
    begin: datetime.date
    interview: datetime.date
    #: Weekday (0 is Monday) → minutes, Monday first.
    weekdays: Mapping[int, int]
    phases: tuple[PhaseDays, ...]
    #: Nobody is asked before this day (rule 8).
    notice: datetime.date
    #: The day on which the candidate begins (rule 8).
    opening: datetime.date
    #: Days on which practice is possible, including past ones.
    usable: tuple[datetime.date, ...]
    #: Usable days for baselines, including past ones (rule 10).
    baseline: tuple[datetime.date, ...]
    #: Usable days from `begin` on → the minutes they have before anything is placed.
    free: Mapping[datetime.date, int]
    #: Free days at least 3 days before the interview.
    work: tuple[datetime.date, ...]
    #: Work days that can have a mock.
    mock: tuple[datetime.date, ...]
    #: The minutes of the longest mock day, or 0 if there is none.
    longest: int
    #: The days before each interview except the last.
    eves: frozenset[datetime.date]

    def minutes(self, day: datetime.date) -> int:
        """Return the minutes of a day's weekday."""
        return self.weekdays[day.weekday()]

    def week(self, day: datetime.date) -> int:
        """Return the number of a day's week (rule 5)."""
        return week_of(day, self.first)

    def phase(self, day: datetime.date) -> PhaseTemplate:
        """Return the phase that contains a day from the first day to the day before the interview."""
        return next(phase.template for phase in self.phases if phase.first <= day <= phase.last)


def make_days(candidate: Candidate, template: PlanTemplate, first: datetime.date, today: datetime.date) -> Days:
    """Return the days of a plan, as if nothing were logged today.

    The interview must be later than the first day and today.
    """
    interview, weekdays, begin = candidate.last_interview, weekday_minutes(candidate), max(first, today)
    interviews = {each.date for each in candidate.interviews}
    usable = []
    for n in range((interview - first).days):
        day = first + n * DAY
        if day.weekday() in weekdays and day not in candidate.away and day not in interviews:
            usable.append(day)
    eves = frozenset(date - DAY for date in interviews if date != interview)
    notice = first + template.notice * DAY
    opening = _opening(candidate, usable, first, notice, interview - (LAST_DAYS + 1) * DAY)
    free = {day: weekdays[day.weekday()] for day in usable if day >= begin}
    work = tuple(day for day in free if (interview - day).days > LAST_DAYS)
    mock = tuple(day for day in work if day >= opening and day not in eves)
    return Days(
        first=first,
        today=today,
        begin=begin,
        interview=interview,
        weekdays=weekdays,
        phases=lay_phases(template, first, interview),
        notice=notice,
        opening=opening,
        usable=tuple(usable),
        baseline=tuple(
            day for day in usable if day >= opening and (interview - day).days > LAST_DAYS and day not in eves
        ),
        free=free,
        work=work,
        mock=mock,
        longest=max((free[day] for day in mock), default=0),
        eves=eves,
    )


def less_today(days: Days, minutes: int) -> Days:
    """Return the days with today's minutes reduced by `minutes`, but not below 0."""
    if not minutes or days.today not in days.free:
        return days
    free = {**days.free, days.today: max(0, days.free[days.today] - minutes)}
    return replace(days, free=free, longest=max((free[day] for day in days.mock), default=0))


def _opening(
    candidate: Candidate,
    usable: Collection[datetime.date],
    first: datetime.date,
    notice: datetime.date,
    last_work_day: datetime.date,
) -> datetime.date:
    """Return the day on which the candidate begins to practise (rule 8)."""
    partners = candidate.partners
    waits = (partners.peer or partners.friend) and not partners.llm
    if waits and any(notice <= day <= last_work_day for day in usable):
        return notice
    return first
