"""Rules 7 and 10 to 15 worked out anew: what is to be placed next, given what was placed before it.

Each function takes a board and gives what the rule adds to it; none looks at the planner, and none adds it itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from made_up import DAY
from measuring import Measuring, first_way, measure, way_to_begin_with
from plan_facts import Facts
from plan_parts import Date, LoggedLoop, Mock

#: A number for the loop of the log that is being finished; those of the template are 1, 2, …
FINISHED = 99


class Board:
    """Mocks placed so far, and what the rules ask of a day because of them."""

    def __init__(self, facts: Facts, mocks: Iterable[Mock] = ()) -> None:
        self.facts, self.mocks = facts, [*mocks]
        self.on: dict[Date, list[Mock]] = defaultdict(list)
        self.of: dict[str, list[Mock]] = defaultdict(list)
        self._logged: dict[str, list[Mock]] = defaultdict(list)
        for mock in self.mocks:
            self._note(mock)
        for mock in facts.logged_mocks:
            self._logged[mock.round].append(mock)

    def _note(self, mock: Mock) -> None:
        self.on[mock.date].append(mock)
        self.of[mock.round].append(mock)

    def add(self, mocks: Iterable[Mock]) -> None:
        for mock in mocks:
            self.mocks.append(mock)
            self._note(mock)

    def minutes_left(self, day: Date) -> int:
        return self.facts.free[day] - sum(each.minutes for each in self.on.get(day, ()))

    def empty(self, day: Date) -> bool:
        return not self.on.get(day) and day not in self.facts.log_days

    def count(self, day: Date) -> int:
        """Count the mocks of a day: planned and logged."""
        return len(self.on.get(day, ())) + sum(each.date == day for each in self.facts.log)

    def only(self, day: Date, kinds: Collection[str]) -> bool:
        """Whether mocks of these kinds are all that is planned or logged on a day."""
        logged = (kind for each, kind in zip(self.facts.log, self.facts.kinds, strict=True) if each.date == day)
        return all(kind in kinds for kind in (*(each.kind for each in self.on.get(day, ())), *logged))

    def paid_before(self, day: Date, round_id: str) -> bool:
        """Whether no paid mock of the round is planned, or only before the day."""
        return all(each.date < day for each in self.of.get(round_id, ()) if each.kind == "paid")

    def alone(self, day: Date, round_id: str, loop: int = 0, entries: Sequence[Mock] = ()) -> bool:
        """Whether neither the day nor a neighbouring one has another mock of the round; `entries` are ignored."""
        logged = list(self._logged.get(round_id, ()))
        for entry in entries:
            if entry in logged:
                logged.remove(entry)
        planned = [
            each for each in self.of.get(round_id, ()) if each.kind != "easy" and not (loop and each.loop == loop)
        ]
        return not any(abs((each.date - day).days) <= 1 for each in (*planned, *logged))

    def fits(self, day: Date, round_id: str, minutes: int, loop: int = 0, entries: Sequence[Mock] = ()) -> bool:
        return (
            minutes <= self.minutes_left(day)
            and day < self.facts.until(round_id)
            and self.paid_before(day, round_id)
            and self.alone(day, round_id, loop, entries)
        )

    @property
    def last_baseline(self) -> Date:
        """The latest day with a planned baseline, or the first of all days."""
        return max([each.date for each in self.mocks if each.kind == "baseline"], default=Date.min)

    @property
    def after_baselines(self) -> list[Date]:
        return [day for day in self.facts.mock_days if day > self.last_baseline]

    @property
    def drills_only(self) -> list[Date]:
        """The mock days with nothing but baselines and drills on them, planned or logged."""
        return [day for day in self.facts.mock_days if self.only(day, ("baseline", "drill"))]


# Rule 10


def unmeasured(f: Facts) -> list[str]:
    """Give the rounds without a log entry, by due day, then by rank."""
    rounds = [r for r in f.rounds if not f.logged(r)]
    return sorted(rounds, key=lambda r: (f.due(r), f.place[r]))


def baselines(f: Facts) -> list[Mock]:
    days = [day for day in f.baseline_days if day in f.free]
    empty = Board(f)
    minutes, mocks = {day: f.free[day] for day in days}, {day: empty.count(day) for day in days}
    m = Measuring(unmeasured(f), {r: f.form(r) for r in f.rounds}, minutes, mocks)
    begin = "abc".index(way_to_begin_with(f))
    return measure(f, m, first_way(f, m, "abc"[begin:]))


# Rules 11 and 12


def easy(f: Facts) -> list[Mock]:
    rounds = [r for r in f.ranked if f.until(r) == f.last]
    if any(kind == "easy" and each.date >= f.last - 2 * DAY for each, kind in zip(f.log, f.kinds, strict=True)):
        return []
    earlier = {each.date - DAY for each in f.interviews if each.date != f.last}
    for day in (f.last - DAY, f.last - 2 * DAY):
        if rounds and f.free.get(day, 0) >= 10 and day not in earlier:
            minutes = min(f.handbook.rounds[rounds[-1]].short.minutes, f.free[day], 30)
            return [Mock(day, rounds[-1], "easy", "short", minutes)]
    return []


def paid(f: Facts, before: Board) -> list[Mock]:
    board = Board(f, before.mocks)
    for r in f.stubborn:
        days = [day for day in board.after_baselines if day >= f.notice and board.empty(day)]
        day = next((day for day in days if board.fits(day, r, f.length(r))), None)
        if day:
            board.add([Mock(day, r, "paid", f.form(r), f.length(r))])
    return board.mocks[len(before.mocks) :]


# Rule 13


def rest_of_loop(f: Facts, board: Board) -> list[tuple[int, Mock]]:
    """Give the steps that finish the loop under way, each with its place in the loop; none where it is not finished."""
    loop = f.under_way
    if not loop or any(each.kind == "baseline" for each in board.mocks):
        return []
    remaining = list(range(loop.taken[-1] + 1, len(f.steps)))
    while remaining:
        if placed := _finish(f, board, loop, remaining):
            return placed
        remaining = f.without_strongest(remaining)
    return []


def _finish(f: Facts, before: Board, loop: LoggedLoop, remaining: Sequence[int]) -> list[tuple[int, Mock]]:
    entries = [Mock(each.date, each.round, "loop") for each in loop.entries]
    board, left, found = Board(f, before.mocks), list(remaining), []
    for day in [day for day in f.mock_days if loop.first <= day <= loop.first + 9 * DAY]:
        if before.on.get(day):
            return []
        while left and board.fits(day, f.steps[left[0]], f.length(f.steps[left[0]]), FINISHED, entries):
            r = f.steps[left[0]]
            step = Mock(day, r, "loop", f.form(r), f.length(r), FINISHED)
            board.add([step])
            found.append((left.pop(0), step))
        if not left:
            return found
    return []


# Rule 14


@dataclass(frozen=True)
class PlacedLoop:
    """A loop of the template: its number there, from 1, its steps in order, and those that were cut."""

    number: int
    steps: tuple[tuple[int, Mock], ...]
    cut: tuple[int, ...]

    @property
    def mocks(self) -> list[Mock]:
        return [mock for _, mock in self.steps]

    @property
    def first(self) -> Date:
        return self.steps[0][1].date

    @property
    def last(self) -> Date:
        return self.steps[-1][1].date


def ends_that_count(f: Facts, finished: Sequence[tuple[int, Mock]]) -> list[Date]:
    """Give the ends of the loops that count: with half the steps logged, or finished."""
    ends = [each.last for each in f.logged_loops if 2 * len(each.taken) >= len(f.steps)]
    return ends + ([finished[-1][1].date] if finished else [])


def wanted_loops(f: Facts, finished: Sequence[tuple[int, Mock]]) -> list[int]:
    """Give the numbers of the template's loops, from 1, for which no earlier loop was in time."""
    loops, ends = f.numbers.loops, ends_that_count(f, finished)
    gone = [n for n, loop in enumerate(loops, 1) if any(end > f.last - (loop.by + 14) * DAY for end in ends)]
    return [n for n in range(1, len(loops) + 1) if n > max(gone, default=0)] if f.steps else []


def loops(f: Facts, before: Board, finished: Sequence[tuple[int, Mock]]) -> list[PlacedLoop]:
    """Give the loops that are placed, from last to first; `before` has the rest of the loop under way on it."""
    board, found = Board(f, before.mocks), list[PlacedLoop]()
    ends = ends_that_count(f, finished)
    for number in reversed(wanted_loops(f, finished)):
        limit = f.last - f.numbers.loops[number - 1].by * DAY
        if found:
            limit = min(limit, found[-1].first - 2 * DAY)
        earliest = max([board.last_baseline, *(end + DAY for end in ends)])
        cuts = _cuts(f) if number == len(f.numbers.loops) else iter([list(range(len(f.steps)))])
        for steps in cuts:
            if laid := _best(f, board, steps, earliest, limit, number):
                cut = tuple(n for n in range(len(f.steps)) if n not in steps)
                found.append(PlacedLoop(number, tuple(laid), cut))
                board.add(found[-1].mocks)
                break
    return found


def _cuts(f: Facts) -> Iterator[list[int]]:
    """Give the whole loop, then what each cut leaves of it."""
    steps = list(range(len(f.steps)))
    yield steps
    while len(steps) > 2:
        too_long = [n for n in steps if f.length(f.steps[n]) > f.longest]
        gone = set(too_long or steps) - set(f.without_strongest(too_long or steps))
        steps = [n for n in steps if n not in gone]
        yield steps


Laid = list[tuple[int, Mock]]


def _best(f: Facts, board: Board, steps: list[int], after: Date, limit: Date, number: int) -> Laid:
    starts = [day for day in f.mock_days if after < day <= limit]
    laid = {day: _lay(f, board, steps, day, limit, number) for day in starts}
    if len(steps) < len(f.steps):
        laid = {day: each for day, each in laid.items() if len({step.date for _, step in each}) < len(each)}
    working = [day for day in starts if laid.get(day)]
    late = [day for day in working if day > limit - 7 * DAY]
    if late:
        fewest = min(len({step.date for _, step in laid[day]}) for day in late)
        return laid[max(day for day in late if len({step.date for _, step in laid[day]}) == fewest)]
    return laid[working[-1]] if working else []


def _lay(f: Facts, before: Board, steps: list[int], start: Date, limit: Date, number: int) -> Laid:
    board, left, found = Board(f, before.mocks), list(steps), list[tuple[int, Mock]]()
    for day in [day for day in f.mock_days if start <= day <= min(limit, start + 9 * DAY)]:
        if not before.empty(day):
            return []
        while left and board.fits(day, f.steps[left[0]], f.length(f.steps[left[0]]), number):
            r = f.steps[left[0]]
            step = Mock(day, r, "loop", f.form(r), f.length(r), number)
            board.add([step])
            found.append((left.pop(0), step))
        if not found:
            return []
        if not left:
            return found
    return []


# Rules 7 and 15


def finals_wanted(f: Facts, board: Board) -> int:
    last = f.phases[-1]
    logged = sum(each.kind != "easy" and last.first <= each.date <= last.last for each in f.logged_mocks)
    planned = sum(each.kind == "paid" and last.first <= each.date <= last.last for each in board.mocks)
    return f.numbers.finals - logged - planned


def finals(f: Facts, before: Board) -> list[Mock]:
    board, last = Board(f, before.mocks), f.phases[-1]
    wanted, found = finals_wanted(f, before), list[Mock]()
    for r in f.ranked:
        in_phase = [each.date for each in f.logged(r)] + [each.date for each in board.of[r] if each.kind == "paid"]
        had = any(last.first <= day <= last.last for day in in_phase)
        if had or len(found) >= wanted or r not in f.of_last:
            continue
        days = [day for day in board.after_baselines if last.first <= day <= last.last and board.empty(day)]
        for form in ("full", "short"):
            minutes = f.minutes(r, form)
            if day := max([day for day in days if board.fits(day, r, minutes)], default=None):
                found.append(Mock(day, r, "final", form, minutes))
                board.add(found[-1:])
                break
    return found
