"""The planner, case by case: what generated candidates rarely meet. The mutants that showed it are fixed by these."""

from __future__ import annotations

import datetime

from candidates import (
    DAY,
    MONDAY,
    backend_handbook,
    candidate,
    entry,
    loop_handbook,
    make_handbook,
    make_role,
    make_round,
)
from made_up import make_bank, standard_templates
from planned import plan

from generator.model import WEEKDAYS, LogEntry
from generator.planner import candidate_rounds, make_plan

MODEL = {"llm": True}


def day(n: int) -> datetime.date:
    return MONDAY + n * DAY


def looped(n: int, round_id: str) -> LogEntry:
    return entry(n, round_id, 3, 3, kind="loop")


def test_rule_14_a_loop_starts_two_days_after_one_that_counts() -> None:
    """On Monday and Wednesday of the week after only the second could be a start, and then the loop has no room."""
    handbook = loop_handbook([8], rounds=[("coding", 1, 1), ("behavioural", 1, 1)])
    log = [looped(0, "coding"), looped(1, "behavioural")]
    away = [day(n) for n in range(2, 40) if n not in (2, 4)]
    near = candidate(24, days=dict.fromkeys(WEEKDAYS, 60), away=away, start=MONDAY)
    assert plan(near, handbook, day(1), log).loops == []
    later = [each for each in away if each != day(6)]
    who = near.model_copy(update={"away": tuple(later)})
    [loop] = plan(who, handbook, day(1), log).loops
    assert (loop.first, loop.last) == (day(4), day(6))


def test_rule_38_only_an_id_of_this_form_counts() -> None:
    for session, following in (("coding-7", 8), ("coding-x", 1), ("sql-7", 1), ("coding-12345", 1), ("a walk", 1)):
        log = [entry(-3, "coding", 2, 3, session=session)]
        made = make_plan(backend_handbook(), candidate(start=MONDAY), MONDAY, log)
        ids = [each.id for each in made.sessions if each.round == "coding"]
        assert next(each for each in ids if not each.startswith("micro")) == f"coding-{following}", session


def test_rule_42_says_whether_a_first_drill_lacks_a_day_or_a_question() -> None:
    screen = {"date": day(6), "rounds": ["recruiter-screen"]}
    who = candidate(interviews=[screen, {"date": day(28)}], confidence={"recruiter-screen": 2}, partners=MODEL)

    def reason(bank: int, **changed: object) -> list[str]:
        rounds = [make_round(each) for each in ("coding", "system-design")]
        rounds.append(make_round("recruiter-screen", 45, 20, in_loop=False))
        questions = [*make_bank("coding", 30), *make_bank("system-design", 30), *make_bank("recruiter-screen", bank)]
        role = make_role([("coding", 1, 1), ("system-design", 1, 1)])
        site_data = make_handbook(rounds, [role], standard_templates(), questions)
        made = make_plan(site_data, who.model_copy(update=changed), MONDAY)
        return [each.reason for each in made.notes if each.code == "no-room" and each.kind == "drill"]

    assert reason(5) == []
    assert reason(0) == ["no-question"]
    assert reason(5, away=tuple(day(n) for n in range(1, 6))) == ["no-day"]


def test_the_rounds_of_a_candidate_are_those_of_their_plan() -> None:
    handbook = backend_handbook()
    who = candidate(interviews=[{"date": day(9), "rounds": ["sql"]}, {"date": day(28)}])
    assert list(candidate_rounds(handbook, who, MONDAY)) == list(plan(who, handbook).rounds)
    unknown = candidate(rounds=["coding", "juggling", "sql"])
    assert candidate_rounds(handbook, unknown, MONDAY) == ("coding", "sql")


def test_rule_1_two_interviews_on_one_day_are_one() -> None:
    morning = {"date": day(28), "rounds": ["coding"], "label": "Morning"}
    afternoon = {"date": day(28), "rounds": ["system-design", "behavioural"], "label": "Afternoon"}
    handbook = backend_handbook()
    made = make_plan(handbook, candidate(interviews=[morning, afternoon]), MONDAY)
    assert made.steps == ["coding", "system-design", "behavioural"]
    made = make_plan(handbook, candidate(interviews=[afternoon, morning]), MONDAY)
    assert made.steps == ["system-design", "behavioural", "coding"]
    assert [each.label for each in made.interviews] == ["Afternoon", "Morning"]
    for both in ([morning, {"date": day(28)}], [{"date": day(28)}, morning]):
        steps = make_plan(handbook, candidate(interviews=both), MONDAY).steps
        assert sorted(steps) == ["behavioural", "coding", "system-design"]


def test_rule_7_a_final_goes_to_a_round_that_the_last_interview_means() -> None:
    """A screen that is rated and that no interview names is practised, but takes no final from the loop."""
    rounds = [make_round(each) for each in ("coding", "system-design")]
    rounds.append(make_round("recruiter-screen", 45, 20, in_loop=False))
    role = make_role([("coding", 1, 1), ("system-design", 1, 1)], screen=[("recruiter-screen", 1, 1)])
    questions = [question for each in rounds for question in make_bank(each.id, 30)]
    handbook = make_handbook(rounds, [role], standard_templates(), questions)
    made = plan(candidate(confidence={"recruiter-screen": 1}, partners=MODEL), handbook)
    assert made.ranked[0].round == "recruiter-screen"
    assert {each.round for each in made.sessions if each.kind == "final"} == {"coding", "system-design"}


def stuck(round_id: str) -> list[LogEntry]:
    return [entry(n, round_id, 2, 2) for n in (-9, -6, -3)]


def test_rule_12_a_paid_mock_waits_for_the_last_baseline() -> None:
    """Monday is long enough for coding but not for the baseline of sql, which is on Tuesday."""
    rounds = [make_round("coding", 60), make_round("sql", 90)]
    questions = [*make_bank("coding", 30), *make_bank("sql", 30)]
    role = make_role([("coding", 1, 1), ("sql", 1, 1)])
    handbook = make_handbook(rounds, [role], standard_templates(), questions)
    days = {"mon": 60, "tue": 120, "thu": 120, "sat": 120}
    made = plan(candidate(days=days, partners=MODEL, start=day(-9)), handbook, log=stuck("coding"))
    [baseline] = [each for each in made.sessions if each.kind == "baseline"]
    [paid] = [each for each in made.sessions if each.kind == "paid"]
    assert (baseline.round, baseline.date, paid.round, paid.date) == ("sql", day(1), "coding", day(3))


def test_rule_12_a_paid_mock_of_a_screen_is_before_the_screen_or_unplaced() -> None:
    screen = {"date": day(3), "rounds": ["sql"]}
    who = candidate(interviews=[screen, {"date": day(28)}], days={"fri": 120}, partners=MODEL, start=day(-9))
    made = plan(who, log=stuck("sql"))
    assert [(each.kind, each.round) for each in made.unplaced] == [("paid", "sql")]
    assert not [each for each in made.sessions if each.round == "sql"]
