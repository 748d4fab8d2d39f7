"""The parts that facts of a plan are made of: mocks, phases, loops of the log."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from generator.model import LogEntry

Date = datetime.date
PEOPLE = ("peer", "friend", "expert")


@dataclass(frozen=True)
class Mock:
    """A mock on a day, planned or logged; `loop` tells the loops of one plan apart, 0 is none."""

    date: Date
    round: str
    kind: str
    form: str = ""
    minutes: int = 0
    loop: int = 0
    drill: str = ""
    goal: int = 0
    name: str = field(default="", compare=False)

    def __repr__(self) -> str:
        more = f" {self.drill} goal {self.goal}" if self.drill else f" of loop {self.loop}" if self.loop else ""
        return f"{self.date} {self.kind} {self.round} {self.form} {self.minutes}{more}"


@dataclass(frozen=True)
class Stretch:
    """A phase: its days, and the drills of its weeks."""

    id: str
    kind: str
    drills: int
    first: Date
    last: Date


@dataclass(frozen=True)
class LoggedLoop:
    """A loop of the log: its entries, and the step that each took, counted from 0."""

    entries: tuple[LogEntry, ...]
    taken: tuple[int, ...]

    @property
    def first(self) -> Date:
        return self.entries[0].date

    @property
    def last(self) -> Date:
        return self.entries[-1].date
