"""The worked examples of the rules, with the values of their texts; every plan is held against every rule, too."""

from __future__ import annotations

import datetime
from typing import Any

from candidates import Case, candidate, make_bank, make_handbook, make_role, make_round, standard_templates
from planned import verify

from generator.model import Candidate, Handbook, Plan

TUESDAY = datetime.date(2026, 12, 1)
RATED = {"skyline-design": 2, "knitting": 2, "candour": 4}
ALL_RATED = RATED | {"ai-knitting": 3, "past-deep-dive": 4}


def backend(loop: tuple[tuple[str, int, int], ...] = ()) -> Handbook:
    """Make the senior backend engineer's rounds of the examples."""
    rounds = [
        make_round("knitting", 60, 30), make_round("ai-knitting", 75, 30), make_round("skyline-design", 60, 30),
        make_round("past-deep-dive", 60, 30), make_round("candour", 60, 30, 3),
        make_round("reception-screen", 45, 20, 4, in_loop=False),
    ]  # fmt: skip
    steps = loop or (
        ("knitting", 1, 2), ("ai-knitting", 1, 2), ("skyline-design", 1, 3), ("past-deep-dive", 1, 2),
        ("candour", 1, 3),
    )  # fmt: skip
    role = make_role(steps, screen=(("reception-screen", 1, 1), ("knitting", 1, 2)))
    bank = [question for each in rounds for question in make_bank(each.id, 60)]
    return make_handbook(rounds, [role], standard_templates(), bank)


def a(day: int = 27, **fields: Any) -> Candidate:
    """Make candidate A, with an interview on a day of December and other fields."""
    given: dict[str, Any] = {
        "start": TUESDAY, "days": {"mon": 120, "wed": 120, "sat": 240}, "confidence": RATED,
        "partners": {"peer": "Sam", "llm": True},
    }  # fmt: skip
    return candidate(datetime.date(2026, 12, day), **(given | fields))


def planned(who: Candidate, handbook: Handbook | None = None) -> Plan:
    case = Case(handbook or backend(), who, TUESDAY)
    verify(case)
    return case.plan


def of(made: Plan, *kinds: str) -> list[tuple[str, str, int]]:
    """Give (day, round, minutes) of the sessions of some kinds."""
    return [
        (f"{each.date:%a} {each.date.day}", each.round, each.minutes) for each in made.sessions if each.kind in kinds
    ]


def people(made: Plan, *kinds: str) -> list[tuple[str, str]]:
    """Give (day, name or partner) of the sessions of some kinds."""
    return [
        (f"{each.date:%a} {each.date.day}", each.person or each.partner) for each in made.sessions if each.kind in kinds
    ]


def test_rule_3_a_screen_in_six_days_and_the_loop_in_27() -> None:
    """The first drill of the screen is one more than `mocks_a_day`; nothing of it follows."""
    interviews = [{"date": "2026-12-07", "rounds": ["reception-screen"]}, {"date": "2026-12-28"}]
    made = planned(a(interviews=interviews, confidence=ALL_RATED | {"reception-screen": 2}))
    [screen] = [each for each in made.ranked if each.round == "reception-screen"]
    assert (screen.due, screen.until) == (datetime.date(2026, 12, 7),) * 2
    assert [(kind, *of(made, kind)[0]) for kind in ("baseline", "drill")] == [
        ("baseline", "Wed 2", "reception-screen", 45), ("drill", "Sat 5", "reception-screen", 20),
    ]  # fmt: skip
    assert len([each for each in made.sessions if each.date.day == 5]) == 3
    assert len([each for each in made.sessions if each.round == "reception-screen"]) == 2


def test_rule_8_with_a_model_the_candidate_begins_at_once_and_sam_is_asked_after_the_notice() -> None:
    assert people(planned(a()), "baseline") == [
        ("Wed 2", "llm"), ("Wed 2", "llm"), ("Sat 5", "Sam"), ("Sat 5", "Sam"), ("Mon 7", "Sam"),
    ]  # fmt: skip


def test_rule_8_with_sam_and_no_model_the_candidate_waits_for_the_notice() -> None:
    assert people(planned(a(partners={"peer": "Sam"})), "baseline")[0] == ("Sat 5", "Sam")


def test_rule_8_with_nobody_the_candidate_begins_at_once_alone() -> None:
    assert people(planned(a(partners={})), "baseline")[:2] == [("Wed 2", "alone"), ("Wed 2", "alone")]


def test_rule_8_who_has_no_day_after_the_notice_begins_at_once_alone() -> None:
    """Notice is one day in the template of a week, and the only day is the first."""
    made = planned(a(5, days={"tue": 240}, partners={"peer": "Sam"}))
    assert people(made, "baseline") == [("Tue 1", "alone")] * 5


def test_rule_10_baselines_are_placed_by_way_b() -> None:
    assert of(planned(a()), "baseline") == [
        ("Wed 2", "skyline-design", 60), ("Wed 2", "knitting", 60), ("Sat 5", "ai-knitting", 75),
        ("Sat 5", "past-deep-dive", 60), ("Mon 7", "candour", 60),
    ]  # fmt: skip


def test_rule_14_a_loop_is_on_the_fewest_days_of_the_last_seven() -> None:
    """The product manager's: from Sat 5 it needs one day, from Sun 6 three, and later it would end too late."""
    days = {"tue": 60, "thu": 60, "sat": 180, "sun": 60}
    confidence = {"past-deep-dive": 1, "candour": 3}
    handbook = backend((("candour", 2, 3), ("past-deep-dive", 1, 2)))
    made = planned(a(14, days=days, confidence=confidence, partners={"peer": "Leo", "llm": True}), handbook)
    assert made.template == "two-week"
    assert of(made, "loop") == [
        ("Sat 5", "candour", 60), ("Sat 5", "candour", 60), ("Sat 5", "past-deep-dive", 60),
    ]  # fmt: skip


def test_rule_16_the_drills_of_week_two() -> None:
    """Mon 7 takes one: three are due, and two days follow. Wed 9 takes no second: one is due, and one follows."""
    made = planned(a())
    assert of(made, "drill") == [
        ("Mon 7", "skyline-design", 30),
        ("Wed 9", "knitting", 30),
        ("Sat 12", "skyline-design", 60),
    ]


def test_rule_17_again_takes_up_the_question_and_check_tests_the_same_goal_on_a_new_one() -> None:
    made = planned(a())
    baseline, again, check = (each for each in made.sessions if each.round == "skyline-design" and each.date.day <= 12)
    assert (again.drill, check.drill) == ("again", "check")
    assert (again.goal, check.goal) == (1, 1)
    assert again.questions == baseline.questions
    assert len(check.questions) == 1
    assert check.questions != baseline.questions


def test_rule_22_sam_has_three_baselines_on_a_sunday_and_the_model_the_fourth() -> None:
    made = planned(a(29, days={"sun": 120}, confidence=ALL_RATED))
    assert people(made, "baseline")[:4] == [("Sun 6", "Sam"), ("Sun 6", "Sam"), ("Sun 6", "Sam"), ("Sun 6", "llm")]


def test_rule_22_without_a_model_sam_has_all_five_mocks_of_week_two() -> None:
    made = planned(a(29, confidence=ALL_RATED, partners={"peer": "Sam"}))
    in_week = [each for each in made.sessions if each.week == 2 and each.kind != "micro"]
    assert [each.person for each in in_week] == ["Sam"] * 5


def test_rules_20_and_22_three_peers_take_turns_by_date() -> None:
    made = planned(a(29, confidence=ALL_RATED, partners={"peer": ["Sam", "Kim", "Lee"], "llm": True}))
    week_two = {f"{each.date:%a}": each.person for each in made.sessions if each.week == 2 and each.person}
    assert week_two == {"Mon": "Lee", "Sat": "Kim"}


def test_rule_23_one_peer_for_four_weeks_is_much() -> None:
    """15.5 hours are over 180 minutes × 5 weeks."""
    made = planned(a(29, confidence=ALL_RATED, partners={"peer": "Sam"}))
    [sam] = made.people
    assert (sam.minutes, sam.swap_minutes) == (930, 0)
    assert [(each.name, each.minutes) for each in made.notes if each.code == "much"] == [("Sam", 930)]
