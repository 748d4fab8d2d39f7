"""The planner, case by case, with a log: loops under way, stubborn rounds, finals done, asks, criteria."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from candidates import DAY, MONDAY, backend_handbook, candidate, did, drill_template, entry, loop_handbook, scored
from planned import minutes, plan, refused, shown

from generator import results
from generator.model import LogEntry, Plan, Session

THREE = ("knitting", "skyline-design", "candour")
MODEL = {"llm": True}


def measured(*rounds: str, day: int = -12, confidence: int = 3) -> list[LogEntry]:
    """Give a log in which these rounds have their baselines, before MONDAY."""
    return [entry(day, each, confidence, confidence, kind="baseline") for each in rounds or THREE]


def looped(day: int, round_id: str, **fields: Any) -> LogEntry:
    return entry(day, round_id, 3, 3, kind="loop", **fields)


def state(made: Plan, criterion: str) -> str:
    return next(each.state for each in made.criteria if each.id == criterion)


def mocks(made: Plan, round_id: str) -> list[Session]:
    return [each for each in made.sessions if each.round == round_id and each.kind != "micro"]


def loops(made: Plan) -> list[tuple[int, int, bool, int]]:
    return [((each.first - MONDAY).days, (each.last - MONDAY).days, each.full, each.done) for each in made.loops]


# Rules 32, 33 and 38


def test_the_first_day_is_that_of_the_log_up_to_84_days_before_the_interview() -> None:
    assert plan(candidate(), log=[entry(-9, "knitting")]).first == MONDAY - 9 * DAY
    assert plan(candidate(), log=[entry(-70, "knitting")]).first == MONDAY - 56 * DAY
    assert plan(candidate(90), log=[entry(-9, "knitting")]).first == MONDAY
    assert plan(candidate(start=MONDAY - DAY), log=[entry(-9, "knitting")]).first == MONDAY - DAY


def test_a_failed_mock_counts_as_three_until_one_is_passed() -> None:
    failed = entry(-4, "knitting", 4, 5, **scored(2, 3, 3, 3, 3))
    weakest = plan(candidate(confidence=dict.fromkeys(THREE, 5)), log=[failed]).ranked[0]
    assert (weakest.round, weakest.confidence, weakest.need) == ("knitting", 5, 3)
    assert [each.code for each in weakest.why] == ["failed", "weight"]
    passed = entry(-2, "knitting", 5, 5, **scored(3, 3, 3, 3, 2))
    assert plan(candidate(), log=[failed, passed]).ranked[-1].need == 5
    for rater in ("llm", "self"):
        alone = entry(-2, "knitting", 5, 5, **scored(1, 1, 1, 1, 1, rater=rater))
        assert plan(candidate(), log=[alone]).ranked[-1].need == 5


def test_planned_ids_go_on_after_the_highest_number_in_use() -> None:
    log = [entry(-6, "knitting"), entry(-3, "knitting", session="knitting-7"), entry(-1, "knitting")]
    made = plan(candidate(), log=log)
    assert [each.session for each in made.done] == ["knitting-1", "knitting-7", "knitting-8"]
    assert mocks(made, "knitting")[0].id == "knitting-9"


# Rules 10 and 16: what is left of today


def test_what_the_log_leaves_of_today_is_free() -> None:
    """Of 90 minutes the baseline took 60: a round of 60 no longer fits today."""
    who = candidate(start=MONDAY, partners=MODEL)
    first = plan(who).sessions[0]
    assert first.date == MONDAY
    made = plan(who, log=[did(first)])
    assert [each.date for each in made.sessions if each.kind == "baseline"] == [MONDAY + DAY, MONDAY + 2 * DAY]
    assert not [each for each in made.sessions if each.date == MONDAY]


def test_logging_the_first_of_two_mocks_of_an_evening_keeps_the_second() -> None:
    who = candidate(start=MONDAY, days=minutes(120, "mon", "wed", "sat"), partners=MODEL, rounds=[*THREE, "sifting"])
    first = plan(who)
    assert [each.date for each in first.sessions][:2] == [MONDAY, MONDAY]
    again = plan(who, log=[did(first.sessions[0])])
    assert again.sessions == first.sessions[1:]


def test_a_logged_round_needs_no_baseline_and_logged_drills_count() -> None:
    made = plan(candidate(confidence={"knitting": 5, "candour": 5}), log=[entry(-2, "skyline-design", 2, 2)])
    assert {name for _, name, _ in shown(made, "baseline")} == {"knitting", "candour"}
    log = [*measured(), entry(-5, "skyline-design", 2, 2, kind="drill", rater="expert")]
    drill = next(each for each in mocks(plan(candidate(24), log=log), "skyline-design") if each.kind == "drill")
    assert (drill.drill, drill.goal) == ("check", 1)


def test_who_is_strong_everywhere_and_drilled_twice_has_no_more_drills() -> None:
    log = [*measured(confidence=5), *(entry(day, "skyline-design", 5, 5, kind="drill") for day in (-8, -5))]
    assert shown(plan(candidate(), log=log), "drill") == []
    assert len(shown(plan(candidate(), log=log[:4]), "drill")) == 1


def test_no_mock_is_near_a_logged_one_of_its_round() -> None:
    log = [*measured(), entry(-1, "skyline-design", 1, 1, kind="drill")]
    made = plan(candidate(partners=MODEL), log=log)
    assert min(day for day, name, _ in shown(made, "drill") if name == "skyline-design") >= 1


# Rule 11


def test_an_easy_mock_that_is_done_is_not_planned_again() -> None:
    log = [*measured(), entry(26, "knitting", kind="easy")]
    assert shown(plan(candidate(), log=log, today=MONDAY + 26 * DAY), "easy") == []
    assert shown(plan(candidate(), log=log, today=MONDAY + 27 * DAY), "easy") == []


# Rule 13


def test_a_loop_under_way_is_finished_on_the_earliest_days() -> None:
    log = [*measured(), looped(-1, "knitting")]
    made = plan(candidate(days=minutes(60)), loop_handbook([8, 3]), log=log)
    assert shown(made, "loop")[:2] == [(0, "skyline-design", "full"), (1, "candour", "full")]
    assert loops(made)[0] == (-1, 1, True, 1)


def test_a_step_that_was_skipped_is_unplaced_and_the_loop_goes_on_after_it() -> None:
    log = [*measured(), looped(-1, "skyline-design")]
    made = plan(candidate(21, days=minutes(60)), loop_handbook([8]), log=log)
    assert shown(made, "loop") == [(0, "candour", "full")]
    assert loops(made) == [(-1, 0, False, 1)]
    assert [(each.kind, each.round, each.minutes) for each in made.unplaced] == [("loop", "knitting", 60)]


def test_a_loop_whose_last_step_is_done_is_not_under_way_though_one_was_skipped() -> None:
    """It counts, with two of three steps, and takes the place of the template's only loop."""
    log = [*measured(), looped(-2, "knitting"), looped(-1, "candour")]
    made = plan(candidate(14, days=minutes(60)), loop_handbook([8]), log=log)
    assert made.loops == []
    assert (made.full_mocks.done, made.full_mocks.planned) == (0, 0)


def test_the_strongest_remaining_step_is_left_out_where_the_ten_days_are_short() -> None:
    """Of the ten days, which end with day 2, only Mon is left: the weakest of the two remaining steps is placed."""
    confident = [entry(-12, "candour", 5, 5, kind="baseline")]
    log = [*measured("knitting", "skyline-design"), *confident, looped(-7, "knitting")]
    made = plan(candidate(21, days=minutes(60, "mon", "sun")), loop_handbook([8]), log=log)
    assert shown(made, "loop") == [(0, "skyline-design", "full")]
    assert [(each.kind, each.round) for each in made.unplaced] == [("loop", "candour")]


@pytest.mark.parametrize(("begun", "done"), [(-9, 1), (-10, 0)])
def test_a_loop_is_finished_within_its_ten_days_or_begun_anew(begun: int, done: int) -> None:
    log = [*measured(day=-30), looped(begun, "knitting")]
    made = plan(candidate(21, days=minutes(180)), loop_handbook([8]), log=log)
    assert [loop.done for loop in made.loops] == [done]


def test_a_loop_under_way_waits_for_no_baseline_and_is_begun_anew() -> None:
    made = plan(candidate(), loop_handbook([8]), log=[looped(-1, "knitting")])
    assert [loop.done for loop in made.loops] == [0]


def test_a_paid_mock_among_its_days_ends_the_loop_under_way() -> None:
    stuck = [entry(day, "skyline-design", 2, 2) for day in (-10, -7, -4)]
    log = [*measured("knitting", "candour"), *stuck, looped(-1, "knitting")]
    made = plan(candidate(days=minutes(60)), loop_handbook([8]), log=log)
    assert shown(made, "paid") == [(0, "skyline-design", "full")]
    assert [loop.done for loop in made.loops] == [0]


def test_an_entry_after_the_ten_days_begins_a_new_loop() -> None:
    def full_mocks(last: int) -> int:
        log = [looped(day, each) for day, each in zip((-12, -11, last), THREE, strict=True)]
        return plan(candidate(), loop_handbook([8]), log=log).full_mocks.done

    assert (full_mocks(-3), full_mocks(-2)) == (1, 0)


# Rule 14


@pytest.mark.parametrize(("ended", "planned"), [(0, 0), (-1, 1)])
def test_a_loop_in_time_for_one_of_the_template_takes_its_place(ended: int, planned: int) -> None:
    """It ends later than 8 + 14 days before the interview, which is on day 21."""
    log = [*measured(), *(looped(ended, each) for each in THREE)]
    made = plan(candidate(21, days=minutes(180)), loop_handbook([8]), log=log)
    assert (made.full_mocks.done, made.full_mocks.planned) == (1, planned)


@pytest.mark.parametrize(("steps", "planned"), [(1, 1), (2, 0)])
def test_half_a_loop_counts_and_less_does_not(steps: int, planned: int) -> None:
    """Its ten days are over, so that it is not finished."""
    rounds = [(each, 1, 1) for each in (*THREE, "sifting")]
    log = [*measured(*THREE, "sifting", day=-20), *(looped(0, each) for each in THREE[:steps])]
    made = plan(candidate(21, days=minutes(180)), loop_handbook([8], rounds), today=MONDAY + 10 * DAY, log=log)
    assert len(made.loops) == planned


@pytest.mark.parametrize(("only", "planned"), [(0, []), (1, [(1, 1, True, 0)])])
def test_a_loop_starts_two_days_after_one_that_counts(only: int, planned: list[object]) -> None:
    """It ended on day -1, too early to take the place of the template's, for which one day is left."""
    log = [*measured("knitting", "sifting"), looped(-1, "knitting"), looped(-1, "sifting")]
    away = [MONDAY + n * DAY for n in range(16) if n != only]
    handbook = loop_handbook([3], [("knitting", 1, 1), ("sifting", 1, 1)])
    assert loops(plan(candidate(16, days=minutes(120), away=away), handbook, log=log)) == planned


# Rule 7


def test_mocks_logged_in_the_last_phase_count_as_finals_and_easy_ones_do_not() -> None:
    def finals(*more: LogEntry) -> list[str]:
        made = plan(candidate(start=MONDAY, partners=MODEL), today=MONDAY + 22 * DAY, log=[*measured(), *more])
        return [name for _, name, _ in shown(made, "final")]

    assert finals() == ["candour", "skyline-design"]
    assert finals(entry(21, "skyline-design", 3, 3, kind="final")) == ["candour"]
    assert finals(entry(21, "skyline-design", 3, 3, kind="easy")) == ["knitting", "candour"]
    assert finals(entry(21, "sifting", 3, 3), entry(21, "mending", 3, 3)) == []


# Rules 12 and 35


def stuck(**fields: Any) -> list[LogEntry]:
    return [entry(day, "skyline-design", 2, 2, **fields) for day in (-10, -7, -4)]


def test_three_mocks_without_gain_make_the_next_one_a_paid_one() -> None:
    made = plan(candidate(), log=[*measured("knitting", "candour"), *stuck()])
    [paid] = [each for each in made.sessions if each.kind == "paid"]
    assert (paid.date, paid.round, paid.form, paid.partner, paid.person) == (
        MONDAY, "skyline-design", "full", "expert", "",
    )  # fmt: skip
    assert mocks(made, "skyline-design")[0] is paid
    [note] = [each for each in made.notes if each.code == "stubborn"]
    assert (note.dates, note.before, note.after, note.paid) == ([MONDAY + n * DAY for n in (-10, -7, -4)], 2, 2, MONDAY)
    assert [each.times for each in made.notes if each.code == "fix"] == [5]


def test_two_stubborn_rounds_have_a_day_each_that_no_drill_shares() -> None:
    log = [*stuck(), *(entry(-11 + 3 * n, "knitting", 2, 2) for n in range(3)), entry(-5, "candour", 3, 3)]
    handbook = backend_handbook(own=drill_template(phases=[(0, 14), (2, 0)]))
    made = plan(candidate(days=minutes(180)), handbook, log=log)
    days = [day for day, _, _ in shown(made, "paid")]
    assert days == [0, 1]
    assert [each.kind for each in made.sessions if (each.date - MONDAY).days in days] == ["paid", "paid"]


def test_a_paid_mock_waits_for_the_notice() -> None:
    """The log is older than the first day, which the notice counts from."""
    who, handbook = candidate(start=MONDAY), loop_handbook([], notice=3)
    log = [*measured("knitting", "candour"), *stuck()]
    assert shown(plan(who, handbook, log=log), "paid") == [(3, "skyline-design", "full")]


@pytest.mark.parametrize("fields", [{"rater": "expert"}, {"kind": "paid"}, {"after": 4}, {"after": 3}])
def test_a_round_with_an_expert_or_a_gain_is_not_stubborn(fields: dict[str, Any]) -> None:
    log = [*stuck()[:2], entry(-4, "skyline-design", **({"before": 2, "after": 2} | fields))]
    assert not any(each.kind == "paid" for each in plan(candidate(), log=log).sessions)


def test_a_paid_mock_that_finds_no_day_is_unplaced_with_its_length() -> None:
    made = plan(candidate(3, days={"mon": 20, "tue": 90}), log=[*measured("knitting", "candour"), *stuck()])
    assert ("paid", "skyline-design", 25) in [(each.kind, each.round, each.minutes) for each in made.unplaced]
    assert [each.paid for each in made.notes if each.code == "stubborn"] == [""]


# Rules 19 and 22


def test_a_logged_mock_that_names_no_questions_has_those_the_plan_gave_it() -> None:
    who = candidate(rounds=["sifting"], start=MONDAY)
    first = plan(who).sessions[0]
    named = plan(who, today=first.date, log=[did(first)])
    unnamed = plan(who, today=first.date, log=[did(first, questions=[])])
    assert unnamed.sessions == named.sessions
    assert unnamed.fresh == named.fresh


def test_again_takes_the_question_asked_least_often_and_of_these_the_last() -> None:
    def again(*asked: str) -> str:
        log = [entry(-4 * len(asked) + 4 * n, "sifting", 3, 3, questions=[name]) for n, name in enumerate(asked)]
        kinds = ["baseline", *["final"] * (len(asked) - 1)]
        log = [each.model_copy(update={"kind": kind}) for each, kind in zip(log, kinds, strict=True)]
        made = plan(candidate(rounds=["sifting"]), log=[each.model_copy(update={"rater": "expert"}) for each in log])
        return next(each.questions[0] for each in made.sessions if each.drill == "again")

    assert again("sifting-q1", "sifting-q2") == "sifting-q2"
    assert again("sifting-q1", "sifting-q2", "sifting-q2") == "sifting-q1"
    assert again("sifting-q2", "sifting-q1", "sifting-q1", "sifting-q2") == "sifting-q2"


def test_what_a_person_was_asked_for_this_week_counts_for_whose_turn_it_was() -> None:
    """Sam has one ask a week; the drill of Monday was with a peer, whatever the log does not say of who it was."""
    own = drill_template(phases=[(3, 7), (0, 7), (2, 0)], asks=1)
    people = {"peer": "Sam", "llm": True}

    def partners(*log: LogEntry) -> list[str]:
        who = candidate(24, start=MONDAY - 7 * DAY, rounds=["sifting"], partners=people)
        made = plan(who, backend_handbook(own=own), log=[*measured("sifting"), *log], today=MONDAY)
        return [each.partner for each in made.sessions if each.drill == "check" and each.week == 2]

    assert partners()[0] == "peer"
    assert partners(entry(0, "mending", rater="peer"))[0] == "llm"
    assert partners(entry(0, "mending", rater="llm"))[0] == "peer"
    assert partners(entry(0, "mending", rater="peer", kind="loop"))[0] == "peer"


# Rule 27


def test_what_changed_is_told_of_the_newest_day_of_the_log() -> None:
    who = candidate(confidence={"knitting": 1, "skyline-design": 2, "candour": 4})
    log = [entry(-8, "skyline-design", 2, 2), entry(-5, "knitting", 1, 4), entry(-2, "skyline-design", 2, 1)]
    assert plan(who).changes == []
    moved = {each.round: (each.before, each.after, each.entries) for each in plan(who, log=log[:2]).changes
             if each.code == "rank"}  # fmt: skip
    assert moved["knitting"] == (1, 3, [MONDAY - 5 * DAY])
    assert moved["skyline-design"] == (2, 1, [])
    assert "rank" not in {each.code for each in plan(who, log=log).changes}


def test_nothing_is_said_to_change_where_nothing_does() -> None:
    who = candidate(start=MONDAY, partners=MODEL)
    first = plan(who).sessions[0]
    assert [each.code for each in plan(who, log=[did(first, before=2)]).changes] == ["nothing"]


# Rule 36


def test_criteria_are_there_without_a_log() -> None:
    made = plan(candidate())
    assert [each.state for each in made.criteria] == ["too-little-seen"] * 6 + ["not-met"]
    by_id = {each.id: each.session for each in made.criteria}
    assert by_id["knitting-confidence"] == "knitting-1"
    assert by_id["knitting-passed"] == "", "who practises alone has nobody to score it"
    assert by_id["full-mocks"] in {each.id for each in made.sessions if each.kind == "loop"}


def test_a_round_is_passed_in_two_of_its_last_three_scored_mocks() -> None:
    passed, failed, no_core = scored(3, 3, 3, 3, 2), scored(3, 2, 2, 3, 3), scored(2, 4, 4, 4, 4)

    def of(*marks: dict[str, Any]) -> str:
        log = [entry(n - 20, "knitting", 4, 4, **fields) for n, fields in enumerate(marks)]
        return state(plan(candidate(), log=log), "knitting-passed")

    assert of(passed) == "too-little-seen"
    assert of(passed, scored(4, 4, 4, 4, 4, rater="llm"), scored(4, 4, 4, 4, 4, rater="self")) == "too-little-seen"
    assert of(passed, scored("not seen", 4, 4, 4, 4)) == "too-little-seen"
    assert of(passed, passed) == "met"
    assert of(passed, passed, failed) == "met"
    assert of(passed, passed, no_core) == "not-met"
    assert of(passed, failed) == "not-met"
    assert of(passed, passed, failed, failed) == "not-met"


def test_no_dimension_without_a_score_is_taken_for_a_fail() -> None:
    round_ = backend_handbook().rounds["knitting"]

    def judged(level: Any, *scores: int) -> str:
        return results.judge(round_, level, entry(0, "knitting", **scored(*scores))).state

    assert judged("senior", 3, 3, 3, 3) == "passed"
    assert judged("senior", 3, 3, 3) == "unscored"
    assert judged("junior", 3, 3, 3, 2, 2) == "passed"
    assert judged("junior", 3, 3, 3, 2, 1) == "failed"


# Rules 34 and 42


@pytest.mark.parametrize(
    ("log", "code"),
    [
        ([entry(1, "knitting")], "future"),
        ([entry(0, "knittng")], "log-round"),
        ([entry(0, "knitting", questions=["knitting-q1", "knitting-qq2"])], "log-question"),
    ],
)
def test_a_log_that_cannot_be_is_refused(log: Sequence[LogEntry], code: str) -> None:
    assert refused(candidate(), log=log) == [("log", code)]


def test_an_interview_that_is_not_after_today_and_a_week_without_minutes_are_refused_together() -> None:
    assert refused(candidate(MONDAY, days={"mon": 0}), log=[entry(-3, "knitting")]) == [
        ("interview", "not-after"), ("days", "no-days"),
    ]  # fmt: skip


def test_no_free_day_before_the_interview_still_gives_a_plan_that_says_so() -> None:
    made = plan(candidate(5, days={"sun": 60}))
    assert made.sessions == []
    assert [(each.kind, each.minutes, each.reason) for each in made.notes if each.code == "no-room"] == [
        ("baseline", 75, "no-day"),
    ]  # fmt: skip
    near = plan(candidate(2))
    assert [each.reason for each in near.notes if each.code == "no-room"] == ["too-near"]
    assert [each.reason for each in near.notes if each.code == "full-mocks"] == ["too-near"]
