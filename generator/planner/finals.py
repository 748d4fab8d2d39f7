"""Place finals, the one or two mocks of the last phase (rules 7 and 15)."""

from __future__ import annotations

from generator.model.facts import Form
from generator.planner.schedule import Placed, Schedule
from generator.planner.situation import Situation


def place_finals(situation: Situation, schedule: Schedule) -> None:
    """Place a final for each of the weakest rounds, on the latest empty mock day of the last phase on which it fits.

    They are in full form if that fits, else in short form. Logged and paid mocks in this phase count as finals.
    """
    phase = situation.days.phases[-1]
    if phase.template is not situation.template.phases[-1]:
        return
    done = [mock for mock in situation.history.mocks if phase.first <= mock.day <= phase.last]
    paid = [round_id for round_id, day in schedule.paid.items() if phase.first <= day <= phase.last]
    wanted = situation.template.finals - sum(mock.kind != "easy" for mock in done) - len(paid)
    had = {*paid, *(mock.round for mock in done)}
    days = [day for day in schedule.mock_days_after_baselines() if phase.first <= day <= phase.last]
    forms: tuple[Form, ...] = ("full", "short")
    for ranked in situation.ranked:
        if wanted <= 0:
            return
        if ranked.round in had or ranked.round not in situation.rounds.of_last:
            continue
        for form, day in ((form, day) for form in forms for day in reversed(days)):
            minutes = situation.minutes(ranked.round, form)
            if schedule.empty(day) and schedule.fits(day, ranked.round, minutes):
                schedule.add(Placed(day, "final", ranked.round, form, minutes, situation.asks(ranked.round, form)))
                wanted -= 1
                break
