"""Assign people to sessions, and add up what each is asked for (rules 20 to 24)."""

from __future__ import annotations

import datetime
from collections import Counter

from generator.model.facts import Partner, PersonKind
from generator.model.plan import Person
from generator.planner.schedule import Placed, Schedule
from generator.planner.situation import Situation

#: Partners in the order in which they are tried.
PEOPLE_FIRST: tuple[Partner, ...] = ("peer", "friend", "llm")
MODEL_FIRST: tuple[Partner, ...] = ("llm", "peer", "friend")
EXPERT_FIRST: tuple[Partner, ...] = ("expert", "peer", "friend", "llm")
KINDS: tuple[PersonKind, ...] = ("peer", "friend", "expert")


class _Asking:
    """Counts how often each person is asked in each week."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        #: (kind, name, week) → the number of planned and logged sessions that count as asks.
        self.asked: Counter[tuple[PersonKind, str, int]] = Counter()
        for mock in situation.history.mocks:
            for kind in KINDS:
                if mock.entry.rater == kind and mock.kind != "loop" and self.names(kind):
                    self.count(kind, self.whose_turn(kind, mock.day), mock.day)

    def names(self, kind: PersonKind) -> tuple[str, ...]:
        """Return the names of a kind, in the order of the file."""
        partners = self.situation.candidate.partners
        return {"peer": partners.peer, "friend": partners.friend, "expert": partners.expert}[kind]

    def count(self, kind: PersonKind, name: str, day: datetime.date) -> None:
        """Count an ask in the week of a day."""
        self.asked[kind, name, self.situation.days.week(day)] += 1

    def turn(self, kind: PersonKind, day: datetime.date) -> int:
        """Return the index of the person whose turn it is (rule 20), or 0 on a weekday without minutes."""
        weekdays = [*self.situation.days.weekdays]
        if day.weekday() not in weekdays:
            return 0
        return (self.situation.days.week(day) + weekdays.index(day.weekday())) % len(self.names(kind))

    def whose_turn(self, kind: PersonKind, day: datetime.date) -> str:
        """Return the person whose turn it is on a day."""
        return self.names(kind)[self.turn(kind, day)]

    def next_with_asks_left(self, kind: PersonKind, day: datetime.date) -> str | None:
        """Return the first person with asks left in the week, from the one whose turn it is, or None (rule 22)."""
        names, week = self.names(kind), self.situation.days.week(day)
        for n in range(len(names)):
            name = names[(self.turn(kind, day) + n) % len(names)]
            if self.asked[kind, name, week] < self.situation.template.asks:
                return name
        return None


def assign_people(situation: Situation, schedule: Schedule) -> None:
    """Assign a person to each session, in the order of date (rules 21 and 22)."""
    asking = _Asking(situation)
    llm: Partner = "llm" if situation.candidate.partners.llm else "alone"
    last_loop = max(schedule.loops, key=lambda loop: loop.last).number if schedule.loops else 0
    for session in schedule.sessions():
        if not session.is_mock:
            session.partner = "alone"
        elif session.kind == "easy" or session.day < situation.days.notice:
            session.partner = llm
        elif session.kind == "paid":
            session.partner = "expert"
            session.person = asking.whose_turn("expert", session.day) if asking.names("expert") else ""
        elif session.kind == "loop":
            _ask_for_loop(asking, session, PEOPLE_FIRST if session.loop == last_loop else MODEL_FIRST)
        elif session.kind == "final":
            _ask(asking, session, EXPERT_FIRST)
        else:
            _ask(asking, session, MODEL_FIRST if session.drill == "again" else PEOPLE_FIRST)


def _ask_for_loop(asking: _Asking, session: Placed, order: tuple[Partner, ...]) -> None:
    """Assign a step of a loop to the person whose turn it is, of the first kind that the candidate has."""
    for kind in order:
        if kind == "llm" and asking.situation.candidate.partners.llm:
            session.partner = "llm"
            return
        if kind in KINDS and asking.names(kind):
            session.partner, session.person = kind, asking.whose_turn(kind, session.day)
            return
    session.partner = "alone"


def _ask(asking: _Asking, session: Placed, order: tuple[Partner, ...]) -> None:
    """Assign a session to a person with asks left, else to the language model, else to the person whose turn it is."""
    has_model = asking.situation.candidate.partners.llm
    people: list[PersonKind] = []
    for kind in order:
        if kind == "llm" and has_model:
            session.partner = "llm"
            return
        if kind in KINDS and asking.names(kind):
            people.append(kind)
            name = asking.next_with_asks_left(kind, session.day)
            if name is not None:
                session.partner, session.person = kind, name
                asking.count(kind, name, session.day)
                return
    session.partner = "alone"
    if people:
        session.partner, session.person = people[0], asking.whose_turn(people[0], session.day)
        asking.count(people[0], session.person, session.day)


def people_asked(situation: Situation, schedule: Schedule) -> list[Person]:
    """Return sessions and minutes per person: peers, then friends, then experts, in the order of the file."""
    asked: dict[tuple[PersonKind, str], list[int]] = {}
    asking = _Asking(situation)
    for kind in KINDS:
        for name in (*asking.names(kind), ""):
            minutes = [each.minutes for each in schedule.sessions() if (each.partner, each.person) == (kind, name)]
            if minutes:
                asked[kind, name] = minutes
    return [
        Person(
            name=name,
            kind=kind,
            sessions=len(minutes),
            minutes=sum(minutes),
            swap_minutes=sum(minutes) if kind == "peer" and situation.candidate.swap else 0,
        )
        for (kind, name), minutes in asked.items()
    ]
