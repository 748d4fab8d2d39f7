"""The planner, case by case, with a log: first day, drills, loops under way, stubborn rounds, criteria, refusals."""

from __future__ import annotations

import pytest
from candidates import DAY, MONDAY, backend_handbook, candidate, did, drill_template, entry, loop_handbook, scored
from planned import minutes, plan, refused, shown

from generator import progress
from generator.model import LogEntry, Plan, Session

THREE = ("coding", "system-design", "behavioural")
#: A log in which every round has its baseline, before MONDAY.
MEASURED = [entry(n - 9, round_id, 2, 2) for n, round_id in enumerate(THREE)]


def measured(*rounds: str, day: int = -5) -> list[LogEntry]:
    return [entry(day, round_id, 5, 5) for round_id in rounds]


def state(made: Plan, criterion: str) -> str:
    return next(each.state for each in made.criteria if each.id == criterion)


def of_round(made: Plan, round_id: str) -> list[Session]:
    return [each for each in made.sessions if each.round == round_id and each.kind != "micro"]


# First day, days, ids


def test_the_first_day_is_that_of_the_log_up_to_84_days_before_the_interview() -> None:
    assert plan(candidate(), log=[entry(-9, "coding")]).first == MONDAY - 9 * DAY
    assert plan(candidate(), log=[entry(-70, "coding")]).first == MONDAY - 56 * DAY
    assert plan(candidate(90), log=[entry(-9, "coding")]).first == MONDAY
    assert plan(candidate(start=MONDAY - DAY), log=[entry(-9, "coding")]).first == MONDAY - DAY


def test_a_day_of_the_log_holds_nothing_more_and_counts_in_days_a_week() -> None:
    log = [entry(0, "coding"), entry(0, "system-design"), entry(0, "behavioural")]
    made = plan(candidate(24), backend_handbook(**drill_template(week=3)), log=log)
    assert {(each.date - MONDAY).days for each in made.sessions if each.date < MONDAY + 7 * DAY} == {2, 3}


def test_mocks_are_numbered_after_those_of_the_log() -> None:
    made = plan(candidate(), log=[entry(-3, "coding"), entry(-1, "coding", session="coding-7")])
    assert [each.session for each in made.done] == ["coding-1", "coding-7"]
    assert of_round(made, "coding")[0].id == "coding-3"


def test_a_logged_round_needs_no_baseline_and_logged_drills_count() -> None:
    made = plan(candidate(confidence={"coding": 5, "behavioural": 5}), log=[entry(-2, "system-design", 2, 2)])
    assert {name for _, name, _ in shown(made, "baseline")} == {"coding", "behavioural"}
    drilled = [*MEASURED, entry(-5, "system-design", 2, 2, kind="drill", rater="expert")]
    made = plan(candidate(24, start=MONDAY - 9 * DAY), log=drilled)
    goals = [each.goal for each in made.sessions if each.kind == "drill" and each.round == "system-design"]
    assert goals[0] == "system-design goal 2."


def test_who_is_strong_everywhere_and_drilled_twice_gets_no_more_drills() -> None:
    log = [*measured(*THREE), *(entry(-3 + n, "system-design", 5, 5, kind="drill") for n in range(2))]
    weights = {"log": log, "today": MONDAY + DAY}
    assert shown(plan(candidate(), **weights), "drill", "baseline") == []
    assert len(shown(plan(candidate(), log=log[:4], today=MONDAY), "drill")) == 1


def test_no_mock_lies_next_to_a_logged_one_of_its_round() -> None:
    strong = dict.fromkeys(THREE, 5)
    log = [*measured("coding", "behavioural"), entry(-1, "system-design", 2, 2)]
    made = plan(candidate(confidence=strong), log=log)
    assert min(day for day, name, _ in shown(made, "drill") if name == "system-design") == 1


# Need


def test_a_failed_mock_keeps_the_need_at_three_until_one_is_passed() -> None:
    failed = entry(-4, "coding", 4, 5, **scored(2, 3, 3, 3, 3))
    made = plan(candidate(confidence=dict.fromkeys(THREE, 5)), log=[failed])
    weakest = made.ranked[0]
    assert (weakest.round, weakest.confidence, weakest.need) == ("coding", 5, 3)
    assert "was not passed, so it counts as 3" in weakest.why
    passed = entry(-2, "coding", 5, 5, **scored(3, 3, 3, 3, 2))
    assert plan(candidate(), log=[failed, passed]).ranked[-1].need == 5
    for rater in ("llm", "self"):
        alone = entry(-2, "coding", 5, 5, **scored(1, 1, 1, 1, 1, rater=rater))
        assert plan(candidate(), log=[alone]).ranked[-1].need == 5


# Loops


def test_a_loop_under_way_is_finished_on_the_earliest_days() -> None:
    log = [*measured(*THREE, day=-20), entry(-1, "coding", 5, 5, kind="loop")]
    made = plan(candidate(days=minutes(60)), loop_handbook([14, 8, -3]), log=log)
    assert shown(made, "loop")[:2] == [(0, "system-design", "full"), (1, "behavioural", "full")]
    loop = made.loops[0]
    assert (loop.id, loop.done, loop.full, loop.first, loop.last) == (1, 1, True, MONDAY - DAY, MONDAY + DAY)
    assert made.full_mocks.model_dump() == {"wanted": 2, "done": 0, "planned": 3}
    assert any("loop begun on Sun 28 Feb lacks 2 steps" in each for each in made.changes)


def test_steps_of_one_loop_may_lie_on_neighbouring_days_whether_logged_or_not() -> None:
    log = [*measured("coding", "sql", day=-20), entry(-1, "coding", 5, 5, kind="loop")]
    handbook = loop_handbook([8, -3], [("coding", 2, 1), ("sql", 1, 1)])
    made = plan(candidate(days=minutes(60)), handbook, log=log)
    assert shown(made, "loop")[:2] == [(0, "coding", "full"), (1, "sql", "full")]
    assert made.loops[0].done == 1


@pytest.mark.parametrize(("begun", "done"), [(-9, [1, 0]), (-10, [0, 0])])
def test_a_loop_under_way_is_started_anew_where_its_ten_days_are_over(begun: int, done: list[int]) -> None:
    log = [*measured(*THREE, day=-20), entry(begun, "coding", 5, 5, kind="loop")]
    made = plan(candidate(days=minutes(180)), loop_handbook([14, 8]), log=log)
    assert [loop.done for loop in made.loops] == done


def test_a_loop_under_way_is_started_anew_where_a_baseline_is_missing() -> None:
    made = plan(candidate(), loop_handbook([8, -3]), log=[entry(-1, "coding", 5, 5, kind="loop")])
    assert [loop.done for loop in made.loops] == [0, 0]
    assert any("find no day within its ten" in each for each in made.changes)


def test_a_complete_loop_counts_as_a_full_mock_and_takes_the_first_ones_place() -> None:
    log = [entry(n - 6, round_id, 3, 4, kind="loop") for n, round_id in enumerate(THREE)]
    made = plan(candidate(days=minutes(180)), loop_handbook([14, 8, -3]), log=log)
    assert made.full_mocks.model_dump() == {"wanted": 2, "done": 1, "planned": 2}
    assert state(made, "full-mocks") == "not met"
    twice = [*log, *(entry(n - 2, round_id, 3, 4, kind="loop") for n, round_id in enumerate(THREE))]
    made = plan(candidate(days=minutes(180)), loop_handbook([14, 8, -3]), log=twice, today=MONDAY + DAY)
    assert (len(made.loops), state(made, "full-mocks")) == (1, "met")
    assert next(each.evidence for each in made.criteria if each.id == "full-mocks") == (
        "Two done: 23–25 February and 27 February – 1 March."
    )


def test_a_logged_loop_is_one_within_ten_days_and_the_next_starts_two_days_later() -> None:
    def full_mocks(last: int) -> int:
        log = [entry(day, each, 3, 4, kind="loop") for day, each in zip((-10, -9, last), THREE, strict=True)]
        return plan(candidate(), loop_handbook([8, -3]), log=log).full_mocks.done

    assert (full_mocks(-1), full_mocks(0)) == (1, 0)
    log = [entry(-5, "sql", 3, 4, kind="loop"), entry(-1, "coding", 3, 4, kind="loop")]
    log += [entry(day, "sql", 4, 4, kind="drill") for day in (-12, -9)]
    handbook = loop_handbook([8, -3], [("sql", 1, 1), ("coding", 1, 1)])
    days = [plan(candidate(n, days=minutes(60)), handbook, log=log).loops for n in (4, 5)]
    assert [[(loop.first - MONDAY).days for loop in loops] for loops in days] == [[], [1]]


def test_the_experts_loop_stays_the_experts_when_it_is_finished() -> None:
    """Even where the template's earlier loops were out of reach from the start."""
    who = candidate(30, days=minutes(60), partners={"expert": "Ines"}, start=MONDAY)
    handbook = loop_handbook([40, 35, -3])
    first = plan(who, handbook)
    steps = [each for each in first.sessions if each.kind == "loop"]
    assert {each.partner for each in steps} == {"expert"}
    past = [each for each in first.sessions if each.date <= steps[0].date and each.kind != "micro"]
    again = plan(who, handbook, steps[0].date, [did(each, rater="expert") for each in past])
    assert [each.partner for each in again.sessions if each.kind == "loop"] == ["expert"] * 2


# Stubborn rounds


def stuck(**fields: object) -> list[LogEntry]:
    return [entry(-10 + 3 * n, "system-design", 2, 2, **fields) for n in range(3)]


def test_three_mocks_without_gain_make_the_next_one_a_paid_one() -> None:
    made = plan(candidate(), log=[*measured("coding", "behavioural"), *stuck()])
    paid = next(each for each in made.sessions if each.kind == "paid")
    assert (paid.date, paid.round, paid.form, paid.partner) == (MONDAY, "system-design", "full", "expert")
    assert made.hours_of_others.expert >= 1
    assert [each.what for each in made.warnings].count("stubborn") == 1
    assert [each.what for each in made.warnings].count("fix") == 1
    assert "System design gained nothing in its last three mocks: the next is with an expert, on Mon 1 Mar." in (
        made.changes
    )


def test_two_stubborn_rounds_have_a_day_each_that_no_later_drill_shares() -> None:
    log = [*stuck(), *(entry(-11 + 3 * n, "coding", 2, 2, kind="drill") for n in range(3))]
    log += [entry(-12, "system-design", 3, 2, kind="drill"), entry(-5, "behavioural", 3, 3)]
    handbook = backend_handbook(**drill_template(phases=[(0, 14), (2, 0)]))
    made = plan(candidate(days=minutes(180)), handbook, log=log)
    days = [day for day, _, _ in shown(made, "paid")]
    assert len(set(days)) == 2
    assert [each.kind for each in made.sessions if (each.date - MONDAY).days in days] == ["paid", "paid"]


@pytest.mark.parametrize("fields", [{"rater": "expert"}, {"kind": "paid"}, {"after": 4}])
def test_a_round_with_an_expert_or_a_gain_or_at_four_is_not_stubborn(fields: dict[str, object]) -> None:
    made = plan(candidate(), log=[*stuck()[:2], entry(-4, "system-design", **({"before": 2, "after": 2} | fields))])
    assert not any(each.kind == "paid" for each in made.sessions)


def test_a_paid_mock_that_finds_no_day_stands_in_unplaced() -> None:
    made = plan(candidate(3, days={"mon": 20, "tue": 90}), log=[*measured("coding", "behavioural"), *stuck()])
    assert ("paid", "system-design", 25) in [(each.kind, each.round, each.minutes) for each in made.unplaced]
    assert [each.minutes for each in made.warnings if each.what == "paid"] == [25]
    advice = next(each.text for each in made.warnings if each.what == "stubborn")
    assert "There is no day for one with an expert, so: practise with a partner" in advice


def test_a_loop_waits_for_the_paid_mock_of_its_stubborn_round() -> None:
    log = [*measured("coding", "behavioural"), *stuck(), entry(-1, "coding", 5, 5, kind="loop")]
    made = plan(candidate(days=minutes(60)), loop_handbook([14, 8, -3]), log=log)
    assert of_round(made, "system-design")[0].kind == "paid"
    assert made.loops[0].done == 0


# What changed


def test_what_changed_is_said_in_words() -> None:
    who = candidate(confidence={"coding": 1, "system-design": 2, "behavioural": 4})
    log = [entry(-8, "system-design", 2, 2), entry(-5, "coding", 1, 4), entry(-2, "system-design", 2, 2)]
    made = plan(who, log=log)
    assert made.changes == [
        "System design moved up to first: two mocks without gain, now 2 of 5.",
        "Behavioural moved up to second: no mock of it yet, and others gained.",
        "Coding moved down to third: one mock, from 1 up to 4 of 5.",
    ]
    assert plan(who).changes == []
    assert plan(who, log=[entry(-1, "coding", 1, 1)]).changes == ["The order of need stays as it was."]


# Questions


def test_a_question_of_the_log_is_not_asked_again() -> None:
    made = plan(candidate(rounds=["sql"], start=MONDAY))
    first = made.sessions[0]
    again = plan(candidate(rounds=["sql"], start=MONDAY), today=first.date, log=[did(first)])
    assert set(first.questions) & {q for each in again.sessions for q in each.questions} == set()
    assert again.fresh["sql"] == made.fresh["sql"]


def test_a_logged_mock_that_names_no_questions_has_those_the_plan_gave_it() -> None:
    who = candidate(rounds=["sql"], start=MONDAY)
    first = plan(who).sessions[0]
    named = plan(who, today=first.date, log=[did(first)])
    unnamed = plan(who, today=first.date, log=[did(first, questions=[])])
    assert unnamed.sessions == named.sessions
    assert unnamed.fresh == named.fresh


# Criteria


def test_criteria_stand_in_a_plan_without_a_log() -> None:
    made = plan(candidate())
    assert [each.state for each in made.criteria] == ["too little seen"] * 6 + ["not met"]
    by_id = {each.id: each.session for each in made.criteria}
    assert by_id["coding-confidence"] == "coding-1"
    assert by_id["coding-passed"] == "", "who practises alone has nobody to score it"
    evidence = next(each.evidence for each in made.criteria if each.id == "coding-passed")
    assert evidence.endswith("No mock of it ahead is with a person: ask a peer or a friend for one.")
    with_peer = plan(candidate(partners={"peer": "Sam"})).criteria
    assert not any("ahead is with a person" in each.evidence for each in with_peer)
    assert by_id["full-mocks"] in {each.id for each in made.sessions if each.kind == "loop"}


def test_a_round_is_passed_in_two_of_its_last_three_scored_mocks() -> None:
    passed, failed, no_core = scored(3, 3, 3, 3, 2), scored(3, 2, 2, 3, 3), scored(2, 4, 4, 4, 4)

    def of(*mocks: dict[str, object]) -> str:
        log = [entry(n - 20, "coding", 4, 4, **fields) for n, fields in enumerate(mocks)]
        return state(plan(candidate(), log=log), "coding-passed")

    assert of(passed) == "too little seen"
    assert of(passed, scored(4, 4, 4, 4, 4, rater="llm"), scored(4, 4, 4, 4, 4, rater="self")) == "too little seen"
    assert of(passed, scored("not seen", 4, 4, 4, 4)) == "too little seen"
    assert of(passed, passed) == "met"
    assert of(passed, passed, failed) == "met"
    assert of(passed, passed, no_core) == "not met"
    assert of(passed, failed) == "not met"
    assert of(passed, passed, failed, failed) == "not met"


def test_evidence_says_when_and_how_much() -> None:
    log = [
        entry(-4, "coding", 2, 3, **scored(3, 3, 3, 3, 3)),
        entry(-2, "coding", 3, 4, **scored(2, 3, 3, 3, 3, rater="expert")),
    ]
    made = plan(candidate(partners={"peer": "Sam"}), log=log)
    coding = [(each.id, each.state, each.evidence) for each in made.criteria if each.id.startswith("coding")]
    assert coding == [
        (
            "coding-confidence", "met",
            "After the mock on Sat 27 Feb you rate it 4 of 5; before the first of two, on Thu 25 Feb, it was 2.",
        ),
        (
            "coding-passed", "not met",
            "One of the last two that a person scored: Thu 25 Feb was passed and Sat 27 Feb was not passed. "
            "The latest was below 3 in a core dimension.",
        ),
    ]  # fmt: skip


def test_no_dimension_without_a_score_is_taken_for_a_fail() -> None:
    round_ = backend_handbook().rounds["coding"]
    one = entry(0, "coding", **scored(3, 3, 3, 3))
    assert progress.judge(round_, "senior", one).state == "passed"
    assert progress.judge(round_, "senior", entry(0, "coding", **scored(3, 3, 3))).state == "not scored"
    assert progress.judge(round_, "junior", entry(0, "coding", **scored(3, 3, 3, 2, 2))).state == "passed"
    assert progress.judge(round_, "junior", entry(0, "coding", **scored(3, 3, 3, 2, 1))).state == "failed"


# Refusals


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ([entry(1, "coding")], "no mock after today, 2027-03-01; got one of coding on 2027-03-02"),
        ([entry(0, "codng")], '2027-03-01: no round "codng" (did you mean coding?)'),
        ([entry(0, "coding", questions=["coding-q1", "coding-qq2"])], '2027-03-01: no question "coding-qq2"'),
    ],
)
def test_a_log_that_can_not_be_is_refused(log: list[LogEntry], words: str) -> None:
    [(key, message)] = refused(candidate(), log=log)
    assert key == "log"
    assert words in message


def test_an_interview_before_the_log_is_over_is_refused() -> None:
    assert [key for key, _ in refused(candidate(MONDAY), log=[entry(-3, "coding")])] == ["interview"]


def test_a_log_of_today_before_an_interview_tomorrow_leaves_nothing_to_plan_and_still_warns() -> None:
    made = plan(candidate(1), log=[entry(0, "coding")])
    assert made.sessions == []
    assert {each.what for each in made.warnings} == {"baseline", "drill", "full mocks"}


def test_no_free_day_before_the_interview_still_gives_a_plan_that_says_so() -> None:
    made = plan(candidate(5, days={"sun": 60}))
    assert made.sessions == []
    assert {each.what for each in made.warnings} == {"baseline", "drill", "full mocks"}
