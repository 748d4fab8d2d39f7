"""Baselines: every round once, so that the candidate knows where they stand (rule 10)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model.facts import Form
from generator.planner.days import less_today
from generator.planner.schedule import Placed, Schedule
from generator.planner.situation import Situation

#: The number of the third way, in which all baselines are short.
ALL_SHORT = 2


@dataclass(frozen=True)
class _Day:
    """A day as baselines see it."""

    date: datetime.date
    minutes: int
    mocks: int


@dataclass(frozen=True)
class _Way:
    """A way to place baselines: the form of each round, the days and the most mocks a day; 0 for no limit."""

    form: Mapping[str, Form]
    days: Sequence[_Day]
    a_day: int


def place_baselines(situation: Situation, schedule: Schedule) -> None:
    """Place a baseline for every round without a log entry, by due day, then by rank.

    The way to begin with is chosen as of the first day; from there on today decides.
    """
    rounds = [each for each in _in_order(situation) if not situation.history.count[each]]
    days = [
        _Day(day, situation.days.free[day], len(situation.history.on(day)))
        for day in situation.days.baseline
        if day in situation.days.free
    ]
    placeable = _placeable(situation, rounds, days)
    form = {each: situation.form(each) for each in rounds}
    days_found: dict[str, datetime.date] = {}
    way = _ways(situation, form, days)[0]
    for way in _ways(situation, form, days)[_way_as_of_the_first_day(situation) :]:
        days_found = _lay(situation, rounds, way)
        if all(each in days_found for each in placeable):
            break
    for round_id in rounds:
        if round_id in days_found:
            in_form = way.form[round_id]
            minutes = situation.minutes(round_id, in_form)
            asks = situation.asks(round_id, in_form)
            schedule.add(Placed(days_found[round_id], "baseline", round_id, in_form, minutes, asks))
        else:
            schedule.leave_out("baseline", round_id, situation.short[round_id])


def with_what_is_left_of_today(situation: Situation) -> Situation:
    """Take from today the minutes that the plan gave to what is logged today (definitions, minutes).

    An odd drill takes its round's short minutes, and so does a baseline where the way to begin with is the third. All
    else takes the round's length as of the first day.
    """
    logged = situation.history.on(situation.days.today)
    if not logged:
        return situation
    longest = max((situation.days.minutes(day) for day in situation.days.baseline), default=0)
    all_short = _way_as_of_the_first_day(situation) == ALL_SHORT
    taken = 0
    for mock in logged:
        short = mock.odd_drill or (mock.kind == "baseline" and all_short)
        taken += situation.minutes(mock.round, "short" if short else situation.form_on_days(mock.round, longest))
    return replace(situation, days=less_today(situation.days, taken))


def _in_order(situation: Situation) -> list[str]:
    """Return the rounds by due day, then by rank."""
    return sorted(situation.rounds.planned, key=lambda each: (situation.rounds.due[each], situation.rank[each]))


def _way_as_of_the_first_day(situation: Situation) -> int:
    """Return the way that the first day would have chosen: with every round, every day and nothing logged."""
    rounds = _in_order(situation)
    days = [_Day(day, situation.days.minutes(day), 0) for day in situation.days.baseline]
    longest = max((day.minutes for day in days), default=0)
    form = {each: situation.form_on_days(each, longest) for each in rounds}
    placeable = _placeable(situation, rounds, days)
    ways = _ways(situation, form, days)
    for number in (0, 1):
        found = _lay(situation, rounds, ways[number])
        if all(each in found for each in placeable):
            return number
    return ALL_SHORT


def _ways(situation: Situation, form: Mapping[str, Form], days: Sequence[_Day]) -> tuple[_Way, _Way, _Way]:
    """Return the three ways: one a day in the first phase, `mocks_a_day`, and all in short form.

    The first two keep to the first third of all baseline days, rounded up.
    """
    all_days = situation.days.baseline
    third = set(all_days[: -(-len(all_days) // 3)])
    in_third = [day for day in days if day.date in third]
    first_phase = situation.template.phases[0]
    in_phase = [day for day in in_third if situation.days.phase(day.date) is first_phase]
    short: dict[str, Form] = dict.fromkeys(form, "short")
    return _Way(form, in_phase, 1), _Way(form, in_third, situation.template.mocks_a_day), _Way(short, days, 0)


def _placeable(situation: Situation, rounds: Sequence[str], days: Sequence[_Day]) -> list[str]:
    """Return the rounds that some day before their due day is long enough for, in short form."""
    return [
        each
        for each in rounds
        if any(day.date < situation.rounds.due[each] and situation.short[each] <= day.minutes for day in days)
    ]


def _lay(situation: Situation, rounds: Sequence[str], way: _Way) -> dict[str, datetime.date]:
    """Lay each round on the earliest day of a way that is before its due day and has room for it."""
    left = {day.date: day.minutes for day in way.days}
    mocks = {day.date: day.mocks for day in way.days}
    found: dict[str, datetime.date] = {}
    for round_id in rounds:
        minutes = situation.minutes(round_id, way.form[round_id])
        for day in left:
            has_room = minutes <= left[day] and (not way.a_day or mocks[day] < way.a_day)
            if has_room and day < situation.rounds.due[round_id]:
                found[round_id] = day
                left[day] -= minutes
                mocks[day] += 1
                break
    return found
