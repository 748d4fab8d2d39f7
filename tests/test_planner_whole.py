"""The planner as a whole: every rule of RULES, worked out anew, against the plans of hostile candidates."""

from __future__ import annotations

import hostile
import pytest
from candidates import backend_handbook, candidate, entry
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from planned import minutes, plan, verify

from generator.model import Handbook, PlanTemplate


def test_every_rule_holds_for_every_generated_case(request: pytest.FixtureRequest) -> None:
    """300 cases; with --deep 10,000. A case that breaks a rule is made smaller by us: its number says nothing."""
    profile = "deep" if request.config.getoption("--deep") else "plans"

    @settings(settings.get_profile(profile), phases=[Phase.generate])
    @given(st.integers(0, 2**32 - 1))
    def hold(number: int) -> None:
        verify(hostile.case(hostile.Dice(number)))

    hold()


def test_a_quiet_candidate_keeps_every_rule_with_every_kind_of_session() -> None:
    found: set[str] = set()
    people = {"peer": ["Sam", "Kim"], "expert": "Ines", "llm": True}
    stuck = [entry(day, "knitting", 2, 2) for day in (-9, -6, -3)]
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

    made = {name: numbers_of(each) for name, each in backend_handbook().templates.items()}
    assert made == {name: numbers_of(each) for name, each in handbook.templates.items()}
