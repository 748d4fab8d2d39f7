"""The planner as a whole: every rule of RULES, worked out anew, against the plans of hostile candidates."""

from __future__ import annotations

import hostile
import pytest
from candidates import MONDAY, Case, backend_handbook, candidate, entry
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from planned import hold_all, minutes, plan, verify
from read_plan import RULES, holds
from smaller import smaller

from generator.model import Handbook, PlanTemplate

#: All but those of texts (25, 31), of plans in a row (29, in test_planner_stable) and of no plan at all (34).
HELD = {*range(1, 43)} - {25, 29, 31, 34}


def test_every_rule_of_the_plan_has_a_check() -> None:
    """A check names the rules that it holds at the beginning of its docstring."""
    named = {number for check in RULES for number in numbers((check.__doc__ or "").partition(":")[0])}
    assert named >= HELD
    assert len({check.__name__ for check in RULES}) == len(RULES)


def numbers(text: str) -> set[int]:
    """Give the rules of a heading such as "Rules 16 and 17" or "Rules 20 to 22"."""
    words = text.replace(",", " ").split()
    found = [int(word) for word in words if word.isdigit()]
    return {*range(found[0], found[-1] + 1)} if "to" in words else {*found}


def test_every_rule_holds_for_every_generated_case(request: pytest.FixtureRequest) -> None:
    """300 cases; with --deep 10,000. A case that breaks a rule is made smaller by us: its number says nothing."""
    profile = "deep" if request.config.getoption("--deep") else "plans"

    @settings(settings.get_profile(profile), phases=[Phase.generate])
    @given(st.integers(0, 2**32 - 1))
    def hold(number: int) -> None:
        verify(hostile.case(hostile.Dice(number)))

    hold()


def test_a_broken_plan_is_found() -> None:
    """The message has the rule, what was expected, and the plan in lines."""
    case = Case(backend_handbook(), candidate(partners={"peer": "Sam", "llm": True}), MONDAY)
    early = case.plan.sessions[0].model_copy(update={"person": "Sam", "partner": "peer"})
    broken = case.plan.model_copy(update={"sessions": [early, *case.plan.sessions[1:]]})
    case.__dict__["plan"] = broken.model_copy(update={"fingerprint": broken.mark()})
    with pytest.raises(
        AssertionError, match=r"(?s)Rules? .*system-design-1.*Mon 2027-03-01 w1 system-design-1: baseline"
    ):
        hold_all(case)


def test_a_case_that_breaks_a_rule_is_made_smaller() -> None:
    """What is left out makes no difference."""

    def no_sundays(case: Case) -> None:
        holds(all(each.date.weekday() != 6 for each in case.plan.sessions), "Sunday")

    log = tuple(entry(-n, "coding", questions=["coding-q1"]) for n in (3, 5))
    who = candidate(days=minutes(60), seen=["sql-q1"], partners={"peer": ["Sam", "Kim"]}, confidence={"sql": 2})
    found = smaller(no_sundays, Case(backend_handbook(), who, MONDAY, log))
    assert found.log == ()
    assert found.candidate.model_dump(exclude_defaults=True).keys() == {
        "id", "name", "role", "level", "interview", "days",
    }  # fmt: skip
    assert found.candidate.days == {"sun": 60}


def test_a_quiet_candidate_keeps_every_rule_with_every_kind_of_session() -> None:
    found: set[str] = set()
    people = {"peer": ["Sam", "Kim"], "expert": "Ines", "llm": True}
    stuck = [entry(day, "coding", 2, 2) for day in (-9, -6, -3)]
    for log in ((), stuck):
        made = plan(candidate(42, partners=people, days=minutes(180)), log=log)
        found |= {each.kind for each in made.sessions}
    assert found == {"baseline", "drill", "loop", "final", "paid", "easy", "micro"}


def test_the_templates_of_the_tests_are_those_of_the_content(handbook: Handbook) -> None:
    """But for their words."""

    def numbers_of(each: PlanTemplate) -> dict[str, object]:
        phases = [(phase.days, phase.stretch, phase.drills, phase.kind) for phase in each.phases]
        plain = each.model_dump(exclude={"phases", "title", "summary", "replaces"})
        return plain | {"phases": phases}

    made = {name: numbers_of(each) for name, each in backend_handbook().plans.items()}
    assert made == {name: numbers_of(each) for name, each in handbook.plans.items()}
