"""Place loops: all steps of the real interview within ten days (rules 13 and 14)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from generator.planner.days import DAY
from generator.planner.history import LOOP_DAYS, DoneMock
from generator.planner.schedule import Placed, PlacedLoop, Schedule
from generator.planner.situation import Situation

#: The least number of days from the end of a loop to the start of the next.
APART = 2
#: The last loop is never cut to fewer steps, and a cut loop has at least one day with this many.
FEWEST_STEPS = 2
#: A loop that ended fewer than this many days before a template's loop is due replaces it.
IN_TIME = 14
#: Starts within this many days before the limit are compared by how many days the loop needs.
LATE_STARTS = 7

#: Steps with their days: (day, round id).
Laid = list[tuple[datetime.date, str]]


def finish_loop(situation: Situation, schedule: Schedule) -> None:
    """Place the remaining steps of the loop under way, unless a baseline was placed (rule 13).

    If they don't all fit, the strongest is left out (the later one of equals), and so on until they do.
    """
    begun = situation.history.under_way
    if not begun or any(each.kind == "baseline" for each in schedule.placed):
        return
    steps = situation.rounds.steps
    kept = list(range(begun.steps_done[-1] + 1, len(steps)))
    while kept:
        laid = _rest_of_loop(schedule, [steps[n] for n in kept], begun.first, begun.mocks)
        if laid:
            break
        kept.remove(max(kept, key=lambda n: (situation.rank[steps[n]], n)))
    else:
        return
    number = len(situation.template.loops) + 1
    full = _place(situation, schedule, laid, number) and len(begun.steps_done) + len(kept) == len(steps)
    schedule.loops.append(PlacedLoop(number, begun.first, laid[-1][0], full, begun))
    for n, step in enumerate(steps):
        if n not in begun.steps_done and n not in kept:
            schedule.leave_out("loop", step, situation.length(step))


def _rest_of_loop(
    schedule: Schedule, steps: Sequence[str], first: datetime.date, own_loop: Sequence[DoneMock]
) -> Laid | None:
    """Return steps on mock days within the ten days of a loop, as many a day as fit, or None if they don't all fit."""
    laid: Laid = []
    for day in schedule.days.mock:
        if (day - first).days >= LOOP_DAYS or schedule.on(day):
            return None
        laid += _steps_of_day(schedule, day, steps[len(laid) :], own_loop)
        if len(laid) == len(steps):
            return laid
    return None


def _steps_of_day(
    schedule: Schedule, day: datetime.date, steps: Sequence[str], own_loop: Sequence[DoneMock] = ()
) -> Laid:
    """Return as many of the first steps as fit on a day, each in its round's length."""
    laid: Laid = []
    minutes = 0
    for step in steps:
        minutes += schedule.situation.length(step)
        if not schedule.fits(day, step, minutes, own_loop):
            break
        laid.append((day, step))
    return laid


def _place(situation: Situation, schedule: Schedule, laid: Laid, number: int) -> bool:
    """Place the steps of a loop, and return whether all of them are in full form."""
    for day, step in laid:
        form = situation.form(step)
        schedule.add(
            Placed(day, "loop", step, form, situation.length(step), situation.asks(step, form), loop=number)
        )  # fmt: skip
    return all(situation.form(step) == "full" for _, step in laid)


def loops_that_count(situation: Situation, schedule: Schedule) -> list[datetime.date]:
    """Return the last days of the loops that count: those at least half done, or finished in this plan (rule 14)."""
    ends = [loop.last for loop in situation.history.loops if loop.counts]
    return ends + [loop.last for loop in schedule.loops if loop.finishes]


def place_loops(situation: Situation, schedule: Schedule) -> None:
    """Place the loops of the template, from the last to the first (rule 14)."""
    steps, interview = situation.rounds.steps, situation.days.interview
    if not steps:
        return
    ends = loops_that_count(situation, schedule)
    days = [
        day for day in schedule.mock_days_after_baselines() if all((day - end).days >= APART for end in ends)
    ]  # fmt: skip
    last_number = len(situation.template.loops)
    next_start = interview
    for number in range(last_number, 0, -1):
        by = situation.template.loops[number - 1].by
        if any(end > interview - (by + IN_TIME) * DAY for end in ends):
            continue
        limit = min(interview - by * DAY, next_start - APART * DAY)
        choices = [steps, *_cuts(situation)] if number == last_number else [steps]
        for kept in choices:
            laid = _choose_start(schedule, days, kept, limit, cut=len(kept) < len(steps))
            if laid:
                full = _place(situation, schedule, laid, number) and len(kept) == len(steps)
                schedule.loops.append(PlacedLoop(number, laid[0][0], laid[-1][0], full))
                _leave_out_cut_steps(situation, schedule, kept)
                next_start = laid[0][0]
                break
    schedule.loops.sort(key=lambda loop: loop.first)


def _cuts(situation: Situation) -> Iterator[tuple[str, ...]]:
    """Yield the loop's steps with one, two … steps removed; at least two remain.

    Steps that are too long for every mock day are removed first. Among them, and among the others, the strongest is
    removed first (the later one of equals).
    """
    steps = list(situation.rounds.steps)
    while len(steps) > FEWEST_STEPS:
        too_long = [n for n, step in enumerate(steps) if situation.length(step) > situation.days.longest]
        del steps[max(too_long or range(len(steps)), key=lambda n: (situation.rank[steps[n]], n))]
        yield tuple(steps)


def _choose_start(
    schedule: Schedule, days: Sequence[datetime.date], steps: Sequence[str], limit: datetime.date, *, cut: bool
) -> Laid | None:
    """Return a loop from the best start, or None if there is none.

    Among the starts in the last 7 days before the limit, the best one needs the fewest days with steps, and is the
    latest of those. If none of them works, the latest earlier start is the best.
    """
    best: Laid | None = None
    for start in reversed(days):
        late = (limit - start).days < LATE_STARTS
        if best and not late:
            break
        laid = _lay_from(schedule, start, steps, limit)
        if not laid or (cut and _most_steps_a_day(laid) < FEWEST_STEPS):
            continue
        if not best or _days_with_steps(laid) < _days_with_steps(best):
            best = laid
        if not late:
            break
    return best


def _lay_from(
    schedule: Schedule, start: datetime.date, steps: Sequence[str], limit: datetime.date
) -> Laid | None:  # fmt: skip
    """Return a loop on consecutive empty mock days from a start, within ten days and up to the limit, or None."""
    laid: Laid = []
    for day in schedule.days.mock:
        if day < start:
            continue
        if day > limit or (day - start).days >= LOOP_DAYS or not schedule.empty(day):
            return None
        laid += _steps_of_day(schedule, day, steps[len(laid) :])
        if not laid:
            return None
        if len(laid) == len(steps):
            return laid
    return None


def _days_with_steps(laid: Laid) -> int:
    return len({day for day, _ in laid})


def _most_steps_a_day(laid: Laid) -> int:
    days = [day for day, _ in laid]
    return max(days.count(day) for day in days)


def _leave_out_cut_steps(situation: Situation, schedule: Schedule, kept: Sequence[str]) -> None:
    """Record the steps that were cut; the later ones of a round with several steps."""
    left = list(kept)
    for step in situation.rounds.steps:
        if step in left:
            left.remove(step)
        else:
            schedule.leave_out("loop", step, situation.length(step))


def could_be_full(situation: Situation, limit: datetime.date) -> bool:
    """Return whether all steps would fit in full on mock days up to a limit, if nothing else were placed."""
    steps = situation.rounds.steps
    for first in situation.days.mock:
        step = 0
        for day in situation.days.mock:
            if first <= day <= limit and (day - first).days < LOOP_DAYS:
                used = 0
                while step < len(steps) and used + situation.full[steps[step]] <= situation.days.free[day]:
                    used += situation.full[steps[step]]
                    step += 1
        if step == len(steps):
            return True
    return False
