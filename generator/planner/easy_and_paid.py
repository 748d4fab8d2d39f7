"""Place the easy mock before the interview, and mocks with an expert for stubborn rounds (rules 11 and 12)."""

from __future__ import annotations

from generator.planner.days import DAY, LAST_DAYS
from generator.planner.schedule import Placed, Schedule
from generator.planner.situation import Situation

#: The most minutes of the easy mock, and the least minutes of its day.
EASY_MINUTES, EASY_NEEDS = 30, 10


def place_easy_mock(situation: Situation, schedule: Schedule) -> None:
    """Place an easy mock of the strongest round on the day before the interview, else on the day before that (rule 11).

    Its length is the shortest of the round's short form without extra time, the day's minutes and 30.
    """
    days = situation.days
    choices = [days.interview - back * DAY for back in range(1, LAST_DAYS + 1)]
    if any(mock.kind == "easy" for day in choices for mock in situation.history.on(day)):
        return
    rounds = [each for each in situation.strongest if situation.rounds.until[each] == days.interview]
    for day in choices:
        if rounds and days.free.get(day, 0) >= EASY_NEEDS and day not in days.eves:
            short = situation.handbook.rounds[rounds[0]].short.minutes
            schedule.add(Placed(day, "easy", rounds[0], "short", min(short, days.free[day], EASY_MINUTES), asks=1))
            return


def place_paid_mocks(situation: Situation, schedule: Schedule) -> None:
    """Place a mock with an expert for every stubborn round, by rank, on the first empty day where it fits (rule 12).

    The day is after the last baseline and not before the notice is over.
    """
    for ranked in situation.ranked:
        if not ranked.stubborn:
            continue
        round_id, form, length = ranked.round, situation.form(ranked.round), situation.length(ranked.round)
        for day in schedule.mock_days_after_baselines():
            if day >= situation.days.notice and schedule.empty(day) and schedule.fits(day, round_id, length):
                schedule.add(Placed(day, "paid", round_id, form, length, situation.asks(round_id, form)))
                break
        else:
            schedule.leave_out("paid", round_id, length)
