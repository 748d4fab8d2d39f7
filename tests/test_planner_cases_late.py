"""The planner, case by case: loops, adjustments, interviews, questions, refusals, the plan as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from candidates import (
    DAY,
    MONDAY,
    Case,
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
)
from planned import minutes, plan, refused, shown, verify

from generator.model import Handbook
from generator.planner import make_plan

# Loops


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
    days = minutes(180, "mon", "wed", "fri") | {"sun": 120}
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
    texts = [each.text for each in made.warnings if each.what == "bank"]
    assert all(each.startswith("The bank has no question of senior level for ") for each in texts)


@pytest.mark.parametrize(
    ("partners", "advice"),
    [
        ({"peer": "Sam", "llm": True}, "Ask your partner to bring one of their own."),
        ({"llm": True}, "Let the language model set one."),
        ({}, "Ask somebody to choose one for you, so that you meet it fresh."),
    ],
)
def test_who_lacks_a_question_is_told_whom_to_ask_for_one(partners: dict[str, Any], advice: str) -> None:
    made = plan(candidate(partners=partners), backend_handbook(bank=2))
    assert {each.text.partition("left out. ")[2] for each in made.warnings if "left out" in each.text} == {advice}


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
        (
            {"interview": MONDAY},
            "interview",
            "a day after today, 2027-03-01, such as your next interview; got 2027-03-01",
        ),
        ({"interview": MONDAY - DAY}, "interview", "got 2027-02-28"),
        ({"start": MONDAY + 30 * DAY}, "interview", "a day after the start, 2027-03-31; got 2027-03-29"),
        ({"interviews": [{"date": MONDAY}]}, "interviews", "a day after today, 2027-03-01"),
        ({"interviews": [{"date": MONDAY + DAY, "rounds": ["codng"]}]}, "interviews", "did you mean coding?"),
        ({"days": {"mon": 0}}, "days", "weekday with minutes"),
        ({"days": {}}, "days", "weekday with minutes"),
        ({"rounds": ["recruiter-screen"]}, "rounds", "no round is left to practise: add one"),
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
