"""A plan made of a few words, held against every rule before a test looks at it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import pytest
import rules_drills  # noqa: F401 — each of these modules adds its checks to RULES
import rules_facts  # noqa: F401
import rules_people  # noqa: F401
import rules_placed  # noqa: F401
import rules_questions  # noqa: F401
import rules_rounds  # noqa: F401
import rules_weeks  # noqa: F401
from made_up import MONDAY, backend_handbook
from read_plan import RULES, Case
from smaller import Check, breaks, smaller

from generator.model import WEEKDAYS, Candidate, Handbook, LogEntry, Plan
from generator.planner import PlanRefused, make_plan


def hold_all(case: Case) -> None:
    """Hold every rule against one case; AssertionError where one is broken, with the case and its plan."""
    for check in RULES:
        hold(check, case)


def hold(check: Check, case: Case) -> None:
    try:
        check(case)
    except AssertionError as broken:
        where = f"{check.__module__}.{check.__name__}"
        raise AssertionError(f"{check.__doc__}\n{where}: {broken}\n\n{told(case)}") from None


def verify(case: Case) -> None:
    """Hold every rule against one case; where one is broken, say it of the smallest such case."""
    for check in RULES:
        if breaks(check, case):
            hold(check, smaller(check, case))


def told(case: Case) -> str:
    """Say what a case is made of, and its plan in lines."""
    who = case.candidate.model_dump(mode="json", exclude_defaults=True)
    handbook, f = case.handbook, case.facts
    lines = [f"candidate {who}", f"today {case.today:%a} {case.today}"]
    lines += [f"log {each.model_dump(mode='json', exclude_defaults=True)}" for each in f.log]
    for r in {*f.rounds, *f.base, *(each.round for each in f.log)}:
        each = handbook.rounds[r]
        bank = [q.id for q in handbook.questions.values() if q.round == r and case.candidate.level in q.levels]
        lines.append(
            f"round {r} {each.minutes}/{each.short.minutes} in_loop {each.in_loop} questions {each.questions} of "
            f"{len(bank)}, {len(each.micro_goals)} goals"
        )
    lines.append(f"role {f.role.model_dump(exclude={'id', 'scope', 'title'})}")
    numbers = handbook.templates[f.template].model_dump(exclude={"title", "summary"})
    return "\n".join([*lines, f"template {numbers}", *in_lines(case.plan)])


def in_lines(plan: Plan) -> Iterable[str]:
    """Give a plan in lines: phases, rank, sessions, loops, what is unplaced, notes."""
    yield f"first {plan.first} interview {plan.interview} steps {plan.steps}"
    yield "phases " + ", ".join(f"{each.id} {each.first}..{each.last}" for each in plan.phases)
    yield "ranked " + ", ".join(f"{each.round} {each.need} due {each.due} until {each.until}" for each in plan.ranked)
    for each in plan.sessions:
        kind = " ".join(str(part) for part in (each.kind, each.drill, each.loop, each.goal, each.exercise) if part)
        yield (
            f"  {each.date:%a} {each.date} w{each.week} {each.id}: {kind} {each.form} {each.minutes} "
            f"{each.partner} {each.person} {' '.join(each.questions)} + {' '.join(each.surprises)}"
        )
    yield f"loops {[(each.id, str(each.first), str(each.last), each.full, each.done) for each in plan.loops]}"
    yield f"unplaced {[(each.kind, each.round, each.minutes) for each in plan.unplaced]}"
    yield f"notes {[each.model_dump(mode='json') for each in plan.notes]}"
    yield f"changes {[each.model_dump(mode='json') for each in plan.changes]}"


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
    """Give the reasons why there is no plan: key of the candidate's file, code."""
    with pytest.raises(PlanRefused) as caught:
        make_plan(handbook or backend_handbook(), who, today, log)
    return [(each.key, each.code) for each in caught.value.reasons]
