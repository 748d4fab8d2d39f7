"""Read the log for a plan: the kinds and session ids of its mocks, and its loops (rules 13, 17 and 19).

Entries are sorted by date, and those of one day in the order of the file.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator import results
from generator.model import LogEntry
from generator.model.log import LoggedKind
from generator.model.plan import Done

#: A planned or logged loop lasts at most ten days (rule 13).
LOOP_DAYS = 10


@dataclass(frozen=True, eq=False)
class DoneMock:
    """An entry of the log with its kind and session id filled in. Equal entries are different mocks."""

    entry: LogEntry
    kind: LoggedKind
    session: str
    #: Whether it is the first, third … logged drill of its round.
    odd_drill: bool
    #: Whether it is the first log entry of its round.
    first: bool

    @property
    def day(self) -> datetime.date:
        """The day of the mock."""
        return self.entry.date

    @property
    def round(self) -> str:
        """Round id."""
        return self.entry.round


@dataclass(frozen=True)
class LoggedLoop:
    """A loop in the log: its entries, and the indexes of the steps that they are, in rising order."""

    mocks: tuple[DoneMock, ...]
    steps_done: tuple[int, ...]
    #: The number of steps of a full loop.
    steps: int

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return self.mocks[0].day

    @property
    def last(self) -> datetime.date:
        """Its last day so far."""
        return self.mocks[-1].day

    @property
    def full(self) -> bool:
        """True if every step is done, so that it is a full mock."""
        return len(self.steps_done) == self.steps

    @property
    def counts(self) -> bool:
        """True if at least half of its steps are done (rule 14)."""
        return 2 * len(self.steps_done) >= self.steps

    @property
    def under_way(self) -> bool:
        """True if its last step isn't done yet."""
        return self.steps_done[-1] < self.steps - 1


class History:
    """The log as one plan reads it. `steps` are the round ids of the plan's loop."""

    def __init__(self, log: Sequence[LogEntry], steps: Sequence[str]) -> None:
        self.log = results.in_order(log)
        #: By date.
        self.mocks = _filled_in(self.log)
        #: By date.
        self.loops = _loops([mock for mock in self.mocks if mock.kind == "loop"], steps)
        #: The latest loop, if its last step isn't done yet, else None.
        self.under_way = self.loops[-1] if self.loops and self.loops[-1].under_way else None
        #: Round → its logged mocks.
        self.count = Counter(mock.round for mock in self.mocks)
        #: Round → the highest number in the ids of its logged mocks (rule 38).
        self.numbers: dict[str, int] = {}
        for mock in self.mocks:
            self.numbers[mock.round] = max(self.numbers.get(mock.round, 0), _number(mock.session, mock.round))
        #: Round → its logged drills.
        self.drills = Counter(mock.round for mock in self.mocks if mock.kind == "drill")
        #: Days with an entry → its mocks.
        self.days: dict[datetime.date, list[DoneMock]] = {}
        for mock in self.mocks:
            self.days.setdefault(mock.day, []).append(mock)
        #: Questions that the log names.
        self.named = frozenset(question for entry in self.log for question in entry.questions)

    def on(self, day: datetime.date) -> list[DoneMock]:
        """Return the mocks of a day."""
        return self.days.get(day, [])


def _number(session: str, round_id: str) -> int:
    """Return n of the id `<round>-<n>` if it is at most 9999, else 0."""
    name, _, number = session.rpartition("-")
    return int(number) if name == round_id and number.isascii() and number.isdigit() and len(number) < 5 else 0


def _filled_in(log: Sequence[LogEntry]) -> tuple[DoneMock, ...]:
    """Return the entries with kind and id filled in.

    By default, the first mock of a round is its baseline and the others are drills. Ids continue from the highest
    number so far.
    """
    count: Counter[str] = Counter()
    highest: Counter[str] = Counter()
    drills: Counter[str] = Counter()
    mocks = []
    for entry in log:
        count[entry.round] += 1
        kind = entry.kind or ("baseline" if count[entry.round] == 1 else "drill")
        drills[entry.round] += kind == "drill"
        odd = kind == "drill" and drills[entry.round] % 2 == 1
        session = entry.session or f"{entry.round}-{highest[entry.round] + 1}"
        highest[entry.round] = max(highest[entry.round], _number(session, entry.round))
        mocks.append(DoneMock(entry, kind, session, odd, count[entry.round] == 1))
    return tuple(mocks)


def _loops(mocks: Sequence[DoneMock], steps: Sequence[str]) -> tuple[LoggedLoop, ...]:
    """Return the logged loops (rule 13).

    An entry continues the latest loop if it is within that loop's ten days and its round has a step after the last one
    done; it is the next such step. Any other entry of a step begins a loop.
    """
    loops: list[tuple[list[DoneMock], list[int]]] = []
    for mock in mocks:
        places = [n for n, step in enumerate(steps) if step == mock.round]
        if not places:
            continue
        later = [n for n in places if loops and n > loops[-1][1][-1]]
        if later and (mock.day - loops[-1][0][0].day).days < LOOP_DAYS:
            loops[-1][0].append(mock)
            loops[-1][1].append(later[0])
        else:
            loops.append(([mock], [places[0]]))
    return tuple(LoggedLoop(tuple(done), tuple(steps_done), len(steps)) for done, steps_done in loops)


def done_rows(history: History) -> list[Done]:
    """Return the log as rows of the plan."""
    return [
        Done(
            date=mock.day,
            round=mock.round,
            kind=mock.kind,
            before=mock.entry.before,
            after=mock.entry.after,
            fix=mock.entry.fix,
            rater=mock.entry.rater or "",
            session=mock.session,
            questions=list(mock.entry.questions),
            scores=dict(mock.entry.scores),
            self_scores=dict(mock.entry.self_scores),
        )
        for mock in history.mocks
    ]
