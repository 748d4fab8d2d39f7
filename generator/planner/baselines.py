"""Baselines, the easy mock, paid mocks: what is placed first (design.md, section 4, rules 4, 7 and 12)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from generator.model.plan import Form, Partner, Unplaced
from generator.planner.calendar import DAY, LAST_DAYS
from generator.planner.diary import Diary, Placed
from generator.planner.frame import Frame

#: The easy mock is never longer, nor on a shorter day (rule 7).
EASY_MINUTES, EASY_NEEDS = 30, 10


def place_baselines(frame: Frame, diary: Diary) -> None:
    """Give every round that isn't logged a baseline, weakest first, each on the earliest day that holds it (rule 4).

    Of three tries the first wins that places every round which any work day holds in short form: one a day in the
    first phase; `mocks_a_day`; all short, as many as fit. The first two keep to the first third of the work days: who
    has few of them is measured in less time, so that some are left to practise what was found.
    """
    calendar = frame.calendar
    rounds = [each.round for each in frame.ranked if not frame.history.count[each.round]]
    first_third = calendar.work[: -(-len(calendar.work) // 3)]
    first_phase = [day for day in first_third if calendar.phase(day) is frame.template.phases[0]]
    tries: tuple[tuple[Sequence[datetime.date], int, Callable[[str], Form]], ...] = (
        (first_phase, 1, frame.form),
        (first_third, frame.template.mocks_a_day, frame.form),
        (calendar.work, len(rounds), lambda _: "short"),
    )
    wanted = sum(frame.short[round_id] <= calendar.longest for round_id in rounds)
    placed: list[Placed] = []
    for days, a_day, form in tries:
        placed = _try(frame, rounds, [day for day in days if day not in calendar.eves], a_day, form)
        if len(placed) >= wanted:
            break
    for baseline in placed:
        diary.add(baseline)
    for round_id in rounds:
        if round_id not in {each.round for each in placed}:
            diary.unplaced.append(Unplaced(kind="baseline", round=round_id, minutes=frame.short[round_id]))


def _try(
    frame: Frame,
    rounds: Iterable[str],
    days: Sequence[datetime.date],
    a_day: int,
    form: Callable[[str], Form],
) -> list[Placed]:
    taken: defaultdict[datetime.date, list[int]] = defaultdict(list)
    placed = []
    for round_id in rounds:
        minutes = frame.minutes(round_id, form(round_id))
        for day in days:
            if len(taken[day]) < a_day and sum(taken[day]) + minutes <= frame.calendar.free[day]:
                taken[day].append(minutes)
                placed.append(Placed(day, "baseline", round_id, form(round_id), minutes, frame.partner()))
                break
    return placed


def place_easy_mock(frame: Frame, diary: Diary) -> None:
    """Give the strongest round an easy mock on the day before the interview, else the one before (rule 7)."""
    calendar, strongest = frame.calendar, frame.ranked[-1].round
    for back in range(1, LAST_DAYS + 1):
        day = calendar.interview - back * DAY
        free = calendar.free.get(day, 0)
        if free >= EASY_NEEDS and day not in calendar.eves:
            minutes = min(frame.handbook.rounds[strongest].short.minutes, free, EASY_MINUTES)
            partner: Partner = "llm" if frame.candidate.partners.llm else "alone"
            diary.add(Placed(day, "easy", strongest, "short", minutes, partner))
            return


def place_paid_mocks(frame: Frame, diary: Diary) -> None:
    """Give every stubborn round a mock with an expert on the first empty work day that holds it (rule 12).

    Weakest first. It is the round's next mock but the easy one; what is placed later comes after it.
    """
    days = diary.days_after_baselines()
    for round_id in (each.round for each in frame.ranked if each.stubborn):
        form = frame.form(round_id)
        minutes = frame.minutes(round_id, form)
        day = next((day for day in days if not diary.on(day) and diary.holds(day, round_id, minutes)), None)
        if day:
            diary.add(Placed(day, "paid", round_id, form, minutes, "expert"))
        else:
            diary.unplaced.append(Unplaced(kind="paid", round=round_id, minutes=minutes))
