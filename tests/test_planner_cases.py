"""The planner, case by case: few days, baselines, short days, the order of need, drills."""

from __future__ import annotations

import datetime

import pytest
from candidates import (
    DAY,
    MONDAY,
    backend_handbook,
    candidate,
    drill_template,
    loop_handbook,
    make_bank,
    make_handbook,
    make_role,
    make_round,
    standard_templates,
)
from planned import minutes, plan, shown

# Few days


def test_an_interview_tomorrow_leaves_the_easy_mock_and_says_what_is_missing() -> None:
    made = plan(candidate(1))
    assert [(each.id, each.kind, each.minutes) for each in made.sessions] == [("coding-1", "easy", 25)]
    assert [(each.kind, each.round) for each in made.unplaced] == [
        ("baseline", "system-design"), ("baseline", "behavioural"), ("baseline", "coding"),
        ("drill", "system-design"), ("drill", "behavioural"),
    ]  # fmt: skip
    assert [(each.what, each.minutes) for each in made.warnings] == [
        ("baseline", 75), ("drill", 50), ("full mocks", 180),
    ]  # fmt: skip
    assert made.warnings[0].text == (
        "There is no day to measure System design (25 minutes), Behavioural (25 minutes) and Coding (25 minutes). "
        "The interview is too near for that. Without it, trust your own rating."
    )
    assert all("too near" in each.text for each in made.warnings)


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


def test_baselines_double_up_in_the_first_third_when_the_first_phase_is_too_short() -> None:
    made = plan(candidate(days={"mon": 120, "fri": 60}))
    assert shown(made, "baseline") == [(0, "system-design", "full"), (0, "behavioural", "full"), (4, "coding", "full")]


def test_baselines_are_all_short_when_the_first_third_can_not_hold_them() -> None:
    made = plan(candidate(6, days={"mon": 75, "tue": 75}))
    assert shown(made, "baseline") == [(0, r, "short") for r in ("system-design", "behavioural", "coding")]


def test_sundays_alone_leave_one_for_a_full_mock() -> None:
    """Measuring takes the first of three, not two: what is found there has a Sunday for drills, and the loop one."""
    made = plan(candidate(days={"sun": 180}))
    assert shown(made, "baseline") == [(6, r, "short") for r in ("system-design", "behavioural", "coding")]
    assert shown(made, "drill") == [(13, "system-design", "full"), (13, "behavioural", "full")]
    assert [((loop.first - MONDAY).days, loop.full) for loop in made.loops] == [(20, True)]


def test_eight_days_with_a_free_saturday_hold_a_full_mock() -> None:
    made = plan(candidate(8, days={"mon": 90, "tue": 90, "thu": 120, "sat": 240}))
    assert {each.form for each in made.sessions if each.kind == "baseline"} == {"short"}
    assert made.full_mocks.planned == made.full_mocks.wanted == 1


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


def test_first_drills_share_a_day_that_holds_both() -> None:
    made = plan(candidate(days=minutes(120)))
    assert shown(made, "drill")[:2] == [(3, "system-design", "full"), (3, "behavioural", "full")]


def test_a_first_drill_waits_for_a_day_with_room_rather_than_shrink() -> None:
    assert shown(plan(candidate()), "drill")[:2] == [(3, "system-design", "full"), (4, "behavioural", "full")]


def test_a_first_drill_shrinks_where_no_day_has_room_for_more() -> None:
    handbook = backend_handbook(loop=[("coding", 1, 2), ("sql", 1, 1)], **drill_template())
    made = plan(candidate(7, days={"mon": 60, "tue": 60, "thu": 90}), handbook)
    assert shown(made, "baseline", "drill") == [
        (0, "coding", "short"), (0, "sql", "short"), (3, "coding", "full"), (3, "sql", "short"),
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
