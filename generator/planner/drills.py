"""Place first drills and the drills of every week (rules 3, 16 and 17)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from generator.model.facts import Form
from generator.planner.questions import Supply
from generator.planner.schedule import Placed, Schedule
from generator.planner.situation import Situation

#: The factor by which the turn of other rounds comes later than that of the two weakest rounds under 4.
OTHERS_LATER = 3
#: The most drills of a round in a plan in which no round is under 4.
DRILLS_OF_THE_STRONG = 2


@dataclass(frozen=True)
class NextDrill:
    """The drill that a round would have next."""

    round: str
    kind: Literal["again", "check"]
    form: Form
    minutes: int
    asks: int
    goal: int


def next_drill(situation: Situation, schedule: Schedule, supply: Supply, round_id: str) -> NextDrill | None:
    """Return the next drill of a round, or None without a question for it (rule 17).

    The first, third … is *again*: short, with a question that the round has had. The second, fourth … is a *check*:
    with a new question, in the round's form. If no new question is left, a check becomes *again*. A round without any
    mock has no question to repeat, so its drills have new questions.
    """
    planned = sum(each.kind == "drill" and each.round == round_id for each in schedule.placed)
    number = situation.history.drills[round_id] + planned + 1
    goals = len(situation.handbook.rounds[round_id].micro_goals)
    goal = (number - 1) // 2 % goals + 1
    measured = any(each.kind == "baseline" and each.round == round_id for each in schedule.placed)
    left = supply.left(round_id)
    new = number % 2 == 0 or not (measured or situation.history.count[round_id])
    if new and left > 0:
        form: Form = situation.form(round_id) if number % 2 == 0 else "short"
        asks = min(situation.asks(round_id, form), left)
        return NextDrill(round_id, "check", form, situation.minutes(round_id, form), asks, goal)
    if (measured or situation.history.count[round_id]) and supply.has_had(round_id):
        return NextDrill(round_id, "again", "short", situation.short[round_id], 0, goal)
    return None


def _add(schedule: Schedule, day: datetime.date, drill: NextDrill) -> None:
    schedule.add(
        Placed(day, "drill", drill.round, drill.form, drill.minutes, drill.asks, drill.kind, goal=drill.goal)
    )  # fmt: skip


def place_first_drills(situation: Situation, schedule: Schedule, supply: Supply) -> None:
    """Place the first drill of each round under 4 that is due before the last interview (rule 3).

    They are placed by due day, then by rank, each on the earliest mock day between its baseline and its due day that
    has only baselines and drills.
    """
    due = situation.rounds.due
    rounds = [
        each
        for each in situation.rounds.planned
        if due[each] < situation.days.interview and situation.weak(each) and not situation.history.drills[each]
    ]
    for round_id in sorted(rounds, key=lambda each: (due[each], situation.rank[each])):
        drill = next_drill(situation, schedule, supply, round_id)
        day = drill and _day_of_first_drill(situation, schedule, drill)
        if drill and day:
            _add(schedule, day, drill)
        else:
            schedule.leave_out("drill", round_id, situation.short[round_id])
            if not drill:
                schedule.without_question.add(round_id)


def _day_of_first_drill(situation: Situation, schedule: Schedule, drill: NextDrill) -> datetime.date | None:
    baselines = [each.day for each in schedule.placed if each.kind == "baseline" and each.round == drill.round]
    for day in situation.days.mock:
        if day >= situation.rounds.due[drill.round] or (baselines and day <= baselines[0]):
            continue
        if schedule.mocks(day) > situation.template.mocks_a_day or not _only_baselines_and_drills(schedule, day):
            continue
        if schedule.fits(day, drill.round, drill.minutes):
            return day
    return None


def _only_baselines_and_drills(schedule: Schedule, day: datetime.date) -> bool:
    """Return whether a day has only baselines and drills, planned or logged, or nothing."""
    kinds = {each.kind for each in schedule.on(day)} | {mock.kind for mock in schedule.logged_on(day)}
    return kinds <= {"baseline", "drill"}


def place_drills(situation: Situation, schedule: Schedule, supply: Supply) -> None:
    """Fill each week up to the drills of the day's phase, day by day (rule 16)."""
    days = [
        day
        for day in situation.days.mock
        if day >= schedule.last_baseline()
        and not schedule.within_loop(day)
        and _only_baselines_and_drills(schedule, day)
    ]
    for day in days:
        week = situation.days.week(day)
        days_after = sum(situation.days.week(other) == week and other > day for other in days)
        while _gets_a_drill(situation, schedule, day, days_after):
            drill = _drill_of_day(situation, schedule, supply, day)
            if drill is None:
                break
            _add(schedule, day, drill)


def _gets_a_drill(situation: Situation, schedule: Schedule, day: datetime.date, days_after: int) -> bool:
    """Return whether a day gets one more drill. `days_after` is the number of later days in its week for drills."""
    template, week = situation.template, situation.days.week(day)
    still_due = situation.days.phase(day).drills - _drills_of_week(situation, schedule, week)
    if schedule.mocks(day) >= template.mocks_a_day or still_due <= 0:
        return False
    if schedule.empty(day):
        return schedule.practice_days(week) < template.days_a_week
    return still_due > days_after


def _drills_of_week(situation: Situation, schedule: Schedule, week: int) -> int:
    logged = [mock.day for mock in situation.history.mocks if mock.kind == "drill"]
    planned = [each.day for each in schedule.placed if each.kind == "drill"]
    return sum(situation.days.week(day) == week for day in (*logged, *planned))


def _drill_of_day(situation: Situation, schedule: Schedule, supply: Supply, day: datetime.date) -> NextDrill | None:
    """Return the next drill for a day, or None if none fits."""
    best, lowest = None, 0
    for round_id in _drilled_rounds(situation, schedule, day):
        drill = next_drill(situation, schedule, supply, round_id)
        if drill is None or not schedule.fits(day, round_id, drill.minutes):
            continue
        first = round_id in situation.weakest(day) and situation.weak(round_id)
        turn = (_drills_of(situation, schedule, round_id) + 1) * (1 if first else OTHERS_LATER)
        if best is None or turn < lowest:
            best, lowest = drill, turn
    return best


def _drills_of(situation: Situation, schedule: Schedule, round_id: str) -> int:
    planned = sum(each.kind == "drill" and each.round == round_id for each in schedule.placed)
    return situation.history.drills[round_id] + planned


def _drilled_rounds(situation: Situation, schedule: Schedule, day: datetime.date) -> list[str]:
    """Return the rounds that are drilled on a day, by rank.

    They are the two weakest of the rounds that continue after the day, and all under 4. If none is under 4, it is only
    the weakest, with at most two drills in all.
    """
    rounds = [each for each in situation.rank if situation.rounds.until[each] > day]
    if any(situation.weak(each) for each in rounds):
        return [each for each in rounds if each in situation.weakest(day) or situation.weak(each)]
    return [each for each in rounds[:1] if _drills_of(situation, schedule, each) < DRILLS_OF_THE_STRONG]
