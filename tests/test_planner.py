"""The planner at its boundaries, in plans small enough to work out by hand, and the plans of the invented two."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import test_planner_days
import test_planner_loops
from candidates import (
    DAY,
    MONDAY,
    Case,
    backend_handbook,
    candidate,
    make_bank,
    make_handbook,
    make_question,
    make_role,
    make_round,
    standard_templates,
    template,
)
from plan_facts import RULES

from generator.model import WEEKDAYS, Candidate, Handbook, Plan
from generator.planner import PlanRefused, make_plan


def verify(case: Case) -> None:
    """Hold every rule against one case; AssertionError where one is broken."""
    assert {check.__module__ for check in RULES} == {test_planner_days.__name__, test_planner_loops.__name__}
    for check in RULES:
        check(case)


def plan(who: Candidate, handbook: Handbook | None = None, today: datetime.date = MONDAY) -> Plan:
    """Make a plan and hold every rule against it."""
    case = Case(handbook or backend_handbook(), who, today)
    verify(case)
    return case.plan


def shown(made: Plan, *kinds: str) -> list[tuple[int, str, str]]:
    """Give (days after MONDAY, round, form) of the sessions of some kinds."""
    return [((each.date - MONDAY).days, each.round, each.form) for each in made.sessions if each.kind in kinds]


def minutes(each: int, *days: str) -> dict[str, int]:
    return dict.fromkeys(days or WEEKDAYS, each)


def refused(who: Candidate, handbook: Handbook | None = None, today: datetime.date = MONDAY) -> list[tuple[str, str]]:
    with pytest.raises(PlanRefused) as caught:
        make_plan(handbook or backend_handbook(), who, today)
    return list(caught.value.reasons)


# Few days


def test_an_interview_tomorrow_leaves_the_easy_mock_and_says_what_is_missing() -> None:
    made = plan(candidate(1))
    assert [(each.id, each.kind, each.minutes) for each in made.sessions] == [("coding-1", "easy", 25)]
    assert [(each.kind, each.round) for each in made.unplaced] == [
        ("baseline", "system-design"), ("baseline", "behavioural"), ("baseline", "coding"),
        ("drill", "system-design"), ("drill", "behavioural"),
    ]  # fmt: skip
    assert [each.what for each in made.warnings] == ["baseline"] * 3 + ["drill"] * 2 + ["full mocks"]
    assert made.warnings[-1].minutes == 180


def test_a_third_day_before_the_interview_is_a_work_day_and_a_second_is_not() -> None:
    assert shown(plan(candidate(3)), "baseline") == [
        (0, "system-design", "short"), (0, "behavioural", "short"), (0, "coding", "short"),
    ]  # fmt: skip
    assert shown(plan(candidate(2)), "baseline") == []


def test_the_easy_mock_moves_a_day_back_when_the_day_before_is_not_free() -> None:
    away = MONDAY + 27 * DAY
    assert shown(plan(candidate(away=[away])), "easy") == [(26, "coding", "short")]
    assert shown(plan(candidate(away=[away, away - DAY])), "easy") == []


def test_the_easy_mock_takes_a_day_of_ten_minutes_and_no_extra_time() -> None:
    ten = plan(candidate(days=minutes(10), adjustments=["time+50"]))
    assert [each.minutes for each in ten.sessions if each.kind == "easy"] == [10]
    long = plan(candidate(adjustments=["time+50"]))
    assert [each.minutes for each in long.sessions if each.kind == "easy"] == [25]
    assert shown(plan(candidate(days=minutes(9))), "easy") == []


def test_one_weekday_is_enough_for_a_plan() -> None:
    made = plan(candidate(days={"wed": 120}))
    assert {each.date.weekday() for each in made.sessions} == {2}
    assert shown(made, "baseline") == [(2, "system-design", "full"), (2, "behavioural", "full"), (9, "coding", "full")]
    assert [each.what for each in made.warnings if each.what == "full mocks"]


def test_no_session_moves_over_a_change_of_year_or_a_leap_day() -> None:
    for interview in (datetime.date(2028, 3, 2), datetime.date(2027, 1, 3), datetime.date(2100, 3, 1)):
        today = interview - 28 * DAY
        made = plan(candidate(interview), today=today)
        assert [(each.date - today).days for each in made.sessions] == [
            (each.date - MONDAY).days for each in plan(candidate(28)).sessions
        ]


# Baselines


def test_baselines_come_one_a_day_in_the_first_phase_while_they_fit() -> None:
    assert shown(plan(candidate()), "baseline") == [
        (0, "system-design", "full"), (1, "behavioural", "full"), (2, "coding", "full"),
    ]  # fmt: skip


def test_baselines_double_up_in_the_first_half_when_the_first_phase_is_too_short() -> None:
    made = plan(candidate(days={"mon": 120, "fri": 60}))
    assert shown(made, "baseline") == [(0, "system-design", "full"), (0, "behavioural", "full"), (4, "coding", "full")]


def test_baselines_are_all_short_when_the_first_half_can_not_hold_them() -> None:
    made = plan(candidate(6, days={"mon": 75, "tue": 75}))
    assert shown(made, "baseline") == [(0, r, "short") for r in ("system-design", "behavioural", "coding")]


def test_a_round_that_no_day_holds_in_full_is_measured_in_short_form() -> None:
    made = plan(candidate(days=minutes(45)))
    assert {form for _, _, form in shown(made, "baseline", "drill", "loop")} == {"short"}
    assert made.full_mocks.planned == 0
    assert "No day or run of days" in made.warnings[-1].text


def test_a_long_day_that_may_hold_no_mock_makes_no_step_full() -> None:
    interviews = [{"date": MONDAY + 11 * DAY}, {"date": MONDAY + 18 * DAY}]
    days = {"mon": 45, "tue": 45, "thu": 120}
    who = candidate(interviews=interviews, days=days, away=[MONDAY + 3 * DAY], rounds=["coding", "sql"])
    made = plan(who, loop_handbook([-3]))
    assert shown(made, "loop") == [(14, "coding", "short"), (15, "sql", "short")]


def test_a_round_that_no_day_holds_at_all_does_not_keep_the_others_waiting() -> None:
    handbook = make_handbook(
        [make_round("coding", short=30), make_round("sql", short=20)],
        [make_role([("coding", 1, 3), ("sql", 1, 1)])],
        standard_templates(),
        make_bank("sql", 5),
    )
    made = plan(candidate(days=minutes(25)), handbook)
    assert shown(made, "baseline") == [(0, "sql", "short")]
    assert [(each.kind, each.round, each.minutes) for each in made.unplaced][:2] == [
        ("baseline", "coding", 30), ("drill", "coding", 30),
    ]  # fmt: skip
    assert "coding" in {each.round for each in made.sessions if each.kind == "micro"}


# Short days


def test_days_under_thirty_minutes_choose_the_plan_for_short_days() -> None:
    assert plan(candidate(days=minutes(29))).template.id == "short-days"
    assert plan(candidate(days=minutes(30))).template.id == "four-week"
    assert plan(candidate(9, days=minutes(29))).template.id == "one-week"
    assert plan(candidate(days={"mon": 29, "tue": 60})).template.id == "four-week"
    assert plan(candidate(days={"mon": 29, "tue": 29, "wed": 60})).template.id == "short-days"


@pytest.mark.parametrize(("free", "practised"), [(9, []), (10, [10]), (14, [10]), (15, [15]), (24, [20])])
def test_micro_practice_takes_ten_to_twenty_minutes_in_fives(free: int, practised: list[int]) -> None:
    made = plan(candidate(days=minutes(free)))
    assert sorted({each.minutes for each in made.sessions if each.kind == "micro"}) == practised


@pytest.mark.parametrize(
    ("days", "chosen"), [(1, "one-week"), (9, "one-week"), (10, "two-week"), (24, "four-week"), (63, "twelve-week")]
)
def test_the_template_with_the_greatest_from_that_fits_is_chosen(days: int, chosen: str) -> None:
    assert plan(candidate(days)).template.id == chosen
    assert plan(candidate(days, start=MONDAY - 63 * DAY)).template.id == "twelve-week"


def test_phases_count_from_both_ends_and_the_later_keeps_its_days() -> None:
    def spans(days: int, name: str) -> list[tuple[str, int, int]]:
        made = plan(candidate(days, plan=name))
        return [(each.id, (each.first - MONDAY).days, (each.last - MONDAY).days) for each in made.phases]

    assert spans(28, "four-week") == [("p0", 0, 6), ("p1", 7, 13), ("p2", 14, 20), ("p3", 21, 27)]
    assert spans(16, "four-week") == [("p0", 0, 1), ("p2", 2, 8), ("p3", 9, 15)]
    assert spans(9, "four-week") == [("p2", 0, 1), ("p3", 2, 8)]
    assert spans(1, "one-week") == [("p1", 0, 0)]


# Order of need


def test_weight_is_the_roles_times_the_steps_and_settles_equal_need() -> None:
    handbook = backend_handbook(loop=[("coding", 3, 1), ("sql", 1, 2), ("behavioural", 1, 3)])
    made = plan(candidate(confidence={"coding": 2, "sql": 2, "behavioural": 2}), handbook)
    assert [(each.round, each.weight) for each in made.ranked] == [("coding", 3), ("behavioural", 3), ("sql", 2)]
    own = plan(candidate(rounds=["debugging", "sql", "sql"]), handbook)
    assert [(each.round, each.weight) for each in own.ranked] == [("sql", 4), ("debugging", 1)]


def test_every_place_in_the_order_has_its_reason_in_words() -> None:
    made = plan(candidate(confidence={"coding": 4, "system-design": 2}))
    assert [each.why for each in made.ranked] == [
        "You have not rated it, so it counts as 1 of 5; nothing counts more in this loop.",
        "You rate it 2 of 5; nothing counts more in this loop.",
        "You rate it 4 of 5; it counts least in this loop.",
    ]
    alone = plan(candidate(rounds=["sql"], confidence={"sql": 5}))
    assert alone.ranked[0].why == "You rate it 5 of 5; it is the only round of this loop."


def test_rounds_that_are_not_rehearsed_are_left_out_of_either_list() -> None:
    made = plan(candidate(rounds=["recruiter-screen", "coding", "offer-and-mobility"]))
    assert made.steps == ["coding"]


# Drills


def drill_template(**kinds: Any) -> dict[str, Any]:
    defaults = {"needs": 1, "week": 7, "phases": [(3, 0), (0, 7), (2, 0)], "loops": []}
    return {"own": template("own", **(defaults | kinds))}


def test_first_drills_share_a_day_that_holds_both() -> None:
    made = plan(candidate(days=minutes(120)))
    assert shown(made, "drill")[:2] == [(3, "system-design", "full"), (3, "behavioural", "full")]


def test_a_first_drill_waits_for_a_day_with_room_rather_than_shrink() -> None:
    assert shown(plan(candidate()), "drill")[:2] == [(3, "system-design", "full"), (4, "behavioural", "full")]


def test_a_first_drill_shrinks_where_no_day_has_room_for_more() -> None:
    handbook = backend_handbook(loop=[("coding", 1, 2), ("sql", 1, 1)], **drill_template())
    made = plan(candidate(7, days={"mon": 60, "tue": 60, "thu": 90}), handbook)
    assert shown(made, "baseline", "drill") == [
        (0, "coding", "full"), (1, "sql", "full"), (3, "coding", "full"), (3, "sql", "short"),
    ]  # fmt: skip


def test_drills_go_in_turn_and_twice_as_often_to_the_two_weakest() -> None:
    loop = [("coding", 1, 3), ("sql", 1, 2), ("debugging", 1, 1)]
    handbook = backend_handbook(loop=loop, **drill_template(mocks=1))
    made = plan(candidate(24, days=minutes(60)), handbook)
    assert [name for _, name, _ in shown(made, "drill")][:13] == [
        "coding", "sql", "debugging", "coding", "sql", "coding", "sql", "debugging", "coding", "sql", "coding",
        "sql", "debugging",
    ]  # fmt: skip


def test_a_strong_round_among_the_two_weakest_is_drilled_in_short_form() -> None:
    made = plan(candidate(rounds=["coding", "sql"], confidence={"coding": 3, "sql": 4}))
    assert {form for _, name, form in shown(made, "drill") if name == "coding"} == {"full"}
    assert {form for _, name, form in shown(made, "drill") if name == "sql"} == {"short"}
    assert {name for _, name, _ in shown(made, "micro")} == {"coding"}


def test_who_is_strong_everywhere_gets_two_short_drills_on_the_weakest() -> None:
    made = plan(candidate(confidence={"coding": 5, "system-design": 4, "behavioural": 5}))
    assert shown(made, "drill", "micro") == [(3, "system-design", "short"), (5, "system-design", "short")]


def test_drills_keep_to_the_number_of_the_days_phase() -> None:
    one = plan(candidate(24), backend_handbook(**drill_template(phases=[(3, 0), (0, 1), (2, 0)])))
    weeks = [day // 7 for day, _, _ in shown(one, "drill")]
    assert weeks == [0, 0, 1, 2, 3]
    none = plan(candidate(24), backend_handbook(**drill_template(phases=[(3, 0), (0, 0), (2, 0)])))
    assert shown(none, "drill") == shown(one, "drill")[:2]


def test_drills_and_micro_practice_leave_the_days_off() -> None:
    made = plan(candidate(24), backend_handbook(**drill_template(week=3)))
    for week in range(3):
        assert len({each.date for each in made.sessions if (each.date - MONDAY).days // 7 == week}) == 3


def test_the_easy_mock_goes_before_a_first_drill() -> None:
    handbook = backend_handbook(loop=[("sql", 1, 1)], **drill_template(week=2))
    made = plan(candidate(6), handbook)
    assert [each.kind for each in made.sessions] == ["baseline", "easy"]
    assert [each.kind for each in made.unplaced] == ["drill"]


# Loops


def loop_handbook(loops: list[int], rounds: list[tuple[str, int, int]] | None = None, **kinds: Any) -> Handbook:
    steps = rounds or [("coding", 1, 2), ("system-design", 1, 3), ("behavioural", 1, 3)]
    return backend_handbook(loop=steps, **drill_template(phases=[(7, 0), (0, 0), (2, 0)], loops=loops, **kinds))


def test_a_loop_ends_as_late_as_its_by_allows() -> None:
    made = plan(candidate(days=minutes(180)), loop_handbook([8, -3]))
    assert [((each.first - MONDAY).days, each.full) for each in made.loops] == [(20, True), (25, True)]


def test_a_loop_takes_ten_days_and_no_more() -> None:
    def loop(*days: int) -> list[int]:
        away = [MONDAY + n * DAY for n in range(28) if n not in (0, 1, 2, 4, 6, *days)]
        strong = dict.fromkeys(("coding", "system-design", "behavioural"), 5)
        made = plan(candidate(days=minutes(60), away=away, confidence=strong), loop_handbook([-3]))
        return [day for day, _, _ in shown(made, "loop")]

    assert loop(9, 17, 18) == [9, 17, 18]
    assert loop(8, 17, 18) == [17, 18]


def test_no_loop_shares_a_day_with_a_drill_even_where_there_is_room() -> None:
    handbook = loop_handbook([-3], [("debugging", 1, 1), ("coding", 1, 1), ("sql", 1, 1)])
    days = minutes(180, "mon", "tue", "wed", "fri") | {"sun": 120}
    made = plan(candidate(9, days=days, confidence={"debugging": 5}), handbook)
    assert shown(made, "drill") == [(4, "coding", "full"), (4, "sql", "full")]
    assert shown(made, "loop") == [(6, "coding", "full"), (6, "sql", "full")]


def test_two_loops_lie_two_days_apart() -> None:
    made = plan(candidate(days=minutes(180)), loop_handbook([4, -3]))
    assert [(each.first - MONDAY).days for each in made.loops] == [23, 25]


def test_the_last_loop_alone_is_cut_and_loses_its_strongest_step_first() -> None:
    who = candidate(18, days=minutes(60, "mon", "tue", "wed"), away=[MONDAY + 9 * DAY])
    made = plan(who, loop_handbook([5, -3]))
    assert shown(made, "loop") == [(14, "system-design", "full"), (15, "behavioural", "full")]
    assert [(each.kind, each.round, each.minutes) for each in made.unplaced] == [("loop", "coding", 60)]
    assert [(each.what, each.minutes) for each in made.warnings] == [("loop", 60), ("full mocks", 2 * 180 - 120)]


def test_a_step_that_no_work_day_holds_is_cut_before_the_strongest() -> None:
    handbook = make_handbook(
        [make_round("coding", short=10), make_round("sql", short=30), make_round("debugging", short=10)],
        [make_role([("sql", 1, 3), ("coding", 1, 1), ("debugging", 1, 1)])],
        standard_templates(),
        [],
    )
    made = plan(candidate(days=minutes(25)), handbook)
    assert [name for _, name, _ in shown(made, "loop")][-2:] == ["coding", "debugging"]
    assert [(each.round, each.minutes) for each in made.unplaced if each.kind == "loop"] == [("sql", 30)]
    assert [each.minutes for each in made.warnings if each.what == "loop"] == [30]


def test_of_equal_steps_the_later_is_cut_and_two_stay() -> None:
    strong = {"sql": 5, "coding": 4}
    handbook = loop_handbook([-3], [("sql", 2, 1), ("coding", 1, 3), ("sql", 1, 1)])
    made = plan(candidate(12, days=minutes(60, "mon", "tue", "wed"), confidence=strong), handbook)
    assert shown(made, "loop") == [(8, "sql", "full"), (9, "coding", "full")]
    assert [each.round for each in made.unplaced if each.kind == "loop"] == ["sql", "sql"]


def test_a_loop_that_can_not_keep_two_steps_is_left_out_and_warned_of_as_a_full_mock() -> None:
    handbook = loop_handbook([-3], [("sql", 1, 1), ("coding", 1, 3)])
    made = plan(candidate(5, days={"mon": 120, "tue": 60}), handbook)
    assert made.loops == []
    assert [each.what for each in made.warnings if each.what in ("loop", "full mocks")] == ["full mocks"]


def test_the_minutes_of_missing_full_mocks_are_less_what_loops_not_full_hold() -> None:
    made = plan(candidate(days=minutes(45)), loop_handbook([14, 8, -3]))
    assert [each.full for each in made.loops] == [False, False, False]
    assert [each.minutes for each in made.warnings if each.what == "full mocks"] == [2 * 180 - 2 * 75]
    assert made.full_mocks.wanted == 2
    assert plan(candidate(), loop_handbook([-3])).full_mocks.wanted == 1


def test_the_experts_loop_goes_to_the_expert_and_to_the_peer_without_one() -> None:
    with_expert = plan(candidate(partners={"peer": "Sam", "expert": "Ines"}), loop_handbook([8, -3]))
    assert [each.partner for each in with_expert.sessions if each.kind == "loop"] == ["peer"] * 3 + ["expert"] * 3
    assert with_expert.hours_of_others.expert == 3
    without = plan(candidate(partners={"friend": "Jo", "llm": True}), loop_handbook([8, -3]))
    assert {each.partner for each in without.sessions if each.kind == "loop"} == {"friend"}


def test_a_swap_doubles_the_hours_of_the_peer_and_not_of_a_friend() -> None:
    def hours(**partners: str) -> tuple[int, int]:
        once, twice = (plan(candidate(partners=partners, swap=swap)).hours_of_others.peer for swap in (False, True))
        return once, twice

    once, twice = hours(peer="Sam")
    assert 2 * once - 1 <= twice <= 2 * once
    once, twice = hours(friend="Jo")
    assert once == twice > 0


# Adjustments, interviews


@pytest.mark.parametrize(("codes", "full", "short"), [([], 60, 25), (["time+25"], 75, 35), (["time+50"], 90, 40)])
def test_extra_time_is_rounded_up_to_fives_and_not_shown_in_rounds(codes: list[str], full: int, short: int) -> None:
    made = plan(candidate(adjustments=[*codes, "breaks"]))
    assert {each.minutes for each in made.sessions if each.form == "full"} == {full}
    assert {(each.minutes, each.short) for each in made.rounds.values()} == {(60, 25)}
    tight = plan(candidate(days=minutes(45), adjustments=codes))
    assert {each.minutes for each in tight.sessions if each.kind == "baseline"} == {short}
    both = plan(candidate(adjustments=["time+25", "time+50"]))
    assert {each.minutes for each in both.sessions if each.form == "full"} == {90}


def test_an_earlier_interview_has_its_day_and_the_eve_to_itself() -> None:
    screens = [
        {"date": MONDAY + 28 * DAY, "label": "Loop"},
        {"date": MONDAY + 4 * DAY, "label": "Screen", "rounds": ["coding"]},
        {"date": MONDAY + 27 * DAY},
    ]
    made = plan(candidate(interviews=screens))
    assert [(each.label, each.rounds) for each in made.interviews] == [
        ("Screen", ["coding"]), ("Interview", []), ("Loop", []),
    ]  # fmt: skip
    days = {(each.date - MONDAY).days: each.kind for each in made.sessions}
    assert days.get(3) in (None, "micro")
    assert 4 not in days
    assert not {26, 27} & days.keys()
    assert "easy" not in days.values()


def test_interviews_in_the_past_change_nothing() -> None:
    last = MONDAY + 28 * DAY
    past = plan(candidate(interviews=[{"date": datetime.date.min}, {"date": MONDAY - DAY}, {"date": last}]))
    assert past.sessions == plan(candidate(interviews=[{"date": last}])).sessions


def test_plan_weeks_and_phases_count_from_a_start_in_the_past() -> None:
    made = plan(candidate(18, start=MONDAY - 10 * DAY))
    assert made.first == MONDAY - 10 * DAY
    assert made.phases[0].last == MONDAY - 4 * DAY
    assert shown(made, "baseline")[0][0] == 0


# Questions


def test_a_dry_bank_leaves_drills_without_first_and_says_so() -> None:
    made = plan(candidate(), backend_handbook(bank=3))
    coding = {each.id: each.questions for each in made.sessions if each.round == "coding" and each.kind != "micro"}
    kinds = {each.id: each.kind for each in made.sessions}
    assert all(not questions for name, questions in coding.items() if kinds[name] == "drill")
    assert sum(map(len, coding.values())) == 3
    assert {each.what for each in made.warnings} == {"bank"}


def test_an_empty_bank_still_gives_a_plan() -> None:
    made = plan(candidate(), backend_handbook(bank=0))
    assert not any(each.questions for each in made.sessions)
    assert len([each for each in made.warnings if each.what == "bank"]) == 3


def test_a_sure_candidate_meets_easy_questions_only_when_the_others_run_out() -> None:
    def difficulties(confidence: int) -> list[str]:
        made = plan(candidate(9, rounds=["sql"], confidence={"sql": confidence}), backend_handbook(bank=60))
        questions = [q for each in made.sessions if each.kind not in ("micro", "easy") for q in each.questions]
        return [("easy", "medium", "hard")[int(q.removeprefix("sql-q")) % 3] for q in questions]

    assert difficulties(2)[0] == "easy"
    assert "easy" not in difficulties(3)


def test_questions_of_another_level_and_seen_ones_are_never_dealt() -> None:
    bank = [make_question(f"sql-{n}", "sql", "easy", ("junior",), ("joins",)) for n in range(9)]
    bank += make_bank("sql", 2)
    handbook = make_handbook([make_round("sql")], [make_role([("sql", 1, 1)])], standard_templates(), bank)
    made = plan(candidate(seen=["sql-q0"]), handbook)
    assert {q for each in made.sessions for q in each.questions} == {"sql-q1"}


def test_a_surprise_has_a_topic_that_no_question_of_the_plan_has() -> None:
    bank = [make_question(f"sql-{n}", "sql", "medium", ("senior",), ("joins",)) for n in range(30)]
    bank.append(make_question("sql-odd", "sql", "easy", ("senior",), ("windows",)))
    handbook = make_handbook(
        [make_round("sql")], [make_role([("sql", 1, 1)])], drill_template(loops=[-3], phases=[(7, 0), (0, 0)]), bank
    )
    made = plan(candidate(days={"mon": 60}, confidence={"sql": 5}), handbook)
    assert [each.surprises for each in made.sessions if each.kind == "loop"] == [["sql-odd"]]


# Refusals


@pytest.mark.parametrize(
    ("fields", "key", "words"),
    [
        ({"interview": MONDAY}, "interview", "after 2027-03-01; got 2027-03-01"),
        ({"interview": MONDAY - DAY}, "interview", "got 2027-02-28"),
        ({"start": MONDAY + 30 * DAY}, "interview", "after 2027-03-31; got 2027-03-29"),
        ({"interviews": [{"date": MONDAY}]}, "interviews", "after 2027-03-01"),
        ({"interviews": [{"date": MONDAY + DAY, "rounds": ["codng"]}]}, "interviews", "did you mean coding?"),
        ({"days": {"mon": 0}}, "days", "weekday with minutes"),
        ({"days": {}}, "days", "weekday with minutes"),
        ({"rounds": ["recruiter-screen"]}, "rounds", "no round is left"),
        ({"rounds": ["codng", "sql"]}, "rounds", 'no round "codng" (did you mean coding?)'),
        ({"role": "backed"}, "role", 'no role "backed" (did you mean backend?)'),
        ({"level": "staff"}, "level", 'has no level "staff"; it has senior'),
        ({"plan": "four-weeks"}, "plan", 'no plan template "four-weeks" (did you mean four-week?)'),
        ({"confidence": {"sqll": 2}}, "confidence", 'no round "sqll" (did you mean sql?)'),
        ({"seen": ["coding-q999"]}, "seen", 'no question "coding-q999"'),
    ],
)
def test_what_can_not_be_planned_is_refused_with_the_key_to_mend(fields: Any, key: str, words: str) -> None:
    reasons = refused(candidate(**fields))
    assert [each[0] for each in reasons] == [key]
    assert words in reasons[0][1]


def test_all_reasons_are_given_at_once() -> None:
    who = candidate(0, role="nurse", days={}, plan="x", confidence={"y": 1}, rounds=["z"], seen=["w"])
    assert [key for key, _ in refused(who)] == ["role", "confidence", "plan", "rounds", "seen", "interview", "days"]


def test_a_role_with_nothing_to_rehearse_is_refused() -> None:
    handbook = backend_handbook(loop=[("offer-and-mobility", 1, 1)])
    assert [key for key, _ in refused(candidate(), handbook)] == ["role"]


def test_confidence_for_a_round_outside_the_loop_is_fine() -> None:
    assert plan(candidate(confidence={"debugging": 2, "recruiter-screen": 5})).steps


# The plan as a whole


def test_an_interview_in_a_mistyped_year_is_refused() -> None:
    [(key, message)] = refused(candidate(datetime.date(2207, 1, 20)))
    assert key == "interview"
    assert "within two years" in message


def test_an_interview_at_the_end_of_time_is_only_long_to_wait_for() -> None:
    last = datetime.date.max
    assert make_plan(backend_handbook(), candidate(last), last - 20 * DAY).interview == last


@pytest.mark.parametrize("name", ["ada", "kofi"])
def test_the_invented_candidates_have_the_plan_they_had(
    name: str, handbook: Handbook, golden: Callable[[str, str], None]
) -> None:
    """Planned as if today were their start."""
    who = handbook.candidates[name]
    made = Case(handbook, who, who.start or MONDAY)
    verify(made)
    golden(f"plan-{name}.json", made.plan.to_json())
