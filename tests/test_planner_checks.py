"""The checks themselves: they name their rules, every one can fail, and they say what is wrong with which plan."""

from __future__ import annotations

import datetime
from typing import Any

import hostile
import pytest
from candidates import DAY, MONDAY, Case, backend_handbook, candidate, entry
from planned import hold_all, minutes
from read_plan import RULES, holds
from smaller import breaks, smaller

from generator.model import Node, Plan

#: All but those of texts (25, 31), of plans in a row (29, in test_planner_stable) and of no plan at all (34).
HELD = {*range(1, 43)} - {25, 29, 31, 34}


def test_every_rule_of_the_plan_has_a_check() -> None:
    """A check names the rules that it holds at the beginning of its docstring."""
    named = {number for check in RULES for number in numbers((check.__doc__ or "").partition(":")[0])}
    assert not HELD - named
    assert len({check.__name__ for check in RULES}) == len(RULES)


def numbers(text: str) -> set[int]:
    """Give the rules of a heading such as "Rules 16 and 17" or "Rules 20 to 22"."""
    found = [int(word) for word in text.replace(",", " ").split() if word.isdigit()]
    return {*range(found[0], found[-1] + 1)} if " to " in text else {*found}


#: What a text of a plan may be changed to.
TEXTS = (
    "",
    "sifting",
    "knitting",
    "Sam",
    "peer",
    "llm",
    "alone",
    "full",
    "short",
    "again",
    "check",
    "p1",
    "drill",
    "final",
)


def changed(dice: hostile.Dice, value: Any) -> Any:
    """Give another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + dice.choice((1, 1, 5))
    if isinstance(value, datetime.date):
        return value + dice.choice((-1, 1, 7)) * DAY
    if isinstance(value, str):
        return dice.choice([text for text in TEXTS if text != value])
    if isinstance(value, dict) and value:
        key = dice.choice([*value])
        return {each: item for each, item in value.items() if each != key or dice.one_in(9)} | (
            {key: changed(dice, value[key])} if dice.one_in(2) else {}
        )
    if isinstance(value, list) and value:
        at = dice.randrange(len(value))
        kept = [changed(dice, value[at])] if dice.randint(0, 3) else []
        return [*value[:at], *kept, *value[at + 1 :]]
    if isinstance(value, Node) and {*type(value).model_fields} != {"code"}:
        name = dice.choice([each for each in type(value).model_fields if each != "code"])
        return value.model_copy(update={name: changed(dice, getattr(value, name))})
    return value


def spoilt(dice: hostile.Dice, plan: Plan, times: int) -> Plan:
    """Change some things in a plan, most often in its sessions."""
    for _ in range(times):
        fields = [each for each in Plan.model_fields if getattr(plan, each) not in ([], "")]
        field = dice.choice(["sessions", "sessions", "loops", "notes", *fields])
        plan = plan.model_copy(update={field: changed(dice, getattr(plan, field))})
    return plan


@pytest.mark.filterwarnings("ignore:Pydantic serializer")
def test_every_check_can_fail() -> None:
    """Each of them notices some change of one value in some plan, or of some values, where one is hardly enough."""
    left = {check.__name__: check for check in RULES}
    for number in range(1_000):
        if not left:
            break
        dice = hostile.Dice(number)
        case = hostile.case(dice)
        plan = spoilt(dice, case.plan, 1 + number // 8)
        for name, check in list(left.items()):
            broken = Case(case.handbook, case.candidate, case.today, case.log)
            broken.__dict__["plan"] = plan
            try:
                failed = breaks(check, broken)
            except (KeyError, IndexError, StopIteration):  # the plan is no longer one that a check can read
                failed = True
            if failed:
                del left[name]
    assert sorted(left) == []


def test_a_broken_plan_is_shown_in_lines_with_the_rule() -> None:
    case = Case(backend_handbook(), candidate(partners={"peer": "Sam", "llm": True}), MONDAY)
    first = case.plan.sessions[0].model_copy(update={"week": 2})
    case.__dict__["plan"] = case.plan.model_copy(update={"sessions": [first, *case.plan.sessions[1:]]})
    with pytest.raises(
        AssertionError, match=r"(?s)^Rules? \d+.*\n  Mon 2027-03-01 w2 skyline-design-1: baseline full 60 llm"
    ):
        hold_all(case)


def test_a_case_that_breaks_a_rule_is_made_smaller() -> None:
    """What makes no difference is left out."""

    def no_sundays(case: Case) -> None:
        holds(all(each.date.weekday() != 6 for each in case.plan.sessions), "Sunday")

    log = tuple(entry(-n, "knitting", questions=["knitting-q1"]) for n in (3, 5))
    who = candidate(days=minutes(60), seen=["sifting-q1"], partners={"peer": ["Sam", "Kim"]}, confidence={"sifting": 2})
    found = smaller(no_sundays, Case(backend_handbook(), who, MONDAY, log))
    assert found.log == ()
    assert found.candidate == candidate(days={"sun": 60})
