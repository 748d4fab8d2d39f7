"""What the log means for a plan: kinds, session ids, loops done and under way (design.md, section 4, rule 11).

Pure. Entries stand by date, those of one day in the order of the file.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator import progress
from generator.model import LogEntry
from generator.model.log import LoggedKind
from generator.model.plan import Done

#: A loop, planned or logged, lies within so many days.
LOOP_DAYS = 10


@dataclass(frozen=True, eq=False)
class DoneMock:
    """An entry of the log with what it leaves out. Two that say the same are still two."""

    entry: LogEntry
    kind: LoggedKind
    session: str

    @property
    def day(self) -> datetime.date:
        """The day of the mock."""
        return self.entry.date

    @property
    def round(self) -> str:
        """Round id."""
        return self.entry.round

    @property
    def unnamed(self) -> bool:
        """Whether the log says nothing of its questions."""
        return not self.entry.questions


@dataclass(frozen=True)
class History:
    """The log, read for one loop."""

    #: By date.
    mocks: tuple[DoneMock, ...] = ()
    #: Complete loops, by date.
    loops: tuple[tuple[DoneMock, ...], ...] = ()
    #: The first steps of a loop that lacks others; whether it can still be finished is for the planner to find.
    under_way: tuple[DoneMock, ...] = ()

    @cached_property
    def log(self) -> tuple[LogEntry, ...]:
        """The entries by date."""
        return tuple(each.entry for each in self.mocks)

    @cached_property
    def count(self) -> Counter[str]:
        """Round → its logged mocks."""
        return Counter(each.round for each in self.mocks)

    @cached_property
    def days(self) -> frozenset[datetime.date]:
        """Days with an entry."""
        return frozenset(each.day for each in self.mocks)

    @cached_property
    def questions(self) -> frozenset[str]:
        """Questions that the log names."""
        return frozenset(question for entry in self.log for question in entry.questions)

    def drills(self) -> tuple[DoneMock, ...]:
        """Give the logged drills."""
        return tuple(each for each in self.mocks if each.kind == "drill")


def read_log(log: Sequence[LogEntry], steps: Sequence[str]) -> History:
    """Fill in what entries leave out, and find the loops among them. `steps` are the round ids of the loop."""
    count: Counter[str] = Counter()
    mocks = []
    for entry in progress.in_order(log):
        count[entry.round] += 1
        kind = entry.kind or ("baseline" if count[entry.round] == 1 else "drill")
        mocks.append(DoneMock(entry, kind, entry.session or f"{entry.round}-{count[entry.round]}"))
    loops, under_way = _loops([each for each in mocks if each.kind == "loop"], steps)
    return History(tuple(mocks), loops, under_way)


def _loops(
    mocks: Sequence[DoneMock], steps: Sequence[str]
) -> tuple[tuple[tuple[DoneMock, ...], ...], tuple[DoneMock, ...]]:
    """Give the complete loops and the last one begun. A mock out of turn belongs to none, unless it begins one."""
    loops: list[tuple[DoneMock, ...]] = []
    begun: list[DoneMock] = []
    for mock in mocks:
        if begun and mock.round == steps[len(begun)] and (mock.day - begun[0].day).days < LOOP_DAYS:
            begun.append(mock)
        elif mock.round == steps[0]:
            begun = [mock]
        if len(begun) == len(steps):
            loops.append(tuple(begun))
            begun = []
    return tuple(loops), tuple(begun)


def done_rows(history: History) -> list[Done]:
    """Give the log as rows of the plan."""
    return [
        Done(
            date=each.day,
            round=each.round,
            kind=each.kind,
            before=each.entry.before,
            after=each.entry.after,
            fix=each.entry.fix,
            rater=each.entry.rater or "",
            session=each.session,
            questions=list(each.entry.questions),
            scores=dict(each.entry.scores),
            self=dict(each.entry.self_scores),
        )
        for each in history.mocks
    ]
