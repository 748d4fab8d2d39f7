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
    handbook = loop_handbook([8], rounds=[("knitting", 1, 1), ("candour", 1, 1)])
    log = [looped(0, "knitting"), looped(1, "candour")]
    away = [day(n) for n in range(2, 40) if n not in (2, 4)]
    near = candidate(24, days=dict.fromkeys(WEEKDAYS, 60), away=away, start=MONDAY)
    assert plan(near, handbook, day(1), log).loops == []
    later = [each for each in away if each != day(6)]
    who = near.model_copy(update={"away": tuple(later)})
    [loop] = plan(who, handbook, day(1), log).loops
    assert (loop.first, loop.last) == (day(4), day(6))


def test_rule_38_only_an_id_of_this_form_counts() -> None:
    for session, following in (
        ("knitting-7", 8),
        ("knitting-x", 1),
        ("sifting-7", 1),
        ("knitting-12345", 1),
        ("a walk", 1),
    ):
        log = [entry(-3, "knitting", 2, 3, session=session)]
        made = make_plan(backend_handbook(), candidate(start=MONDAY), MONDAY, log)
        ids = [each.id for each in made.sessions if each.round == "knitting"]
        assert next(each for each in ids if not each.startswith("micro")) == f"knitting-{following}", session


def test_rule_42_says_whether_a_first_drill_lacks_a_day_or_a_question() -> None:
    screen = {"date": day(6), "rounds": ["reception-screen"]}
    who = candidate(interviews=[screen, {"date": day(28)}], confidence={"reception-screen": 2}, partners=MODEL)

    def reason(bank: int, **changed: object) -> list[str]:
        rounds = [make_round(each) for each in ("knitting", "skyline-design")]
        rounds.append(make_round("reception-screen", 45, 20, in_loop=False))
        questions = [*make_bank("knitting", 30), *make_bank("skyline-design", 30), *make_bank("reception-screen", bank)]
        role = make_role([("knitting", 1, 1), ("skyline-design", 1, 1)])
        site_data = make_handbook(rounds, [role], standard_templates(), questions)
        made = make_plan(site_data, who.model_copy(update=changed), MONDAY)
        return [each.reason for each in made.notes if each.code == "no-room" and each.kind == "drill"]

    assert reason(5) == []
    assert reason(0) == ["no-question"]
    assert reason(5, away=tuple(day(n) for n in range(1, 6))) == ["no-day"]


def test_the_rounds_of_a_candidate_are_those_of_their_plan() -> None:
    handbook = backend_handbook()
    who = candidate(interviews=[{"date": day(9), "rounds": ["sifting"]}, {"date": day(28)}])
    assert list(candidate_rounds(handbook, who, MONDAY)) == list(plan(who, handbook).rounds)
    unknown = candidate(rounds=["knitting", "juggling", "sifting"])
    assert candidate_rounds(handbook, unknown, MONDAY) == ("knitting", "sifting")


def test_rule_1_two_interviews_on_one_day_are_one() -> None:
    morning = {"date": day(28), "rounds": ["knitting"], "label": "Morning"}
    afternoon = {"date": day(28), "rounds": ["skyline-design", "candour"], "label": "Afternoon"}
    handbook = backend_handbook()
    made = make_plan(handbook, candidate(interviews=[morning, afternoon]), MONDAY)
    assert made.steps == ["knitting", "skyline-design", "candour"]
    made = make_plan(handbook, candidate(interviews=[afternoon, morning]), MONDAY)
    assert made.steps == ["skyline-design", "candour", "knitting"]
    assert [each.label for each in made.interviews] == ["Afternoon", "Morning"]
    for both in ([morning, {"date": day(28)}], [{"date": day(28)}, morning]):
        steps = make_plan(handbook, candidate(interviews=both), MONDAY).steps
        assert sorted(steps) == ["candour", "knitting", "skyline-design"]


def test_rule_7_a_final_goes_to_a_round_that_the_last_interview_means() -> None:
    """A screen that is rated and that no interview names is practised, but takes no final from the loop."""
    rounds = [make_round(each) for each in ("knitting", "skyline-design")]
    rounds.append(make_round("reception-screen", 45, 20, in_loop=False))
    role = make_role([("knitting", 1, 1), ("skyline-design", 1, 1)], screen=[("reception-screen", 1, 1)])
    questions = [question for each in rounds for question in make_bank(each.id, 30)]
    handbook = make_handbook(rounds, [role], standard_templates(), questions)
    made = plan(candidate(confidence={"reception-screen": 1}, partners=MODEL), handbook)
    assert made.ranked[0].round == "reception-screen"
    assert {each.round for each in made.sessions if each.kind == "final"} == {"knitting", "skyline-design"}


def stuck(round_id: str) -> list[LogEntry]:
    return [entry(n, round_id, 2, 2) for n in (-9, -6, -3)]


def test_rule_12_a_paid_mock_waits_for_the_last_baseline() -> None:
    """Monday is long enough for knitting but not for the baseline of sifting, which is on Tuesday."""
    rounds = [make_round("knitting", 60), make_round("sifting", 90)]
    questions = [*make_bank("knitting", 30), *make_bank("sifting", 30)]
    role = make_role([("knitting", 1, 1), ("sifting", 1, 1)])
    handbook = make_handbook(rounds, [role], standard_templates(), questions)
    days = {"mon": 60, "tue": 120, "thu": 120, "sat": 120}
    made = plan(candidate(days=days, partners=MODEL, start=day(-9)), handbook, log=stuck("knitting"))
    [baseline] = [each for each in made.sessions if each.kind == "baseline"]
    [paid] = [each for each in made.sessions if each.kind == "paid"]
    assert (baseline.round, baseline.date, paid.round, paid.date) == ("sifting", day(1), "knitting", day(3))


def test_rule_12_a_paid_mock_of_a_screen_is_before_the_screen_or_unplaced() -> None:
    screen = {"date": day(3), "rounds": ["sifting"]}
    who = candidate(interviews=[screen, {"date": day(28)}], days={"fri": 120}, partners=MODEL, start=day(-9))
    made = plan(who, log=stuck("sifting"))
    assert [(each.kind, each.round) for each in made.unplaced] == [("paid", "sifting")]
    assert not [each for each in made.sessions if each.round == "sifting"]
