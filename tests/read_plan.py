"""A plan read back as mocks in the order of placement, so that each rule can be held against what came before it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from placing import FINISHED, Board
from placing_drills import first_drills
from plan_facts import Facts
from plan_parts import Mock

from generator.model import Candidate, Handbook, LogEntry, Plan, Session
from generator.planner import make_plan

#: The rules as checks of one case; each docstring begins with the number of its rule.
RULES: list[Callable[[Case], None]] = []


@dataclass(frozen=True)
class Case:
    """What a plan is made from, the plan, and what the rules say of it."""

    handbook: Handbook = field(repr=False)
    candidate: Candidate
    today: datetime.date
    log: tuple[LogEntry, ...] = ()

    @cached_property
    def plan(self) -> Plan:
        return make_plan(self.handbook, self.candidate, self.today, self.log)

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.handbook, self.candidate, self.today, self.log)

    @cached_property
    def placed(self) -> Placed:
        return Placed(self.facts, self.plan)


def rule(check: Callable[[Case], None]) -> Callable[[Case], None]:
    """Hold every generated case against this check, too."""
    assert (check.__doc__ or "").startswith("Rule"), f"{check.__name__} names no rule"
    RULES.append(check)
    return check


def same(found: object, expected: object, what: str) -> None:
    """Raise AssertionError where the plan has something else than the rule says."""
    if found == expected:
        return
    lines = [f"{what}:"]
    if isinstance(found, list) and isinstance(expected, list):
        lines += [f"  in the plan, not by the rule: {each!r}" for each in found if each not in expected]
        lines += [f"  by the rule, not in the plan: {each!r}" for each in expected if each not in found]
    raise AssertionError("\n".join([*lines, f"  the plan has: {found!r}", f"  the rule says: {expected!r}"]))


def holds(truth: object, what: str) -> None:
    """Raise AssertionError where something that a rule says is not so."""
    if not truth:
        raise AssertionError(what)


class Placed:
    """The plan's sessions by what placed them."""

    def __init__(self, facts: Facts, plan: Plan) -> None:
        self.f, self.plan = facts, plan
        self.finished_ids = [loop.id for loop in plan.loops if loop.done]
        self.mocks = {each.id: self.mock(each) for each in plan.sessions}

    def mock(self, each: Session) -> Mock:
        loop = FINISHED if each.loop in self.finished_ids else each.loop
        number = each.exercise if each.kind == "micro" else each.goal
        return Mock(each.date, each.round, each.kind, each.form, each.minutes, loop, each.drill, number, each.id)

    def of(self, *kinds: str) -> list[Mock]:
        """Give the mocks of some kinds, as the plan lists them."""
        return [self.mocks[each.id] for each in self.plan.sessions if each.kind in kinds]

    def unplaced(self, kind: str) -> list[tuple[str, int]]:
        return sorted((each.round, each.minutes) for each in self.plan.unplaced if each.kind == kind)

    @cached_property
    def baselines(self) -> list[Mock]:
        return sorted(self.of("baseline"), key=lambda each: (self.f.due(each.round), self.f.place[each.round]))

    @cached_property
    def paid(self) -> list[Mock]:
        return sorted(self.of("paid"), key=lambda each: self.f.place[each.round])

    @cached_property
    def first_drills(self) -> list[Mock]:
        """Those of the plan that are where rule 3 wants them."""
        wanted = first_drills(self.f, self.before("first drills"))
        order = {each: n for n, each in enumerate(wanted)}
        return sorted((each for each in self.of("drill") if each in order), key=lambda each: order[each])

    @cached_property
    def finished(self) -> list[Mock]:
        return [each for each in self.of("loop") if each.loop == FINISHED]

    @cached_property
    def loops(self) -> list[list[Mock]]:
        """The loops of the template, the last first."""
        ids = [loop.id for loop in self.plan.loops if not loop.done]
        return [[each for each in self.of("loop") if each.loop == number] for number in reversed(ids)]

    @cached_property
    def finals(self) -> list[Mock]:
        return sorted(self.of("final"), key=lambda each: self.f.place[each.round])

    @cached_property
    def drills(self) -> list[Mock]:
        """All but the first drills of rule 3."""
        return [each for each in self.of("drill") if each not in self.first_drills]

    def in_order(self, upto: str = "") -> list[Mock]:
        """Give the mocks in the order of placement, up to those that a name stands for, without them."""
        found: list[Mock] = []
        for name, placed in self._order():
            if name == upto:
                break
            found += placed()
        return found

    def _order(self) -> Sequence[tuple[str, Callable[[], list[Mock]]]]:
        return (
            ("baselines", lambda: self.baselines),
            ("easy", lambda: self.of("easy")),
            ("paid", lambda: self.paid),
            ("first drills", lambda: self.first_drills),
            ("finished", lambda: self.finished),
            ("loops", lambda: [step for loop in self.loops for step in loop]),
            ("finals", lambda: self.finals),
            ("drills", lambda: self.drills),
        )

    def before(self, name: str) -> Board:
        """Give a board with what the plan has that is placed before what a name stands for."""
        return Board(self.f, self.in_order(name))
