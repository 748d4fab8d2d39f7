"""Rules 16 to 18: drills, their two kinds, and micro-practice."""

from __future__ import annotations

from placing import FINISHED
from placing_drills import Span, drills, micro
from read_plan import Case, holds, rule, same


def loop_spans(case: Case) -> list[Span]:
    """Give the first and last days of the loops in the plan, a finished one from its first logged day on."""
    f, p = case.facts, case.placed
    spans = [(steps[0].date, steps[-1].date) for steps in p.loops]
    if p.finished and f.under_way:
        spans.append((f.under_way.first, p.finished[-1].date))
    return spans


# Rules 16 and 17


@rule
def drills_go_day_by_day_to_the_round_whose_turn_it_is(case: Case) -> None:
    """Rules 16 and 17: days, number, round, kind, form and goal of all but first drills, in the order of placement."""
    wanted = drills(case.facts, case.placed.before("drills"), loop_spans(case))
    same(case.placed.drills, wanted, "drills")


@rule
def no_drill_is_within_a_loop_or_beyond_what_its_week_may_have(case: Case) -> None:
    """Rule 16: where drills alone fill a day or a week, the template's limits hold."""
    f, p = case.facts, case.placed
    for each in p.drills:
        week = f.week(each.date)
        holds(not any(first <= each.date <= last for first, last in loop_spans(case)), f"{each} within a loop")
        on_day = [mock for mock in p.of("baseline", "drill") if mock.date == each.date]
        most = f.numbers.mocks_a_day
        holds(len(on_day) <= most, f"{on_day} on one day, at most {most}")
        in_week = sum(f.week(mock.date) == week for mock in p.of("drill"))
        holds(in_week <= max(phase.drills for phase in f.phases if f.week(phase.first) <= week <= f.week(phase.last)),
              f"{in_week} drills in week {week}")  # fmt: skip


@rule
def only_drills_have_a_kind_and_a_goal_and_only_micro_practice_an_exercise(case: Case) -> None:
    """Rule 17: again or check, with one of the round's micro-goals; an exercise is one of the round's, too."""
    for each in case.plan.sessions:
        round_ = case.handbook.rounds[each.round]
        same(each.drill in ("again", "check"), each.kind == "drill", f"whether {each.id} has a kind of drill")
        same(1 <= each.goal <= len(round_.micro_goals), each.kind == "drill", f"whether {each.id} has a goal")
        same(1 <= each.exercise <= len(round_.exercises), each.kind == "micro", f"whether {each.id} has an exercise")


@rule
def drills_of_a_round_take_turns_between_an_old_question_and_a_new_one(case: Case) -> None:
    """Rule 17: the first, third … is again, the others are checks; the goal is the same for both, then the next.

    A check becomes again where no new question is left, and again a check where no old one is.
    """
    f, p = case.facts, case.placed
    for r in f.rounds:
        goals = len(case.handbook.rounds[r].micro_goals)
        earlier = bool(f.logged(r)) or any(each.round == r for each in p.baselines)
        for n, each in enumerate((each for each in p.of("drill") if each.round == r), f.drills(r) + 1):
            same(each.goal, (n - 1) // 2 % goals + 1, f"goal of drill {n}, {each}")
            kinds = ("again",) if n % 2 and earlier else ("check", "again") if earlier else ("check",)
            holds(each.drill in kinds, f"kind of drill {n}, {each}: expected {kinds}")
            holds(each.form == "short" or (n % 2 == 0 and each.drill == "check"), f"form of drill {n}, {each}")


# Rule 18


@rule
def micro_practice_fills_the_first_days_of_a_week_without_anything_else(case: Case) -> None:
    """Rule 18: days, minutes, round by week and exercise by date."""
    board = case.placed.before("micro")
    same(case.placed.of("micro"), micro(case.facts, board), "micro-practice")
    for each in case.placed.of("micro"):
        holds(each.loop != FINISHED and each.form == "micro", f"{each} is a mock")


@rule
def drills_and_micro_practice_open_no_day_beyond_days_a_week(case: Case) -> None:
    """Rules 16 and 18: neither begins a new day in a week that has as many as the template's."""
    f, p = case.facts, case.placed
    for week in {f.week(each.date) for each in p.drills + p.of("micro")}:
        busy = {day for day in {*(each.date for each in p.mocks.values()), *f.log_days} if f.week(day) == week}
        theirs = {each.date for each in p.drills + p.of("micro") if f.week(each.date) == week}
        with_others = {each.date for each in p.mocks.values() if each.kind not in ("drill", "micro")}
        with_others |= {each.date for each in p.first_drills} | f.log_days
        opened = theirs - with_others
        holds(not opened or len(busy) <= f.numbers.days_a_week, f"week {week} has {sorted(busy)}, opened {opened}")
