"""Place micro-practice: ten to twenty minutes alone, on days without a mock (rule 18)."""

from __future__ import annotations

import datetime

from generator.planner.schedule import Placed, Schedule
from generator.planner.situation import Situation

#: The most minutes of a micro-practice, the step they are rounded down to, and the least.
MICRO_MINUTES, MICRO_STEP, MICRO_NEEDS = 20, 5, 10


def place_micro_practice(situation: Situation, schedule: Schedule) -> None:
    """Place micro-practice on the first empty days of each week, up to `days_a_week` days of practice."""
    days = situation.days
    sessions = []
    for week in range(1, days.week(days.interview) + 1):
        empty = [day for day in days.usable if days.week(day) == week and schedule.empty(day)]
        kept = empty[: max(0, situation.template.days_a_week - schedule.practice_days(week))]
        for day in kept:
            session = _practice(situation, schedule, day) if day in days.work else None
            if session:
                sessions.append(session)
    for session in sessions:
        schedule.add(session)


def _practice(situation: Situation, schedule: Schedule, day: datetime.date) -> Placed | None:
    """Return the micro-practice for a work day, or None if the day is too short or no round needs it."""
    minutes = min(MICRO_MINUTES, situation.days.free[day]) // MICRO_STEP * MICRO_STEP
    rounds = [each for each in situation.weakest(day) if _needs_it(situation, schedule, each, day)]
    if minutes < MICRO_NEEDS or not rounds:
        return None
    week = situation.days.week(day)
    round_id = rounds[week % len(rounds)]
    exercises = len(situation.handbook.rounds[round_id].exercises)
    exercise = (week + day.weekday()) % exercises + 1
    return Placed(day, "micro", round_id, "micro", minutes, asks=0, exercise=exercise)


def _needs_it(situation: Situation, schedule: Schedule, round_id: str, day: datetime.date) -> bool:
    """Return whether a round is under 4, and its baseline, if one is planned, is before the day."""
    baselines = [each.day for each in schedule.placed if each.kind == "baseline" and each.round == round_id]
    return situation.weak(round_id) and all(baseline < day for baseline in baselines)
