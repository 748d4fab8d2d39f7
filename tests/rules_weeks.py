"""Rules 5 to 9: weeks, templates, finals, notice and the first day."""

from __future__ import annotations

from made_up import DAY
from placing import finals
from plan_parts import Date
from read_plan import Case, holds, rule, same
from rules_rounds import notes

# Rules 5 and 6


@rule
def weeks_run_from_monday_to_sunday(case: Case) -> None:
    """Rule 5: week 1 contains the first day; the first and the last week are cut to the days of the plan."""
    f, days = case.facts, dict[int, list[Date]]()
    for n in range((f.last - f.first).days + 1):
        day = f.first + n * DAY
        days.setdefault(f.week(day), []).append(day)
    found = [(each.n, each.first, each.last) for each in case.plan.weeks]
    same(found, [(n, in_week[0], in_week[-1]) for n, in_week in days.items()], "weeks")


@rule
def every_session_carries_the_number_of_its_week(case: Case) -> None:
    """Rule 5: and that of no other week."""
    for each in case.plan.sessions:
        same(each.week, case.facts.week(each.date), f"week of {each.id} on {each.date}")


@rule
def the_plan_has_the_template_named_or_the_longest_that_fits(case: Case) -> None:
    """Rules 6 and 32: counted from the first day to the last interview."""
    f, plan = case.facts, case.plan
    same(
        (plan.template, plan.first, plan.today, plan.interview),
        (f.template, f.first, f.today, f.last),
        "template, days",
    )


@rule
def phases_count_from_the_first_day_and_back_from_the_interview(case: Case) -> None:
    """Rule 6: where they overlap, the later phase keeps its days, and a phase without days is left out."""
    f = case.facts
    found = [(each.id, each.kind, each.first, each.last) for each in case.plan.phases]
    same(found, [(each.id, each.kind, each.first, each.last) for each in f.phases], "phases")
    for session in case.plan.sessions:
        same(session.phase, f.phase(session.date).id, f"phase of {session.id} on {session.date}")


# Rule 7


@rule
def finals_go_by_rank_to_the_latest_empty_days_of_the_last_phase(case: Case) -> None:
    """Rules 7 and 15: in full form where any such day holds it, else in short form; less those logged or paid."""
    same(case.placed.finals, finals(case.facts, case.placed.before("finals")), "finals")


@rule
def the_last_phase_holds_nothing_else(case: Case) -> None:
    """Rule 7: but baselines, paid mocks, first drills, the rest of a loop under way, the easy mock, micro-practice."""
    p, last = case.placed, case.facts.phases[-1]
    allowed = [*p.of("final", "baseline", "paid", "easy", "micro"), *p.first_drills, *p.finished]
    for each in p.mocks.values():
        holds(each.date < last.first or each in allowed, f"{each} in the last phase, which begins on {last.first}")
    for each in p.of("micro"):
        holds((case.facts.last - each.date).days >= 3, f"{each} in the last two days")


# Rule 8


@rule
def nobody_is_asked_within_the_notice(case: Case) -> None:
    """Rule 8: no session with a person, and no paid mock, is before the first day + notice."""
    f = case.facts
    for each in case.plan.sessions:
        early = each.date < f.notice
        holds(
            not early or each.partner in ("llm", "alone"), f"{each.id} on {each.date} with {each.partner} {each.person}"
        )
        holds(not early or each.kind != "paid", f"paid {each.id} on {each.date}, notice until {f.notice}")


@rule
def no_mock_is_before_the_day_on_which_the_candidate_begins(case: Case) -> None:
    """Rule 8: at once, or with peers or friends and no model after the notice, where a day is left then."""
    for each in case.placed.of("baseline", "drill", "loop", "final", "paid"):
        holds(each.date >= case.facts.opening, f"{each}, opening {case.facts.opening}")


# Rule 9


@rule
def a_plan_without_a_start_and_a_log_has_the_line_that_keeps_its_weeks(case: Case) -> None:
    """Rule 9: note start with the first day; nobody else gets it."""
    wanted = [] if case.candidate.start or case.log else [case.facts.first]
    same(notes(case, "start", "date"), wanted, "note start")
