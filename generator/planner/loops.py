"""Loops: all steps of the real day within ten days (design.md, section 4, rules 6 and 11)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from generator.model.plan import Form, Unplaced
from generator.planner.calendar import DAY
from generator.planner.diary import Diary, Placed, PlacedLoop
from generator.planner.frame import Frame
from generator.planner.history import LOOP_DAYS, History

#: So many days lie from the end of a loop to the start of the next.
APART = 2
#: The last loop is never cut below so many steps.
FEWEST_STEPS = 2


def finish_loop(frame: Frame, diary: Diary) -> None:
    """Place what a loop under way lacks on the earliest days within its ten, each taking as many as fit (rule 11).

    Only where no baseline was placed and no paid mock falls between; else it is started anew. It takes the place of
    the template's next loop, and goes to the expert where that does which it ends in time for.
    """
    done, number = frame.history.under_way, len(frame.history.loops) + 1
    if not done or number > len(frame.template.loops) or any(diary.sessions("baseline")):
        return
    left = [(each, frame.form(each)) for each in frame.steps[len(done) :]]
    laid: list[tuple[datetime.date, str, Form]] = []
    for day in frame.calendar.mock_days:
        if diary.on(day) or (day - done[0].day).days >= LOOP_DAYS:
            return
        room = diary.room(day)
        while left and frame.minutes(*left[0]) <= room and diary.allows(day, left[0][0], done):
            room -= frame.minutes(*left[0])
            laid.append((day, *left.pop(0)))
        if not left:
            break
    if left:
        return
    last = laid[-1][0]
    in_time = [loop for loop in frame.template.loops[number - 1 :] if last + loop.by * DAY <= frame.calendar.interview]
    partner = frame.partner(expert=(in_time or frame.template.loops[-1:])[0].expert)
    for day, round_id, form in laid:
        diary.add(Placed(day, "loop", round_id, form, frame.minutes(round_id, form), partner, number))
    full = all(form == "full" for _, _, form in laid)
    diary.loops.append(PlacedLoop(number, done[0].day, last, full, done))


def place_loops(frame: Frame, diary: Diary) -> None:
    """Place the loops from last to first, each on the latest start that fits; only the last may be cut.

    Those done and the one under way take the place of the template's first.
    """
    latest, under_way = frame.calendar.interview, list(diary.loops)
    last_of_template = len(frame.template.loops)
    past = [loop[-1].day for loop in frame.history.loops[-1:]] + [loop.last for loop in under_way]
    days = [day for day in diary.days_after_baselines() if all(day >= last + APART * DAY for last in past)]
    minutes = {each: frame.minutes(each, frame.form(each)) for each in frame.steps}
    before = len(frame.history.loops) + len(under_way)
    for number, loop in reversed(list(enumerate(frame.template.loops, 1))[before:]):
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
                diary.loops.insert(len(under_way), PlacedLoop(number, laid[0][0], laid[-1][0], full))
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
            if minutes > room or not diary.allows(day, round_id):
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
    days, empty = frame.calendar.mock_days, Diary(frame.calendar, History())
    steps = [(each, frame.full[each]) for each in frame.steps]
    return latest_start(empty, days, steps, frame.calendar.interview) is not None
