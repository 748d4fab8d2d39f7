"""Place baselines: every round once, to measure where the candidate begins (rule 10)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model.facts import Form
from generator.planner.days import less_today
from generator.planner.schedule import Placed, Schedule
from generator.planner.situation import Situation

#: The index of the third way, in which all baselines are short.
ALL_SHORT = 2


@dataclass(frozen=True)
class _Day:
    """A day for baselines: its minutes, and the mocks it has already."""

    date: datetime.date
    minutes: int
    mocks: int


@dataclass(frozen=True)
class _Way:
    """A way to place baselines: the form of each round, the days, and the most mocks a day (0 for no limit)."""

    form: Mapping[str, Form]
    days: Sequence[_Day]
    a_day: int


def place_baselines(situation: Situation, schedule: Schedule) -> None:
    """Place a baseline for every round without a log entry, by due day, then by rank.

    The first way to try is the one chosen as of the first day. If it fails today, the later ways are tried.
    """
    rounds = [each for each in _in_order(situation) if not situation.history.count[each]]
    days = [
        _Day(day, situation.days.free[day], len(situation.history.on(day)))
        for day in situation.days.baseline
        if day in situation.days.free
    ]
    placeable = _placeable(situation, rounds, days)
    form = {each: situation.form(each) for each in rounds}
    placed: dict[str, datetime.date] = {}
    way = _ways(situation, form, days)[0]
    for way in _ways(situation, form, days)[_way_as_of_the_first_day(situation) :]:
        placed = _lay(situation, rounds, way)
        if all(each in placed for each in placeable):
            break
    for round_id in rounds:
        if round_id in placed:
            in_form = way.form[round_id]
            minutes = situation.minutes(round_id, in_form)
            asks = situation.asks(round_id, in_form)
            schedule.add(Placed(placed[round_id], "baseline", round_id, in_form, minutes, asks))
        else:
            schedule.leave_out("baseline", round_id, situation.short[round_id])


def with_what_is_left_of_today(situation: Situation) -> Situation:
    """Return the situation with today's minutes reduced by those of today's logged mocks (definitions, minutes).

    An odd drill counts its round's short minutes, as does a baseline if the first way to try is the third. Every other
    mock counts its round's length as of the first day.
    """
    logged = situation.history.on(situation.days.today)
    if not logged:
        return situation
    longest = max((situation.days.minutes(day) for day in situation.days.baseline), default=0)
    all_short = _way_as_of_the_first_day(situation) == ALL_SHORT
    used = 0
    for mock in logged:
        short = mock.odd_drill or (mock.kind == "baseline" and all_short)
        used += situation.minutes(mock.round, "short" if short else situation.form_on_days(mock.round, longest))
    return replace(situation, days=less_today(situation.days, used))


def _in_order(situation: Situation) -> list[str]:
    """Return the rounds by due day, then by rank."""
    return sorted(situation.rounds.planned, key=lambda each: (situation.rounds.due[each], situation.rank[each]))


def _way_as_of_the_first_day(situation: Situation) -> int:
    """Return the index of the way chosen on the first day, when every round and day was left and nothing logged."""
    rounds = _in_order(situation)
    days = [_Day(day, situation.days.minutes(day), 0) for day in situation.days.baseline]
    longest = max((day.minutes for day in days), default=0)
    form = {each: situation.form_on_days(each, longest) for each in rounds}
    placeable = _placeable(situation, rounds, days)
    ways = _ways(situation, form, days)
    for number in (0, 1):
        placed = _lay(situation, rounds, ways[number])
        if all(each in placed for each in placeable):
            return number
    return ALL_SHORT


def _ways(situation: Situation, form: Mapping[str, Form], days: Sequence[_Day]) -> tuple[_Way, _Way, _Way]:
    """Return the three ways: one a day in the first phase, `mocks_a_day`, and all in short form.

    The first two use only the first third of all baseline days, rounded up.
    """
    all_days = situation.days.baseline
    third = set(all_days[: -(-len(all_days) // 3)])
    in_third = [day for day in days if day.date in third]
    first_phase = situation.template.phases[0]
    in_phase = [day for day in in_third if situation.days.phase(day.date) is first_phase]
    short: dict[str, Form] = dict.fromkeys(form, "short")
    return _Way(form, in_phase, 1), _Way(form, in_third, situation.template.mocks_a_day), _Way(short, days, 0)


def _placeable(situation: Situation, rounds: Sequence[str], days: Sequence[_Day]) -> list[str]:
    """Return the rounds whose short form fits on at least one day before their due day."""
    return [
        each
        for each in rounds
        if any(day.date < situation.rounds.due[each] and situation.short[each] <= day.minutes for day in days)
    ]


def _lay(situation: Situation, rounds: Sequence[str], way: _Way) -> dict[str, datetime.date]:
    """Return round → the earliest day of a way before its due day that has room; without rounds that don't fit."""
    left = {day.date: day.minutes for day in way.days}
    mocks = {day.date: day.mocks for day in way.days}
    chosen: dict[str, datetime.date] = {}
    for round_id in rounds:
        minutes = situation.minutes(round_id, way.form[round_id])
        for day in left:
            has_room = minutes <= left[day] and (not way.a_day or mocks[day] < way.a_day)
            if has_room and day < situation.rounds.due[round_id]:
                chosen[round_id] = day
                left[day] -= minutes
                mocks[day] += 1
                break
    return chosen
