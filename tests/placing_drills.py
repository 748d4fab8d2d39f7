"""Rules 3 and 16 to 18 worked out anew: first drills, drills and micro-practice, given what was placed before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from made_up import DAY
from placing import Board
from plan_facts import Facts
from plan_parts import Date, Mock

from generator.model import Question

Span = tuple[Date, Date]


class Supply:
    """What a round's bank can still give: new questions, less what the mocks placed so far ask for (rules 17, 19)."""

    def __init__(self, f: Facts, mocks: Iterable[Mock]) -> None:
        self.f = f
        self.named = {question for each in f.log for question in each.questions}
        self.new: dict[str, list[Question]] = {r: [] for r in f.rounds}
        for question in f.handbook.questions.values():
            fits = question.round in self.new and f.who.level in question.levels
            if fits and question.id not in f.who.seen and question.id not in self.named:
                self.new[question.round].append(question)
        self.asked = Counter({r: sum(self.of_entry(n) for n in self.unnamed(r)) for r in f.rounds})
        for mock in mocks:
            self.count(mock)

    def unnamed(self, round_id: str) -> list[int]:
        """Give the log's entries of a round that name no questions, by their place in the log."""
        return [n for n, each in enumerate(self.f.log) if each.round == round_id and not each.questions]

    def of_entry(self, n: int) -> int:
        """Count what an entry without questions asks for: an odd drill none, unless it is the first of its round."""
        round_id = self.f.log[n].round
        first = all(each.round != round_id for each in self.f.log[:n])
        return 0 if self.f.odd_drill(n) and not first else self.f.handbook.rounds[round_id].questions

    def left(self, round_id: str) -> int:
        return len(self.new[round_id]) - self.asked[round_id]

    def wants(self, mock: Mock) -> int:
        """Count what a mock asks for; a check asks for no more than are left."""
        if mock.kind == "micro" or mock.drill == "again":
            return 0
        if mock.kind == "easy":
            return 1
        wanted = self.f.handbook.rounds[mock.round].questions if mock.form == "full" else 1
        return min(wanted, max(self.left(mock.round), 0)) if mock.drill == "check" else wanted

    def count(self, mock: Mock) -> None:
        self.asked[mock.round] += self.wants(mock)

    def any(self, round_id: str) -> bool:
        """Whether the round has a question at all, new or asked before."""
        return bool(self.new[round_id]) or any(each.questions for each in self.f.logged(round_id))


def next_drill(f: Facts, board: Board, supply: Supply, round_id: str, day: Date) -> Mock | None:
    """Give the round's next drill as it would be on a day, in its kind and form; none where there is no question."""
    n = f.drills(round_id) + sum(each.kind == "drill" for each in board.of[round_id]) + 1
    earlier = f.logged(round_id) or any(each.kind == "baseline" for each in board.of[round_id])
    new = supply.left(round_id) > 0
    if not supply.any(round_id) or not (earlier or new):
        return None
    check = new and (n % 2 == 0 or not earlier)
    form = f.form(round_id) if check and n % 2 == 0 else "short"
    goal = (n - 1) // 2 % len(f.handbook.rounds[round_id].micro_goals) + 1
    return Mock(day, round_id, "drill", form, f.minutes(round_id, form), 0, "check" if check else "again", goal)


# Rule 3


def wanting_first_drills(f: Facts) -> list[str]:
    rounds = [r for r in f.rounds if f.due(r) < f.last and f.need[r] < 4 and not f.drills(r)]
    return sorted(rounds, key=lambda r: (f.due(r), f.place[r]))


def first_drills(f: Facts, before: Board) -> list[Mock]:
    board, supply = Board(f, before.mocks), Supply(f, before.mocks)
    for r in wanting_first_drills(f):
        measured = max([each.date for each in board.of[r] if each.kind == "baseline"], default=Date.min)
        for day in board.drills_only:
            drill = next_drill(f, board, supply, r, day)
            if (
                drill
                and measured < day < f.due(r)
                and board.count(day) <= f.numbers.mocks_a_day
                and board.fits(day, r, drill.minutes)
            ):
                board.add([drill])
                supply.count(drill)
                break
    return board.mocks[len(before.mocks) :]


# Rule 16


def drills(f: Facts, before: Board, loops: Sequence[Span]) -> list[Mock]:
    """Give the drills in the order of placement; `loops` are the first and last days of the loops in the plan."""
    board, supply = Board(f, before.mocks), Supply(f, before.mocks)
    for week in range(f.week(f.begin), f.week(f.last) + 1):
        days = [
            day
            for day in board.drills_only
            if f.week(day) == week
            and day >= board.last_baseline
            and not any(first <= day <= last for first, last in loops)
        ]
        for n, day in enumerate(days):
            while may_have_another(f, board, day, len(days) - n - 1) and (drill := _choose(f, board, supply, day)):
                board.add([drill])
                supply.count(drill)
    return board.mocks[len(before.mocks) :]


def may_have_another(f: Facts, board: Board, day: Date, days_after: int) -> bool:
    week = f.week(day)
    logged = zip(f.log, f.kinds, strict=True)
    so_far = sum(each.kind == "drill" and f.week(each.date) == week for each in board.mocks)
    so_far += sum(kind == "drill" and f.week(each.date) == week for each, kind in logged)
    due = f.phase(day).drills - so_far
    if board.count(day) >= f.numbers.mocks_a_day or due <= 0:
        return False
    if board.count(day):
        return due > days_after
    return len(busy_days(f, board, week)) < f.numbers.days_a_week


def busy_days(f: Facts, board: Board, week: int) -> set[Date]:
    """Give the days of a week with a mock or a log entry."""
    return {day for day in {*(each.date for each in board.mocks), *f.log_days} if f.week(day) == week}


def _choose(f: Facts, board: Board, supply: Supply, day: Date) -> Mock | None:
    """Choose the next drill of a day, of the rounds whose until is after it."""
    alive, found = f.alive(day), list[tuple[int, int, Mock]]()
    strong = all(f.need[r] >= 4 for r in alive)
    for n, r in enumerate(alive):
        weak = n < 2 and f.need[r] < 4
        so_far = f.drills(r) + sum(each.kind == "drill" for each in board.of[r])
        wanted = (n == 0 and so_far < 2) if strong else (n < 2 or f.need[r] < 4)
        drill = next_drill(f, board, supply, r, day) if wanted else None
        if drill and board.fits(day, r, drill.minutes):
            found.append(((so_far + 1) * (1 if weak else 3), n, drill))
    return min(found, key=lambda each: each[:2])[2] if found else None


# Rule 18


def micro(f: Facts, board: Board) -> list[Mock]:
    found = []
    for week in range(f.week(f.first), f.week(f.last) + 1):
        busy = busy_days(f, board, week)
        days = [day for day in f.usable if f.week(day) == week and day not in busy]
        for day in days[: max(f.numbers.days_a_week - len(busy), 0)]:
            minutes = min(20, f.free.get(day, 0)) // 5 * 5
            rounds = [r for r in f.alive(day)[:2] if _practised(f, board, r, day)]
            if day in f.work_days and minutes >= 10 and rounds:
                r = rounds[week % len(rounds)]
                exercise = (week + day.weekday()) % len(f.handbook.rounds[r].exercises) + 1
                found.append(Mock(day, r, "micro", "micro", minutes, goal=exercise))
    return found


def _practised(f: Facts, board: Board, round_id: str, day: Date) -> bool:
    measured = max([each.date for each in board.of[round_id] if each.kind == "baseline"], default=day - DAY)
    return f.need[round_id] < 4 and measured < day
