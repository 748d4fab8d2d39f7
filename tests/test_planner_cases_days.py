"""The planner, case by case, without a log: what random candidates rarely meet; every rule is held, too."""

from __future__ import annotations

import datetime

import pytest
from candidates import (
    DAY,
    MONDAY,
    SCREEN,
    backend_handbook,
    candidate,
    drill_template,
    loop_handbook,
    make_bank,
    make_handbook,
    make_question,
    make_role,
    make_round,
    standard_templates,
    template,
)
from planned import minutes, plan, shown

from generator.model import Plan

MODEL = {"llm": True}
THREE = ("knitting", "skyline-design", "candour")


def notes(made: Plan, code: str) -> list[dict[str, object]]:
    return [each.model_dump(exclude={"code"}) for each in made.notes if each.code == code]


# Rules 1 to 4


def test_a_round_whose_interview_is_over_is_left_out_and_named() -> None:
    interviews = [{"date": MONDAY - DAY, "rounds": [SCREEN]}, {"date": MONDAY + 28 * DAY}]
    made = plan(candidate(interviews=interviews, rounds=[SCREEN, "knitting", "sifting"]))
    assert list(made.rounds) == ["knitting", "sifting"]
    assert notes(made, "over") == [{"round": SCREEN}]


def test_where_all_rounds_are_over_they_are_practised_after_all() -> None:
    """Without steps: a screen is in no loop, so no full mock is wanted and no loop is planned."""
    interviews = [{"date": MONDAY - DAY, "rounds": [SCREEN]}, {"date": MONDAY + 28 * DAY}]
    made = plan(candidate(interviews=interviews, rounds=[SCREEN]))
    assert (list(made.rounds), made.steps, made.loops, made.full_mocks.wanted) == ([SCREEN], [], [], 0)
    assert notes(made, "over") == []
    assert {each.kind for each in made.sessions} >= {"baseline", "drill", "final", "easy"}


def test_an_interview_of_today_is_not_ahead() -> None:
    interviews = [{"date": MONDAY, "rounds": ["sifting"]}, {"date": MONDAY + 28 * DAY}]
    assert list(plan(candidate(interviews=interviews)).rounds) == list(THREE)


def test_a_round_of_the_screen_is_planned_if_it_is_rated_and_no_interview_names_it() -> None:
    handbook = backend_handbook(screen=[(SCREEN, 1, 2), ("sifting", 1, 1)])
    assert list(plan(candidate(confidence={SCREEN: 2}), handbook).rounds) == [*THREE, SCREEN]
    interviews = [{"date": MONDAY + 28 * DAY, "rounds": ["knitting"]}]
    rated = {SCREEN: 2, "sifting": 3, "mending": 1}
    made = plan(candidate(interviews=interviews, confidence=rated), handbook)
    assert list(made.rounds) == ["knitting", SCREEN, "sifting"]
    assert notes(made, "not-planned") == [{"round": "mending"}]


def test_a_round_weighs_the_more_of_loop_and_screen_times_its_steps() -> None:
    handbook = backend_handbook(loop=[("knitting", 2, 1), ("sifting", 1, 3)], screen=[("knitting", 1, 2)])
    interviews = [{"date": MONDAY + 9 * DAY, "rounds": ["mending"]}, {"date": MONDAY + 28 * DAY}]
    weights = {each.round: each.weight for each in plan(candidate(interviews=interviews), handbook).ranked}
    assert weights == {"knitting": 4, "sifting": 3, "mending": 1}


def test_an_interview_means_the_rounds_that_it_names_and_no_more() -> None:
    """The base's rounds in a loop belong to the unnamed one even where another names them."""
    interviews = [{"date": MONDAY + 9 * DAY, "rounds": ["knitting"]}, {"date": MONDAY + 28 * DAY}]
    made = plan(candidate(interviews=interviews))
    assert made.steps == list(THREE)
    [knitting] = [each for each in made.ranked if each.round == "knitting"]
    assert (knitting.due, knitting.until) == (MONDAY + 9 * DAY, MONDAY + 28 * DAY)


def test_an_earlier_interview_that_means_the_whole_loop_is_noted() -> None:
    earlier = {"date": MONDAY + 14 * DAY}
    made = plan(candidate(interviews=[earlier, {"date": MONDAY + 28 * DAY}]))
    assert notes(made, "aims-at-last") == [{"date": MONDAY + 14 * DAY}]
    part = {"date": MONDAY + 14 * DAY, "rounds": ["knitting", "sifting"]}
    assert notes(plan(candidate(interviews=[part, {"date": MONDAY + 28 * DAY}])), "aims-at-last") == []


def test_a_first_drill_without_a_day_is_unplaced_with_its_short_minutes() -> None:
    interviews = [{"date": MONDAY + 2 * DAY, "rounds": ["sifting"]}, {"date": MONDAY + 28 * DAY}]
    made = plan(candidate(interviews=interviews, confidence={"sifting": 3}, partners=MODEL))
    assert shown(made, "baseline")[0] == (0, "sifting", "full")
    assert [(each.kind, each.round, each.minutes) for each in made.unplaced] == [("drill", "sifting", 25)]
    assert notes(made, "no-room") == [{"kind": "drill", "minutes": 25, "reason": "no-day"}]
    assert not plan(candidate(interviews=interviews, confidence={"sifting": 4}, partners=MODEL)).unplaced


def test_a_first_drill_without_a_question_is_unplaced_for_that_reason() -> None:
    handbook = backend_handbook(bank=0)
    interviews = [{"date": MONDAY + 9 * DAY, "rounds": ["knitting"]}, {"date": MONDAY + 28 * DAY}]
    made = plan(candidate(interviews=interviews), handbook)
    assert notes(made, "no-room") == [{"kind": "drill", "minutes": 25, "reason": "no-question"}]
    assert shown(made, "drill") == []


# Rules 5 to 9


@pytest.mark.parametrize("days", [25, 26, 41, 42, 62, 63, 9, 10, 1])
def test_the_days_from_the_first_to_the_interview_choose_the_template(days: int) -> None:
    wanted = {1: "one-week", 9: "one-week", 10: "two-week", 25: "two-week", 26: "four-week", 41: "four-week",
              42: "eight-week", 62: "eight-week", 63: "twelve-week"}  # fmt: skip
    assert plan(candidate(days, start=MONDAY)).template == wanted[days]
    assert plan(candidate(days, start=MONDAY - 63 * DAY)).template == "twelve-week"


def test_weeks_begin_on_monday_whatever_the_first_day() -> None:
    made = plan(candidate(12, start=MONDAY + 5 * DAY))
    assert [(each.n, (each.last - each.first).days + 1) for each in made.weeks] == [(1, 2), (2, 6)]
    for interview in (datetime.date(2028, 3, 2), datetime.date(2027, 1, 3), datetime.date(2100, 3, 1)):
        assert [each.first.weekday() for each in plan(candidate(interview), today=interview - 28 * DAY).weeks][1:] == [
            0
        ] * 4


def test_a_final_is_in_short_form_where_no_day_of_the_last_phase_holds_it_in_full() -> None:
    days = {"mon": 45, "tue": 45, "sat": 200, "sun": 200}
    made = plan(candidate(28, days=days, partners=MODEL, away=[MONDAY + 26 * DAY]))
    assert {form for _, _, form in shown(made, "final")} == {"short"}
    assert {form for _, _, form in shown(made, "loop")} == {"full"}


def test_a_round_that_finds_no_day_for_its_final_is_passed_over() -> None:
    """The loop ends with the weakest round on the day before the only one for a final, which goes to the next."""
    own = drill_template(phases=[(3, 0), (0, 0), (3, 0)], loops=[4], finals=1)
    handbook = backend_handbook(loop=[("sifting", 1, 1), ("knitting", 1, 1)], own=own)
    who = candidate(17, days=minutes(60, "sun", "mon", "wed"), confidence={"knitting": 2}, partners=MODEL)
    assert shown(plan(who, handbook), "loop", "final") == [
        (9, "sifting", "full"),
        (13, "knitting", "full"),
        (14, "sifting", "full"),
    ]


def test_nobody_is_asked_within_the_notice_and_a_candidate_with_a_model_begins_with_it() -> None:
    people = {"peer": "Sam", "expert": "Ines", "llm": True}
    made = plan(candidate(partners=people), loop_handbook([], notice=3, finals=0))
    assert [each.partner for each in made.sessions if each.kind == "baseline"] == ["llm", "llm", "llm"]
    made = plan(candidate(partners=people | {"llm": False}), loop_handbook([], notice=3, finals=0))
    assert shown(made, "baseline")[0][0] == 3


def test_an_expert_alone_is_no_reason_to_wait() -> None:
    made = plan(candidate(partners={"expert": "Ines"}))
    assert [each.partner for each in made.sessions if each.kind == "baseline"] == ["alone"] * 3
    assert {each.partner for each in made.sessions if each.kind == "final"} == {"expert"}


def test_a_start_in_the_file_needs_no_note() -> None:
    assert notes(plan(candidate()), "start") == [{"date": MONDAY}]
    assert notes(plan(candidate(start=MONDAY)), "start") == []


# Rules 10 to 14


def test_one_baseline_a_day_while_the_first_third_and_the_first_phase_hold_them() -> None:
    assert shown(plan(candidate(partners=MODEL)), "baseline") == [
        (0, "skyline-design", "full"), (1, "candour", "full"), (2, "knitting", "full"),
    ]  # fmt: skip


def test_baselines_are_short_where_the_first_third_cannot_hold_them() -> None:
    made = plan(candidate(6, days=minutes(75, "mon", "tue"), partners=MODEL))
    assert shown(made, "baseline") == [(0, r, "short") for r in ("skyline-design", "candour", "knitting")]


def test_a_round_that_no_day_holds_keeps_no_other_waiting() -> None:
    rounds = [make_round("knitting", short=30), make_round("sifting", short=20)]
    role, bank = make_role([("knitting", 1, 3), ("sifting", 1, 1)]), make_bank("sifting", 5)
    made = plan(candidate(days=minutes(25)), make_handbook(rounds, [role], standard_templates(), bank))
    assert shown(made, "baseline") == [(0, "sifting", "short")]
    assert ("baseline", "knitting", 30) in [(each.kind, each.round, each.minutes) for each in made.unplaced]


def test_the_easy_mock_takes_ten_minutes_the_eve_or_the_day_before_and_no_extra_time() -> None:
    away = MONDAY + 27 * DAY
    assert shown(plan(candidate(away=[away])), "easy") == [(26, "knitting", "short")]
    assert shown(plan(candidate(away=[away, away - DAY])), "easy") == []
    long = plan(candidate(adjustments=["time+50"]))
    assert [each.minutes for each in long.sessions if each.kind == "easy"] == [25]
    assert [each.minutes for each in plan(candidate(days=minutes(10))).sessions if each.kind == "easy"] == [10]
    assert shown(plan(candidate(days=minutes(9))), "easy") == []


def test_the_easy_mock_is_not_the_day_before_an_earlier_interview() -> None:
    interviews = [{"date": MONDAY + 27 * DAY, "rounds": ["sifting"]}, {"date": MONDAY + 28 * DAY}]
    assert shown(plan(candidate(interviews=interviews)), "easy") == []


def test_extra_time_is_added_before_anything_is_placed() -> None:
    made = plan(candidate(days=minutes(75), adjustments=["time+25", "time+50"]))
    assert {each.minutes for each in made.sessions if each.kind == "loop"} == {40}
    assert {each.minutes for each in made.rounds.values()} == {60}
    half = plan(candidate(days=minutes(75), adjustments=["time+25"]))
    assert {each.minutes for each in half.sessions if each.kind == "loop"} == {75}


def test_only_the_last_loop_is_cut_strongest_step_first_and_never_below_two() -> None:
    loop = [("knitting", 1, 1), ("sifting", 1, 1), ("mending", 1, 1)]
    who = candidate(21, days={"sun": 120}, partners=MODEL, confidence={"knitting": 5})
    made = plan(who, loop_handbook([14, 3], loop))
    assert shown(made, "loop") == [(13, "sifting", "full"), (13, "mending", "full")]
    assert [(each.kind, each.round, each.minutes) for each in made.unplaced] == [("loop", "knitting", 60)]
    assert [(each.full, each.done) for each in made.loops] == [(False, 0)]
    one_a_day = plan(candidate(28, days={"sun": 60}, partners=MODEL), loop_handbook([3], loop))
    assert shown(one_a_day, "loop") == []
    assert not [each for each in one_a_day.unplaced if each.kind == "loop"]


def test_the_step_that_no_day_holds_is_cut_first_though_it_is_the_weakest() -> None:
    rounds = [make_round("knitting", short=10), make_round("sifting", short=10), make_round("mending", short=30)]
    role = make_role([("knitting", 1, 1), ("mending", 1, 1), ("sifting", 1, 1)])
    bank = [question for each in rounds for question in make_bank(each.id, 20)]
    handbook = make_handbook(rounds, [role], {"own": drill_template(loops=[3], phases=[(7, 0), (0, 0), (2, 0)])}, bank)
    made = plan(candidate(days=minutes(28, "mon", "thu"), confidence={"mending": 1}, partners=MODEL), handbook)
    assert [(name, form) for _, name, form in shown(made, "loop")] == [("knitting", "short"), ("sifting", "short")]
    assert [(each.kind, each.round) for each in made.unplaced] == [("baseline", "mending"), ("loop", "mending")]


def test_a_round_that_is_two_steps_may_be_twice_on_one_day() -> None:
    made = plan(candidate(days=minutes(180), rounds=["sifting", "sifting", "knitting"], partners=MODEL))
    [loop] = made.loops
    steps = [each for each in made.sessions if each.loop]
    assert [each.round for each in steps] == made.steps == ["sifting", "sifting", "knitting"]
    assert len({each.id for each in steps}) == 3
    assert loop.full


def test_a_template_without_loops_wants_no_full_mock() -> None:
    made = plan(candidate(), loop_handbook([]))
    assert (made.full_mocks.wanted, made.loops) == (0, [])


# Rules 16 to 19


def test_who_is_strong_everywhere_has_two_drills_of_the_weakest() -> None:
    made = plan(candidate(confidence=dict.fromkeys(THREE, 5), partners=MODEL), backend_handbook(own=drill_template()))
    assert [(name, form) for _, name, form in shown(made, "drill")] == [
        ("skyline-design", "short"), ("skyline-design", "full"),
    ]  # fmt: skip


def test_goals_come_in_twos_and_start_over() -> None:
    handbook = backend_handbook(loop=[("knitting", 1, 1)], bank=90, own=drill_template())
    made = plan(candidate(40, days=minutes(120), partners=MODEL), handbook)
    drills = [each for each in made.sessions if each.kind == "drill"]
    assert [(each.drill, each.goal) for each in drills[:8]] == [
        ("again", 1), ("check", 1), ("again", 2), ("check", 2), ("again", 3), ("check", 3), ("again", 1), ("check", 1),
    ]  # fmt: skip


def test_a_check_becomes_again_where_no_new_question_is_left() -> None:
    handbook = backend_handbook(loop=[("knitting", 1, 1)], bank=2, own=drill_template())
    made = plan(candidate(24, partners=MODEL), handbook)
    drills = [each for each in made.sessions if each.kind == "drill"]
    assert {each.drill for each in drills} == {"again"}
    assert {each.questions[0] for each in drills} == {made.sessions[0].questions[0]}


def test_a_round_that_was_never_measured_has_a_new_question_in_its_first_drill() -> None:
    """Its baseline is due before its interview, for which no day is left; its drills are not."""
    interviews = [
        {"date": MONDAY + DAY, "rounds": ["sifting"]},
        {"date": MONDAY + 28 * DAY, "rounds": ["sifting", "knitting"]},
    ]
    made = plan(candidate(interviews=interviews, confidence={"sifting": 1}, away=[MONDAY], partners=MODEL))
    assert ("baseline", "sifting") in [(each.kind, each.round) for each in made.unplaced]
    first, second = [each for each in made.sessions if each.round == "sifting" and each.kind == "drill"][:2]
    assert (first.drill, first.form, second.drill, second.form) == ("check", "short", "check", "full")
    assert len({*first.questions, *second.questions}) == 2


def test_micro_practice_takes_turns_by_week_and_its_exercise_by_date() -> None:
    made = plan(
        candidate(28, days=minutes(14), confidence={"knitting": 1, "sifting": 2}, rounds=["knitting", "sifting"])
    )
    micro = [each for each in made.sessions if each.kind == "micro"]
    assert {(each.week, each.round, each.minutes) for each in micro} == {
        (1, "sifting", 10), (2, "knitting", 10), (3, "sifting", 10), (4, "knitting", 10),
    }  # fmt: skip
    assert [each.exercise for each in micro[:5]] == [2, 3, 1, 2, 3]
    assert [(each.date - MONDAY).days for each in micro[:6]] == [0, 1, 2, 3, 4, 7]


def test_the_easy_mock_repeats_where_the_round_has_one_new_question() -> None:
    made = plan(candidate(28, rounds=["knitting"], partners=MODEL), backend_handbook(bank=1))
    easy = made.sessions[-1]
    assert (easy.kind, easy.questions) == ("easy", ["knitting-q0"])
    assert notes(made, "bank")


def test_the_easy_mock_takes_a_new_question_where_nothing_was_practised() -> None:
    """No baseline finds a day: with one new question, and with twenty of which none is easy."""
    assert len(plan(candidate(1), backend_handbook(bank=1)).sessions[0].questions) == 1
    bank = [make_question(f"knitting-q{n}", "knitting", "medium", ("senior",), ("t",)) for n in range(20)]
    handbook = make_handbook([make_round("knitting")], [make_role([("knitting", 1, 1)])], standard_templates(), bank)
    made = plan(candidate(1), handbook)
    assert len(made.sessions[0].questions) == 1
    assert notes(made, "bank") == []


# Rules 20 to 24


def test_the_asks_go_round_the_kinds_before_the_model_runs_what_is_left() -> None:
    people = {"peer": ["Sam", "Kim"], "friend": "Jo", "llm": True}
    own = drill_template(phases=[(3, 7), (0, 7), (2, 0)], asks=1, mocks=4)
    made = plan(
        candidate(24, days={"mon": 360}, rounds=[*THREE, "sifting"], partners=people), backend_handbook(own=own)
    )
    first = [(each.kind, each.partner, each.person) for each in made.sessions if each.week == 1]
    assert first == [
        ("baseline", "peer", "Kim"), ("baseline", "peer", "Sam"), ("baseline", "friend", "Jo"), ("baseline", "llm", ""),
    ]  # fmt: skip


def test_without_a_model_the_person_whose_turn_it_is_runs_what_is_left() -> None:
    own = drill_template(phases=[(3, 7), (0, 7), (2, 0)], asks=1, mocks=4)
    people = {"peer": ["Sam", "Kim"]}
    made = plan(
        candidate(24, days={"mon": 360}, rounds=[*THREE, "sifting"], partners=people), backend_handbook(own=own)
    )
    assert [each.person for each in made.sessions if each.week == 1] == ["Kim", "Sam", "Kim", "Kim"]


def test_all_loops_but_the_last_are_the_models() -> None:
    people = {"peer": "Sam", "llm": True}
    made = plan(candidate(63, days=minutes(180), partners=people))
    assert [{each.partner for each in made.sessions if each.loop == n} for n in (1, 2, 3)] == [
        {"llm"},
        {"llm"},
        {"peer"},
    ]


def test_swap_doubles_the_minutes_of_a_peer_and_of_nobody_else() -> None:
    people = {"peer": "Sam", "expert": "Ines"}
    made = plan(candidate(28, partners=people, swap=True))
    by_kind = {each.kind: each for each in made.people}
    assert by_kind["peer"].swap_minutes == by_kind["peer"].minutes > 0
    assert by_kind["expert"].swap_minutes == 0
    assert template("x", needs=1, phases=[(0, 1), (2, 0)]).asks == 3
