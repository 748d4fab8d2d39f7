"""First drills, other drills and micro-practice (design.md, section 4, rule 5)."""

from __future__ import annotations

import datetime
from collections import Counter

from generator.model.plan import Form, Unplaced
from generator.planner.diary import Diary, Placed
from generator.planner.frame import Frame
from generator.planner.history import DoneMock

#: Micro-practice takes up to so many minutes, in steps, of a day that has the least.
MICRO_MINUTES, MICRO_STEP, MICRO_NEEDS = 20, 5, 10
#: Drills in short form on the weakest round where no round is under 4.
DRILLS_OF_THE_STRONG = 2


def place_first_drills(frame: Frame, diary: Diary) -> None:
    """Give each of the two weakest rounds that was never drilled a drill on the earliest day that holds it.

    The phase's `drills` don't matter here. Where no round is under 4, the weakest gets two in short form
    instead, less what is logged.
    """
    weak = any(frame.weak(round_id) for round_id in frame.weakest)
    wanted = Counter(frame.weakest if weak else frame.weakest[:1] * DRILLS_OF_THE_STRONG)
    rounds = (wanted - Counter(each.round for each in frame.history.drills())).elements()
    days = [day for day in diary.days_after_baselines() if not diary.within_loop(day)]
    for round_id in rounds:
        # Where no day has room for it, what others left of a long day does for the short form.
        choices = [(day, _form(frame, day, round_id)) for day in days]
        choices += [(day, "short") for day in days]
        for day, form in choices:
            if _holds(frame, diary, day, round_id, form):
                _add_drill(frame, diary, day, round_id, form)
                break
        else:
            diary.unplaced.append(Unplaced(kind="drill", round=round_id, minutes=frame.short[round_id]))


def place_other_drills(frame: Frame, diary: Diary) -> None:
    """Fill each plan week up to the `drills` of the day's phase, on days that hold nothing but drills.

    Days by date, first one drill a day, then up to `mocks_a_day`.
    """
    if not any(frame.weak(round_id) for round_id in frame.weakest):
        return
    others = {each.day for each in diary.sessions() if each.kind != "drill"}
    days = [day for day in diary.days_after_baselines() if day not in others and not diary.within_loop(day)]
    drills: list[DoneMock | Placed] = [*frame.history.drills(), *diary.sessions("drill")]
    in_week = Counter(frame.calendar.week(each.day) for each in drills)
    of_round = Counter(each.round for each in drills)
    for a_day in (1, frame.template.mocks_a_day):
        for day in days:
            week, wanted = frame.calendar.week(day), frame.calendar.phase(day).drills
            while len(diary.on(day)) < a_day and in_week[week] < wanted:
                choice = _next_drill(frame, diary, day, of_round)
                if choice is None:
                    break
                _add_drill(frame, diary, day, *choice)
                in_week[week] += 1
                of_round[choice[0]] += 1


def _next_drill(frame: Frame, diary: Diary, day: datetime.date, drills: Counter[str]) -> tuple[str, Form] | None:
    def turn(round_id: str) -> tuple[int, int, int]:
        favoured = round_id in frame.weakest and frame.weak(round_id)
        return (drills[round_id] + 1) * (1 if favoured else 2), drills[round_id], frame.rank[round_id]

    forms = {round_id: _form(frame, day, round_id) for round_id in frame.drilled}
    fitting = [each for each in forms.items() if _holds(frame, diary, day, *each)]
    return min(fitting, key=lambda each: turn(each[0]), default=None)


def _form(frame: Frame, day: datetime.date, round_id: str) -> Form:
    """Give the form of a drill: full for a weak round, short for others or if the day is too short."""
    return "full" if frame.weak(round_id) and frame.full[round_id] <= frame.calendar.free[day] else "short"


def _holds(frame: Frame, diary: Diary, day: datetime.date, round_id: str, form: Form) -> bool:
    template = frame.template
    if len(diary.on(day)) >= template.mocks_a_day or diary.opens_a_full_week(day, template.days_a_week):
        return False
    return diary.holds(day, round_id, frame.minutes(round_id, form))


def _add_drill(frame: Frame, diary: Diary, day: datetime.date, round_id: str, form: Form) -> None:
    diary.add(Placed(day, "drill", round_id, form, frame.minutes(round_id, form), frame.partner()))


def place_micro_practice(frame: Frame, diary: Diary) -> None:
    """Fill work days without a session with ten to twenty minutes alone on the two weakest rounds under 4.

    A round waits for its baseline, unless that is unplaced. The one with fewest so far goes first. Exercises follow
    each other, and with each logged mock of the round the next is due: a plan made again does not begin anew.
    """
    calendar = frame.calendar
    measured = {each.round: each.day for each in diary.sessions("baseline")}
    so_far: Counter[str] = Counter()
    logged = Counter(mock.round for mock in frame.history.mocks)
    for day in calendar.work:
        if diary.on(day) or calendar.free[day] < MICRO_NEEDS:
            continue
        if diary.opens_a_full_week(day, frame.template.days_a_week):
            continue
        rounds = [
            round_id
            for round_id in frame.weakest
            if frame.weak(round_id) and measured.get(round_id, datetime.date.min) < day
        ]
        if rounds:
            round_id = min(rounds, key=lambda each: (so_far[each], frame.rank[each]))
            minutes = min(MICRO_MINUTES, calendar.free[day]) // MICRO_STEP * MICRO_STEP
            exercises = frame.handbook.rounds[round_id].exercises
            exercise = exercises[(logged[round_id] + so_far[round_id]) % len(exercises)].title
            diary.add(Placed(day, "micro", round_id, "micro", minutes, "alone", exercise=exercise))
            so_far[round_id] += 1
