"""Loops: all steps of the real day within ten days, as late as fits (design.md, section 4, rule 6)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from generator.model.plan import Unplaced
from generator.planner.calendar import DAY
from generator.planner.diary import Diary, Placed, PlacedLoop
from generator.planner.frame import Frame

#: A loop lies within so many days, and so many lie from its end to the start of the next.
LOOP_DAYS, APART = 10, 2
#: The last loop is never cut below so many steps.
FEWEST_STEPS = 2


def place_loops(frame: Frame, diary: Diary) -> None:
    """Place the loops from last to first, each on the latest start that fits; only the last may be cut."""
    latest = frame.calendar.interview
    last_of_template = len(frame.template.loops)
    days = diary.days_after_baselines()
    minutes = {each: frame.minutes(each, frame.form(each)) for each in frame.steps}
    for number, loop in reversed(list(enumerate(frame.template.loops, 1))):
        end = min(latest, frame.calendar.interview - loop.by * DAY)
        choices = [frame.steps, *(cuts(frame) if number == last_of_template else ())]
        for steps in choices:
            laid = latest_start(diary, days, [(each, minutes[each]) for each in steps], end)
            if laid:
                partner = frame.partner(expert=loop.expert)
                for day, round_id in laid:
                    form = frame.form(round_id)
                    diary.add(Placed(day, "loop", round_id, form, minutes[round_id], partner, number))
                full = steps == frame.steps and all(frame.form(each) == "full" for each in steps)
                diary.loops.insert(0, PlacedLoop(number, laid[0][0], laid[-1][0], full))
                _note_what_is_cut(diary, frame.steps, steps, minutes)
                latest = laid[0][0] - APART * DAY
                break


def cuts(frame: Frame) -> Iterator[tuple[str, ...]]:
    """Give ever shorter loops: without the steps that no work day holds, then without the strongest.

    One goes at a time. Of steps of one round the later goes first; at least two steps stay.
    """
    steps = [each for each in frame.steps if frame.holdable(each)]
    if len(steps) < len(frame.steps) and len(steps) >= FEWEST_STEPS:
        yield tuple(steps)
    while len(steps) > FEWEST_STEPS:
        del steps[max(range(len(steps)), key=lambda n: (frame.rank[steps[n]], n))]
        yield tuple(steps)


def latest_start(
    diary: Diary, days: Sequence[datetime.date], steps: Sequence[tuple[str, int]], end: datetime.date
) -> list[tuple[datetime.date, str]] | None:
    """Lay (round, minutes) steps out from the latest of `days` that lets them end by `end`, or give None."""
    for n in reversed(range(len(days))):
        laid = _lay(diary, days[n : n + LOOP_DAYS], steps, end)
        if laid:
            return laid
    return None


def _lay(
    diary: Diary, days: Sequence[datetime.date], steps: Sequence[tuple[str, int]], end: datetime.date
) -> list[tuple[datetime.date, str]] | None:
    laid: list[tuple[datetime.date, str]] = []
    for day in days:
        if diary.on(day) or day > end or day - days[0] >= LOOP_DAYS * DAY:
            return None
        room = diary.room(day)
        while len(laid) < len(steps):
            round_id, minutes = steps[len(laid)]
            if minutes > room or diary.near(day, round_id):
                break
            laid.append((day, round_id))
            room -= minutes
        if len(laid) == len(steps):
            return laid
        if not laid:
            return None
    return None


def _note_what_is_cut(diary: Diary, steps: Sequence[str], kept: Sequence[str], minutes: Mapping[str, int]) -> None:
    left = list(kept)
    for round_id in steps:
        if round_id in left:
            left.remove(round_id)
        else:
            diary.unplaced.append(Unplaced(kind="loop", round=round_id, minutes=minutes[round_id]))


def could_hold_full_mock(frame: Frame) -> bool:
    """Whether any run of days could hold every step in full, were the diary empty (rule 9)."""
    days, empty = frame.calendar.mock_days, Diary(frame.calendar)
    steps = [(each, frame.full[each]) for each in frame.steps]
    return latest_start(empty, days, steps, frame.calendar.interview) is not None
