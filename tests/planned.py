"""A plan made of a few words, held against every rule before a test looks at it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
import test_planner_days
import test_planner_log
import test_planner_loops
import test_planner_questions
from candidates import (
    MONDAY,
    Case,
    backend_handbook,
)
from plan_facts import RULES

from generator.model import WEEKDAYS, Candidate, Handbook, LogEntry, Plan
from generator.planner import PlanRefused, make_plan


def verify(case: Case) -> None:
    """Hold every rule against one case; AssertionError where one is broken."""
    assert {check.__module__ for check in RULES} == {
        each.__name__ for each in (test_planner_days, test_planner_log, test_planner_loops, test_planner_questions)
    }
    for check in RULES:
        check(case)


def plan(
    who: Candidate, handbook: Handbook | None = None, today: datetime.date = MONDAY, log: Sequence[LogEntry] = ()
) -> Plan:
    """Make a plan and hold every rule against it."""
    case = Case(handbook or backend_handbook(), who, today, tuple(log))
    verify(case)
    return case.plan


def shown(made: Plan, *kinds: str) -> list[tuple[int, str, str]]:
    """Give (days after MONDAY, round, form) of the sessions of some kinds."""
    return [((each.date - MONDAY).days, each.round, each.form) for each in made.sessions if each.kind in kinds]


def minutes(each: int, *days: str) -> dict[str, int]:
    return dict.fromkeys(days or WEEKDAYS, each)


def refused(
    who: Candidate, handbook: Handbook | None = None, today: datetime.date = MONDAY, log: Sequence[LogEntry] = ()
) -> list[tuple[str, str]]:
    with pytest.raises(PlanRefused) as caught:
        make_plan(handbook or backend_handbook(), who, today, log)
    return list(caught.value.reasons)
